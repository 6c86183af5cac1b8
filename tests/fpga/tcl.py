"""Runs the build's Tcl in a real interpreter, with stand-ins for the commands of Vivado."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from amaranth.lib.wiring import In

from weft.accelerator.description import Accelerator
from weft.fpga.boards.vcu1525 import flow, kernel

STAND_INS = Path(__file__).with_name("vivado.tcl")
_TKINTER = "import sys, tkinter; tkinter.Tcl().eval('source {%s}' % sys.argv[1])"


@dataclass(frozen=True)
class Ran:
    """What a script did: its exit code, what it printed, why it failed."""

    code: int
    output: str
    error: str

    @property
    def calls(self) -> list[str]:
        """The commands of Vivado, one a line, as Tcl lists."""
        return re.findall(r"^CALL (.*)$", self.output, re.MULTILINE)

    def value(self, name: str) -> str:
        """One of the values that `run_script` prints at the end."""
        found = re.search(rf"^{name} (.*)$", self.output, re.MULTILINE)
        assert found, self.output + self.error
        return found[1]


def interpreter() -> list[str]:
    """A Tcl interpreter: ``tclsh``, or the one inside Python."""
    if found := shutil.which("tclsh"):
        return [found]
    return [sys.executable, "-c", _TKINTER]


def run_tcl(folder: Path, text: str) -> Ran:
    file = folder / "run.tcl"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*interpreter(), str(file)], cwd=folder, text=True, capture_output=True, check=False,
        stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def write(folder: Path, accelerator: Accelerator) -> None:
    """The files of a build, with no machine in its Verilog file."""
    for path, text in flow.files(accelerator, "// the machine\n").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def run_script(folder: Path, accelerator: Accelerator, script: str, before: str = "") -> Ran:
    """Run one of a build's scripts; its calls and the model's last state are printed."""
    after = """
        foreach call $calls { puts "CALL [string map [list \\n { }] $call]" }
        puts "PORTS $wrapper_ports"
        puts "RANGES $ranges"
        puts "PLACED $placed"
        puts "REGISTERS $registers_made"
        puts "CONFIG [array get config]"
    """
    prelude = f"{_pins(accelerator)}\nsource {{{STAND_INS}}}\n{before}\n"
    return run_tcl(folder, f"{prelude}source {{{folder / script}}}\n{after}")


def _pins(accelerator: Accelerator) -> str:
    """What the block design's own cells have, told to the stand-ins as they tell it of IP."""
    names = ["s_axi_control", *kernel.masters(accelerator)]
    modes = [f"{n} {{{'slave' if n.startswith('s_') else 'master'} ap_clk}}" for n in names]
    vlnv = f"{kernel.VENDOR}:{kernel.LIBRARY}:{kernel.WRAPPER}:{kernel.VERSION}"
    return (
        f"set kernel_vlnv {vlnv}\nset kernel_module {kernel.WRAPPER}\n"
        f"set kernel_pins {{{_split(_loose(accelerator))}}}\n"
        f"set kernel_interfaces {{{' '.join(modes)}}}\n"
        f"set glue_pins {{{_split(_glue())}}}\n"
    )


def _loose(accelerator: Accelerator) -> dict[str, bool]:
    """The wrapper's pins that belong to no AXI interface, and whether they are inputs."""
    buses = ("s_axi_", "m_axi_")
    found = {n: f is In for n, (f, _) in kernel.ports(accelerator).items()}
    return {"ap_clk": True, "ap_rst_n": True} | {
        n: into for n, into in found.items() if not n.startswith(buses)
    }


def _glue() -> dict[str, bool]:
    text = (Path(flow.__file__).parent / "weft_glue.v").read_text(encoding="utf-8")
    found = re.findall(r"^  (input|output) +wire +(?:\[\d+:0\] +)?(\w+),?$", text, re.MULTILINE)
    return {name: way == "input" for way, name in found}


def _split(pins: dict[str, bool]) -> str:
    inputs = " ".join(n for n, into in pins.items() if into)
    return f"{{{' '.join(n for n, into in pins.items() if not into)}}} {{{inputs}}} {{}}"
