"""Merging passes that need no trip through memory between them.

Two rules, applied in execution order:

1. A copy next to a `Product` costs nothing: attention heads are blocks of columns, which LOAD and
   STORE address where they lie. PyTorch copies because its batched product wants one stride.
2. A pass merges with the one right before it if it is the only reader of that one's result, both
   belong to the same stage, and one of the two works element by element on that result. The
   result is then neither written nor read. A pass that reads its operand twice (batch norm in BP)
   reads those of the merged one twice instead; it merges only where that lowers the traffic.

What both read is read once if both go element by element in the end. A merged pass holds its
lanes for the longer of the two: the lanes do both in one go.
"""

from __future__ import annotations

from collections.abc import Iterable

from weft.dataflow.workload import Product
from weft.models.recording.values import Event, Value


def fuse(events: Iterable[Event]) -> list[Event]:
    """The events after both rules."""
    fused: list[Event] = []
    for event in _without_free_copies(list(events)):
        while fused and _merges(fused[-1], event):
            _absorb(fused.pop(), event)
        fused.append(event)
    return fused


def _without_free_copies(events: list[Event]) -> list[Event]:
    kept = []
    for event in events:
        if event.moves and _touches_product(event):
            _forward(event)
        else:
            kept.append(event)
    return kept


def _touches_product(copy: Event) -> bool:
    (source,), (result,) = copy.reads, copy.writes
    if source.made_by is not None and isinstance(source.made_by.gemm, Product):
        return True
    return bool(result.readers) and all(
        isinstance(reader.gemm, Product) for reader in result.readers
    )


def _forward(copy: Event) -> None:
    """Let the readers of a copy read its source."""
    (source,), (result,) = copy.reads, copy.writes
    source.readers.discard(copy)
    for reader in result.readers:
        elements = reader.reads.pop(result)
        reader.reads[source] = max(elements, reader.reads.get(source, 0))
        source.readers.add(reader)


def _merges(first: Event, second: Event) -> bool:
    if first.gemm or second.gemm or first.on_host or second.on_host:
        return False
    result = _result(first)
    return (
        first.stage is second.stage
        and (first.pointwise or second.pointwise)
        and result.readers == {second}
        and _sizes_agree(first, second, result)
        and _traffic(_merged_reads(first, second)) + _traffic(_merged_writes(first, second))
        < sum(_traffic(part) for e in (first, second) for part in (e.reads, e.writes))
    )


def _result(event: Event) -> Value:
    return next(iter(event.writes))


def _sizes_agree(first: Event, second: Event, result: Value) -> bool:
    """The first fills a tensor, the second reads all of it; an elementwise one writes as much."""
    size = first.writes[result]
    written = second.writes[_result(second)]
    whole = size == result.size and second.reads[result] % size == 0
    return whole and (first.pointwise or written == size)


def _merged_reads(first: Event, second: Event) -> dict[Value, int]:
    result = _result(first)
    times = second.reads[result] // first.writes[result]
    reads = {value: count for value, count in second.reads.items() if value is not result}
    for value, count in first.reads.items():
        repeated, also = count if value.wide else times * count, reads.get(value, 0)
        reads[value] = repeated + also
        if first.in_order and second.in_order:
            sweeps = -(-max(repeated, also) // value.size)
            reads[value] = min(reads[value], sweeps * value.size)
    return reads


def _merged_writes(first: Event, second: Event) -> dict[Value, int]:
    result = _result(first)
    return {v: count for v, count in first.writes.items() if v is not result} | second.writes


def _absorb(first: Event, second: Event) -> None:
    """Make ``second`` do the work of both, under the first one's layer."""
    reads, writes = _merged_reads(first, second), _merged_writes(first, second)
    second.reads = reads
    second.writes = second.writes | writes  # its own result stays the first
    for value in reads:
        value.readers.discard(first)
        value.readers.add(second)
    for value in writes:
        value.made_by = second
    second.layer = first.layer
    if first.kind.split("+")[-1] != second.kind:
        second.kind = f"{first.kind}+{second.kind}"
    second.elements = max(first.elements, second.elements)
    second.pointwise = first.pointwise and second.pointwise
    second.in_order = first.in_order and second.in_order
    second.moves = False


def _traffic(transfers: dict[Value, int]) -> int:
    """Elements moved; a wide one counts double."""
    return sum(count * (2 if value.wide else 1) for value, count in transfers.items())
