# Packages the accelerator as a kernel for Vitis and the XRT shell.
#
#   vivado -mode batch -source package_xo.tcl
#   v++ --link --platform xilinx_vcu1525_... --config link.cfg weft_kernel.xo -o weft.xclbin
#
# The kernel is user managed: its registers are weft's own, and a host reaches them by xrt::ip.

set folder [file dirname [file normalize [info script]]]
source [file join $folder .. vivado package_ip.tcl]

set kernel_file [file join $folder $kernel_module.xo]
file delete -force $kernel_file
package_xo -xo_path $kernel_file -kernel_name $kernel_module -ip_directory $ip_folder \
    -kernel_xml [file join $folder kernel.xml]
