"""Vectors of fp32 in LLVM IR, for kernels whose registers must be laid out by hand.

`Vectors` wraps an IR builder with the few operations the kernels need.  The machine numbers below
come from the processor Numba compiles for, so that another one gets narrower vectors and fewer
accumulators instead of a failure.  Addresses are int64 byte numbers.  After an edit here delete
``__pycache__``: Numba's cache knows the files of the kernels only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from llvmlite import ir
from numba.core import cgutils
from numba.core.registry import cpu_target

I1, I32, I64, F32 = ir.IntType(1), ir.IntType(32), ir.IntType(64), ir.FloatType()

# (target triple, processor, features): the key of Numba's own disk cache
_TARGET = cpu_target.target_context.codegen().magic_tuple()
_FEATURES = {feature for feature in _TARGET[2].split(",") if feature.startswith("+")}

#: fp32 lanes of the widest vector register.
LANES = 16 if "+avx512f" in _FEATURES else 8 if "+avx2" in _FEATURES else 4
#: Vector registers; without AVX-512 x86 has 16, and other machines are treated alike.
REGISTERS = 32 if "+avx512f" in _FEATURES else 16
#: Whether fused multiply-add is one instruction (else it would be a slow library call).
HAS_FMA = "+fma" in _FEATURES or _TARGET[0].startswith("aarch64")

VECTOR = ir.VectorType(F32, LANES)
INTEGERS = ir.VectorType(I32, LANES)
FLAGS = ir.VectorType(I1, LANES)


class Mode(IntEnum):
    """How one multiply-accumulate is carried out."""

    FUSED = 0  # the product is exact, so fma rounds as product and sum apart would
    SEPARATE = 1  # product and sum round one after the other
    GATED = 2  # as SEPARATE, a zero factor gives +0, and NaNs leave canonical
    INTEGER = 3  # exact in fp32 inside a block of k, then added to int32


class Vectors:
    """Operations on fp32 vectors at one place of a kernel under construction."""

    zero = ir.Constant(VECTOR, [0.0] * LANES)

    def __init__(self, builder: ir.IRBuilder, mode: Mode = Mode.SEPARATE) -> None:
        self.builder = builder
        self.mode = mode

    def load(self, address: ir.Value, kind: ir.Type = VECTOR) -> ir.Value:
        """Load from any multiple of 4."""
        value = self.builder.load(self.builder.inttoptr(address, kind.as_pointer()))
        value.align = 4
        return value

    def store(self, value: ir.Value, address: ir.Value) -> None:
        """Store to any multiple of 4."""
        pointer = self.builder.inttoptr(address, value.type.as_pointer())
        self.builder.store(value, pointer).align = 4

    def prefetch(self, address: ir.Value) -> None:
        """Ask for a cache line in the second-level cache."""
        byte = ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, I32, I32, I32])
        function = cgutils.get_or_insert_function(self.builder.module, kind, "llvm.prefetch.p0")
        read, second_level, data = I32(0), I32(2), I32(1)
        pointer = self.builder.inttoptr(address, byte)
        self.builder.call(function, [pointer, read, second_level, data])

    def splat(self, scalar: ir.Value) -> ir.Value:
        """Return the scalar in all lanes."""
        none = ir.Constant(ir.VectorType(scalar.type, LANES), ir.Undefined)
        one = self.builder.insert_element(none, scalar, I32(0))
        return self.builder.shuffle_vector(one, none, ir.Constant(INTEGERS, [0] * LANES))

    def first_lanes(self, count: ir.Value) -> ir.Value:
        """Flags of the first ``count`` lanes (int64; negative is none)."""
        lanes = ir.Constant(INTEGERS, list(range(LANES)))
        return self.builder.icmp_signed("<", lanes, self.splat(self.builder.trunc(count, I32)))

    def block(
        self, address: ir.Value, stride: ir.Value, height: int, rows: ir.Value, columns: ir.Value
    ) -> list[tuple[ir.Value, ir.Value]]:
        """Address and flags of each of ``height`` rows: ``columns`` lanes, none from ``rows`` on.

        Rows without lanes lie at the first one's address: an access to memory that does not exist
        is suppressed where no lane is flagged, but takes a microsecond.
        """
        flags, none = self.first_lanes(columns), ir.Constant(FLAGS, None)
        lines = []
        for row in range(height):
            inside = self.builder.icmp_signed("<", I64(row), rows)
            there = self.builder.add(address, self.builder.mul(stride, I64(row)))
            place = self.builder.select(inside, there, address)
            lines.append((place, self.builder.select(inside, flags, none)))
        return lines

    def load_flagged(self, address: ir.Value, flags: ir.Value, kind: ir.Type = VECTOR) -> ir.Value:
        """Load the flagged lanes, 0 elsewhere; other addresses are not touched."""
        arguments = [kind.as_pointer(), I32, FLAGS, kind]
        function = self._intrinsic("llvm.masked.load", kind, arguments, ".p0")
        pointer = self.builder.inttoptr(address, kind.as_pointer())
        return self.builder.call(function, [pointer, I32(4), flags, ir.Constant(kind, None)])

    def store_flagged(self, value: ir.Value, address: ir.Value, flags: ir.Value) -> None:
        """Store the flagged lanes; other addresses are not touched."""
        arguments = [value.type, value.type.as_pointer(), I32, FLAGS]
        function = self._intrinsic("llvm.masked.store", ir.VoidType(), arguments, ".p0")
        pointer = self.builder.inttoptr(address, value.type.as_pointer())
        self.builder.call(function, [value, pointer, I32(4), flags])

    def _intrinsic(
        self, name: str, result: ir.Type, arguments: list[ir.Type], suffix: str = ""
    ) -> ir.Function:
        kind = "i32" if INTEGERS in (result, arguments[0]) else "f32"
        return cgutils.get_or_insert_function(
            self.builder.module,
            ir.FunctionType(result, arguments),
            f"{name}.v{LANES}{kind}{suffix}",
        )

    # ---- sums ----------------------------------------------------------------------------------

    @property
    def sum_kind(self) -> ir.Type:
        """Vector type of sums in memory."""
        return INTEGERS if self.mode is Mode.INTEGER else VECTOR

    def begin(self, stored: ir.Value) -> ir.Value:
        """Return what the registers start from: the stored sum, with -0 read as +0."""
        return self.zero if self.mode is Mode.INTEGER else self.builder.fadd(stored, self.zero)

    def multiply_accumulate(self, total: ir.Value, x: ir.Value, y: ir.Value) -> ir.Value:
        """``total + x * y`` as the mode says."""
        if HAS_FMA and self.mode in (Mode.FUSED, Mode.INTEGER):
            function = self._intrinsic("llvm.fma", VECTOR, [VECTOR] * 3)
            return self.builder.call(function, [x, y, total])
        product = self.builder.fmul(x, y)
        if self.mode is Mode.GATED:
            product = self.builder.select(self._any_zero(x, y), self.zero, product)
        return self.builder.fadd(total, product)

    def _any_zero(self, x: ir.Value, y: ir.Value) -> ir.Value:
        equal = self.builder.fcmp_ordered
        return self.builder.or_(equal("==", x, self.zero), equal("==", y, self.zero))

    def finish(
        self,
        sums: Sequence[ir.Value],
        stored: Sequence[ir.Value],
        store: Callable[[int, ir.Value], None],
    ) -> ir.Value:
        """Call ``store(i, value)`` for every sum and return true; where a fast mode met a sum that
        is not finite, store nothing and return false (i1).
        """
        if self.mode in (Mode.FUSED, Mode.SEPARATE):
            finite = self.all_finite(sums)
            with self.builder.if_then(finite, likely=True):
                for index, total in enumerate(sums):
                    store(index, total)
            return finite
        for index, (total, before) in enumerate(zip(sums, stored, strict=True)):
            store(index, self.final(total, before))
        return I1(1)

    def final(self, total: ir.Value, stored: ir.Value) -> ir.Value:
        """Return what is stored for a sum that began from ``stored``."""
        if self.mode is Mode.INTEGER:
            return self.builder.add(stored, self.builder.fptosi(total, INTEGERS))
        if self.mode is not Mode.GATED:
            return total
        canonical = self.builder.bitcast(ir.Constant(INTEGERS, [0x7FC00000] * LANES), VECTOR)
        return self.builder.select(
            self.builder.fcmp_unordered("uno", total, total), canonical, total
        )

    def all_finite(self, values: Sequence[ir.Value]) -> ir.Value:
        """Whether no lane is infinite or NaN (i1): x - x is 0 for a finite x, else NaN."""
        terms = [self.builder.fsub(value, value) for value in values]
        while len(terms) > 1:  # a tree: a chain of additions would wait for each
            half = len(terms) // 2
            pairs = zip(terms[:half], terms[half : 2 * half], strict=True)
            terms = [self.builder.fadd(*pair) for pair in pairs] + terms[2 * half :]
        total = terms[0]
        flags = self.builder.fcmp_unordered("uno", total, total)
        bits = ir.IntType(LANES)
        return self.builder.icmp_unsigned("==", self.builder.bitcast(flags, bits), bits(0))


def loop(
    builder: ir.IRBuilder,
    bounds: tuple[ir.Value, ir.Value],
    step: int,
    start: Sequence[ir.Value],
    body: Callable[[ir.Value, list[Any]], list[ir.Value]],
) -> list[ir.Value]:
    """Emit ``for i in range(*bounds, step): state = body(i, state)``; returns the last state.

    The bounds (int64) lie a multiple of ``step`` apart.
    """
    before = builder.block
    head, inside, after = (builder.append_basic_block(name) for name in ("head", "body", "after"))
    builder.branch(head)
    builder.position_at_end(head)
    index = builder.phi(I64)
    state = [builder.phi(value.type) for value in start]
    builder.cbranch(builder.icmp_signed("<", index, bounds[1]), inside, after)
    builder.position_at_end(inside)
    following = body(index, list(state))
    index.add_incoming(bounds[0], before)
    index.add_incoming(builder.add(index, I64(step)), builder.block)
    for phi, first, later in zip(state, start, following, strict=True):
        phi.add_incoming(first, before)
        phi.add_incoming(later, builder.block)
    builder.branch(head)
    builder.position_at_end(after)
    return list(state)


def loop_while(
    builder: ir.IRBuilder, count: ir.Value, body: Callable[[ir.Value], ir.Value]
) -> ir.Value:
    """Emit ``for i in range(count): if not body(i): break``; returns i, or ``count`` at the end."""
    before = builder.block
    head, inside, after = (builder.append_basic_block(name) for name in ("head", "body", "after"))
    builder.branch(head)
    builder.position_at_end(head)
    index = builder.phi(I64)
    index.add_incoming(I64(0), before)
    builder.cbranch(builder.icmp_signed("<", index, count), inside, after)
    builder.position_at_end(inside)
    more = body(index)
    index.add_incoming(builder.add(index, I64(1)), builder.block)
    builder.cbranch(more, head, after)
    builder.position_at_end(after)
    return index


def unrolled(
    builder: ir.IRBuilder,
    count: ir.Value,
    unroll: int,
    start: Sequence[ir.Value],
    body: Callable[[ir.Value, list[Any]], list[ir.Value]],
) -> list[ir.Value]:
    """Emit ``for i in range(count)`` as `loop` does, ``unroll`` steps a turn and then the rest."""

    def many(index: ir.Value, state: list[Any]) -> list[ir.Value]:
        for step in range(unroll):
            state = body(builder.add(index, I64(step)), state)
        return state

    whole = builder.sub(count, builder.srem(count, I64(unroll)))
    state = loop(builder, (I64(0), whole), unroll, start, many)
    return loop(builder, (whole, count), 1, state, body)
