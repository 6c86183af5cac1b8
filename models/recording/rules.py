"""What operators that are no GEMMs are called, and how they go over memory.

An operator without a rule goes once over everything it takes and gives, under its own name. Lane
work (`sweeps`) and traffic (`rereads`) differ where a row fits on the chip: a layer norm or a
softmax takes statistics and then scales, but reads its row once. Batch and group norm read twice.
Indices and masks (of max pooling, of dropout) count as elements of the operand format.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import torch
from torch.utils.flop_counter import flop_registry

from weft.models.recording.calls import Call


@dataclass(frozen=True)
class Rule:
    """How an operator goes over its data.

    ``sweeps`` multiplies the elements worked on, ``rereads`` the elements read of data. Only the
    positional arguments in ``reads`` are read (None: all); of those in ``gathered`` only as many
    elements as come out. ``in_order`` says that the last sweep gives results element by element,
    so that it can share its reading with what follows. Outputs from ``statistics_from`` on are
    held in fp32: statistics, and gradients of parameters.
    """

    sweeps: int = 1
    rereads: int = 1
    reads: tuple[int, ...] | None = None
    gathered: tuple[int, ...] = ()
    in_order: bool = False
    statistics_from: int | None = None


_ONCE = Rule()
_ROWS = Rule(sweeps=2, in_order=True)
_ROW_NORM = Rule(sweeps=2, in_order=True, statistics_from=1)
_GROUP_NORM = Rule(sweeps=2, rereads=2, in_order=True, statistics_from=1)
_GATHER = Rule(gathered=(0,))
_GRADIENT_ALONE = Rule(reads=(0,))
_SET = Rule(reads=())

_RULES = {
    "native_layer_norm": _ROW_NORM,
    "native_layer_norm_backward": _ROW_NORM,
    "_fused_rms_norm": _ROW_NORM,
    "_fused_rms_norm_backward": _ROW_NORM,
    "native_group_norm": _GROUP_NORM,
    "native_group_norm_backward": _GROUP_NORM,
    "_softmax": _ROWS,
    "_safe_softmax": _ROWS,
    "_log_softmax": _ROWS,
    "_softmax_backward_data": _ROWS,
    "_log_softmax_backward_data": _ROWS,
    "nll_loss_forward": Rule(gathered=(0,)),
    "nll_loss_backward": Rule(reads=(0, 2)),
    "embedding": _GATHER,
    "gather": _GATHER,
    "index": _GATHER,
    "index_select": _GATHER,
    # the gradient is added to the rows of the table that were used
    "embedding_dense_backward": Rule(reads=(0, 1), statistics_from=0),
    "max_pool2d_with_indices_backward": Rule(reads=(0, 7)),
    "adaptive_max_pool2d_backward": Rule(reads=(0, 2)),
    "avg_pool2d_backward": _GRADIENT_ALONE,
    "_adaptive_avg_pool2d_backward": _GRADIENT_ALONE,
    "copy": Rule(reads=(1,)),
    "fill": _SET,
    "zero": _SET,
    "bernoulli": _SET,
    "normal": _SET,
    "uniform": _SET,
}

_BATCH_NORMS = frozenset(
    {
        "native_batch_norm",
        "_native_batch_norm_legit",
        "_native_batch_norm_legit_no_training",
        "batch_norm_with_update",
        "_batch_norm_with_update",
        "cudnn_batch_norm",
    }
)

_KINDS = {
    **dict.fromkeys(_BATCH_NORMS, "batch_norm"),
    "native_layer_norm": "layer_norm",
    "native_group_norm": "group_norm",
    "_fused_rms_norm": "rms_norm",
    "threshold": "relu",
    "_safe_softmax": "softmax",
    "native_dropout": "dropout",
    "bernoulli": "dropout",
    "max_pool2d_with_indices": "max_pool",
    "adaptive_max_pool2d": "max_pool",
    "avg_pool2d": "avg_pool",
    "_adaptive_avg_pool2d": "avg_pool",
    "clone": "copy",
    "_to_copy": "copy",
    "embedding_dense": "embedding",
    **dict.fromkeys(("zeros", "ones", "full", "arange", "scalar_tensor", "zero"), "fill"),
    **dict.fromkeys(("new_zeros", "new_ones", "new_full", "zeros_like", "ones_like"), "fill"),
}

#: Elementwise operators that PyTorch does not tag as such.
_POINTWISE = frozenset(
    {
        "native_dropout",
        "masked_fill",
        "where",
        "_to_copy",
        "copy",
        "hardtanh_backward",
        "leaky_relu_backward",
        "elu_backward",
        "hardswish_backward",
        "hardsigmoid_backward",
        "native_batch_norm_eval",
    }
)

#: Operators that hold matrix products which the machine does not map.
_HOST_PREFIXES = ("linalg_", "_linalg", "fft_", "_fft_", "_scaled_dot_product", "_cdist")
_HOST = frozenset(
    {"mkldnn_rnn_layer", "_thnn_fused_lstm_cell", "_cudnn_rnn", "lstm", "gru", "rnn_tanh"}
    | {"_int_mm", "_scaled_mm", "addbmm", "_trilinear", "_sparse_mm", "cholesky", "svd"}
    | {str(packet).removeprefix("aten.") for packet in flop_registry}
)
_NO_PRODUCT = frozenset({"linalg_vector_norm", "linalg_cross", "linalg_diagonal"})

#: Operators that autograd adds for itself, whatever node it is at.
_OWN_NAME = frozenset({"add", "sum", "clone", "_to_copy", "copy"})

_BACKWARD = ("_backward_data", "_backward")


def rule_of(call: Call) -> Rule:
    """The rule of one call; batch norm reads twice only where it takes statistics."""
    if call.base in _BATCH_NORMS:
        passes = 2 if call.argument(5, True) is True else 1
        return replace(_GROUP_NORM, sweeps=passes, rereads=passes)
    if call.base == "native_batch_norm_backward":
        # without dx there is no second sweep, which needs the sums of the first
        passes = 2 if call.args[7] and call.args[9][0] else 1
        return replace(_GROUP_NORM, sweeps=passes, rereads=passes)
    return _RULES.get(call.base, _ONCE)


def kind_of(call: Call) -> str:
    """Kind of pass in the report's words: the operator's own name where there is no better.

    In the backward pass an operator without a name of its own (the ``div`` of a mean) takes that
    of the forward operator; sums of gradients are "add".
    """
    if call.layer == "loss":
        return "loss"
    base = call.base
    if call.backward:
        for suffix in _BACKWARD:
            if base.endswith(suffix):
                return _plain(base.removesuffix(suffix))
        if base not in _OWN_NAME and call.link.kind:
            return call.link.kind
    if base == "mean" and list(call.argument(1, ())) == [-1, -2]:
        return "avg_pool"  # what adaptive pooling to one pixel becomes
    return _plain(base)


def _plain(base: str) -> str:
    return _KINDS.get(base) or _KINDS.get(base.strip("_")) or base.strip("_")


def results_of(call: Call) -> list[tuple[int, torch.Tensor]]:
    """What the call writes, each with its place; a norm's backward only what it was asked for."""
    written = call.written()
    if not call.base.endswith("norm_backward") or not isinstance(call.args[-1], list):
        return list(enumerate(written))
    wanted = [place for place, asked in enumerate(call.args[-1]) if asked]
    if len(written) < len(call.args[-1]):
        return list(zip(wanted, written, strict=False))
    return [(place, written[place]) for place in wanted]


