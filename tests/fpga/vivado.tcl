# Stand-ins for the commands of Vivado that the scripts of fpga/ call: each with the options it takes
# (UG835), so that an unknown command or option is an error, as it is there. The commands of block
# designs keep a model of what was placed and joined, and `validate_bd_design` checks it: pins of
# IP that do not exist, inputs left open, two drivers, interfaces of one mode joined, addresses that
# overlap, and AXI interfaces whose clock their SmartConnect does not have.
#
# What IP has by way of pins, interfaces and settings stands in the tables below, from the product
# guides of the vendor (PG059, PG065, PG150, PG164, PG195, PG247). `kernel_pins` and `glue_pins` are set
# by the test.

# ---- commands: flags, options with a value, least and most other arguments ----

array set commands {
    add_files {{-norecurse} {-fileset} 1 9}
    assign_bd_address {{-force} {-offset -range -target_address_space} 1 1}
    close_project {{} {} 0 0}
    connect_bd_intf_net {{} {} 2 2}
    connect_bd_net {{} {} 2 99}
    create_bd_cell {{} {-type -vlnv -reference} 1 1}
    create_bd_design {{} {} 1 1}
    create_bd_intf_port {{} {-mode -vlnv} 1 1}
    create_bd_port {{} {-dir -type -from -to} 1 1}
    create_clock {{} {-period -name} 1 1}
    create_project {{-force} {-part} 1 2}
    current_design {{} {} 0 0}
    current_fileset {{} {} 0 0}
    current_project {{} {} 0 0}
    get_bd_addr_segs {{} {} 1 1}
    get_bd_addr_spaces {{} {} 1 1}
    get_bd_intf_pins {{} {} 1 1}
    get_bd_intf_ports {{} {} 1 1}
    get_bd_pins {{} {} 1 1}
    get_bd_ports {{} {} 1 1}
    get_files {{} {} 1 1}
    get_ipdefs {{-all} {-filter} 0 0}
    get_pins {{-hierarchical} {-filter} 0 1}
    get_ports {{} {} 1 1}
    get_property {{} {} 2 2}
    get_runs {{} {} 1 1}
    launch_runs {{} {-jobs -to_step} 1 9}
    make_wrapper {{-top} {-files} 0 0}
    open_run {{} {} 1 1}
    package_xo {{-force} {-xo_path -kernel_name -ip_directory -kernel_xml -ctrl_protocol} 0 0}
    report_timing_summary {{} {-file -max_paths} 0 0}
    report_utilization {{-hierarchical} {-file -hierarchical_depth} 0 0}
    save_bd_design {{} {} 0 0}
    set_false_path {{} {-from -to -through} 0 0}
    set_property {{} {-dict} 1 3}
    update_compile_order {{} {-fileset} 0 0}
    update_ip_catalog {{-rebuild} {} 0 0}
    validate_bd_design {{-force} {} 0 0}
    wait_on_run {{} {-timeout} 1 1}
    ipx::associate_bus_interfaces {{} {-busif -clock -reset} 1 1}
    ipx::check_integrity {{-kernel} {} 1 1}
    ipx::create_xgui_files {{} {} 1 1}
    ipx::current_core {{} {} 0 0}
    ipx::package_project {{-import_files -force} {-root_dir -vendor -library -taxonomy} 0 0}
    ipx::save_core {{} {} 1 1}
    ipx::update_checksums {{} {} 1 1}
}

set calls {}
namespace eval ipx {}
namespace eval do_ipx {}

proc perform {name arguments} {
    lassign $::commands($name) flags valued least most
    lappend ::calls [list $name {*}$arguments]
    set options [dict create]
    set rest {}
    while {[llength $arguments] > 0} {
        set arguments [lassign $arguments word]
        if {$word in $flags} {
            dict set options $word 1
        } elseif {$word in $valued} {
            if {[llength $arguments] == 0} { error "$name: $word wants a value" }
            set arguments [lassign $arguments value]
            dict set options $word $value
        } elseif {[regexp {^-[a-z]} $word]} {
            error "$name: no option $word"
        } else {
            lappend rest $word
        }
    }
    if {[llength $rest] < $least || [llength $rest] > $most} {
        error "$name: [llength $rest] arguments, not $least to $most: $rest"
    }
    if {[info commands do_$name] ne ""} {
        return [do_$name $options $rest]
    }
    return ""
}

