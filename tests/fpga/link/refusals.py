"""Components that refuse to be made."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from amaranth.hdl import UnusedElaboratable


@contextmanager
def refused(match: str) -> Iterator[None]:
    """Expect a ValueError; Amaranth would warn of the half-made component that nobody uses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnusedElaboratable)
        with pytest.raises(ValueError, match=match):
            yield
        gc.collect()
