"""Layout of the timing simulator's state: one int64 vector, so that a snapshot is a copy."""

from __future__ import annotations

from weft.accelerator.isa import Engine

E = len(Engine)

HEADS = 0  # E places: next unstarted instruction of each engine, as a position in `order`
FREE = HEADS + E  # E places: first cycle in which the engine accepts an instruction
SENT = FREE + E  # E places: instructions of each engine dispatched so far
LAST_END = SENT + E  # E places: end of the last instruction of each engine
NEXT = LAST_END + E  # next instruction to dispatch
DISPATCH = NEXT + 1  # cycle of the last dispatch
PORT_FREE = DISPATCH + 1
SERVED = PORT_FREE + 1  # engine that last had the memory port
STREAM_FREE = SERVED + 1  # first cycle after the last stream on the array
LAST_SETUP = STREAM_FREE + 1  # setup of the last instruction on COMPUTE: tells its dataflow
PORT_CYCLES = LAST_SETUP + 1
FETCH = PORT_CYCLES + 1
DEPTH = FETCH + 1
SIZE = DEPTH + 1

# Rows of `life`, the record of every instruction (LIVES, N).
STARTED, ENDED, DISPATCHED, LIMITED = range(4)
LIVES = 4

# Columns of `counters` (tags, COUNTERS + stalls): first start, last end, streaming cycles, beats,
# busy cycles, instructions; then one column a kind of stall.
COUNTERS = 6
