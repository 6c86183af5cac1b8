"""What the tracer knows about memory: which content each tensor holds, and who made and reads it.

A `Value` is the content of one storage between two writes, so views of a tensor share its value
and an in-place operation makes a new one. An `Event` is one operation on values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

import torch

from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.workload import Convolution, Gemm, Operation, Pass, Product, Stage, Weights


class Origin(Enum):
    """What a value is computed from."""

    CONSTANT = 0
    PARAMETER = 1  # parameters and buffers of the model alone
    DATA = 2  # the network's input


@dataclass(eq=False, slots=True)
class Value:
    """Content of one storage.

    ``name`` and ``numel`` are of the parameter or buffer of which it is a form; see `Log.result`.
    ``size`` is in elements, of the whole storage.
    """

    origin: Origin = Origin.CONSTANT
    name: str = ""
    numel: int = 0
    size: int = 0
    wide: bool = False  # fp32 statistics, parameters and their gradients
    is_input: bool = False
    is_gradient: bool = False
    is_softmax: bool = False
    site: Site | None = None  # the layer whose FF wrote it, nothing since
    product: Site | None = None  # the product it comes from through elementwise operations
    made_by: Event | None = None
    readers: set[Event] = field(default_factory=set)


Key = tuple[int, int]


@dataclass(eq=False, slots=True, kw_only=True)
class Site:
    """One use of a layer in FF, to which its BP and WU are referred.

    ``a`` and ``b`` are the operands' keys: activation and weight, or both activations.
    """

    macs: int
    a: Key
    b: Key
    layer: str = ""
    shape: Convolution | None = None
    weights: Weights | None = None
    gradients: Sparsity = DENSE  # of dY in BP
    kind: str = ""
    reads_network_input: bool = False
    biased: bool = False
    product: Product | None = None
    role: str = "product"
    repeated: bool = False  # computed again in the backward pass (checkpointing)

    @property
    def out_channels(self) -> int:
        """Channels of the result; 0 for a product."""
        if self.shape is None:
            return 0
        return self.shape.in_channels if self.shape.transposed else self.shape.out_channels

    def gemm(self, stage: Stage) -> Gemm:
        """This layer's GEMM of one stage."""
        assert self.shape is not None
        assert self.weights is not None
        return Gemm(
            layer=self.layer,
            kind=self.kind,  # type: ignore[arg-type]
            stage=stage,
            shape=self.shape,
            weights=self.weights,
            operand_sparsity=self.gradients if stage is Stage.BP else DENSE,
            reads_network_input=self.reads_network_input,
            biased=self.biased and stage is Stage.FF,
        )


@dataclass(eq=False, slots=True, kw_only=True)
class Event:
    """One operation: a GEMM (``gemm``) or a pass. Reads and writes are in elements."""

    layer: str
    kind: str
    stage: Stage
    elements: int = 0
    reads: dict[Value, int] = field(default_factory=dict)
    writes: dict[Value, int] = field(default_factory=dict)
    pointwise: bool = False
    in_order: bool = False  # its last sweep is element by element
    moves: bool = False  # a copy of one tensor, changed in layout or format at most
    gemm: Gemm | Product | None = None
    site: Site | None = None
    on_host: bool = False
    note: str = ""

    def operation(self) -> Operation:
        """What the workload holds of it."""
        if isinstance(self.gemm, Product):
            assert self.site is not None
            return replace(self.gemm, layer=self.site.layer)
        if self.gemm is not None:
            return self.gemm
        return Pass(
            layer=self.layer,
            kind=self.kind,
            stage=self.stage,
            elements=self.elements,
            narrow_reads=_total(self.reads, wide=False),
            narrow_writes=_total(self.writes, wide=False),
            wide_reads=_total(self.reads, wide=True),
            wide_writes=_total(self.writes, wide=True),
            on_host=self.on_host,
            note=self.note,
        )


def _total(transfers: dict[Value, int], *, wide: bool) -> int:
    return sum(elements for value, elements in transfers.items() if value.wide is wide)


