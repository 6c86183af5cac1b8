"""Energies: the cited figures, worked by hand, and sums that grow as they should."""

from __future__ import annotations

from dataclasses import replace

import pytest

from weft.accelerator.energy import FABRIC, Work, energies, energy, static_watts
from weft.accelerator.resources.counts import Resources
from weft.accelerator.toml import preset

NODE = 16 / 45 * (0.85 / 0.9) ** 2
TINY, SMALL = preset("tiny"), preset("sat-small")  # int8 and fp16
WORK = Work(cycles=2_000_000, macs=10**8, updates=10**5, buffer_bytes=10**9, dram_bytes=10**7)
USED = Resources(lut=23_040, ff=46_080, dsp=864)


def test_operations_are_those_of_the_table():
    """Horowitz 2014 at 45 nm: 0.2 and 1.1 pJ for the products, 0.1 and 0.9 for the sums."""
    int8, fp16 = energies(TINY), energies(SMALL)
    assert int8.multiply == pytest.approx(0.2 * NODE)
    assert fp16.multiply == pytest.approx(1.1 * NODE)
    assert int8.add == pytest.approx(0.1 * NODE * 14)
    assert fp16.add == pytest.approx(0.9 * NODE * 14)
    assert FABRIC == 14


def test_formats_beside_the_table_go_by_their_multipliers():
    def product(fmt: str) -> float:
        return energies(replace(SMALL, format=fmt, bus_bytes=32)).multiply

    assert product("bf16") == pytest.approx(product("fp16") * (8 / 11) ** 2)
    assert product("fp8-e4m3") == pytest.approx(product("fp16") * (4 / 11) ** 2)
    assert product("int4") == pytest.approx(product("int8") / 4)


def test_a_byte_of_dram_is_hundreds_of_bytes_on_the_chip():
    each = energies(SMALL)
    assert each.dram_byte == pytest.approx(1950 / 8)  # 1.3 to 2.6 nJ for 64 bits
    assert each.buffer_byte == pytest.approx(10 / 8 * NODE)


def test_leakage_goes_by_the_scarcest_block():
    """An XCZU7EV leaks 0.694 W; half of its 1,728 DSPs are half of it."""
    assert static_watts(USED) == pytest.approx(0.694 / 2)
    assert static_watts(Resources(lut=230_400)) == pytest.approx(0.694)
    assert static_watts(Resources(ramb36=624)) == pytest.approx(2 * 0.694)


def test_an_energy_is_its_parts_worked_by_hand():
    found = energy(SMALL, WORK, USED)
    soft = NODE * 14
    update = 5 * 3.7 * NODE + 5 * 0.9 * soft
    arithmetic = 1e8 * (1.1 * NODE + 0.9 * soft) + 1e5 * update
    assert found.arithmetic == pytest.approx(arithmetic * 1e-12)
    assert found.registers == pytest.approx(2e6 * 46_080 * 0.1 / 32 * soft * 1e-12)
    assert found.buffers == pytest.approx(1e9 * 1.25 * NODE * 1e-12)
    assert found.dram == pytest.approx(1e7 * 243.75e-12)
    assert found.static == pytest.approx(0.694 / 2 * 0.01)  # two million cycles at 200 MHz
    assert found.total == pytest.approx(
        found.arithmetic + found.registers + found.buffers + found.dram + found.static
    )


@pytest.mark.parametrize(
    ("count", "part"),
    [("macs", "arithmetic"), ("updates", "arithmetic"), ("buffer_bytes", "buffers"),
     ("dram_bytes", "dram"), ("cycles", "registers")],
)  # fmt: skip
def test_every_count_costs(count, part):
    more = replace(WORK, **{count: 3 * getattr(WORK, count)})
    before, after = energy(SMALL, WORK, USED), energy(SMALL, more, USED)
    assert getattr(after, part) > getattr(before, part)
    assert after.total > before.total


def test_a_slower_clock_takes_no_more_switching_but_leaks_longer():
    slow = energy(replace(SMALL, clock_mhz=100.0), WORK, USED)
    fast = energy(SMALL, WORK, USED)
    assert slow.static == pytest.approx(2 * fast.static)
    assert (slow.registers, slow.arithmetic) == (fast.registers, fast.arithmetic)
