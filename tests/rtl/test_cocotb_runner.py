"""cocotb tests run under pytest, and their failures are pytest's."""

from __future__ import annotations

import pytest
from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from tests.rtl import cocotb_runner
from weft.rtl.verilog import to_verilog


class Counter(wiring.Component):
    """Counts the cycles with ``enable``."""

    def __init__(self) -> None:
        super().__init__({"enable": In(1), "count": Out(8)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.sync += self.count.eq(self.count + self.enable)
        return m


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counter")
    return cocotb_runner.build(to_verilog({"counter": Counter()}), "counter", folder)


def test_what_passes_is_named(counter):
    passed = cocotb_runner.run(counter, "tests.rtl.cocotb_counter", {"EXPECTED": "0"})
    assert passed == ["counts_while_enabled", "begins_at_what_the_test_says"]


def test_a_failure_fails_and_says_why(counter):
    with pytest.raises(
        AssertionError, match=r"begins_at_what_the_test_says failed: .*count is 0, not 3"
    ):
        cocotb_runner.run(counter, "tests.rtl.cocotb_counter", {"EXPECTED": "3"})


def test_a_module_without_tests_is_no_success(counter):
    with pytest.raises(
        AssertionError, match=r"the simulator ended with 0:(.|\n)*No tests were discovered"
    ):
        cocotb_runner.run(counter, "tests.descriptions")


def test_only_the_ports_of_the_top_are_reachable(counter):
    text = (counter.folder / "ports.vlt").read_text()
    assert sorted(line.split('"')[3] for line in text.splitlines()[1:]) == [
        "clk", "count", "enable", "rst",
    ]  # fmt: skip
