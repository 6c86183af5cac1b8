// The read and the write half of an AXI4 memory. Every cycle `drive` sets the slave's signals from
// what was there before, and `sample`, once the master's have settled, takes what was handed over.
#pragma once

#include "axi.hpp"

struct ReadPorts {
    const uint8_t* arvalid;
    uint8_t* arready;
    const uint64_t* araddr;
    const uint8_t *arlen, *arsize, *arburst;
    uint8_t* rvalid;
    const uint8_t* rready;
    uint8_t *rdata, *rresp, *rlast;
};

struct WritePorts {
    const uint8_t* awvalid;
    uint8_t* awready;
    const uint64_t* awaddr;
    const uint8_t *awlen, *awsize, *awburst, *wvalid;
    uint8_t* wready;
    const uint8_t *wdata, *wstrb, *wlast;
    uint8_t* bvalid;
    const uint8_t* bready;
    uint8_t* bresp;
};

template <unsigned W> class ReadSlave {
  public:
    ReadSlave(std::string name, ReadPorts ports, Store<W> store, Behaviour behaviour, uint64_t stream)
        : name_(std::move(name)), p_(ports), store_(std::move(store)), b_(behaviour),
          random_(behaviour.seed, stream) {}

    void drive(uint64_t now) {
        if (!offering_ && !beats_.empty() && beats_.front().due <= now &&
            !random_.happens(b_.stall))
            offer();
        *p_.rvalid = offering_;
        *p_.arready = beats_.size() < MOST_BEATS && !random_.happens(b_.stall);
    }

    void sample(uint64_t now) {
        const Burst burst{*p_.araddr, *p_.arlen, *p_.arsize, *p_.arburst};
        stable_.watch(name_, "ar", *p_.arvalid, *p_.arready, burst);
        if (*p_.arvalid && *p_.arready) accept(burst, now);
        if (offering_ && *p_.rready) beats_.pop_front(), offering_ = false;
    }

    void check_quiet_after_reset() const {
        if (*p_.arvalid) throw Violation(name_ + ": arvalid is high after reset");
    }
    size_t outstanding() const { return beats_.size(); }

  private:
    struct Beat {
        uint64_t due;
        Response response;
        bool last;
        std::array<uint8_t, W> data;
    };
    static constexpr size_t MOST_BEATS = 1024;

    void accept(const Burst& burst, uint64_t now) {
        check_burst(name_, "ar", burst, W);
        uint64_t due = now + b_.latency + random_.up_to(b_.extra_latency);
        for (unsigned i = 0; i < burst.beats(); ++i) {
            due = std::max(due, free_);
            Beat& beat = beats_.emplace_back();
            beat.due = due, beat.last = i + 1 == burst.beats();
            beat.response = store_.read(burst.address + uint64_t{i} * W, beat.data.data());
            free_ = due + b_.beat_cycles;
        }
    }

    void offer() {
        const Beat& beat = beats_.front();
        std::memcpy(p_.rdata, beat.data.data(), W);
        *p_.rresp = beat.response, *p_.rlast = beat.last;
        offering_ = true;
    }

    std::string name_;
    ReadPorts p_;
    Store<W> store_;
    Behaviour b_;
    Random random_;
    Stable<Burst> stable_;
    std::deque<Beat> beats_;
    uint64_t free_ = 0;  // cycle from which the next beat may be given
    bool offering_ = false;
};

template <unsigned W> class WriteSlave {
  public:
    WriteSlave(std::string name, WritePorts ports, Store<W> store, Behaviour behaviour,
               uint64_t stream)
        : name_(std::move(name)), p_(ports), store_(std::move(store)), b_(behaviour),
          random_(behaviour.seed, stream) {}

    void drive(uint64_t now) {
        if (!answering_ && !answers_.empty() && answers_.front().due <= now &&
            !random_.happens(b_.stall))
            answer();
        *p_.bvalid = answering_;
        const bool room = bursts_.size() + answers_.size() < MOST_BURSTS;
        *p_.awready = room && !random_.happens(b_.stall);
        *p_.wready = now >= free_ && beats_.size() < MOST_BEATS && !random_.happens(b_.stall);
    }

    void sample(uint64_t now) {
        const Burst burst{*p_.awaddr, *p_.awlen, *p_.awsize, *p_.awburst};
        stable_address_.watch(name_, "aw", *p_.awvalid, *p_.awready, burst);
        if (*p_.awvalid && *p_.awready) {
            check_burst(name_, "aw", burst, W);
            bursts_.push_back(burst);
        }
        if (*p_.wvalid) take_data(now);
        else stable_data_.absent(name_, "w");
        while (!bursts_.empty() && !beats_.empty()) match(now);
        if (answering_ && *p_.bready) answers_.pop_front(), answering_ = false;
    }

    void check_quiet_after_reset() const {
        if (*p_.awvalid || *p_.wvalid)
            throw Violation(name_ + ": awvalid or wvalid is high after reset");
    }
    size_t outstanding() const { return bursts_.size() + beats_.size() + answers_.size(); }

  private:
    struct Beat {
        std::array<uint8_t, W> data;
        std::array<bool, W> strobe;
        bool last;
        bool operator==(const Beat& o) const {
            return data == o.data && strobe == o.strobe && last == o.last;
        }
    };
    struct Answer {
        uint64_t due, address;
        Response response;
        std::vector<Beat> beats;
    };
    static constexpr size_t MOST_BEATS = 1024, MOST_BURSTS = 256;

    void take_data(uint64_t now) {
        Beat beat{};
        std::memcpy(beat.data.data(), p_.wdata, W);
        for (unsigned i = 0; i < W; ++i) beat.strobe[i] = p_.wstrb[i / 8] >> i % 8 & 1;
        beat.last = *p_.wlast;
        stable_data_.watch(name_, "w", true, *p_.wready, beat);
        if (!*p_.wready) return;
        beats_.push_back(beat);
        free_ = now + b_.beat_cycles;
    }

    // Give the oldest beat to the oldest address that still lacks one.
    void match(uint64_t now) {
        const Burst& burst = bursts_.front();
        const Beat& beat = beats_.front();
        taken_.push_back(beat);
        beats_.pop_front();
        const bool complete = taken_.size() == burst.beats();
        if (taken_.back().last != complete)
            throw Violation(name_ + ": wlast is " + (complete ? "missing on" : "set on") + " beat " +
                            std::to_string(taken_.size()) + " of a burst of " +
                            std::to_string(burst.beats()));
        if (!complete) return;
        Response worst = OKAY;
        for (size_t i = 0; i < taken_.size(); ++i)
            worst = std::max(worst, store_.check(burst.address + i * W, taken_[i].strobe));
        const uint64_t due = now + b_.latency + random_.up_to(b_.extra_latency);
        answers_.push_back({due, burst.address, worst, std::move(taken_)});
        taken_.clear();
        bursts_.pop_front();
    }

    void answer() {
        const Answer& a = answers_.front();
        *p_.bresp = a.response;
        for (size_t i = 0; a.response == OKAY && i < a.beats.size(); ++i)
            store_.write(a.address + i * W, a.beats[i].data, a.beats[i].strobe);
        answering_ = true;
    }

    std::string name_;
    WritePorts p_;
    Store<W> store_;
    Behaviour b_;
    Random random_;
    Stable<Burst> stable_address_;
    Stable<Beat> stable_data_;
    std::deque<Burst> bursts_;
    std::deque<Beat> beats_;
    std::vector<Beat> taken_;  // beats of the oldest burst
    std::deque<Answer> answers_;
    uint64_t free_ = 0;
    bool answering_ = false;
};
