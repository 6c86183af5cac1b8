"""Offline scheduling: a `Mapping` for every GEMM, chosen by simulated cycles.

Candidates are compiled alone and timed by the simulator itself (handed in as ``measure``, since
this room lies below the simulator's). Large GEMMs are compared on fewer images: a tile loop
repeats itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Program
from weft.dataflow.candidates import Choices, Size, least_cycles, mappings, size_of, smallest
from weft.dataflow.compiler import compile_workload
from weft.dataflow.mapping import Mapping
from weft.dataflow.memory import ceil_div
from weft.dataflow.plan import unfolded_shape, unfolds
from weft.dataflow.workload import Gemm, Pass, Product, Workload

Measure = Callable[[Accelerator, Program], int]
Candidates = Callable[[Size, bool, Accelerator, Choices], list[Mapping]]
Trial = tuple[int, int, Mapping]  # cycles, length of the program

CLOSE_ENOUGH = 1.02  # a mapping this near to the least possible ends the search
ALIKE = 1.005  # cycles within this are a tie
TILES_COMPARED = 6  # pixel tiles' worth of images on which candidates are compared


@dataclass
class Scheduler:
    """Chooses mappings for one accelerator; equal GEMMs are scheduled once.

    ``on_progress(done, of, name)`` is called before every GEMM.
    """

    accelerator: Accelerator
    measure: Measure
    choices: Choices = field(default_factory=Choices)
    on_progress: Callable[[int, int, str], None] = lambda done, of, name: None
    _known: dict[object, Mapping] = field(default_factory=dict)

    def schedule(self, workload: Workload) -> dict[int, Mapping]:
        """A mapping for every GEMM and product, by its place in the workload.

        Raises ValueError naming the operation that no mapping fits.
        """
        places = [i for i, op in enumerate(workload.operations) if not isinstance(op, Pass)]
        chosen = {}
        for done, index in enumerate(places):
            op = workload.operations[index]
            assert not isinstance(op, Pass)
            self.on_progress(done, len(places), op.name)
            chosen[index] = self._choose(op)
        return chosen

    def _choose(self, op: Gemm | Product) -> Mapping:
        alone = self._reduced(op)
        key = _facts(alone)
        if key not in self._known:
            self._known[key] = self._best(op, alone)
        return self._known[key]

    def _best(self, op: Gemm | Product, alone: Gemm | Product) -> Mapping:
        """The candidate with the fewest cycles; of nearly equal ones the one with the shorter
        program.

        Candidates come in the order of what they need at least, so that most are never compiled.
        """
        tried: list[Trial] = []
        for candidates in (mappings, smallest):
            if not tried:
                found = self._mappings(alone, candidates)
                tried, refused = self._try(alone, found)
        if not tried:
            why = refused[found[-1]]
            raise ValueError(
                f"{op.name} does not fit {self.accelerator.name}: {why}; "
                "enlarge the buffers or the array"
            )
        least = min(cycles for cycles, _, _ in tried)
        near = [t for t in tried if t[0] <= least * ALIKE]
        return min(near, key=lambda t: (t[1], t[0]))[2]

    def _try(
        self, op: Gemm | Product, found: list[Mapping]
    ) -> tuple[list[Trial], dict[Mapping, str]]:
        """What fits of ``found``, until nothing better can come; and why others did not fit."""
        tried: list[Trial] = []
        refused: dict[Mapping, str] = {}
        least = None
        bounds = [(least_cycles(op, m, self.accelerator), m) for m in found]
        for bound, mapping in sorted(bounds, key=lambda pair: pair[0]):
            if least is not None and (bound >= least or least <= bound * CLOSE_ENOUGH):
                break
            try:
                cycles, length = self._cycles(op, mapping)
            except ValueError as error:
                refused[mapping] = str(error)
                continue
            tried.append((cycles, length, mapping))
            least = cycles if least is None else min(least, cycles)
        return tried, refused

    def _mappings(self, op: Gemm | Product, candidates: Candidates) -> list[Mapping]:
        size, reduces_pixels = size_of(op, self.accelerator)
        choices = self.choices
        if choices.dataflow == "os" and not reduces_pixels and _needs_streams(op):
            choices = replace(choices, dataflow="ws")
        return candidates(size, reduces_pixels, self.accelerator, choices)

    def _cycles(self, op: Gemm | Product, mapping: Mapping) -> tuple[int, int]:
        alone = Workload(model="", batch=1, scheme="", operations=(op,))
        compiled = compile_workload(
            alone, self.accelerator, {0: mapping}, pregenerate=self.choices.pregenerate
        )
        return self.measure(self.accelerator, compiled.program), len(compiled.program)

    def _reduced(self, op: Gemm | Product) -> Gemm | Product:
        """The same operation on fewer images, as the host lays it out."""
        if isinstance(op, Product):
            return replace(op, batch=min(op.batch, 4))
        shape = op.shape
        if unfolds(op, self.accelerator):
            shape = unfolded_shape(shape)
        enough = TILES_COMPARED * self.accelerator.o_words
        if shape.images > 1:
            images = ceil_div(enough, shape.pixels // shape.images)
            shape = replace(shape, images=min(shape.images, images))
        elif shape.in_size == shape.out_size and shape.in_size[0] == 1 and shape.taps == 1:
            width = min(shape.in_size[1], enough)
            shape = replace(shape, in_size=(1, width), out_size=(1, width))
        return replace(op, shape=shape, reads_network_input=False)


def _needs_streams(op: Gemm | Product) -> bool:
    """GEMMs that exist weight-stationary only: they would multiply inserted zeros otherwise."""
    if isinstance(op, Product):
        return False
    writes = (op.stage.value == "FF") == op.shape.transposed
    return op.shape.groups > 1 or (writes and op.shape.stride != (1, 1))


def _facts(op: Gemm | Product) -> object:
    """What the choice depends on: everything but the name."""
    if isinstance(op, Product):
        return replace(op, layer="")
    return replace(op, layer="", weights=replace(op.weights, parameter="", dense_because=""))
