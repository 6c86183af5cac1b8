# Packaging: an IP is made of a project whose top is the kernel, changed, saved, and only then used.

set core_state none
set packaged_in {}
set packaged [dict create]
set registers_made [dict create]

proc do_ipx::package_project {options rest} {
    if {$::top ne $::kernel_module} { error "ipx::package_project: the top is $::top" }
    set ::core_state open
    set ::packaged_in [dict get $options -root_dir]
}

proc do_ipx::current_core {options rest} {
    if {$::core_state eq "none"} { error "ipx::current_core: no IP is open" }
    return core:now
}

proc do_ipx::associate_bus_interfaces {options rest} {
    object core [lindex $rest 0]
    set inputs [lindex $::kernel_pins 1]
    if {[dict exists $options -busif] && ![dict exists $::kernel_interfaces [dict get $options -busif]]} {
        error "no bus interface [dict get $options -busif]"
    }
    foreach option {-clock -reset} {
        if {[dict exists $options $option] && [dict get $options $option] ni $inputs} {
            error "no port [dict get $options $option]"
        }
    }
    set ::core_state open
}

proc do_ipx::get_memory_maps {options rest} {
    object core [dict get $options -of_objects]
    if {![dict exists $::kernel_interfaces [lindex $rest 0]]} { return "" }
    return memory_map:[lindex $rest 0]
}

proc do_ipx::get_address_blocks {options rest} {
    object memory_map [dict get $options -of_objects]
    return [expr {[lindex $rest 0] eq "reg0" ? "address_block:reg0" : ""}]
}

proc do_ipx::add_register {options rest} {
    lassign $rest name block
    object address_block $block
    if {[dict exists $::registers_made $name]} { error "two registers $name" }
    dict set ::registers_made $name [dict create]
    set ::core_state open
    return register:$name
}

proc do_ipx::add_register_parameter {options rest} {
    lassign $rest name register
    set register [object register $register]
    if {$name ne "ASSOCIATED_BUSIF"} { error "no use for a register parameter $name" }
    return register_parameter:$register
}

proc packaged_property {name value target} {
    regexp {^([a-z_]+):(.*)$} $target -> kind of
    array set known {
        core {
            name version display_name description sdx_kernel sdx_kernel_type ipi_drc vitis_drc
        }
        register {address_offset size description access}
        register_parameter {value}
    }
    if {$name ni $known($kind)} { error "$kind has no property $name" }
    if {$kind eq "core"} {
        dict set ::packaged $name $value
    } elseif {$kind eq "register"} {
        dict set ::registers_made $of $name $value
    } else {
        if {[lindex [dict get $::kernel_interfaces $value] 0] ne "master"} { error "$value is no master" }
        dict set ::registers_made $of master $value
    }
    set ::core_state open
}

proc do_ipx::save_core {options rest} {
    object core [lindex $rest 0]
    set ::core_state saved
}

proc do_package_xo {options rest} {
    foreach option {-xo_path -kernel_name -ip_directory -kernel_xml} {
        if {![dict exists $options $option]} { error "package_xo: $option is missing" }
    }
    if {![file exists [dict get $options -kernel_xml]]} { error "package_xo: no kernel.xml" }
    if {$::core_state ne "saved"} { error "package_xo: the IP is $::core_state, not saved" }
    if {[dict get $options -ip_directory] ne $::packaged_in} { error "package_xo: no IP there" }
    foreach {name value} {sdx_kernel true sdx_kernel_type rtl vitis_drc {ctrl_protocol user_managed}} {
        if {![dict exists $::packaged $name] || [dict get $::packaged $name] ne $value} {
            error "package_xo: $name is not $value"
        }
    }
    if {[dict size $::registers_made] == 0} { error "package_xo: no register is defined" }
}