foreach command [array names commands] {
    proc ::$command {args} "perform $command \$args"
}

# ---- IP: outputs, inputs that must be joined, inputs that need not; interfaces with their mode and
# the clock they go by; settings ----

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
        C0.DDR4_AxiAddressWidth C0.DDR4_Mem_Add_Map
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
set modules_added {}
array set kinds {}
array set config {}
array set ports {}
array set net_of {}
array set peer {}
set nets 0
set ranges {}

proc known {kind array name} {
    upvar #0 $array table
    if {![info exists table($name)]} { error "no $kind $name" }
    return "$kind:$name"
}

# the name behind an object, which must be of one of the kinds given
proc object {kinds text} {
    if {![regexp {^([a-z_]+):(.*)$} $text -> kind name] || $kind ni $kinds} {
        error "{$text} is no [join $kinds { or }]"
    }
    return $name
}

# ---- files and projects ----

proc do_create_project {options rest} { set ::modules_added {}; return project }
proc do_current_project {options rest} { return project:now }
proc do_current_fileset {options rest} { return fileset:now }
proc do_current_design {options rest} { return design:now }
proc do_ipx::current_core {options rest} { return core:now }
proc do_get_runs {options rest} { return run:[lindex $rest 0] }

proc do_add_files {options rest} {
    foreach file [lindex $rest 0] {
        if {![file exists $file] && $file ni $::written} { error "add_files: no file $file" }
        lappend ::modules_added [file rootname [file tail $file]]
    }
}

proc do_get_property {options rest} {
    array set known {PROGRESS 100% STATUS complete DIRECTORY /runs STATS.WNS 0.1}
    object run [lindex $rest 1]
    if {[info exists ::slack]} { set known(STATS.WNS) $::slack }
    if {[info exists ::progress]} { set known(PROGRESS) $::progress }
    return $known([lindex $rest 0])
}

proc do_set_property {options rest} {
    if {[dict exists $options -dict]} {
        set values [dict get $options -dict]
        lassign $rest target
        if {[llength $rest] != 1} { error "set_property -dict: $rest" }
    } else {
        lassign $rest name value target
        if {[llength $rest] != 3} { error "set_property: $rest" }
        set values [list $name $value]
    }
    if {$target eq ""} { error "set_property: of nothing" }
    foreach {name value} $values {
        if {[regexp {^(bd_cell|bd_port|bd_intf_port):(.*)$} $target -> kind cell]} {
            set of [expr {$kind eq "bd_cell" ? $::kinds($cell) : "port"}]
            if {![regexp {^CONFIG\.(.*)$} $name -> key] || $key ni $::settings($of)} {
                error "$of has no setting $name"
            }
            set ::config($cell,$key) $value
        }
        if {$name eq "PACKAGE_PIN"} { dict lappend ::placed $value {*}$target }
    }
}
set placed [dict create]

# ---- block designs ----

proc do_get_ipdefs {options rest} {
    if {![regexp {^VLNV =~ xilinx.com:ip:(\w+):\*} [dict get $options -filter] -> ip]} {
        error "get_ipdefs: no such filter"
    }
    return [expr {[info exists ::pins($ip)] ? "xilinx.com:ip:$ip:9.9" : ""}]
}

proc do_create_bd_cell {options rest} {
    set name [lindex $rest 0]
    if {[info exists ::kinds($name)]} { error "two cells $name" }
    switch [dict get $options -type] {
        ip { set vlnv [dict get $options -vlnv] }
        module { set vlnv module:[dict get $options -reference] }
        default { error "create_bd_cell: type [dict get $options -type]" }
    }
    if {[regexp {^xilinx.com:ip:(\w+):9.9$} $vlnv -> kind]} {
        set ::kinds($name) $kind
    } elseif {$vlnv eq $::kernel_vlnv} {
        set ::kinds($name) kernel
    } elseif {$vlnv eq "module:weft_glue" && "weft_glue" in $::modules_added} {
        set ::kinds($name) glue
    } else {
        error "create_bd_cell: no IP {$vlnv}"
    }
    return bd_cell:$name
}

proc do_create_bd_port {options rest} {
    set name [lindex $rest 0]
    set bits {}
    if {[dict exists $options -from]} { set bits [expr {[dict get $options -from] + 1}] }
    set ::ports($name) [list [dict get $options -dir] $bits]
    return bd_port:$name
}

