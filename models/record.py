"""Any PyTorch model as a `Workload`: one training step, traced without data.

The step runs on the meta device: shapes alone, no arithmetic and no memory, so that a ResNet-50
at batch 32 takes a second or two. What is seen is what autograd does:

- a layer gets a BP only where the gradient of its input is asked for (not the first layer), a WU
  only where its weight is trained; checkpointed layers repeat their FF; a weight used twice has
  several WU;
- layers are named after their weight's parameter, whatever computes it (casts, masks,
  parametrizations); passes and attention products after their module;
- the bias is added on the store path at no cost, its gradient is a reading pass over dY;
- the optimizer of GEMM weights belongs to their WU; all other parameters share one pass at the
  end, SGD with momentum: weight, momentum and gradient in, weight and momentum out;
- operators unknown to `weft.models.recording.rules` count once over all they take and give;
- matrix products that the machine does not map (three-dimensional convolutions, dynamic filters,
  ...) are passes with ``on_host`` and listed in ``host_work``;
- copies are counted as PyTorch makes them in its own memory layout, views are free;
- `weft.models.recording.fusion` tells which passes merge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils._pytree import tree_leaves

from weft.dataflow.workload import Gemm, Operation, Pass, Stage, Workload
from weft.models.recording.calls import tensors_in
from weft.models.recording.fusion import fuse
from weft.models.recording.naming import name_products
from weft.models.recording.replica import (
    ExampleInput,
    enter_parameters,
    meta_inputs,
    parameter_dtype,
    replicate,
)
from weft.models.recording.tracer import Tracer
from weft.models.recording.values import Event, Log, Origin, Value

Loss = Callable[[Any], torch.Tensor]


def record(
    model: nn.Module,
    example_input: ExampleInput,
    *,
    loss: Loss | None = None,
    name: str | None = None,
) -> Workload:
    """One training step of ``model`` as GEMMs and passes, in execution order.

    ``example_input`` is a tensor, a shape with the batch, a tuple of such for several inputs, or
    a mapping for keyword inputs; token ids want a tensor of integers. ``loss`` maps the output to
    a scalar: by default cross entropy for (n, classes), the sum of everything else. The model is
    left as it was; a ``weft_scheme`` attribute of it names the workload's scheme.

    Raises ValueError where the model does not run on that input, depends on its values, or
    trains nothing.
    """
    title = name or type(model).__name__
    log = Log(model=title)
    with torch.inference_mode(False), torch.enable_grad():
        replica = replicate(model)
        inputs, keywords = meta_inputs(example_input, parameter_dtype(replica))
        enter_parameters(log, replica)
        for tensor in tensors_in((inputs, keywords)):
            log.memory[tensor] = Value(Origin.DATA, is_input=True)
        _trace(log, replica, inputs, keywords, loss or default_loss)
    gradients = _book_gradients(log, replica)
    return Workload(
        model=title,
        batch=_batch(tensors_in((inputs, keywords))),
        scheme=_scheme(model, log),
        operations=_operations(log, gradients),
        host_work=tuple(dict.fromkeys(log.host_work)),
    )


def default_loss(output: Any) -> torch.Tensor:
    """Cross entropy of (n, classes); the sum of any other output, over all of its tensors.

    Raises ValueError where the output has no tensor that can be trained.
    """
    leaves = [leaf for leaf in tree_leaves(output) if isinstance(leaf, torch.Tensor)]
    trained = [leaf for leaf in leaves if leaf.requires_grad]
    if not trained:
        raise ValueError(
            f"the output ({type(output).__name__}) holds no tensor that depends on a trained "
            "parameter; unfreeze a layer or pass loss="
        )
    if len(trained) == 1 and trained[0].dim() == 2:
        # labels come from outside: they cost nothing to make
        labels = torch.empty(trained[0].shape[0], dtype=torch.long, device="meta")
        return nn.functional.cross_entropy(trained[0], labels)
    return torch.stack([leaf.sum() for leaf in trained]).sum()


def _trace(
    log: Log, replica: nn.Module, inputs: list[Any], keywords: dict[str, Any], loss: Loss
) -> None:
    tracer = Tracer(log)
    tracer.watch(replica)
    shapes = [tuple(tensor.shape) for tensor in tensors_in((inputs, keywords))]
    # the fused attention of PyTorch hides its matrix products
    with sdpa_kernel(SDPBackend.MATH), torch.device("meta"), tracer:
        with _explained(f"{log.model} does not run", shapes):
            output = replica(*inputs, **keywords)
        with tracer.inside("loss"):
            scalar = loss(output)
        _check_loss(scalar)
        tracer.begin_backward(scalar)
        with _explained(f"{log.model} does not run backward", shapes):
            scalar.backward()


@contextmanager
def _explained(what: str, shapes: list[tuple[int, ...]]) -> Iterator[None]:
    """Turn what goes wrong inside the user's model into one line that says where."""
    try:
        yield
    except Exception as error:
        reason = next(iter(str(error).strip().splitlines()), "")
        given = " and ".join(map(str, shapes))
        hint = ""
        if "meta tensor" in reason:
            hint = "; recording has shapes only, so forward must not read values"
        elif "indices" in reason:
            hint = "; for token ids pass a tensor of integers instead of a shape"
        raise ValueError(
            f"{what} on input {given}: {type(error).__name__}: {reason}{hint}"
        ) from error


