"""Limits: what is above one is told with its numbers, what is within all is allowed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from weft.accelerator.resources.counts import NAMES, Resources
from weft.accelerator.resources.limits import Limits, OverLimit
from weft.accelerator.resources.model import estimate
from weft.accelerator.toml import preset

SMALL, LARGE = preset("sat-small"), preset("sat-vcu1525")


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_allows_what_is_equal_to_it_and_nothing_more(name):
    used = estimate(LARGE)
    exact = Limits.of(used)
    assert exact.allow(LARGE)
    assert exact.excess(used) == []
    less = replace(exact, **{name: used[name] - 1})
    more = Resources(**(used.as_dict() | {name: used[name] + 1}))
    assert len(exact.excess(more)) == 1
    # what does not fit UltraRAM becomes block RAM, of which the limit leaves none
    assert not less.allow(LARGE)


def test_no_limit_allows_everything():
    assert Limits().allow(LARGE)
    Limits().require_watts(LARGE, 1e9)


def test_without_ultra_ram_a_machine_is_of_block_ram():
    used = Limits(uram=0).used(LARGE)
    assert used.uram == 0
    assert used == estimate(LARGE, ultra_limit=0)


def test_a_search_keeps_the_machines_within():
    """A sweep over clock and rows, thrown out before anything is simulated."""
    limits = Limits(dsp=100)
    machines = [replace(SMALL, update_lanes=lanes) for lanes in (1, 2, 4, 8)]
    # 64 elements and 6 of predecode leave 30: three optimizer lanes of ten
    assert [m.update_lanes for m in machines if limits.allow(m)] == [1, 2]


def test_excess_is_told_with_numbers_and_a_way_out():
    with pytest.raises(OverLimit, match=re.escape(
        "sat-small takes about 150 DSP48E2 where 149 are allowed; 216 RAMB36 where 100.5 are "
        "allowed: use fewer rows, smaller buffers or a narrower bus, or raise the limit"
    )):  # fmt: skip
        Limits(dsp=149, ramb36=100.5).require(SMALL)
    assert Limits(dsp=150).require(SMALL) == estimate(SMALL)


def test_watts_are_limited_once_they_are_known():
    limits = Limits(watts=2)
    limits.require_watts(SMALL, 2.0)
    with pytest.raises(OverLimit, match=r"takes about 2\.5 W where 2 are allowed: use a slower"):
        limits.require_watts(SMALL, 2.5)


def test_limits_are_read_as_users_write_them():
    assert Limits.parse([]) == Limits()
    assert Limits.parse(["dsp=2000", "lut=1e6", "watts=7.5"]) == Limits(
        dsp=2000, lut=1_000_000, watts=7.5
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["dsp"], "limit 'dsp' has no value; write it like dsp=2000"),
        (["dps=3"], "limit 'dps=3': nothing is called 'dps'; did you mean 'dsp'?"),
        (["price=3"], "limit 'price=3': nothing is called 'price'; use one of lut, ff, dsp, "
                      "ramb36, uram, watts"),
        (["ff=many"], "limit 'ff=many': 'many' is no number of at least 0; use ff=2000"),
        (["ff=-1"], "limit 'ff=-1': '-1' is no number of at least 0; use ff=2000"),
        (["ff=nan"], "limit 'ff=nan': 'nan' is no number of at least 0; use ff=2000"),
        (["ff=inf"], "limit 'ff=inf': 'inf' is no number of at least 0; use ff=2000"),
        (["ff=1", "ff=2"], "limit 'ff=2': ff is limited twice; give one of them"),
    ],
)  # fmt: skip
def test_what_is_no_limit_is_told(words, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Limits.parse(words)
