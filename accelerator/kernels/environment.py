"""The floating-point environment of a thread: kernels must see subnormals, whatever a library set.

Flush-to-zero is a bit of the thread (torch.set_flush_denormal sets it, and so does loading some
libraries built with -ffast-math), and new threads inherit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.registry import cpu_target

from weft.accelerator.jit import DISABLED, intrinsic, njit

_IS_X86 = cpu_target.target_context.codegen().magic_tuple()[0].startswith("x86_64")
_DEFAULT = 0x1F80  # MXCSR: nearest even, subnormals kept, all exceptions masked
_WORD = ir.IntType(32)


def _instruction(builder: ir.IRBuilder, name: str) -> ir.Function:
    kind = ir.FunctionType(ir.VoidType(), [_WORD.as_pointer()])
    return cgutils.get_or_insert_function(builder.module, kind, f"llvm.x86.sse.{name}")


@intrinsic
def _swap(context, status):
    """Set the control and status word of SSE; returns the former one (other processors: 0)."""

    def codegen(context, builder, signature, arguments):
        if not _IS_X86:
            return arguments[0]
        place = builder.alloca(_WORD)
        builder.call(_instruction(builder, "stmxcsr"), [place])
        former = builder.load(place)
        builder.store(arguments[0], place)
        builder.call(_instruction(builder, "ldmxcsr"), [place])
        return former

    return types.uint32(types.uint32), codegen


@njit
def _set(status):
    return _swap(status)


@contextmanager
def exact() -> Iterator[None]:
    """Keep subnormals and round to nearest in this thread while the block runs."""
    if DISABLED or not _IS_X86:
        yield
        return
    former = _set(_DEFAULT)
    try:
        yield
    finally:
        _set(former)