def _check_loss(scalar: Any) -> None:
    if not isinstance(scalar, torch.Tensor) or scalar.numel() != 1:
        shape = tuple(scalar.shape) if isinstance(scalar, torch.Tensor) else type(scalar).__name__
        raise ValueError(f"loss returned {shape}; return one number, such as its mean")
    if not scalar.requires_grad:
        raise ValueError("the loss depends on no trained parameter; unfreeze a layer")


def _scheme(model: nn.Module, log: Log) -> str:
    """What a sparsifier wrote on the model, or what can be told from its layers."""
    sparse = any(not (w.ff.is_dense and w.bp.is_dense) for w in log.weights.values())
    return str(getattr(model, "weft_scheme", "sparse" if sparse else "dense"))


def _batch(inputs: tuple[torch.Tensor, ...]) -> int:
    return inputs[0].shape[0] if inputs and inputs[0].dim() else 1


def _book_gradients(log: Log, replica: nn.Module) -> dict[str, int]:
    """Book passes that end in a parameter's gradient under WU; elements of each by name.

    The copy that PyTorch takes of a gradient it passes on upstream, too, is not needed.
    """
    sizes = {}
    for name, parameter in replica.named_parameters():
        if parameter.grad is None:
            continue
        sizes[name] = parameter.numel()
        value = log.memory[parameter.grad]
        event = value.made_by
        if event is not None and event.kind == "copy":
            log.drop(event)
        elif event is not None and event.gemm is None:
            _book_gradient(event, value)
    return sizes


def _book_gradient(event: Event, value: Value) -> None:
    """A gradient that is also passed on upstream stays in BP, in the operand format."""
    if value.readers:
        return
    value.wide = True
    if len(event.writes) > 1:  # a norm's: its main result is the gradient of its input
        return
    event.stage = Stage.WU
    event.kind = "bias_gradient" if event.kind == "sum" else event.kind


def _operations(log: Log, gradients: dict[str, int]) -> tuple[Operation, ...]:
    name_products(log.sites)
    operations: list[Operation] = [event.operation() for event in fuse(log.events)]
    on_array = {
        op.weights.parameter for op in operations if isinstance(op, Gemm) and op.stage is Stage.WU
    }
    rest = {name: size for name, size in gradients.items() if name not in on_array}
    host = sum(size for name, size in rest.items() if name in log.host_parameters)
    array = sum(rest.values()) - host
    operations += [_optimizer(array, on_host=False)] if array else []
    operations += [_optimizer(host, on_host=True)] if host else []
    return tuple(operations)


def _optimizer(elements: int, *, on_host: bool) -> Pass:
    return Pass(
        layer="optimizer",
        kind="optimizer",
        stage=Stage.WU,
        elements=elements,
        wide_reads=3 * elements,
        wide_writes=2 * elements,
        on_host=on_host,
        note="weights of layers that the machine does not map" if on_host else "",
    )
