# The block design: PCIe DMA, four DDR4 controllers, the accelerator, and SmartConnect between them.
#
#   xdma --- host --+-- memory_0 --- ddr4_0        memory_i also takes the accelerator's channel i;
#     |             +-- memory_1 --- ddr4_1        memory_0 its program as well
#     |             +-- ...
#     +--- control --- accelerator (registers)
#
# Clocks: each controller's own 300 MHz, 250 MHz of PCIe, and the accelerator's, made from the first
# controller's. SmartConnect crosses between them; no other path does, but the interrupt.

proc ip {name} {
    set found [get_ipdefs -filter "VLNV =~ xilinx.com:ip:$name:* && UPGRADE_VERSIONS == \"\""]
    if {[llength $found] == 0} {
        error "this Vivado has no IP xilinx.com:ip:$name; install it with support for UltraScale+"
    }
    return [lindex $found end]
}

proc place {name vlnv {settings {}}} {
    set cell [create_bd_cell -type ip -vlnv $vlnv $name]
    if {[llength $settings] > 0} {
        set_property -dict $settings $cell
    }
    return $cell
}

# a name with a slash is a pin of a cell, another one a port of the design
proc net {args} {
    set ends {}
    foreach end $args {
        if {[string first / $end] < 0} {
            lappend ends [get_bd_ports $end]
        } else {
            lappend ends [get_bd_pins $end]
        }
    }
    connect_bd_net {*}$ends
}

proc bus {args} {
    set ends {}
    foreach end $args {
        if {[string first / $end] < 0} {
            lappend ends [get_bd_intf_ports $end]
        } else {
            lappend ends [get_bd_intf_pins $end]
        }
    }
    connect_bd_intf_net {*}$ends
}

proc place_host {} {
    global bar_megabytes control_base pcie_device
    create_bd_intf_port -mode Slave -vlnv xilinx.com:interface:diff_clock_rtl:1.0 pcie_clock
    create_bd_intf_port -mode Master -vlnv xilinx.com:interface:pcie_7x_mgt_rtl:1.0 pcie
    create_bd_port -dir I -type rst pcie_reset_n
    set_property CONFIG.POLARITY ACTIVE_LOW [get_bd_ports pcie_reset_n]
    set_property CONFIG.FREQ_HZ 100000000 [get_bd_intf_ports pcie_clock]

    place clock_buffer [ip util_ds_buf] [list CONFIG.C_BUF_TYPE IBUFDSGTE]
    place xdma [ip xdma] [list \
        CONFIG.functional_mode DMA \
        CONFIG.mode_selection Advanced \
        CONFIG.pcie_blk_locn X1Y2 \
        CONFIG.en_gt_selection true \
        CONFIG.select_quad GTY_Quad_227 \
        CONFIG.pl_link_cap_max_link_width X16 \
        CONFIG.pl_link_cap_max_link_speed 8.0_GT/s \
        CONFIG.axi_data_width 512_bit \
        CONFIG.axisten_freq 250 \
        CONFIG.axi_addr_width 64 \
        CONFIG.axilite_master_en true \
        CONFIG.axilite_master_size $bar_megabytes \
        CONFIG.axilite_master_scale Megabytes \
        CONFIG.pciebar2axibar_axil_master [format 0x%016X $control_base] \
        CONFIG.xdma_rnum_chnl 4 \
        CONFIG.xdma_wnum_chnl 4 \
        CONFIG.xdma_num_usr_irq 1 \
        CONFIG.pf0_device_id $pcie_device \
        CONFIG.cfg_mgmt_if false]
    bus pcie_clock clock_buffer/CLK_IN_D
    bus xdma/pcie_mgt pcie
    net clock_buffer/IBUF_DS_ODIV2 xdma/sys_clk
    net clock_buffer/IBUF_OUT xdma/sys_clk_gt
    net pcie_reset_n xdma/sys_rst_n glue/pcie_reset_n
    net xdma/axi_aclk glue/pcie_clk
    net xdma/user_lnk_up glue/link_up
    net glue/interrupt_request xdma/usr_irq_req
}

# a DDR4 controller of one DIMM of 16 GB, 72 bits wide: 833 ps a clock, four of them one of its user
proc place_memory {i} {
    create_bd_intf_port -mode Slave -vlnv xilinx.com:interface:diff_clock_rtl:1.0 c${i}_sys_clk
    create_bd_intf_port -mode Master -vlnv xilinx.com:interface:ddr4_rtl:1.0 c${i}_ddr4
    set_property CONFIG.FREQ_HZ 300000000 [get_bd_intf_ports c${i}_sys_clk]
    place ddr4_$i [ip ddr4] [list \
        CONFIG.C0.DDR4_TimePeriod 833 \
        CONFIG.C0.DDR4_InputClockPeriod 3332 \
        CONFIG.C0.DDR4_CLKOUT0_DIVIDE 5 \
        CONFIG.C0.DDR4_MemoryType RDIMMs \
        CONFIG.C0.DDR4_MemoryPart MTA18ASF2G72PZ-2G3 \
        CONFIG.C0.DDR4_DataWidth 72 \
        CONFIG.C0.DDR4_DataMask NONE \
        CONFIG.C0.DDR4_Ecc true \
        CONFIG.C0.DDR4_CasLatency 17 \
        CONFIG.C0.DDR4_CasWriteLatency 12 \
        CONFIG.C0.DDR4_AxiSelection true \
        CONFIG.C0.DDR4_AxiDataWidth 512 \
        CONFIG.C0.DDR4_AxiAddressWidth 34 \
        CONFIG.C0.DDR4_Mem_Add_Map ROW_COLUMN_BANK_INTLV \
        CONFIG.C0.DDR4_AUTO_AP_COL_A3 true]
    place reset_ddr4_$i [ip proc_sys_reset] [list CONFIG.C_EXT_RESET_HIGH 1]
    bus c${i}_sys_clk ddr4_$i/C0_SYS_CLK
    bus ddr4_$i/C0_DDR4 c${i}_ddr4
    net glue/memory_reset ddr4_$i/sys_rst
    net ddr4_$i/c0_ddr4_ui_clk reset_ddr4_$i/slowest_sync_clk
    net ddr4_$i/c0_ddr4_ui_clk_sync_rst reset_ddr4_$i/ext_reset_in
    net reset_ddr4_$i/peripheral_aresetn ddr4_$i/c0_ddr4_aresetn
    net ddr4_$i/c0_init_calib_complete glue/calibrated_$i
}

