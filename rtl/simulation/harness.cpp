// A generated machine with its memory, its host and its listener, behind a C interface.
//
// One cycle: the memories set their signals, the logic settles with the clock low, everything that
// is handed over or reported in this cycle is taken, the clock rises. `layout.hpp` is written for
// the accelerator by build.py.
#include <memory>

#include "Vtop.h"
#include "layout.hpp"
#include "slaves.hpp"
#include "verilated.h"
#if WEFT_TRACE
#include "verilated_vcd_c.h"
#endif

namespace {

constexpr unsigned ENGINES = 5;
constexpr unsigned RESET_CYCLES = 4;
constexpr unsigned CONTROL_LIMIT = 1u << 16;  // cycles within which a register must answer

// Layouts of `_Memory` and `_Events` in library.py.
struct Memory {
    uint8_t* image;
    uint64_t image_bytes;
    uint8_t* program;
    uint64_t program_bytes;
    const uint64_t* image_bases;  // one a channel
    uint64_t program_base;
    const uint64_t *image_errors, image_error_count;      // beats, in rising order
    const uint64_t *program_errors, program_error_count;  // beats of the program's port
    Behaviour data, fetch;
};

struct Events {
    uint64_t count;  // instructions
    int64_t *start, *end;
};

#define READ_PORTS(PORT)                                                                       \
    ReadPorts {                                                                                \
        &top.PORT##_arvalid, &top.PORT##_arready, &top.PORT##_araddr, &top.PORT##_arlen,       \
            &top.PORT##_arsize, &top.PORT##_arburst, &top.PORT##_rvalid, &top.PORT##_rready,   \
            reinterpret_cast<uint8_t*>(&top.PORT##_rdata), &top.PORT##_rresp, &top.PORT##_rlast \
    }
#define WRITE_PORTS(PORT)                                                                     \
    WritePorts {                                                                              \
        &top.PORT##_awvalid, &top.PORT##_awready, &top.PORT##_awaddr, &top.PORT##_awlen,      \
            &top.PORT##_awsize, &top.PORT##_awburst, &top.PORT##_wvalid, &top.PORT##_wready,  \
            reinterpret_cast<const uint8_t*>(&top.PORT##_wdata),                              \
            reinterpret_cast<const uint8_t*>(&top.PORT##_wstrb), &top.PORT##_wlast,           \
            &top.PORT##_bvalid, &top.PORT##_bready, &top.PORT##_bresp                         \
    }

std::vector<uint64_t> listed(const uint64_t* from, uint64_t count) {
    return count ? std::vector<uint64_t>(from, from + count) : std::vector<uint64_t>();
}

// What the registers answered in a cycle.
struct Control {
    bool awready, wready, bvalid, arready, rvalid;
    uint8_t bresp, rresp;
    uint32_t rdata;
};

class Machine {
  public:
    Machine(const Memory& memory, const Events& events, const char* trace)
        : events_(events), random_(memory.data.seed, 99), stall_(memory.data.stall) {
        context_ = std::make_unique<VerilatedContext>();
        context_->traceEverOn(trace != nullptr);
        top_ = std::make_unique<Vtop>(context_.get());
        attach(memory);
        open_trace(trace);
        reset();
    }

    ~Machine() {
#if WEFT_TRACE
        if (trace_) trace_->close();
#endif
        top_->final();
    }

    // Another program and other memory for the same machine, which keeps its state.
    void attach(const Memory& memory) {
        Vtop& top = *top_;
        reads_.clear(), writes_.clear(), fetch_.clear();
        unsigned i = 0;
#define WEFT_ADD(PORT)                                                                       \
    reads_.emplace_back(#PORT, READ_PORTS(PORT), store(memory, i), memory.data, 2 * i);      \
    writes_.emplace_back(#PORT, WRITE_PORTS(PORT), store(memory, i), memory.data, 2 * i + 1); \
    ++i;
        WEFT_CHANNELS(WEFT_ADD)
#undef WEFT_ADD
        fetch_.emplace_back("m_axi_program", READ_PORTS(m_axi_program),
                            Store<WEFT_PROGRAM_BYTES>(
                                memory.program, memory.program_bytes, memory.program_base, 0, 1,
                                listed(memory.program_errors, memory.program_error_count)),
                            memory.fetch, 98);
    }
    void listen(const Events& events) { events_ = events; }

    uint8_t write(uint32_t offset, uint32_t value) {
        Vtop& top = *top_;
        top.s_axi_control_awaddr = offset, top.s_axi_control_wdata = value;
        top.s_axi_control_wstrb = 0xF;
        bool address = false, data = false;
        for (unsigned i = 0; i < CONTROL_LIMIT; ++i) {
            top.s_axi_control_awvalid = offered(address, top.s_axi_control_awvalid);
            top.s_axi_control_wvalid = offered(data, top.s_axi_control_wvalid);
            top.s_axi_control_bready = !random_.happens(stall_);
            cycle();
            if (top.s_axi_control_awvalid && seen_.awready)
                address = true, top.s_axi_control_awvalid = 0;
            if (top.s_axi_control_wvalid && seen_.wready)
                data = true, top.s_axi_control_wvalid = 0;
            if (!seen_.bvalid || !top.s_axi_control_bready) continue;
            top.s_axi_control_bready = 0;
            if (!address || !data) throw Violation("s_axi_control: bvalid before the write");
            return seen_.bresp;
        }
        throw Violation("s_axi_control: no answer to a write");
    }

    uint8_t read(uint32_t offset, uint32_t& value) {
        Vtop& top = *top_;
        top.s_axi_control_araddr = offset;
        bool address = false;
        for (unsigned i = 0; i < CONTROL_LIMIT; ++i) {
            top.s_axi_control_arvalid = offered(address, top.s_axi_control_arvalid);
            top.s_axi_control_rready = !random_.happens(stall_);
            cycle();
            if (top.s_axi_control_arvalid && seen_.arready)
                address = true, top.s_axi_control_arvalid = 0;
            if (!seen_.rvalid || !top.s_axi_control_rready) continue;
            top.s_axi_control_rready = 0;
            if (!address) throw Violation("s_axi_control: rvalid before the read");
            value = seen_.rdata;
            return seen_.rresp;
        }
        throw Violation("s_axi_control: no answer to a read");
    }

    // Whether the interrupt came within `cycles`.
    bool wait(uint64_t cycles) {
        // `interrupt` is a word of some C++ compilers; this is what Verilator calls the port
        const auto& interrupt = top_->__SYM__interrupt;
        for (; cycles != 0 && !interrupt; --cycles) cycle();
        return interrupt;
    }

    void flush() {
#if WEFT_TRACE
        if (trace_) trace_->flush();
#endif
    }
    uint64_t cycles() const { return now_; }
    uint64_t active() const { return active_; }
    uint64_t outstanding() const {
        uint64_t n = 0;
        for (const auto& slave : reads_) n += slave.outstanding();
        for (const auto& slave : writes_) n += slave.outstanding();
        return n;
    }

    std::string violation;

  private:
    static Store<WEFT_CHANNEL_BYTES> store(const Memory& m, unsigned channel) {
        return {m.image, m.image_bytes, m.image_bases[channel], channel, WEFT_CHANNEL_COUNT,
                listed(m.image_errors, m.image_error_count)};
    }

    // Valid of a request: it comes at a time of its own and then stays.
    bool offered(bool taken, bool offering) {
        return !taken && (offering || !random_.happens(stall_));
    }

    void open_trace(const char* file) {
#if WEFT_TRACE
        if (file == nullptr) return;
        trace_ = std::make_unique<VerilatedVcdC>();
        top_->trace(trace_.get(), 99);
        trace_->open(file);
        if (!trace_->isOpen()) throw Violation(std::string("cannot write ") + file);
#else
        if (file != nullptr) throw Violation("the machine was built without tracing");
#endif
    }

    void dump(uint64_t time) {
#if WEFT_TRACE
        if (trace_) trace_->dump(time);
#else
        (void)time;
#endif
    }

    // The first cycle after reset must be quiet; memory answers from the second one on.
    void reset() {
        top_->rst = 1;
        for (unsigned i = 0; i < RESET_CYCLES; ++i) tick([] {});
        top_->rst = 0;
        tick([this] {
            for (const auto& slave : reads_) slave.check_quiet_after_reset();
            for (const auto& slave : writes_) slave.check_quiet_after_reset();
            fetch_.front().check_quiet_after_reset();
        });
    }

    template <typename Look> void tick(Look look) {
        top_->clk = 0;
        top_->eval();
        dump(2 * now_);
        look();
        top_->clk = 1;
        top_->eval();
        dump(2 * now_ + 1);
        ++now_;
    }

    void cycle() {
        for (auto& slave : reads_) slave.drive(now_);
        for (auto& slave : writes_) slave.drive(now_);
        fetch_.front().drive(now_);
        tick([this] {
            for (auto& slave : reads_) slave.sample(now_);
            for (auto& slave : writes_) slave.sample(now_);
            fetch_.front().sample(now_);
            look_at_registers();
            if (top_->trace_advance) listen_to_core();
        });
    }

    void look_at_registers() {
        const Vtop& top = *top_;
        seen_ = {bool(top.s_axi_control_awready), bool(top.s_axi_control_wready),
                 bool(top.s_axi_control_bvalid), bool(top.s_axi_control_arready),
                 bool(top.s_axi_control_rvalid), top.s_axi_control_bresp,
                 top.s_axi_control_rresp, top.s_axi_control_rdata};
    }

    void listen_to_core() {
        ++active_;
        note(top_->trace_started, top_->trace_started_serial, events_.start, "started");
        note(top_->trace_ended, top_->trace_ended_serial, events_.end, "ended");
    }

    template <typename Serials>
    void note(unsigned engines, const Serials& serials, int64_t* times, const char* what) {
        if (engines == 0) return;
        for (unsigned e = 0; e < ENGINES; ++e) {
            if (!(engines >> e & 1)) continue;
            const uint32_t serial = serials[e];
            if (serial >= events_.count || times[serial] >= 0)
                throw Violation("engine " + std::to_string(e) + ": instruction " +
                                std::to_string(serial) + " " + what +
                                (serial < events_.count ? " twice" : ", which there is none of"));
            times[serial] = static_cast<int64_t>(top_->trace_cycle);
        }
    }

    Events events_;
    Random random_;
    uint32_t stall_;
    std::unique_ptr<VerilatedContext> context_;
    std::unique_ptr<Vtop> top_;
#if WEFT_TRACE
    std::unique_ptr<VerilatedVcdC> trace_;
#endif
    std::vector<ReadSlave<WEFT_CHANNEL_BYTES>> reads_;
    std::vector<WriteSlave<WEFT_CHANNEL_BYTES>> writes_;
    std::vector<ReadSlave<WEFT_PROGRAM_BYTES>> fetch_;  // one
    Control seen_{};
    uint64_t now_ = 0, active_ = 0;
};

// Runs `work`; -1 where a rule was violated, and the machine keeps the text.
template <typename Work> int64_t guarded(Machine* m, Work work) {
    try {
        return static_cast<int64_t>(work());
    } catch (const std::exception& error) {
        m->violation = error.what();
        return -1;
    }
}

}  // namespace

#define WEFT_API extern "C" __attribute__((visibility("default")))

// Null where there is not even a machine: then `text` (256 bytes) says why.
WEFT_API Machine* weft_open(const Memory* memory, const Events* events, const char* trace,
                            char* text) {
    try {
        return new Machine(*memory, *events, trace);
    } catch (const std::exception& error) {
        std::strncpy(text, error.what(), 255);
        return nullptr;
    }
}
WEFT_API void weft_close(Machine* m) { delete m; }
WEFT_API void weft_attach(Machine* m, const Memory* memory, const Events* events) {
    m->attach(*memory);
    m->listen(*events);
}
WEFT_API int64_t weft_write(Machine* m, uint32_t offset, uint32_t value) {
    return guarded(m, [&] { return m->write(offset, value); });
}
WEFT_API int64_t weft_read(Machine* m, uint32_t offset, uint32_t* value) {
    return guarded(m, [&] { return m->read(offset, *value); });
}
WEFT_API int64_t weft_wait(Machine* m, uint64_t cycles) {
    return guarded(m, [&] { return m->wait(cycles); });
}
WEFT_API uint64_t weft_cycles(const Machine* m) { return m->cycles(); }
WEFT_API uint64_t weft_active(const Machine* m) { return m->active(); }
WEFT_API uint64_t weft_outstanding(const Machine* m) { return m->outstanding(); }
WEFT_API void weft_flush(Machine* m) { m->flush(); }
WEFT_API const char* weft_violation(const Machine* m) { return m->violation.c_str(); }
