"""What the engines have in common as seen from their shell: when they accept, run and end."""

from __future__ import annotations

from collections.abc import Mapping

from amaranth.lib import wiring
from amaranth.lib.wiring import In, Member, Out

from weft.accelerator.isa import Engine
from weft.rtl.control.decode import derived_layout, engine_layout


class Sequencer(wiring.Component):
    """Base of the engines' sequencers: counts through instructions and says when each ends.

    It may run up to ``in_flight`` instructions at once and ends them in order.

    Members
    -------
    instruction : In, the head of the queue, meaningful where the shell asks or starts
    derived : In, what `Predecode` made of it
    start : In(1), take the instruction; only where ``free``
    free : Out(1), the instruction could be taken in this cycle; does not depend on ``start``, and
        is so wherever every one taken has ended
    end : Out(1), the oldest instruction that runs ends in this cycle
    holds_port : Out(1), the memory port cannot be granted in this cycle; 0 on engines without

    Engines add their ports to the data path as ``members``.
    """

    def __init__(
        self, engine: Engine, in_flight: int, members: Mapping[str, Member] | None = None
    ) -> None:
        self.engine = engine
        self.in_flight = in_flight
        super().__init__(
            {
                **(members or {}),
                "instruction": In(engine_layout(engine)),
                "derived": In(derived_layout(engine)),
                "start": In(1),
                "free": Out(1),
                "end": Out(1),
                "holds_port": Out(1),
            }
        )
