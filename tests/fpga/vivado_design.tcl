# Block designs: a model of what was placed and joined, and the ports of the wrapper around it.

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
    } elseif {$vlnv eq $::kernel_vlnv && $::has_kernel} {
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
    check_range $space $base $size [lindex [split $segment /] 0]
    lappend ::ranges $space $base $size $segment
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
