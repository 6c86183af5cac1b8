"""Who has the memory port (timing rule 4)."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class PortArbiter(wiring.Component):
    """Round-robin over ``requesters``: the first after the last one served is granted.

    After reset the first requester comes first.

    Members
    -------
    free : In(1), the port can be granted in this cycle
    request : In(requesters)
    grant : Out(requesters), at most one bit, in the same cycle
    """

    def __init__(self, requesters: int) -> None:
        self.requesters = requesters
        super().__init__({"free": In(1), "request": In(requesters), "grant": Out(requesters)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        served = Signal(range(self.requesters), init=self.requesters - 1)
        with m.If(self.free), m.Switch(served):
            for last in range(self.requesters):
                with m.Case(last):
                    self._grant_after(m, last)
        for i in range(self.requesters):
            with m.If(self.grant[i]):
                m.d.sync += served.eq(i)
        return m

    def _grant_after(self, m: Module, last: int) -> None:
        for distance in range(self.requesters, 0, -1):  # nearest last, so that it wins
            i = (last + distance) % self.requesters
            with m.If(self.request[i]):
                m.d.comb += self.grant.eq(1 << i)
