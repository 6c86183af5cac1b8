"""Every memory of a machine: its shape, its enables, its places.

What is a queue, a ring of a delay or a buffer in the RTL is one entry here; a test holds the list
to the generated Verilog, memory by memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from weft.accelerator import timing
from weft.accelerator.description import ADDRESS_BITS, INDEX_BITS, INSTRUCTION_BYTES, Accelerator
from weft.accelerator.isa import BIAS_ROWS, COMMON, ENGINE_OF, FIELDS, Engine
from weft.accelerator.registers import HYPER_ROWS, HYPER_WORDS
from weft.accelerator.resources.blocks import Memory

WIDE = 32  # of fp32, int32 and the number of an instruction
DRAM_BITS = 32  # of a granule's address
SHORTEST_RING = 4  # cycles from which on a delay of data is a ring in a memory

# of the buses, beyond the latency of the memory: `weft.rtl.bus`
_PREFETCH_BEYOND, _BURST = 19, 4
_WRITE_SLACK = 8


def memories(accelerator: Accelerator) -> tuple[Memory, ...]:
    """All memories of the machine."""
    parts = (_compute, _buffers, _rings, _update_rings, _queues, _buses)
    return tuple(memory for part in parts for memory in part(accelerator))


def lanes(accelerator: Accelerator) -> int:
    """Elements of A that reach an element of the array together."""
    return max(s.group for s in accelerator.sparsities)


def _compute(a: Accelerator) -> Iterator[Memory]:
    """A, B, INDEX and O with the skew of operands and weights, and the sums of the elements."""
    k, granule = a.beat_granules, 8 * a.granule_bytes
    beat = k * granule

    def buffer(size: int, places: int, width: int = beat) -> Memory:
        return Memory(part="memory", width=width, depth=-(-size // k), slices=k, places=places)

    yield buffer(a.a_granules, a.a_banks)
    yield buffer(a.o_words, 2 * a.columns, WIDE * k)
    yield buffer(a.b_granules, 1)
    if a.b_index_granules:
        yield buffer(a.b_index_granules, 1)
    operand = a.operand.bits
    for r in range(1, a.rows):
        yield Memory(part="skew", width=lanes(a) * operand, depth=1 + r * a.adder_latency)
    for c in range(a.columns):
        yield from _ring("weights", operand + INDEX_BITS, c + 1)
    yield Memory(
        part="element", width=WIDE, depth=a.interleave, clocked=False, places=a.pes
    )  # read without a delay: never a block RAM


def _buffers(a: Accelerator) -> Iterator[Memory]:
    """What lies between LOAD, UPDATE and STORE."""
    k, wide, granule = a.beat_granules, a.wide_granules, 8 * a.granule_bytes
    most = max(k, wide)

    def rows(count: int, slices: int, places: int) -> Memory:
        depth = -(-count * wide // most)
        return Memory(
            part="memory", width=most * granule, depth=depth, slices=slices, places=places
        )

    yield rows(a.u_words, most, 2)  # weights and momentum, in
    yield rows(BIAS_ROWS, most, 1)
    yield rows(a.u_words, most // wide, 2)  # and out, a whole row at a time
    copies = Memory(part="memory", width=k * granule, depth=-(-a.u_words // k), slices=k, places=4)
    mask = Memory(part="memory", width=k * a.rows, depth=-(-2 * a.o_words // k), slices=k)
    yield from (copies, mask)


def _rings(a: Accelerator) -> Iterator[Memory]:
    """Delays of COMPUTE, LOAD and STORE."""
    k, depth = a.beat_granules, timing.store_depth(a)
    post = depth - a.buffer_latency
    place = 1 + (a.o_words - 1).bit_length()
    yield from _ring("compute", place, a.multiplier_latency)
    yield from _ring("compute", place, a.buffer_latency + a.rows * a.adder_latency)
    bank = (a.a_banks - 1).bit_length()
    landing = 1 + 3 + max(1, bank) + ADDRESS_BITS + (bank + 1) + k + 1
    yield from _ring("load", landing, a.dram_latency)
    yield from _ring("store", 3 + 8 + 3, a.buffer_latency)
    yield from _ring("store", 8 * a.bus_bytes, post)
    yield from _ring("store", 1, post)
    yield from _ring("store", k + 1 + DRAM_BITS, depth)
    yield from _ring("store", k * a.rows, post - 1)
    if not a.operand.is_integer:
        yield from _ring("store", WIDE * a.rows, timing.lane_rounding(a))


def _update_rings(a: Accelerator) -> Iterator[Memory]:
    """Delays of UPDATE and its lanes."""
    product, total = timing.lane_product(a), a.lane_latency
    for width, cycles in (
        (WIDE, 2 * product + 3 * total),
        (WIDE, total),
        (WIDE, total),
        (WIDE, 2 * total),
        (WIDE, product + total),
        (1, product),
        (1, timing.lanes_depth(a)),
    ):
        yield from _ring("update lane", width, cycles, a.update_lanes)
    held_back = timing.update_lookahead(a) + 2
    yield from _ring("lookahead", a.update_lanes * (WIDE + 1), held_back)
    yield from _ring("copies", WIDE * a.columns, timing.copy_depth(a) - 1)


def _queues(a: Accelerator) -> Iterator[Memory]:
    """Instructions that wait, and those that run; each queue has its head in a register."""
    flying = {
        Engine.LOAD: a.dram_latency + 3,
        Engine.COMPUTE: timing.output_depth(a) + 2,
        Engine.STORE: timing.store_depth(a) + a.dram_latency + 3,
    }
    for engine in Engine:
        part = "control" if engine is Engine.VECTOR else engine.name.lower()
        yield _queue(part, dispatched_bits(engine), a.queue_depth)
        if engine in flying:
            yield _queue(part, WIDE + len(Engine), flying[engine])


def dispatched_bits(engine: Engine) -> int:
    """Bits of an instruction of ``engine`` in its queue, with its number and what is derived."""
    mine = [op for op, e in ENGINE_OF.items() if e is engine]
    longest = max(sum(field.bits for field in (*COMMON, *FIELDS[op])) for op in mine)
    products = {Engine.LOAD: 2 * DRAM_BITS, Engine.COMPUTE: 6 * ADDRESS_BITS}
    single = 0 if engine is Engine.UPDATE else 1
    return WIDE + longest + products.get(engine, 0) + single


def _buses(a: Accelerator) -> Iterator[Memory]:
    """Queues of the AXI ports, and the table of constants."""
    channels, width = a.dram_channels, a.bus_bytes // a.dram_channels
    latency, stores = a.dram_latency, timing.store_depth(a) + a.dram_latency + 3
    beats = a.fetch_cycles
    ahead = -(-(latency + _PREFETCH_BEYOND) // beats) + 2 * _BURST
    program = min(INSTRUCTION_BYTES, a.bus_bytes)
    answers = Memory(part="bus", width=8 * program + 1, depth=ahead * beats - 1)
    table = Memory(part="bus", width=HYPER_WORDS * WIDE, depth=HYPER_ROWS, slices=HYPER_WORDS)
    yield from (answers, table)
    read, write = "read channel", "write channel"
    for part, bits, depth, clocked in (
        (read, 8 * width + 1, latency + 1, True),
        (read, DRAM_BITS, latency, False),
        (write, 9 * width, latency + _WRITE_SLACK, True),
        (write, DRAM_BITS, latency + _WRITE_SLACK, False),
        (write, 1, latency + _WRITE_SLACK - 1, False),
        (write, 1, stores - 1, False),
    ):
        yield Memory(part=part, width=bits, depth=depth, clocked=clocked, places=channels)


def _ring(part: str, width: int, cycles: int, places: int = 1) -> Iterator[Memory]:
    """A delay of data, where it is long enough to be a memory."""
    if cycles >= SHORTEST_RING:
        yield Memory(part=part, width=width, depth=cycles - 1, places=places)


def _queue(part: str, width: int, depth: int) -> Memory:
    return Memory(part=part, width=width, depth=depth - 1, clocked=False)
