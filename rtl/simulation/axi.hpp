// AXI4 memories that drive a master's ports and watch the protocol's rules.
//
// Rules checked of the master (AMBA AXI4, ARM IHI 0022H):
//   1. valid, once high, stays until ready, and the payload does not change (A3.2.1)
//   2. bursts are INCR, as wide as the bus, aligned, and do not cross 4 KiB (A3.4.1)
//   3. WLAST marks the last beat of a write burst and no other (A3.4.1)
//   4. no valid in the cycle after reset (A3.1.2)
// AW and W may come in any order. Reads are answered with what lay in memory when their address was
// taken; writes reach memory with their response, no earlier: who does not wait for it reads old
// bytes.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

struct Violation : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum Response : uint8_t { OKAY = 0, SLVERR = 2, DECERR = 3 };

// How memory behaves; the layout is that of `Behaviour` in library.py.
struct Behaviour {
    uint32_t latency;        // cycles from an accepted address to its first beat
    uint32_t beat_cycles;    // cycles of a beat
    uint32_t extra_latency;  // at most, drawn for every burst
    uint32_t stall;          // of 2**32: how often valid or ready is withheld in a cycle
    uint64_t seed;
};

// xorshift64*: a stream for every port, so that one port's draws do not move another's.
class Random {
  public:
    Random(uint64_t seed, uint64_t stream)
        : state_((seed + 1) * 0x9E3779B97F4A7C15u ^ (stream + 1) * 0xD1B54A32D192ED03u) {
        if (state_ == 0) state_ = 1;
    }
    uint32_t next() {
        state_ ^= state_ >> 12, state_ ^= state_ << 25, state_ ^= state_ >> 27;
        return static_cast<uint32_t>(state_ * 0x2545F4914F6CDD1Du >> 32);
    }
    bool happens(uint32_t of_2_32) { return of_2_32 != 0 && next() < of_2_32; }
    uint32_t up_to(uint32_t most) {
        return most == 0 ? 0 : static_cast<uint32_t>(next() % (uint64_t{most} + 1));
    }

  private:
    uint64_t state_;
};

// Bytes behind one port: every `count`-th piece of W bytes of an image, from piece `index` on.
template <unsigned W> class Store {
  public:
    Store(uint8_t* bytes, uint64_t size, uint64_t base, unsigned index, unsigned count,
          std::vector<uint64_t> errors)
        : bytes_(bytes), size_(size), base_(base), index_(index), count_(count),
          errors_(std::move(errors)) {}

    Response read(uint64_t address, uint8_t* data) const {
        std::memset(data, 0, W);
        const uint64_t at = place(address);
        if (at >= size_) return DECERR;
        std::memcpy(data, bytes_ + at, std::min<uint64_t>(W, size_ - at));
        return answer(address);
    }

    // What a write will be answered with; `write` carries it out.
    Response check(uint64_t address, const std::array<bool, W>& strobe) const {
        const uint64_t at = place(address);
        for (unsigned i = 0; i < W; ++i)
            if (strobe[i] && (at >= size_ || i >= size_ - at)) return DECERR;
        return answer(address);
    }

    void write(uint64_t address, const std::array<uint8_t, W>& data,
               const std::array<bool, W>& strobe) {
        const uint64_t at = place(address);
        for (unsigned i = 0; i < W; ++i)
            if (strobe[i]) bytes_[at + i] = data[i];
    }

  private:
    uint64_t place(uint64_t address) const {
        if (address < base_) return UINT64_MAX;
        const uint64_t beat = (address - base_) / W;
        return beat > size_ / W ? UINT64_MAX : (beat * count_ + index_) * W;
    }
    // one of the ports of a beat answers with the error
    Response answer(uint64_t address) const {
        const uint64_t beat = (address - base_) / W;
        const bool bad = !errors_.empty() && beat % count_ == index_ &&
                         std::binary_search(errors_.begin(), errors_.end(), beat);
        return bad ? SLVERR : OKAY;
    }

    uint8_t* bytes_;
    uint64_t size_, base_;
    unsigned index_, count_;
    std::vector<uint64_t> errors_;
};

// Rule 1 for one channel: `payload` is what must not change while the transfer is pending.
template <typename Payload> class Stable {
  public:
    void watch(const std::string& port, const char* channel, bool valid, bool ready,
               const Payload& payload) {
        if (!valid) return absent(port, channel);
        if (pending_ && !(payload == payload_))
            throw Violation(port + ": the payload of " + channel + " changed before " + channel +
                            "ready");
        pending_ = !ready;
        if (pending_) payload_ = payload;
    }
    void absent(const std::string& port, const char* channel) const {
        if (pending_)
            throw Violation(port + ": " + channel + "valid fell before " + channel + "ready");
    }

  private:
    bool pending_ = false;
    Payload payload_{};
};

struct Burst {
    uint64_t address;
    uint8_t length, size, kind;
    bool operator==(const Burst& o) const {
        return address == o.address && length == o.length && size == o.size && kind == o.kind;
    }
    unsigned beats() const { return length + 1u; }
};

// Rule 2.
inline void check_burst(const std::string& port, const char* channel, const Burst& b, unsigned w) {
    const std::string name = port + "_" + channel;
    if (b.kind != 1) throw Violation(name + "burst is " + std::to_string(b.kind) + ", not INCR");
    if (1u << b.size != w)
        throw Violation(name + "size is " + std::to_string(b.size) + ", not " + std::to_string(w) +
                        " bytes");
    if (b.address % w != 0)
        throw Violation(name + "addr " + std::to_string(b.address) + " is not aligned to a beat");
    if ((b.address & 4095) + uint64_t{b.beats()} * w > 4096 && b.beats() > 1)
        throw Violation(name + "addr " + std::to_string(b.address) + " with " +
                        std::to_string(b.beats()) + " beats crosses 4 KiB");
}
