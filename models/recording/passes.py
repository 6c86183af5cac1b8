"""Operators that are no GEMMs, as events: what they read, write and work on."""

from __future__ import annotations

import torch

from weft.dataflow.workload import Stage
from weft.models.recording import rules
from weft.models.recording.calls import Call, Link, tensors_in
from weft.models.recording.values import (
    Event,
    Log,
    Origin,
    Site,
    Value,
    elements_of,
    operand_key,
    storage_key,
)


def record_pass(log: Log, call: Call) -> Link:
    """Log one operator that is no GEMM; returns what its autograd node is to know."""
    if is_free_copy(log, call):
        log.memory[call.outputs[0]] = _copied(log, call)
        return Link(call.layer)
    site = _biased(log, call)
    if site is not None:
        return Link(call.layer, "", site)
    if _is_bias_sum(call):
        assert call.link.site is not None
        record_bias_gradient(log, call, call.link.site, call.inputs[0], call.outputs[0])
        return Link()
    event = _event(log, call)
    _write(log, call, event)
    if rules.is_copy(call):
        _remember_source(log, call)
    if rules.is_host_work(call):
        _send_to_host(log, call, event)
    if _elements(call) <= 1 or call.base.startswith(("empty", "new_empty")):
        return Link(call.layer)
    log.emit(event)
    return Link(call.layer, event.kind)


def record_bias_gradient(
    log: Log, call: Call, site: Site, dy: torch.Tensor, db: torch.Tensor
) -> None:
    """Log the sum of dY over all rows or pixels: one reading pass."""
    value = log.memory[dy]
    result = log.result(db, [value], gradient=True)
    result.wide = True
    log.emit(
        Event(
            layer=site.layer,
            kind="bias_gradient",
            stage=Stage.WU,
            elements=dy.numel(),
            reads={value: elements_of(dy)},
            writes={result: db.numel()},
        )
    )


def record_added(log: Log, call: Call, added: torch.Tensor, site: Site) -> None:
    """Log what addmm adds to its product, unless it is a bias, which the store path adds."""
    value = log.memory[added]
    if value.origin is Origin.PARAMETER or call.kwargs.get("beta", 1) == 0:
        return
    product = log.memory[call.outputs[0]]
    result = log.result(call.outputs[0], (value, product), gradient=False)
    size = call.outputs[0].numel()
    log.emit(
        Event(
            layer=call.layer,
            kind="add",
            stage=call.stage,
            elements=size,
            reads={value: elements_of(added), product: size},
            writes={result: size},
            pointwise=True,
            in_order=True,
        )
    )


def is_free_copy(log: Log, call: Call) -> bool:
    """Copies of parameters and of their gradients: the update writes every format that is used."""
    if not rules.is_copy(call) and call.op != "copy_":
        return False
    value = _copied(log, call)
    weight_gradient = value.made_by is not None and value.made_by.stage is Stage.WU
    return weight_gradient or (bool(value.name) and rules.is_copy(call))


def _copied(log: Log, call: Call) -> Value:
    return log.memory[call.args[1] if call.op == "copy_" else call.args[0]]


def _biased(log: Log, call: Call) -> Site | None:
    """The layer whose bare result gets a parameter per channel added: the store path does it.

    The sum takes over the result's memory.
    """
    if call.base != "add" or len(call.inputs) != 2 or call.backward:
        return None
    for result, bias in (call.inputs, call.inputs[::-1]):
        site = log.memory[result].site
        is_parameter = log.memory[bias].origin is Origin.PARAMETER
        if site is not None and is_parameter and bias.numel() == site.out_channels:
            log.memory[call.outputs[0]] = log.memory[result]
            return site
    return None


def _is_bias_sum(call: Call) -> bool:
    """The gradient of a bias that addmm or `_biased` added."""
    site = call.link.site
    return (
        call.backward
        and call.base == "sum"
        and site is not None
        and call.outputs[0].numel() == site.out_channels
    )


def _event(log: Log, call: Call) -> Event:
    rule = rules.rule_of(call)
    return Event(
        layer=call.layer or log.model,
        kind=_kind(log, call),
        stage=Stage.WU if rule.statistics_from == 0 else call.stage,
        elements=rule.sweeps * _elements(call),
        reads=_reads(log, call, rule),
        pointwise=rules.is_pointwise(call),
        in_order=rules.is_pointwise(call) or rule.in_order,
        moves=rules.is_copy(call),
    )


def _kind(log: Log, call: Call) -> str:
    """Kind of the pass; whatever is done with a random mask is dropout."""
    kind = rules.kind_of(call)
    if kind not in ("mul", "div"):
        return kind
    makers = (log.memory[tensor].made_by for tensor in call.inputs)
    return "dropout" if any(made_by and made_by.kind == "dropout" for made_by in makers) else kind


def _elements(call: Call) -> int:
    """Lane-cycles of one sweep: the largest tensor of all, or all windows of a pooling."""
    largest = max((t.numel() for t in (*call.inputs, *call.outputs)), default=0)
    if rules.rule_of(call).gathered:
        largest = max((t.numel() for t in (*call.inputs[1:], *call.outputs)), default=0)
    return max(largest, rules.window_work(call))


def _reads(log: Log, call: Call, rule: rules.Rule) -> dict[Value, int]:
    """Elements read of each value; distinct views of one value add up."""
    chosen = call.args if rule.reads is None else [call.argument(i) for i in rule.reads]
    tensors = tensors_in((chosen, call.kwargs if rule.reads is None else ()))
    gathered = {id(t) for i in rule.gathered for t in tensors_in(call.argument(i))}
    reads: dict[Value, int] = {}
    seen = set()
    for tensor in tensors:
        view = (operand_key(tensor), tuple(tensor.shape))
        if view in seen:
            continue
        seen.add(view)
        value = log.memory[tensor]
        count = elements_of(tensor)
        if id(tensor) in gathered:
            count = min(count, call.outputs[0].numel())
        times = 1 if value.wide else rule.rereads
        reads[value] = reads.get(value, 0) + times * count
    return reads


def _write(log: Log, call: Call, event: Event) -> None:
    sources = [log.memory[tensor] for tensor in call.inputs]
    statistics_from = rules.rule_of(call).statistics_from
    for place, tensor in rules.results_of(call):
        value = log.result(tensor, sources, gradient=call.backward)
        if statistics_from is not None and place >= statistics_from:
            value.wide = True
        event.writes[value] = elements_of(tensor)
        value.made_by = event
        _trace_attention(sources, value, event)


def _trace_attention(sources: list[Value], value: Value, event: Event) -> None:
    """Carry on what tells the two products of attention apart."""
    if event.kind == "softmax" and event.stage is Stage.FF:
        value.is_softmax = True
        for site in {source.product for source in sources} - {None}:
            assert site is not None
            site.role = "scores"
    elif event.pointwise or event.moves:
        value.is_softmax = any(source.is_softmax for source in sources)
        value.product = next((s.product for s in sources if s.product is not None), None)


def _remember_source(log: Log, call: Call) -> None:
    source = call.inputs[0]
    key = storage_key(call.outputs[0])
    log.copied[key] = tuple(source.shape[-2:]), tuple(source.stride()[-2:])
    log.memory[call.outputs[0]].is_input = log.memory[source].is_input


def _send_to_host(log: Log, call: Call, event: Event) -> None:
    event.on_host = True
    event.kind, event.note = rules.host_words(call)
    log.host_work.append(f"{event.layer}: {event.kind} in {event.stage}: {event.note}")
    log.host_parameters |= {log.memory[tensor].name for tensor in call.inputs} - {""}
