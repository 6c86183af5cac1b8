# From the project to a bitstream, with reports of what it takes and how fast it is.
#
#   vivado -mode batch -source build.tcl        WEFT_JOBS sets how many runs go at once (8)

# lines that begin so are passed on to whoever waits
proc step {what} {
    puts "weft: $what"
    flush stdout
}

set here [file dirname [file normalize [info script]]]
step "making the project and its block design"
source [file join $here project.tcl]

set jobs [expr {[info exists ::env(WEFT_JOBS)] ? $::env(WEFT_JOBS) : 8}]
set reports [file join $here reports]
file mkdir $reports

proc finish {run} {
    wait_on_run $run
    if {[get_property PROGRESS [get_runs $run]] ne "100%"} {
        error "$run failed: [get_property STATUS [get_runs $run]]"
    }
}

step "synthesis"
launch_runs synth_1 -jobs $jobs
finish synth_1
step "placing, routing and the bitstream"
launch_runs impl_1 -to_step write_bitstream -jobs $jobs
finish impl_1

step "reports"
open_run impl_1
report_utilization -file [file join $reports utilization.rpt]
report_utilization -hierarchical -hierarchical_depth 4 \
    -file [file join $reports utilization_hierarchical.rpt]
report_timing_summary -max_paths 10 -file [file join $reports timing.rpt]
file copy -force [file join [get_property DIRECTORY [get_runs impl_1]] board_wrapper.bit] \
    [file join $here $machine_module.bit]

foreach {kind name} {setup WNS hold WHS} {
    set slack [get_property STATS.$name [get_runs impl_1]]
    if {$slack < 0} {
        error "timing is not met: worst $kind slack $slack ns; lower clock_mhz of the description"
    }
}