def is_pointwise(call: Call) -> bool:
    """Whether each element of the result needs that element of the operands alone."""
    return call.base in _POINTWISE or torch.Tag.pointwise in call.func.tags


def is_host_work(call: Call) -> bool:
    """Whether a call that is no mapped GEMM holds matrix products all the same."""
    if call.base in _NO_PRODUCT:
        return False
    return call.base in _HOST or call.base.startswith(_HOST_PREFIXES)


def host_words(call: Call) -> tuple[str, str]:
    """Kind of a pass left to the host, and why it is."""
    if not call.base.startswith("convolution"):
        return kind_of(call), "this product is not mapped"
    weight = call.args[2 if call.base.endswith("backward") else 1]
    if weight.dim() > 4:
        return "conv3d", "convolutions over three axes are not mapped"
    return "dynamic_conv", "weights that are computed from data are not mapped"


def is_copy(call: Call) -> bool:
    """Whether the call only moves or converts one tensor."""
    return call.op in ("clone", "_to_copy")


def window_work(call: Call) -> int:
    """Lane-cycles of a pooling: every position of the window times its elements; 0 for others."""
    if call.base in ("max_pool2d_with_indices", "avg_pool2d"):
        return call.outputs[0].numel() * math.prod(call.args[1])
    if call.base == "avg_pool2d_backward":
        return call.args[0].numel() * math.prod(call.args[2])
    return 0
