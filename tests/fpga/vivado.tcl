# Stand-ins for the commands of Vivado that the scripts of fpga/ call: each with the options it takes
# (UG835), so that an unknown command or option is an error, as it is there. The commands of block
# designs (vivado_design.tcl) and of packaging (vivado_packaging.tcl) keep a model of what was done.
#
# `kernel_vlnv`, `kernel_pins`, `kernel_interfaces`, `kernel_module` and `glue_pins` are set by the test.

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
    ipx::add_register {{} {} 2 2}
    ipx::add_register_parameter {{} {} 2 2}
    ipx::associate_bus_interfaces {{} {-busif -clock -reset} 1 1}
    ipx::check_integrity {{-kernel} {} 1 1}
    ipx::create_xgui_files {{} {} 1 1}
    ipx::current_core {{} {} 0 0}
    ipx::get_address_blocks {{} {-of_objects} 1 1}
    ipx::get_memory_maps {{} {-of_objects} 1 1}
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

# ---- files and projects ----

proc do_create_project {options rest} {
    set ::modules_added {}
    set ::repository {}
    return project
}
proc do_current_project {options rest} { return project:now }
proc do_current_fileset {options rest} { return fileset:now }
proc do_current_design {options rest} { return design:now }
proc do_get_runs {options rest} { return run:[lindex $rest 0] }

proc do_add_files {options rest} {
    foreach file [lindex $rest 0] {
        if {![file exists $file] && $file ni $::written} { error "add_files: no file $file" }
        lappend ::modules_added [file rootname [file tail $file]]
    }
}

proc do_get_property {options rest} {
    array set known {
        PROGRESS 100% STATUS complete DIRECTORY /runs STATS.WNS 0.1 STATS.WHS 0.01
    }
    object run [lindex $rest 1]
    array set known $::run_properties
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
        switch $name {
            PACKAGE_PIN { dict lappend ::placed $value {*}$target }
            top { set ::top $value }
            ip_repo_paths { set ::repository $value }
        }
        switch -glob $target {
            core:* - register:* - register_parameter:* { packaged_property $name $value $target }
        }
    }
}
set placed [dict create]
set run_properties {}
set top {}
set repository {}

proc do_update_ip_catalog {options rest} {
    if {$::core_state eq "saved" && $::packaged_in in $::repository} { set ::has_kernel 1 }
}
set has_kernel 0

set own [file dirname [file normalize [info script]]]
foreach part {ip design checks packaging} { source [file join $own vivado_$part.tcl] }
