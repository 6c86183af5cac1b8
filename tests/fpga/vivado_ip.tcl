# What IP has by way of pins, interfaces and settings, from the product guides of the vendor (PG059,
# PG065, PG150, PG164, PG195, PG247).

# outputs, inputs that must be joined, inputs that need not

array set pins {
    ddr4 {
        {c0_ddr4_ui_clk c0_ddr4_ui_clk_sync_rst c0_init_calib_complete}
        {sys_rst c0_ddr4_aresetn} {}
    }
    xdma {
        {axi_aclk axi_aresetn user_lnk_up usr_irq_ack}
        {sys_clk sys_clk_gt sys_rst_n usr_irq_req} {}
    }
    clk_wiz {{clk_out1 locked} {clk_in1 reset} {}}
    proc_sys_reset {
        {mb_reset bus_struct_reset peripheral_reset interconnect_aresetn peripheral_aresetn}
        {slowest_sync_clk ext_reset_in} {aux_reset_in mb_debug_sys_rst dcm_locked}
    }
    util_ds_buf {{IBUF_OUT IBUF_DS_ODIV2} {} {}}
    smartconnect {{} {aresetn} {}}
}
# their mode and the clock they go by
array set interfaces {
    ddr4 {
        C0_SYS_CLK {slave {}} C0_DDR4 {master {}} C0_DDR4_S_AXI {slave c0_ddr4_ui_clk}
        C0_DDR4_S_AXI_CTRL {optional c0_ddr4_ui_clk}
    }
    xdma {pcie_mgt {master {}} M_AXI {master axi_aclk} M_AXI_LITE {master axi_aclk}}
    clk_wiz {}
    proc_sys_reset {}
    util_ds_buf {CLK_IN_D {slave {}}}
    smartconnect {}
}
array set settings {
    ddr4 {
        C0.DDR4_TimePeriod C0.DDR4_InputClockPeriod C0.DDR4_CLKOUT0_DIVIDE C0.DDR4_MemoryType
        C0.DDR4_MemoryPart C0.DDR4_DataWidth C0.DDR4_DataMask C0.DDR4_Ecc C0.DDR4_CasLatency
        C0.DDR4_CasWriteLatency C0.DDR4_AxiSelection C0.DDR4_AxiDataWidth
        C0.DDR4_AxiAddressWidth C0.DDR4_Mem_Add_Map C0.DDR4_AUTO_AP_COL_A3
    }
    xdma {
        functional_mode mode_selection pcie_blk_locn en_gt_selection select_quad
        pl_link_cap_max_link_width pl_link_cap_max_link_speed axi_data_width axisten_freq
        axi_addr_width axilite_master_en axilite_master_size axilite_master_scale
        pciebar2axibar_axil_master xdma_rnum_chnl xdma_wnum_chnl xdma_num_usr_irq pf0_device_id
        cfg_mgmt_if
    }
    clk_wiz {PRIM_SOURCE CLKOUT1_REQUESTED_OUT_FREQ USE_LOCKED USE_RESET RESET_TYPE}
    proc_sys_reset {C_EXT_RESET_HIGH}
    util_ds_buf {C_BUF_TYPE}
    smartconnect {NUM_SI NUM_MI NUM_CLKS}
    port {POLARITY FREQ_HZ}
}
# ports of a wrapper for an interface port, by what it is joined to; a number is the bits of a vector
array set port_bits {
    ddr4.C0_SYS_CLK {clk_p {} clk_n {}}
    util_ds_buf.CLK_IN_D {clk_p 1 clk_n 1}
    xdma.pcie_mgt {rxp 16 rxn 16 txp 16 txn 16}
    ddr4.C0_DDR4 {
        act_n {} adr 17 ba 2 bg 2 ck_t 1 ck_c 1 cke 1 cs_n 1 dq 72 dqs_t 18 dqs_c 18 odt 1 par {}
        reset_n {}
    }
}
# resets by the level that resets, 0 or 1; the second word is the clock that they must be in step with
array set resets {
    ddr4 {c0_ddr4_ui_clk_sync_rst {1 c0_ddr4_ui_clk} sys_rst {1 {}} c0_ddr4_aresetn {0 c0_ddr4_ui_clk}}
    xdma {axi_aresetn {0 axi_aclk} sys_rst_n {0 {}}}
    clk_wiz {reset {1 {}}}
    proc_sys_reset {
        mb_reset {1 slowest_sync_clk} bus_struct_reset {1 slowest_sync_clk}
        peripheral_reset {1 slowest_sync_clk} interconnect_aresetn {0 slowest_sync_clk}
        peripheral_aresetn {0 slowest_sync_clk}
    }
    util_ds_buf {}
    smartconnect {aresetn {0 aclk}}
    kernel {ap_rst_n {0 ap_clk}}
    glue {pcie_reset_n {0 {}} memory_reset {1 {}}}
}
