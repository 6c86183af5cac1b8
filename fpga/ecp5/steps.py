"""A build as steps: what each is doing and how long it has, and in the end how long each took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from weft.fpga.building import Listener
from weft.fpga.ecp5.synthesis import Hear


class Steps:
    """Tells ``listener`` of ``total`` steps; ``seconds`` holds those that are over, by name.

    ``clock`` tells the time in seconds.
    """

    def __init__(
        self, listener: Listener, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.listener, self.total, self.clock = listener, total, clock
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[Hear]:
        """One step. It yields what takes news of it; an empty text stands for the one before."""
        begin, done = self.clock(), len(self.seconds)
        last = ""

        def hear(text: str) -> None:
            nonlocal last
            last = text or last
            what = f"{name}: {last}" if last else name
            time_so_far = duration(self.clock() - begin)
            self.listener.progress(done, self.total, f"{what}, {time_so_far}")

        hear("")
        yield hear
        self.seconds[name] = round(self.clock() - begin, 1)

    def told(self, name: str, result: str) -> None:
        """News of what a step that is over found out."""
        self.listener.news(f"{name} took {duration(self.seconds[name])}: {result}")


def duration(seconds: float) -> str:
    """Minutes and seconds, as 2:05."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
