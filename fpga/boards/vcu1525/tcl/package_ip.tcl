# Packages the accelerator as an IP in the folder ip/, for the block design and for Vitis alike.

set here [file dirname [file normalize [info script]]]
source [file join $here machine.tcl]

set sources [file join $here .. rtl]
set ip_folder [file join $here ip]
lassign [split $kernel_vlnv :] ip_vendor ip_library ip_name ip_version

create_project -force -part $part package [file join $here package_project]
add_files -norecurse [list \
    [file join $sources $machine_module.v] \
    [file join $sources $kernel_module.v]]
set_property top $kernel_module [current_fileset]
update_compile_order -fileset sources_1

ipx::package_project -root_dir $ip_folder -vendor $ip_vendor -library $ip_library \
    -taxonomy /KernelIP -import_files -force
set core [ipx::current_core]
set_property name $ip_name $core
set_property version $ip_version $core
set_property display_name "weft $digest" $core
set_property description "N:M-sparse training accelerator of digest $digest" $core

# Vivado finds the AXI interfaces by the names of their ports; they all have the one clock
foreach interface [concat s_axi_control $masters] {
    ipx::associate_bus_interfaces -busif $interface -clock ap_clk $core
}
ipx::associate_bus_interfaces -clock ap_clk -reset ap_rst_n $core

# Vitis wants the registers that a host sets; those of addresses name the master that goes there
set control [ipx::get_memory_maps s_axi_control -of_objects $core]
set block [ipx::get_address_blocks reg0 -of_objects $control]
foreach {name offset bits master} $registers {
    set register [ipx::add_register $name $block]
    set_property address_offset $offset $register
    set_property size $bits $register
    if {$master ne ""} {
        set_property value $master [ipx::add_register_parameter ASSOCIATED_BUSIF $register]
    }
}
set_property sdx_kernel true $core
set_property sdx_kernel_type rtl $core
set_property vitis_drc {ctrl_protocol user_managed} $core
set_property ipi_drc {ignore_freq_hz true} $core

ipx::create_xgui_files $core
ipx::update_checksums $core
ipx::check_integrity -kernel $core
ipx::save_core $core
close_project
