// A serial link with a host at its line, registers behind a callback and a memory that watches the
// rules of AXI4. `layout.hpp` gives WEFT_LINK_BYTES, the width of the memory, and line.hpp.
#include <memory>

#include "Vtop.h"
#include "layout.hpp"
#include "slaves.hpp"
#include "verilated.h"

namespace {

using Read = int64_t (*)(uint32_t offset);                  // the word, negative for an error
using Write = int64_t (*)(uint32_t offset, uint32_t word);  // negative for an error

// An AXI4-Lite slave that is as slow as `stall` makes it.
class Registers {
  public:
    Registers(Read read, Write write, uint32_t stall, uint64_t seed)
        : read_(read), write_(write), stall_(stall), random_(seed, 50) {}

    void drive(Vtop& top) {
        top.m_axi_control_awready = !addressed_ && !random_.happens(stall_);
        top.m_axi_control_wready = !filled_ && !random_.happens(stall_);
        if (addressed_ && filled_ && !answering_ && !random_.happens(stall_)) write();
        top.m_axi_control_bvalid = answering_, top.m_axi_control_bresp = response_;
        top.m_axi_control_arready = !asked_ && !random_.happens(stall_);
        if (asked_ && !giving_ && !random_.happens(stall_)) read();
        top.m_axi_control_rvalid = giving_, top.m_axi_control_rdata = word_;
        top.m_axi_control_rresp = read_response_;
    }

    void sample(const Vtop& top) {
        const Burst aw{top.m_axi_control_awaddr, 0, 0, 0}, ar{top.m_axi_control_araddr, 0, 0, 0};
        const Burst w{top.m_axi_control_wdata, top.m_axi_control_wstrb, 0, 0};
        aw_.watch("control", "aw", top.m_axi_control_awvalid, top.m_axi_control_awready, aw);
        w_.watch("control", "w", top.m_axi_control_wvalid, top.m_axi_control_wready, w);
        ar_.watch("control", "ar", top.m_axi_control_arvalid, top.m_axi_control_arready, ar);
        if (top.m_axi_control_awvalid && top.m_axi_control_awready)
            addressed_ = true, write_at_ = aw.address;
        if (top.m_axi_control_wvalid && top.m_axi_control_wready)
            filled_ = true, data_ = w.address, strobe_ = w.length;
        if (top.m_axi_control_arvalid && top.m_axi_control_arready)
            asked_ = true, read_at_ = ar.address;
        if (answering_ && top.m_axi_control_bready) answering_ = addressed_ = filled_ = false;
        if (giving_ && top.m_axi_control_rready) giving_ = asked_ = false;
    }

  private:
    void write() {
        const bool whole = strobe_ == 0xF && write_at_ % 4 == 0;
        const bool done = whole && write_(write_at_, data_) >= 0;
        response_ = done ? OKAY : SLVERR, answering_ = true;
    }
    void read() {
        const int64_t found = read_(read_at_);
        word_ = static_cast<uint32_t>(found), read_response_ = found < 0 ? SLVERR : OKAY;
        giving_ = true;
    }

    Read read_;
    Write write_;
    uint32_t stall_;
    Random random_;
    Stable<Burst> aw_, w_, ar_;
    bool addressed_ = false, filled_ = false, answering_ = false, asked_ = false, giving_ = false;
    uint32_t write_at_ = 0, data_ = 0, read_at_ = 0, word_ = 0;
    uint8_t strobe_ = 0, response_ = 0, read_response_ = 0;
};

class Bench : public LineBench {
  public:
    Bench(uint8_t* memory, uint64_t size, const uint64_t* errors, uint64_t count, Read read,
          Write write, unsigned divisor, const Behaviour& b)
        : LineBench(divisor), registers_(read, write, b.stall, b.seed) {
        context_ = std::make_unique<VerilatedContext>();
        top_ = std::make_unique<Vtop>(context_.get());
        Vtop& top = *top_;
        const std::vector<uint64_t> bad(errors, errors + count);
        reads_ = std::make_unique<ReadSlave<WEFT_LINK_BYTES>>(
            "m_axi_host",
            ReadPorts{&top.m_axi_host_arvalid, &top.m_axi_host_arready, &top.m_axi_host_araddr,
                      &top.m_axi_host_arlen, &top.m_axi_host_arsize, &top.m_axi_host_arburst,
                      &top.m_axi_host_rvalid, &top.m_axi_host_rready,
                      reinterpret_cast<uint8_t*>(&top.m_axi_host_rdata), &top.m_axi_host_rresp,
                      &top.m_axi_host_rlast},
            Store<WEFT_LINK_BYTES>(memory, size, 0, 0, 1, bad), b, 0);
        writes_ = std::make_unique<WriteSlave<WEFT_LINK_BYTES>>(
            "m_axi_host",
            WritePorts{&top.m_axi_host_awvalid, &top.m_axi_host_awready, &top.m_axi_host_awaddr,
                       &top.m_axi_host_awlen, &top.m_axi_host_awsize, &top.m_axi_host_awburst,
                       &top.m_axi_host_wvalid, &top.m_axi_host_wready,
                       reinterpret_cast<const uint8_t*>(&top.m_axi_host_wdata),
                       reinterpret_cast<const uint8_t*>(&top.m_axi_host_wstrb),
                       &top.m_axi_host_wlast, &top.m_axi_host_bvalid, &top.m_axi_host_bready,
                       &top.m_axi_host_bresp},
            Store<WEFT_LINK_BYTES>(memory, size, 0, 0, 1, bad), b, 1);
        top.rx = 1, top.rst = 1;
        for (unsigned i = 0; i < 4; ++i) tick();
        top.rst = 0;
        tick();
        reads_->check_quiet_after_reset(), writes_->check_quiet_after_reset();
    }
    ~Bench() override { top_->final(); }

    void cycle() override {
        Vtop& top = *top_;
        reads_->drive(now_), writes_->drive(now_), registers_.drive(top);
        top.rx = line.drive();
        top.clk = 0, top.eval();
        reads_->sample(now_), writes_->sample(now_), registers_.sample(top);
        line.listen(top.tx);
        top.clk = 1, top.eval();
        ++now_;
    }

  private:
    void tick() {
        top_->clk = 0, top_->eval(), top_->clk = 1, top_->eval();
        ++now_;
    }

    Registers registers_;
    std::unique_ptr<VerilatedContext> context_;
    std::unique_ptr<Vtop> top_;
    std::unique_ptr<ReadSlave<WEFT_LINK_BYTES>> reads_;
    std::unique_ptr<WriteSlave<WEFT_LINK_BYTES>> writes_;
};

}  // namespace

LINK_API LineBench* link_open(uint8_t* memory, uint64_t size, const uint64_t* errors, uint64_t count,
                              Read read, Write write, unsigned divisor,
                              const Behaviour* behaviour) {
    return new Bench(memory, size, errors, count, read, write, divisor, *behaviour);
}
