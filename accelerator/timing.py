"""The timing contract: every rule of time of the machine, in one place.

The timing simulator and the RTL both obey these rules; nothing else in weft states a latency.
Cycles are counted from 0, the first cycle after the start command. For instruction i on engine e:

1. Dispatch. The first instruction leaves the fetch unit at cycle ``fetch_cycles + dram_latency``,
   every other at least ``fetch_cycles`` after the one before it left, in program order, into the
   queue of its engine, as soon as that has a free place. A place is free from the cycle after the
   instruction that held it started.
2. Start. The head of a queue starts at the first cycle at which it was dispatched in an earlier
   cycle, its engine is free, one token from every engine in ``pop`` is there, and, on LOAD, STORE
   and VECTOR, the memory port is granted to it. The tokens are taken in that cycle.
3. Tokens. An instruction that ends at cycle t gives its tokens in t; they can be taken from t + 1.
4. Memory port. It serves one instruction at a time and is free again ``port`` cycles after a start.
   Of several instructions ready in the same cycle, the engine that comes first after the last
   served one, in the cyclic order LOAD, STORE, VECTOR, is granted; at first that is LOAD.
5. LOAD and STORE are free again ``hold`` cycles after a start, UPDATE and VECTOR the cycle after
   the end. They end ``latency`` cycles after the start. On every engine ends keep the order of
   starts: an instruction ends no earlier than the cycle after its predecessor's end.
6. COMPUTE has two steps. An instruction starts with its ``setup`` (weights into the shadow
   registers) and streams from ``stream_start = max(start + setup, end of the previous stream)``. It
   ends ``stream + tail`` cycles after that. COMPUTE is free again ``hold`` cycles after
   stream_start. An instruction of the other dataflow than the last one also waits for the cycle
   after that one's end.

7. A machine stops in the cycle t of its first fault, of several in a cycle that with the lowest
   code; events of cycles up to t are reported, later ones never. Beat j = 0, 1, ... of LOAD, GATHER
   and STORE is that of cycle start + (j + 1) * ``beat_cycles``; GATHER takes plane by plane, a beat
   a pixel, planes filled up to whole blocks, and pixels outside its limits ask for nothing. Runs
   are in the order planes, images, runs. Granules are numbered modulo 2**32.

   - ILLEGAL_OPCODE: t is the first cycle in which the fetch unit offers the instruction, be its
     queue free or not: ``fetch_cycles`` after the dispatch before it (rule 1 for the first).
   - ADDRESS: t is the cycle of the first beat of which a used granule lies beyond the window.
   - BUS: the cycle after a read beat arrives, ``dram_latency`` after its own; that of the end of a
     STORE of which a beat was refused; that in which an instruction that could not be fetched
     would be offered (it is nothing else then: not illegal).
   - TOKENS: the cycle in which a token is given while the counter of the pair of engines holds
     2**TOKEN_BITS - 1, whether one is taken in that cycle or not.
   - DEADLOCK: the first cycle in which no instruction runs (it does from the cycle after its start
     to that of its end), none starts, and the fetch unit neither counts nor lets one leave: the
     later of the cycle after the last end and, of the last dispatch, the cycle after it, or
     ``fetch_cycles`` after it if there is another instruction.

The columns of `costs` are the words in quotes above. Counts in fields are at least 1, but for those
of VECTOR: the hardware counts them down, and a transfer or stream of nothing has no last cycle.
"""

from __future__ import annotations

import numpy as np

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, WIDTH, Engine, Opcode, columns
from weft.accelerator.jit import njit

PORT, LATENCY, SETUP, STREAM, TAIL, HOLD, BEATS = range(7)
COST_WIDTH = 7

MEMORY_ENGINES = (Engine.LOAD, Engine.STORE, Engine.VECTOR)


def array_depth(accelerator: Accelerator) -> int:
    """Cycles from reading a pixel of A to its sums being written to O, weight-stationary.

    Row r is skewed by r additions, the columns by one cycle each.
    """
    a = accelerator
    return a.buffer_latency + a.multiplier_latency + a.rows * a.adder_latency + a.columns


