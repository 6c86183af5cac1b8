// What the block design needs beside IP: a reset turned round, lamps, and the accelerator's
// interrupt, a level, brought into the clock domain of PCIe by two registers that stay together.

module weft_glue (
  input  wire       pcie_reset_n,
  (* X_INTERFACE_INFO = "xilinx.com:signal:reset:1.0 memory_reset RST" *)
  (* X_INTERFACE_PARAMETER = "POLARITY ACTIVE_HIGH" *)
  output wire       memory_reset,
  input  wire       pcie_clk,
  input  wire       interrupt,
  output wire       interrupt_request,
  input  wire       calibrated_0,
  input  wire       calibrated_1,
  input  wire       calibrated_2,
  input  wire       calibrated_3,
  input  wire       link_up,
  output wire [2:0] led
);
  (* ASYNC_REG = "TRUE" *) reg [1:0] stages = 2'b00;
  always @(posedge pcie_clk) stages <= {stages[0], interrupt};

  assign interrupt_request = stages[1];
  assign memory_reset = !pcie_reset_n;
  assign led = {stages[1], link_up, calibrated_0 & calibrated_1 & calibrated_2 & calibrated_3};
endmodule
