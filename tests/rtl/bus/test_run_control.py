"""The states that a host sees, held to a model of them under commands and events by chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from weft.accelerator.isa import Fault
from weft.accelerator.registers import State
from weft.rtl.bus.run_control import RunControl

EVENTS = ("start_command", "reset_command", "done", "fault", "expired", "quiet", "clearing")
SHOWN = {
    "REST": State.IDLE, "FINISH": State.DONE, "BEGIN": State.RUNNING, "START": State.RUNNING,
    "RUN": State.RUNNING, "OVER": State.RUNNING, "END": State.RUNNING, "HALT": State.FAULT,
    "DRAIN": State.RESETTING, "RESET": State.RESETTING, "CLEAR": State.RESETTING,
    "SETTLE": State.RESETTING,
}  # fmt: skip


def following(at: str, on: dict[str, int]) -> str:
    """Where the machine goes from a state; of a start and a reset at once the reset counts."""
    if at == "DRAIN":
        return "RESET" if on["quiet"] else at
    if at == "RESET":
        return "CLEAR"
    if at == "CLEAR":
        return "SETTLE"
    if at == "SETTLE":
        return at if on["clearing"] else "REST"
    if on["reset_command"]:
        return "DRAIN"
    if at in ("REST", "FINISH"):
        return "BEGIN" if on["start_command"] else at
    if at == "BEGIN":
        return "START" if on["quiet"] else at
    if at in ("OVER", "END"):
        return "FINISH" if at == "OVER" and not on["fault"] else "HALT"
    if at == "RUN" and on["done"]:
        return "OVER"
    if at == "RUN" and (on["fault"] or on["expired"]):
        return "END"
    return "RUN" if at == "START" else at


@pytest.mark.parametrize("often", [0.1, 0.3])
def test_a_program_runs_in_one_state_and_in_no_other(often: float) -> None:
    """Whatever comes in the cycle in which it starts, or with its end."""
    run = RunControl()
    rng = np.random.default_rng(int(1000 * often))
    seen: set[tuple[str, str]] = set()

    async def bench(ctx: Any) -> None:
        at = "REST"
        for _ in range(12000):
            on = {name: int(rng.random() < often) for name in EVENTS}
            on["quiet"] = int(rng.random() < 0.5)
            for name in EVENTS:
                ctx.set(getattr(run, name), on[name] * (Fault.TOKENS if name == "fault" else 1))
            after = following(at, on)
            drained = at in ("BEGIN", "DRAIN") and on["quiet"] and after in ("START", "RESET")
            settles = at in ("RESET", "CLEAR") or (at == "SETTLE" and on["clearing"])
            assert ctx.get(run.state) == SHOWN[at]
            assert ctx.get(run.running) == (at in ("RUN", "OVER", "END")), at
            assert ctx.get(run.clear) == (at == "CLEAR")
            assert ctx.get(run.command_next) == (drained or settles), (at, on)
            seen.add((at, after))
            await ctx.tick()
            assert ctx.get(run.start) == (after == "START")
            at = after

    simulator = Simulator(run)
    simulator.add_clock(1e-8)
    simulator.add_testbench(bench)
    simulator.run()
    assert {(at, "DRAIN") for at in ("START", "RUN", "OVER", "END")} <= seen
    assert {("END", "HALT"), ("OVER", "HALT"), ("OVER", "FINISH")} <= seen