proc do_create_bd_intf_port {options rest} {
    set name [lindex $rest 0]
    set ::intf_ports($name) [string tolower [dict get $options -mode]]
    return bd_intf_port:$name
}

proc do_get_bd_ports {options rest} { known bd_port ports [lindex $rest 0] }
proc do_get_bd_intf_ports {options rest} { known bd_intf_port intf_ports [lindex $rest 0] }

# outputs, needed inputs, other inputs of a cell
proc pins_of {cell} {
    set kind $::kinds($cell)
    if {$kind eq "kernel" || $kind eq "glue"} { return [set ::${kind}_pins] }
    lassign $::pins($kind) outputs inputs others
    if {$kind eq "smartconnect"} {
        for {set i 0} {$i < $::config($cell,NUM_CLKS)} {incr i} {
            lappend inputs aclk[expr {$i ? $i : ""}]
        }
    }
    return [list $outputs $inputs $others]
}

proc interfaces_of {cell} {
    set kind $::kinds($cell)
    if {$kind eq "kernel"} { return $::kernel_interfaces }
    if {$kind eq "glue"} { return {} }
    set found $::interfaces($kind)
    if {$kind eq "smartconnect"} {
        foreach {letter setting mode} {S NUM_SI slave M NUM_MI master} {
            for {set i 0} {$i < $::config($cell,$setting)} {incr i} {
                dict set found $letter[format %02d $i]_AXI [list $mode any]
            }
        }
    }
    return $found
}

proc do_get_bd_pins {options rest} {
    lassign [split [lindex $rest 0] /] cell pin
    known cell kinds $cell
    if {$pin ni [concat {*}[pins_of $cell]]} { error "no pin $cell/$pin" }
    return bd_pin:$cell/$pin
}

proc do_get_bd_intf_pins {options rest} {
    lassign [split [lindex $rest 0] /] cell pin
    known cell kinds $cell
    if {![dict exists [interfaces_of $cell] $pin]} { error "no interface $cell/$pin" }
    return bd_intf_pin:$cell/$pin
}

proc do_connect_bd_net {options rest} {
    set ends [lmap end $rest { object {bd_pin bd_port} $end }]
    set old [lsort -unique [lmap end $ends {
        if {![info exists ::net_of($end)]} continue
        set ::net_of($end)
    }]]
    if {[llength $old] > 1} { error "connect_bd_net: two nets become one at $ends" }
    set net [expr {[llength $old] ? [lindex $old 0] : [incr ::nets]}]
    foreach end $ends { set ::net_of($end) $net }
}

proc do_connect_bd_intf_net {options rest} {
    set ends [lmap end $rest { object {bd_intf_pin bd_intf_port} $end }]
    foreach end $ends other [lreverse $ends] {
        if {[info exists ::peer($end)]} { error "$end is joined twice" }
        set ::peer($end) $other
    }
    if {[role [lindex $ends 0]] eq [role [lindex $ends 1]]} {
        error "$ends are both [role [lindex $ends 0]]s"
    }
}

# whether an end gives or takes requests, as seen inside the design
proc role {end} {
    if {[info exists ::intf_ports($end)]} {
        return [expr {$::intf_ports($end) eq "master" ? "slave" : "master"}]
    }
    lassign [split $end /] cell pin
    set mode [lindex [dict get [interfaces_of $cell] $pin] 0]
    return [expr {$mode eq "optional" ? "slave" : $mode}]
}

proc do_get_bd_addr_spaces {options rest} {
    do_get_bd_intf_pins {} $rest
    if {[role [lindex $rest 0]] ne "master"} { error "[lindex $rest 0] has no address space" }
    return bd_addr_space:[lindex $rest 0]
}

proc do_get_bd_addr_segs {options rest} {
    set segment [lindex $rest 0]
    lassign [split $segment /] cell map block
    known cell kinds $cell
    set right [expr {$::kinds($cell) eq "ddr4"
        ? "C0_DDR4_MEMORY_MAP/C0_DDR4_ADDRESS_BLOCK" : "s_axi_control/reg0"}]
    if {"$map/$block" ne $right} { error "no address segment $segment" }
    return bd_addr_seg:$segment
}

