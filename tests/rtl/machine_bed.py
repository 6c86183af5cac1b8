"""A whole machine compiled for cocotb, and what to run on it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.rtl import cocotb_runner
from tests.rtl.machine_plan import Machine, Plan, save
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Fault, Hyper
from weft.accelerator.registers import hyper_words
from weft.rtl.simulation.build import generated
from weft.rtl.verilog import module_name
from weft.simulator.faults import simulate_with_faults
from weft.verification.programs import Drawn

_TOP = "identified"
_MODULE = "tests.rtl.cocotb_machine"
_PORT = re.compile(r"^  (input|output) (?:(\[\d+:0\]) )?(\w+);$", re.MULTILINE)


def build(accelerator: Accelerator, folder: Path, *arguments: str) -> cocotb_runner.Design:
    """The machine of ``accelerator``, compiled; ``arguments`` go to Verilator."""
    verilog = with_ids(generated(accelerator), module_name(accelerator))
    return cocotb_runner.build(verilog, _TOP, folder, *arguments)


def with_ids(verilog: str, top: str) -> str:
    """A module ``identified`` around ``top``: cocotbext-axi wants IDs on its buses, which are 0."""
    start = verilog.index(f"\nmodule {top}(")
    ports = _PORT.findall(verilog[start : verilog.index("\nendmodule", start)])
    names = [name for _, _, name in ports]
    buses = sorted({name.rsplit("_", 1)[0] for name in names if name.startswith("m_axi_")})
    ids = [
        (way, f"{bus}_{channel}id")
        for bus in buses
        for asked, answered in (("ar", "r"), ("aw", "b"))
        if f"{bus}_{asked}valid" in names
        for way, channel in (("output", asked), ("input", answered))
    ]
    lines = [f"module {_TOP}({', '.join([*names, *(name for _, name in ids)])});"]
    lines += [f"  {way} {width + ' ' if width else ''}{name};" for way, width, name in ports]
    lines += [f"  {way} {name};" for way, name in ids]
    lines += [f"  assign {name} = 1'b0;" for way, name in ids if way == "output"]
    lines += [f"  {top} machine({', '.join(f'.{name}({name})' for name in names)});", "endmodule"]
    return verilog + "\n" + "\n".join(lines) + "\n"


def plan_of(accelerator: Accelerator, name: str, drawn: Drawn, pauses: float) -> Plan:
    """A legal program to its end, every event and every byte compared."""
    code = isa.pack(drawn.program.rows)
    plan = spoilt_plan(accelerator, name, code, drawn.image, drawn.program.hypers, pauses)
    assert plan.fault is Fault.NONE, plan.fault
    return replace(plan, after=drawn.expected.tobytes())


def without_bytes(plan: Plan) -> Plan:
    """The same, events alone: for a program that reads what it has not loaded."""
    return replace(plan, after=None)


def spoilt_plan(
    accelerator: Accelerator,
    name: str,
    code: np.ndarray,
    image: np.ndarray,
    hypers: tuple[Hyper, ...],
    pauses: float,
    *,
    window: int | None = None,
    bus_errors: Collection[int] = (),
    fetch_errors: Collection[int] = (),
) -> Plan:
    """Encoded instructions (N, 64) that may be wrong, as `simulate_with_faults` tells.

    Every event up to the fault is compared, bytes are not.
    """
    if window is None:
        window = len(image) // accelerator.granule_bytes
    around = {"window": window, "bus_errors": bus_errors, "fetch_errors": fetch_errors}
    stop = simulate_with_faults(accelerator, code, **around)
    return Plan(
        name=name,
        code=code.tobytes(),
        image=image.tobytes(),
        constants=tuple(hyper_words(hypers)),
        window=window,
        refused=frozenset(bus_errors),
        unfetched=frozenset(fetch_errors),
        pauses=pauses,
        fault=stop.fault,
        instruction=stop.instruction,
        active=stop.cycle + (stop.fault is not Fault.NONE),
        start=stop.trace.start,
        end=stop.trace.end,
    )


def run(design: cocotb_runner.Design, accelerator: Accelerator, plans: Sequence[Plan]) -> float:
    """Switch the machine on and run ``plans`` one after the other; cycles per second of CPU time.

    They are cycles of the clock. After a fault the machine is reset. Raises AssertionError that
    tells the first difference.
    """
    a = accelerator
    save(Machine(a.digest, a.bus_bytes, a.dram_channels, tuple(plans)), design.folder)
    cocotb_runner.run(design, _MODULE, {"WEFT_PLANS": str(design.folder)})
    speed = json.loads((design.folder / "speed.json").read_text())
    return float(speed["cycles"]) / float(speed["seconds"])
