// The host's end of a serial line, and the C interface of every bench that has one. A harness derives
// from `LineBench` and gives `link_open`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>

#include "axi.hpp"

// Bytes become bits and bits bytes, `divisor` cycles each.
class Line {
  public:
    explicit Line(unsigned divisor) : divisor_(divisor) {}
    std::deque<uint8_t> to_link, from_link;
    unsigned pause = 0;  // bits of silence behind every byte

    uint8_t drive() {
        if (sending_ == 0) {
            if (to_link.empty()) return 1;
            frame_ = 1u << 9 | to_link.front() << 1, sending_ = (10 + pause) * divisor_, sent_ = 0;
            to_link.pop_front();
        }
        --sending_;
        const unsigned bit = sent_++ / divisor_;
        return bit < 10 ? frame_ >> bit & 1 : 1;
    }

    void listen(bool level) {
        if (!receiving_) {
            if (!level) receiving_ = true, now_ = 0, byte_ = 0;
            return;
        }
        ++now_;
        const unsigned bit = now_ / divisor_;
        if (now_ % divisor_ != divisor_ / 2) return;
        if (bit >= 1 && bit <= 8) byte_ |= level << (bit - 1);
        if (bit < 9) return;
        if (!level) throw Violation("tx: a stop bit is missing");
        from_link.push_back(byte_), receiving_ = false;
    }

  private:
    unsigned divisor_, frame_ = 0, sending_ = 0, sent_ = 0, now_ = 0;
    uint8_t byte_ = 0;
    bool receiving_ = false;
};

// Something with a serial line that goes by clock cycles.
struct LineBench {
    explicit LineBench(unsigned divisor) : line(divisor) {}
    virtual ~LineBench() = default;
    virtual void cycle() = 0;
    uint64_t now() const { return now_; }

    Line line;
    std::string violation;

  protected:
    uint64_t now_ = 0;
};

#define LINK_API extern "C" __attribute__((visibility("default")))

LINK_API void link_close(LineBench* b) { delete b; }
LINK_API void link_pause(LineBench* b, unsigned bits) { b->line.pause = bits; }
LINK_API void link_send(LineBench* b, const uint8_t* bytes, uint64_t count) {
    b->line.to_link.insert(b->line.to_link.end(), bytes, bytes + count);
}
// Runs until `most` bytes have come, for at most `cycles`; how many were taken, -1 for a violation.
LINK_API int64_t link_receive(LineBench* b, uint8_t* bytes, uint64_t most, uint64_t cycles) {
    try {
        for (; cycles != 0 && b->line.from_link.size() < most; --cycles) b->cycle();
    } catch (const std::exception& error) {
        b->violation = error.what();
        return -1;
    }
    const uint64_t n = std::min<uint64_t>(most, b->line.from_link.size());
    std::copy_n(b->line.from_link.begin(), n, bytes);
    b->line.from_link.erase(b->line.from_link.begin(), b->line.from_link.begin() + n);
    return static_cast<int64_t>(n);
}
LINK_API uint64_t link_cycles(const LineBench* b) { return b->now(); }
LINK_API const char* link_violation(const LineBench* b) { return b->violation.c_str(); }