proc do_assign_bd_address {options rest} {
    set space [object bd_addr_space [dict get $options -target_address_space]]
    set segment [object bd_addr_seg [lindex $rest 0]]
    set base [expr {[dict get $options -offset]}]
    set size [expr {[dict get $options -range]}]
    if {$base % $size || $size & ($size - 1)} { error "$segment: $base is not aligned to $size" }
    foreach {other other_base other_size what} $::ranges {
        if {$other eq $space && $base < $other_base + $other_size && $other_base < $base + $size} {
            error "$segment overlaps $what in $space"
        }
    }
    lappend ::ranges $space $base $size $segment
}

proc do_validate_bd_design {options rest} {
    foreach cell [array names ::kinds] {
        lassign [pins_of $cell] outputs inputs others
        foreach pin $inputs {
            if {![info exists ::net_of($cell/$pin)]} { error "input $cell/$pin is open" }
        }
        foreach pin $outputs {
            if {[info exists ::net_of($cell/$pin)]} { lappend drivers($::net_of($cell/$pin)) $cell/$pin }
        }
        dict for {pin mode} [interfaces_of $cell] {
            if {[lindex $mode 0] eq "optional"} continue
            if {![info exists ::peer($cell/$pin)]} { error "interface $cell/$pin is open" }
        }
        if {$::kinds($cell) eq "smartconnect"} { check_clocks $cell }
    }
    foreach port [array names ::ports] {
        if {![info exists ::net_of($port)]} { error "port $port is open" }
        if {[lindex $::ports($port) 0] eq "I"} { lappend drivers($::net_of($port)) $port }
    }
    foreach {end net} [array get ::net_of] {
        if {![info exists drivers($net)]} { error "nothing drives $end" }
        if {[llength $drivers($net)] > 1} { error "$drivers($net) drive one net" }
    }
}

proc clock_nets {cell} {
    set nets {}
    foreach pin [lindex [pins_of $cell] 1] {
        if {[string match aclk* $pin]} { lappend nets $::net_of($cell/$pin) }
    }
    return $nets
}

# every interface at a SmartConnect goes by one of its clocks
proc check_clocks {cell} {
    dict for {pin mode} [interfaces_of $cell] {
        lassign [split $::peer($cell/$pin) /] other other_pin
        set clock [lindex [dict get [interfaces_of $other] $other_pin] 1]
        set theirs [expr {$clock eq "any" ? [clock_nets $other] : $::net_of($other/$clock)}]
        set ours [clock_nets $cell]
        if {![llength [lmap net $theirs { if {$net ni $ours} continue; set net }]]} {
            error "$cell lacks the clock of $other/$other_pin"
        }
    }
}

# ---- the wrapper and its ports ----

proc do_get_files {options rest} { return file:[lindex $rest 0] }

proc do_make_wrapper {options rest} {
    if {[object file [dict get $options -files]] ne "board.bd"} { error "make_wrapper: which file?" }
    foreach port [array names ::ports] { bits $port [lindex $::ports($port) 1] }
    foreach port [array names ::intf_ports] {
        lassign [split $::peer($port) /] cell pin
        foreach {name count} $::port_bits($::kinds($cell).$pin) { bits ${port}_$name $count }
    }
    lappend ::written board_wrapper.v
    return board_wrapper.v
}
set written {}
set wrapper_ports {}

proc bits {port count} {
    if {$count eq ""} { lappend ::wrapper_ports $port }
    for {set i 0} {$i < [expr {$count eq "" ? 0 : $count}]} {incr i} {
        lappend ::wrapper_ports ${port}\[$i\]
    }
}

proc do_get_ports {options rest} {
    set pattern [string map {[ \\[ ] \\]} [lindex $rest 0]]
    set found [lsearch -all -inline -glob $::wrapper_ports $pattern]
    if {[llength $found] == 0} { error "no port matches {[lindex $rest 0]}" }
    return [lmap port $found { set port "port:$port" }]
}

proc do_get_pins {options rest} {
    set filter [dict get $options -filter]
    if {$filter ne {NAME =~ *glue*/stages_reg?0?/D}} { error "no pin matches {$filter}" }
    return pin:glue
}

proc do_package_xo {options rest} {
    foreach option {-xo_path -kernel_name -ip_directory -kernel_xml} {
        if {![dict exists $options $option]} { error "package_xo: $option is missing" }
    }
    if {![file exists [dict get $options -kernel_xml]]} { error "package_xo: no kernel.xml" }
}
