"""Fixtures of the tests of the flow for the ECP5."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from weft.fpga.ecp5 import refinement


@pytest.fixture(scope="module", autouse=True)
def _short_search() -> Iterator[None]:
    """Small designs need a shorter search: few of them can meet the clocks that tests want."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refinement, "_COOLING", 60)
        patch.setattr(refinement, "_IDLE", 40)
        patch.setattr(refinement, "_SWEEPS", 4)
        yield
