"""Watches one training step operator by operator, on the meta device.

Autograd's nodes carry the forward operators to their backward ones: after each operator the node
that autograd hung on its output is told what it differentiates, and says so when it runs. Module
hooks give the layer of what has no weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
from torch import nn
from torch.autograd.graph import Node
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map

from weft.dataflow.workload import Stage
from weft.models.recording.calls import Call, Link, tensors_in
from weft.models.recording.gemms import is_gemm, record_gemm
from weft.models.recording.passes import record_pass
from weft.models.recording.values import Log


class Tracer(TorchDispatchMode):
    """Enters every operator that runs under it in ``log``."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self.log = log
        self._path = [log.model]
        self._in_backward = False
        self._link = Link()
        self._links: dict[Node, Link] = {}
        self._unsettled: tuple[tuple[torch.Tensor, ...], Link] = ((), Link())
        self._constants: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}

    def watch(self, model: nn.Module) -> None:
        """Follow the modules of ``model`` as they are called."""
        for name, module in model.named_modules():
            module.register_forward_pre_hook(partial(self._enter_module, name), prepend=True)
            # also where checkpointing stops a module half-way with an exception
            module.register_forward_hook(self._leave_module, always_call=True)

    @contextmanager
    def inside(self, layer: str) -> Iterator[None]:
        """Book what runs in this context under ``layer``."""
        self._path.append(layer)
        try:
            yield
        finally:
            self._path.pop()

    def begin_backward(self, loss: torch.Tensor) -> None:
        """To be called between the loss and its ``backward``."""
        self._settle()
        self._in_backward = True
        unseen, seen = [loss.grad_fn], set()
        while unseen:
            node = unseen.pop()
            if node is None or node in seen:
                continue
            seen.add(node)
            unseen += [following for following, _ in node.next_functions]
            if not hasattr(node, "variable"):  # those gather a parameter's gradient: no operator
                self._tell(node, Link(layer=self.log.model))

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        self._settle()
        args, kwargs = self._on_meta(args, kwargs or {})
        result = func(*args, **kwargs)
        call = self._call(func, args, kwargs, tensors_in(result))
        if call.outputs:
            link = self._record(call)
            if torch.is_grad_enabled():
                self._unsettled = call.outputs, link
        return result

    def __exit__(self, *exception: Any) -> None:
        super().__exit__(*exception)
        # the hooks of the nodes lead back here: a circle that no collector sees
        self._links.clear()
        self._unsettled = (), Link()

    def _call(
        self, func: Any, args: tuple[Any, ...], kwargs: Any, outputs: tuple[torch.Tensor, ...]
    ) -> Call:
        # the recomputation of checkpointing runs with gradients on, autograd's own work never
        forward = not self._in_backward or torch.is_grad_enabled()
        return Call(
            op=func.overloadpacket.__name__,
            func=func,
            args=args,
            kwargs=kwargs,
            inputs=tensors_in((args, kwargs)),
            outputs=outputs,
            stage=Stage.FF if forward else Stage.BP,
            layer=self._path[-1] if forward else self._link.layer,
            link=Link() if forward else self._link,
            repeats=forward and self._in_backward,
        )

    def _record(self, call: Call) -> Link:
        if call.is_view:
            return Link(call.layer)
        if is_gemm(self.log, call):
            return Link(call.layer, "", record_gemm(self.log, call))
        return record_pass(self.log, call)

    def _settle(self) -> None:
        """Tell the node of the last operator, which exists only now, what it differentiates."""
        outputs, link = self._unsettled
        self._unsettled = (), link
        for node in {output.grad_fn for output in outputs} - {None}:
            assert node is not None
            self._tell(node, link)

    def _tell(self, node: Node, link: Link) -> None:
        if node not in self._links:
            self._links[node] = link
            node.register_prehook(partial(self._enter_node, link))

    def _enter_node(self, link: Link, gradients: Any) -> None:
        self._link = link

    def _enter_module(self, name: str, module: nn.Module, inputs: Any) -> None:
        self._path.append(name or self.log.model)

    def _leave_module(self, module: nn.Module, inputs: Any, output: Any) -> None:
        self._path.pop()

    def _on_meta(self, args: tuple[Any, ...], kwargs: Any) -> tuple[tuple[Any, ...], Any]:
        """Arguments with constants that a model made on another device brought to meta."""
        tensors = tensors_in((args, kwargs))
        if all(tensor.is_meta for tensor in tensors) or not any(t.is_meta for t in tensors):
            return args, kwargs
        return tree_map(self._meta_twin, (args, kwargs))

    def _meta_twin(self, leaf: Any) -> Any:
        if not isinstance(leaf, torch.Tensor) or leaf.is_meta or leaf.dim() == 0:
            return leaf
        if id(leaf) not in self._constants:
            self._constants[id(leaf)] = leaf, leaf.to("meta")
        return self._constants[id(leaf)][1]