def output_depth(accelerator: Accelerator) -> int:
    """Output-stationary: cycles from reading the last operands to the last final sum."""
    a = accelerator
    return a.buffer_latency + a.multiplier_latency + a.adder_latency + a.rows + a.columns


def lane_product(accelerator: Accelerator) -> int:
    """Cycles of an fp32 product in the optimizer lanes; an addition takes ``lane_latency``."""
    return max(1, accelerator.lane_latency - 1)


def lane_rounding(accelerator: Accelerator) -> int:
    """Cycles in which the lanes of STORE and UPDATE's copies scale, or round to the format."""
    return max(1, accelerator.lane_latency // 2 - 1)


def store_depth(accelerator: Accelerator) -> int:
    """Cycles from reading O to a beat on the bus: buffer, scaling, bias, rounding."""
    a = accelerator
    return a.buffer_latency + a.lane_latency + 2 * lane_rounding(a)


def update_prepare(accelerator: Accelerator) -> int:
    """Cycles in which UPDATE finds out which columns' weights exist, four a cycle."""
    return max(1, accelerator.rows // 4)


def update_lookahead(accelerator: Accelerator) -> int:
    """Cycles by which UPDATE reads ahead: a whole group of rows, to select among old weights."""
    a = accelerator
    return max(s.group for s in a.sparsities) * (a.columns // a.update_lanes)


def lanes_depth(accelerator: Accelerator) -> int:
    """Cycles of the optimizer lanes: scale, three additions (decays, momentum), step, addition."""
    return 2 * lane_product(accelerator) + 4 * accelerator.lane_latency


def copy_depth(accelerator: Accelerator) -> int:
    """Cycles from a new weight to its code in the copies: scaling, rounding."""
    return 2 * lane_rounding(accelerator)


def update_depth(accelerator: Accelerator) -> int:
    """Cycles of UPDATE beside one for every row: until the last granule of its copies is written.

    A whole block of ``rows`` words is collected for the transposed copy; the rest is registers
    around selection.
    """
    a = accelerator
    before = update_prepare(a) + a.buffer_latency + update_lookahead(a)
    return before + lanes_depth(a) + copy_depth(a) + a.rows + 6


def constants(accelerator: Accelerator) -> np.ndarray:
    """What `costs` needs of the description, as one int64 vector in the order `_cost` unpacks."""
    a = accelerator
    return np.array(
        [
            a.rows,
            a.beat_granules,
            a.beat_cycles,
            a.dram_latency,
            a.adder_latency,
            a.buffer_latency,
            array_depth(a),
            output_depth(a),
            store_depth(a),
            update_depth(a),
            a.columns // a.update_lanes,
            a.vector_lanes,
        ],
        np.int64,
    )


def costs(accelerator: Accelerator, rows: np.ndarray) -> np.ndarray:
    """Cycles of each instruction (N, COST_WIDTH) int64; ``rows`` is (N, WIDTH)."""
    out = np.zeros((len(rows), COST_WIDTH), np.int64)
    if rows.shape[1] != WIDTH:
        raise ValueError(f"rows have {rows.shape[1]} columns, not {WIDTH}; build them with isa.row")
    _costs(rows, constants(accelerator), _PLACES, out)
    return out


_OP_LOAD, _OP_GATHER = int(Opcode.LOAD), int(Opcode.GATHER)
_OP_WS, _OP_OS = int(Opcode.WEIGHT_STATIONARY), int(Opcode.OUTPUT_STATIONARY)
_OP_STORE, _OP_UPDATE = int(Opcode.STORE), int(Opcode.UPDATE)
_OP_VECTOR = int(Opcode.VECTOR)

_RUNS = (
    "dram", "length", "runs", "run_stride", "images", "image_stride", "planes", "plane_stride",
)  # fmt: skip
_PIXELS = ("images", "height", "width")
_READ = {
    Opcode.LOAD: _RUNS,
    Opcode.GATHER: (*_PIXELS, "planes"),
    Opcode.WEIGHT_STATIONARY: _PIXELS,
    Opcode.OUTPUT_STATIONARY: (*_PIXELS, "outer", "inner", "drain", "kept"),
    Opcode.STORE: _RUNS,
    Opcode.UPDATE: ("words",),
    Opcode.VECTOR: ("read_beats", "write_beats", "elements"),
}
# (opcode, 8): columns of the fields that cost time. Passed to the kernels, never frozen into them,
# so that a change of the field table cannot meet a stale compiled kernel.
_PLACES = np.zeros((max(Opcode) + 1, len(_RUNS)), np.int64)
for _op, _names in _READ.items():
    _PLACES[_op, : len(_names)] = [columns(_op)[name] for name in _names]


@njit
def _run_beats(row: np.ndarray, places: np.ndarray, beat: int) -> int:
    """Beats that the runs of one transfer touch; a run may begin and end inside a beat."""
    dram, length, runs, run_stride, images, image_stride, planes, plane_stride = (
        row[places[0]], row[places[1]], row[places[2]], row[places[3]],
        row[places[4]], row[places[5]], row[places[6]], row[places[7]],
    )  # fmt: skip
    aligned = run_stride % beat + image_stride % beat + plane_stride % beat == 0
    if aligned:
        return planes * images * runs * ((dram % beat + length + beat - 1) // beat)
    total = 0
    for p in range(planes):
        for i in range(images):
            at = dram + p * plane_stride + i * image_stride
            for _ in range(runs):
                total += (at % beat + length + beat - 1) // beat
                at += run_stride
    return total


@njit
def _cost(row: np.ndarray, c: np.ndarray, places: np.ndarray, out: np.ndarray) -> None:
    rows, beat, beat_cycles, dram_latency, adder = c[0], c[1], c[2], c[3], c[4]
    array, output, store, update = c[6], c[7], c[8], c[9]
    op = row[OPCODE]
    p = places[op]
    if op == _OP_LOAD:
        out[BEATS] = _run_beats(row, p, beat)
        out[PORT] = out[BEATS] * beat_cycles
        out[LATENCY] = 1 + dram_latency + out[PORT]
        out[HOLD] = out[PORT]
    elif op == _OP_GATHER:
        blocks = (row[p[0]] * row[p[1]] * row[p[2]] + rows - 1) // rows
        out[BEATS] = blocks * rows * row[p[3]]
        out[PORT] = out[BEATS] * beat_cycles
        out[LATENCY] = 1 + dram_latency + out[PORT] + rows
        out[HOLD] = out[PORT] + rows  # the transposer empties itself
    elif op == _OP_WS:
        out[SETUP] = c[5] + rows
        out[STREAM] = row[p[0]] * row[p[1]] * row[p[2]]
        out[TAIL] = array
        out[HOLD] = array
    elif op == _OP_OS:
        slots = row[p[3]] * row[p[4]]
        drained = row[p[5]]
        out[STREAM] = row[p[0]] * row[p[1]] * row[p[2]] * row[p[6]] * max(slots, adder)
        out[TAIL] = output + drained * slots * rows
        out[HOLD] = out[STREAM] + drained * (out[TAIL] + 1)
    elif op == _OP_STORE:
        out[BEATS] = _run_beats(row, p, beat)
        out[PORT] = out[BEATS] * beat_cycles
        out[LATENCY] = 1 + store + out[PORT] + dram_latency
        out[HOLD] = out[PORT]
    elif op == _OP_UPDATE:
        out[LATENCY] = row[p[0]] * c[10] + update
    elif op == _OP_VECTOR:
        out[BEATS] = row[p[0]] + row[p[1]]
        out[PORT] = max(out[BEATS], 1) * beat_cycles
        lanes = (row[p[2]] + c[11] - 1) // c[11]
        out[LATENCY] = 2 * dram_latency + max(out[PORT], lanes)


@njit
def _costs(rows: np.ndarray, c: np.ndarray, places: np.ndarray, out: np.ndarray) -> None:
    for i in range(len(rows)):
        _cost(rows[i], c, places, out[i])
