# What `validate_bd_design` and `assign_bd_address` refuse: inputs left open, two drivers, AXI interfaces
# whose clock their SmartConnect does not have, resets of the wrong level or out of step with their
# clock, memories and windows of another size than their IP was told.

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
        check_resets $cell
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

# a segment is as large as its IP was told: a DIMM, or what the host sees through its window
proc check_range {space base size cell} {
    if {$::kinds($cell) eq "ddr4"} {
        set room [expr {1 << $::config($cell,C0.DDR4_AxiAddressWidth)}]
        if {$size != $room} { error "$cell has $room bytes, not $size" }
    }
    if {$space eq "xdma/M_AXI_LITE"} {
        set low [expr {$::config(xdma,pciebar2axibar_axil_master)}]
        set high [expr {$low + ($::config(xdma,axilite_master_size) << 20)}]
        if {$base < $low || $base + $size > $high} { error "$cell is outside the host's window" }
    }
}

# level of a reset and the net of the clock that it is in step with; empty for what is no reset
proc reset_of {end} {
    if {$end eq "pcie_reset_n"} {
        return [list [expr {$::config(pcie_reset_n,POLARITY) eq "ACTIVE_HIGH"}] {}]
    }
    lassign [split $end /] cell pin
    if {$pin eq ""} return
    set kind $::kinds($cell)
    if {"$kind/$pin" eq "proc_sys_reset/ext_reset_in"} {
        return [list $::config($cell,C_EXT_RESET_HIGH) {}]
    }
    if {![dict exists $::resets($kind) $pin]} return
    lassign [dict get $::resets($kind) $pin] level clock
    return [list $level [expr {$clock eq "" ? "" : $::net_of($cell/$clock)}]]
}

# every reset of a cell has the level of what drives it, and the clock if it minds
proc check_resets {cell} {
    foreach {end net} [array get ::net_of $cell/*] {
        lassign [reset_of $end] level clock
        if {$level eq ""} continue
        foreach {other other_net} [array get ::net_of] {
            if {$other_net ne $net} continue
            lassign [reset_of $other] other_level other_clock
            if {$other_level eq ""} { error "$end is a reset, $other is none" }
            if {$other_level != $level} { error "$end and $other reset at different levels" }
            if {$clock ne "" && $other_clock ne "" && $clock ne $other_clock} {
                error "$end and $other go by different clocks"
            }
        }
    }
}
