# Makes the Vivado project: the accelerator as an IP, the block design around it, the pins.
#
#   vivado -mode batch -source project.tcl

set here [file dirname [file normalize [info script]]]
source [file join $here package_ip.tcl]

create_project -force vcu1525 [file join $here project] -part $part
set_property ip_repo_paths [list $ip_folder] [current_project]
update_ip_catalog -rebuild
add_files -norecurse [file join $here .. rtl weft_glue.v]
update_compile_order -fileset sources_1
source [file join $here design.tcl]

add_files -norecurse [make_wrapper -files [get_files board.bd] -top]
set_property top board_wrapper [current_fileset]
add_files -fileset constrs_1 -norecurse [file join $here vcu1525.xdc]
update_compile_order -fileset sources_1