proc place_accelerator {} {
    global clock_mhz kernel_vlnv
    place accelerator $kernel_vlnv
    place core_clock [ip clk_wiz] [list \
        CONFIG.PRIM_SOURCE No_buffer \
        CONFIG.CLKOUT1_REQUESTED_OUT_FREQ $clock_mhz \
        CONFIG.USE_LOCKED true \
        CONFIG.USE_RESET true \
        CONFIG.RESET_TYPE ACTIVE_HIGH]
    place reset_core [ip proc_sys_reset] [list CONFIG.C_EXT_RESET_HIGH 0]
    net ddr4_0/c0_ddr4_ui_clk core_clock/clk_in1
    net ddr4_0/c0_ddr4_ui_clk_sync_rst core_clock/reset
    net core_clock/clk_out1 reset_core/slowest_sync_clk accelerator/ap_clk
    net core_clock/locked reset_core/dcm_locked
    net xdma/axi_aresetn reset_core/ext_reset_in
    net reset_core/peripheral_aresetn accelerator/ap_rst_n
    net accelerator/interrupt glue/interrupt
}

# a SmartConnect: clocks are pins, the first of them that of its reset
proc place_interconnect {name slaves masters reset clocks} {
    place $name [ip smartconnect] [list \
        CONFIG.NUM_SI $slaves CONFIG.NUM_MI $masters CONFIG.NUM_CLKS [llength $clocks]]
    net $reset $name/aresetn
    set number 0
    foreach clock $clocks {
        net $clock $name/aclk[expr {$number == 0 ? "" : $number}]
        incr number
    }
}

proc join_all {} {
    global channels controllers
    place_interconnect host 1 $controllers xdma/axi_aresetn xdma/axi_aclk
    bus xdma/M_AXI host/S00_AXI
    place_interconnect control 1 1 xdma/axi_aresetn [list xdma/axi_aclk core_clock/clk_out1]
    bus xdma/M_AXI_LITE control/S00_AXI
    bus control/M00_AXI accelerator/s_axi_control
    for {set i 0} {$i < $controllers} {incr i} {
        join_memory $i [expr {$i < $channels}]
    }
}

proc join_memory {i has_channel} {
    set slaves [list host/[format M%02d_AXI $i]]
    set clocks [list ddr4_$i/c0_ddr4_ui_clk xdma/axi_aclk]
    if {$has_channel} {
        lappend slaves accelerator/m_axi_memory$i
        lappend clocks core_clock/clk_out1
    }
    if {$i == 0} {
        lappend slaves accelerator/m_axi_program
    }
    place_interconnect memory_$i [llength $slaves] 1 reset_ddr4_$i/interconnect_aresetn $clocks
    set number 0
    foreach slave $slaves {
        bus $slave memory_$i/[format S%02d_AXI $number]
        incr number
    }
    bus memory_$i/M00_AXI ddr4_$i/C0_DDR4_S_AXI
}

proc give_address {space segment base size} {
    assign_bd_address -offset $base -range $size \
        -target_address_space [get_bd_addr_spaces $space] [get_bd_addr_segs $segment] -force
}

proc give_addresses {} {
    global channels control_base control_bytes controllers memory_bases memory_bytes
    for {set i 0} {$i < $controllers} {incr i} {
        set segment ddr4_$i/C0_DDR4_MEMORY_MAP/C0_DDR4_ADDRESS_BLOCK
        set base [lindex $memory_bases $i]
        give_address xdma/M_AXI $segment $base $memory_bytes
        if {$i < $channels} {
            give_address accelerator/m_axi_memory$i $segment $base $memory_bytes
        }
        if {$i == 0} {
            give_address accelerator/m_axi_program $segment $base $memory_bytes
        }
    }
    give_address xdma/M_AXI_LITE accelerator/s_axi_control/reg0 $control_base $control_bytes
}

create_bd_design board
create_bd_cell -type module -reference weft_glue glue
create_bd_port -dir O -from 2 -to 0 led
net glue/led led
place_host
for {set i 0} {$i < $controllers} {incr i} {
    place_memory $i
}
place_accelerator
join_all
give_addresses
validate_bd_design
save_bd_design
