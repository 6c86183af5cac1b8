// A machine behind a serial link, as on a board without a processor: two wires and a clock.
#include <memory>

#include "Vtop.h"
#include "layout.hpp"
#include "verilated.h"

namespace {

class Board : public LineBench {
  public:
    explicit Board(unsigned divisor) : LineBench(divisor) {
        context_ = std::make_unique<VerilatedContext>();
        top_ = std::make_unique<Vtop>(context_.get());
        top_->rx = 1, top_->rst = 1;
        for (unsigned i = 0; i < 4; ++i) tick();
        top_->rst = 0;
    }
    ~Board() override { top_->final(); }

    void cycle() override {
        top_->rx = line.drive();
        tick();
        line.listen(top_->tx);
    }

  private:
    void tick() {
        top_->clk = 0, top_->eval(), top_->clk = 1, top_->eval();
        ++now_;
    }

    std::unique_ptr<VerilatedContext> context_;
    std::unique_ptr<Vtop> top_;
};

}  // namespace

LINK_API LineBench* link_open(unsigned divisor) { return new Board(divisor); }
