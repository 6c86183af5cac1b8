"""Steps of a build are told with what they do and how long they have."""

from __future__ import annotations

import pytest

from weft.fpga.building import Listener
from weft.fpga.ecp5.steps import Steps, duration


def test_a_step_tells_what_it_does_and_since_when():
    now = 100.0
    heard: list[tuple[int, int, str]] = []
    news: list[str] = []
    listener = Listener(lambda *told: heard.append(told), news.append)
    steps = Steps(listener, 2, lambda: now)
    with steps.step("synthesis") as hear:
        now += 5
        hear("proc")
        now += 60
        hear("")  # the same as before, but later
    with steps.step("packing"):
        now += 0.25
    steps.told("synthesis", "7 LUT4")
    assert heard == [
        (0, 2, "synthesis, 0:00"),
        (0, 2, "synthesis: proc, 0:05"),
        (0, 2, "synthesis: proc, 1:05"),
        (1, 2, "packing, 0:00"),
    ]
    assert news == ["synthesis took 1:05: 7 LUT4"]
    assert steps.seconds == {"synthesis": 65.0, "packing": 0.2}


def test_a_step_that_fails_is_not_over():
    steps = Steps(Listener(), 1)
    with pytest.raises(KeyboardInterrupt), steps.step("synthesis"):
        raise KeyboardInterrupt
    assert steps.seconds == {}


def test_durations_have_minutes_and_seconds():
    assert [duration(s) for s in (0, 59.9, 60, 3725)] == ["0:00", "0:59", "1:00", "62:05"]