def storage_key(tensor: torch.Tensor) -> int:
    """Identity of the memory behind a tensor."""
    return tensor.untyped_storage()._cdata


def operand_key(tensor: torch.Tensor) -> Key:
    """Identity of a view: the same for a matrix and its transpose."""
    return storage_key(tensor), int(tensor.storage_offset())


def elements_of(tensor: torch.Tensor) -> int:
    """Elements in memory: an axis of stride 0 is one element, repeated."""
    count = 1
    for size, stride in zip(tensor.shape, tensor.stride(), strict=True):
        if stride or size == 0:
            count *= size
    return count


class Memory:
    """The value behind every tensor.

    Storages are held, so that no address is used twice, but tensors are not: autograd would copy
    the gradients that it may otherwise keep.
    """

    def __init__(self) -> None:
        self._values: dict[int, Value] = {}
        self._held: list[torch.UntypedStorage] = []

    def __getitem__(self, tensor: torch.Tensor) -> Value:
        """Value of ``tensor``: a new constant where nothing is known of it."""
        key = storage_key(tensor)
        if key not in self._values:
            self[tensor] = Value()
        return self._values[key]

    def __setitem__(self, tensor: torch.Tensor, value: Value) -> None:
        key = storage_key(tensor)
        if key not in self._values:
            self._held.append(tensor.untyped_storage())
        value.size = tensor.untyped_storage().nbytes() // tensor.element_size()
        self._values[key] = value


@dataclass(eq=False)
class Log:
    """Everything traced so far."""

    model: str
    # what a sparsifier says of a layer, by the name of its weight
    weights: dict[str, Weights] = field(default_factory=dict)
    gradients: dict[str, Sparsity] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    events: list[Event] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    host_work: list[str] = field(default_factory=list)
    host_parameters: set[str] = field(default_factory=set)
    # last two sizes and strides of what a copied storage was copied from
    copied: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)

    def emit(self, event: Event) -> None:
        """Append an event and enter it with its values."""
        self.events.append(event)
        for value in event.reads:
            value.readers.add(event)
        for value in event.writes:
            value.made_by = event

    def drop(self, event: Event) -> None:
        """Take an event back."""
        self.events.remove(event)
        for value in event.reads:
            value.readers.discard(event)

    def result(
        self,
        tensor: torch.Tensor,
        sources: Iterable[Value],
        *,
        gradient: bool,
        matmul: bool = False,
    ) -> Value:
        """A new value for ``tensor``, computed from ``sources``.

        What is computed from parameters alone keeps the name of the largest, and is a weight in
        another form; but the result of a GEMM is an activation, whatever went in.
        """
        sources = list(sources)
        value = Value(origin=_origin(sources), is_gradient=gradient)
        if value.origin is Origin.PARAMETER and not matmul:
            parent = max(sources, key=lambda source: (source.origin.value, source.numel))
            value.name, value.numel, value.wide = parent.name, parent.numel, bool(parent.name)
        elif value.origin is Origin.PARAMETER:
            value.numel = tensor.numel()
        self.memory[tensor] = value
        return value

    def lies_transposed(self, matrix: torch.Tensor, dims: tuple[int, int]) -> bool:
        """Whether the first of the two axes of size ``dims`` is the one without stride.

        Looks through the copy that PyTorch makes for its batched product: the machine reads the
        original in place.
        """
        transposed = _is_transposed(matrix.stride())
        shape, strides = self.copied.get(storage_key(matrix), ((), ()))
        if sorted(shape) == sorted(dims):
            transposed ^= _is_transposed(strides)
        return transposed


def _is_transposed(strides: tuple[int, ...]) -> bool:
    return len(strides) > 1 and strides[-2] == 1 and strides[-1] != 1


def _origin(sources: list[Value]) -> Origin:
    return max((value.origin for value in sources), key=lambda o: o.value, default=Origin.CONSTANT)
