"""Kept results of the acceptance runs: used again for the same hardware, for no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import verification
from weft.verification.campaign import Verdict
from weft.verification.cases import Settings
from weft.verification.machines import ACCEPTANCE


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Machines that were run, in their order; each agrees at once."""
    ran: list[str] = []

    def verdicts(settings: Settings, numbers: range) -> Iterator[Verdict]:
        assert settings.accelerator is not None
        ran.append(settings.accelerator.name)
        yield from (Verdict(i, 10, 1000, Counter(), None) for i in numbers)

    monkeypatch.setattr(verification, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(verification, "verdicts", verdicts)
    monkeypatch.setattr(verification, "generated", lambda a: f"module {a.name}; endmodule")
    return ran


def test_what_a_machine_has_shown_is_not_done_again(runs: list[str]) -> None:
    first, again = verification.equality(), verification.equality()
    assert runs == [a.name for a in ACCEPTANCE]
    assert first == again
    cases = verification.CASES
    assert first.rows[-1][2:] == [
        f"{len(ACCEPTANCE) * n:,}" for n in (cases, 10 * cases, 1000 * cases, 0)
    ]


def test_other_hardware_of_the_same_description_is_run_anew(
    runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    verification.equality()
    runs.clear()
    changed = ACCEPTANCE[3].name
    monkeypatch.setattr(
        verification,
        "generated",
        lambda a: f"module {a.name}; {'wire w; ' * (a.name == changed)}endmodule",
    )
    verification.equality()
    assert runs == [changed]
