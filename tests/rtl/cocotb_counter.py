"""The cocotb side of test_cocotb_runner.py: it runs inside the simulator."""

from __future__ import annotations

import os
from typing import Any

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import FallingEdge


@cocotb.test()
async def counts_while_enabled(dut: Any) -> None:
    Clock(dut.clk, 10, unit="ns").start()
    dut.rst.value, dut.enable.value = 1, 0
    await FallingEdge(dut.clk)
    dut.rst.value = 0
    expected = 0
    for enable in (1, 1, 0, 1, 0, 0, 1, 1):
        dut.enable.value = enable
        await FallingEdge(dut.clk)
        expected += enable
        assert dut.count.value == expected


@cocotb.test()
async def begins_at_what_the_test_says(dut: Any) -> None:
    Clock(dut.clk, 10, unit="ns").start()
    dut.rst.value, dut.enable.value = 1, 0
    await FallingEdge(dut.clk)
    found, expected = int(dut.count.value), int(os.environ["EXPECTED"])
    assert found == expected, f"count is {found}, not {expected}"
