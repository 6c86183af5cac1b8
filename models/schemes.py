"""Training schemes: what each does to the weights of a layer's three GEMMs and to the update.

``m_in`` keeps the largest magnitudes of every group of consecutive *input* channels of a kernel
tap, ``m_out`` the same along *output* channels; ``*`` below is elementwise where a mask is a
factor, and masks always come from the dense fp32 master weights W.  WU is dense in every scheme.

========  =====================  =============================  ===================================
scheme    FF                     BP                             update
========  =====================  =============================  ===================================
dense     Y = X W                dX = dY W^T                    W -= lr dW
sr-ste    Y = X (m_in * W)       dX = dY (m_in * W)^T           dW += decay (1 - m_in) * W
asp       Y = X (m * W)          dX = dY (m * W)^T              dW *= m, W *= m; m is fixed
sdgp      Y = X W                dX = prune(dY) W^T             W -= lr dW
sdwp      Y = X W                dX = dY (m_out * W)^T          W -= lr dW
bdwp      Y = X (m_in * W)       dX = dY (m_out * W)^T          W -= lr dW (decay offered)
========  =====================  =============================  ===================================

The gradient of the masked weight reaches all weights unscaled (straight-through), except in ASP.
Momentum and weight decay keep acting on pruned weights, which is what lets them come back.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.workload import Weights

Kind = Literal["conv", "linear", "conv-transposed"]


@dataclass(frozen=True, kw_only=True)
class LayerFacts:
    """What a scheme looks at in a layer with weights.

    ``ff_channels`` and ``bp_channels`` are the lengths of the reduction axes of FF and BP inside
    one kernel tap and one of the ``groups`` of a grouped convolution. ``dense_because`` is not
    empty where the layer's place in the network, its kind or the user's word keeps it dense.
    """

    parameter: str
    kind: Kind
    ff_channels: int
    bp_channels: int
    groups: int = 1
    dense_because: str = ""


@dataclass(frozen=True)
class Scheme:
    """A training scheme with one N:M pattern; the subclasses say where it applies.

    ``pattern`` may be text such as "2:8". Raises ValueError for text that is no pattern.
    """

    pattern: Sparsity | str = "2:8"

    name: ClassVar[str]
    prunes_ff: ClassVar[bool] = False
    prunes_bp: ClassVar[bool] = False
    masks_bp_by_ff: ClassVar[bool] = False
    fixes_mask: ClassVar[bool] = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", self.sparsity)

    def __str__(self) -> str:
        return f"{self.name} {self.sparsity}"

    @property
    def sparsity(self) -> Sparsity:
        """The pattern, parsed."""
        pattern = self.pattern
        return Sparsity.parse(pattern) if isinstance(pattern, str) else pattern

    @property
    def decay_rate(self) -> float:
        """Strength of the decay of pruned weights, 0 where the scheme has none."""
        return 0.0

    def weights(self, layer: LayerFacts) -> Weights:
        """Describe to the hardware what this scheme does to the weights of ``layer``."""
        dense = Weights(parameter=layer.parameter, dense_because=layer.dense_because)
        if self.sparsity.is_dense or not (self.prunes_ff or self.prunes_bp):
            return replace(dense, dense_because="")
        if layer.dense_because:
            return dense
        if layer.kind == "conv-transposed" and (self.masks_bp_by_ff or self.decay_rate):
            why = "transposed: the machine selects for its FF along the wrong axis of the update"
            return replace(dense, dense_because=why)
        ff, why_ff = self._along(layer, layer.ff_channels, "input", wanted=self.prunes_ff)
        bp, why_bp = self._along(layer, layer.bp_channels, "output", wanted=self.prunes_bp)
        masked = not ff.is_dense
        return Weights(
            parameter=layer.parameter,
            ff=ff,
            bp=bp,
            mask_bp_by_ff=masked and self.masks_bp_by_ff,
            decay=self.decay_rate if masked else 0.0,
            frozen_mask=masked and self.fixes_mask,
            dense_because="; ".join(filter(None, (why_ff, why_bp))),
        )

    def gradients(self, layer: LayerFacts) -> Sparsity:
        """Pattern to which the streamed operand of BP, dY, is pruned along output channels."""
        return DENSE

    def _along(
        self, layer: LayerFacts, channels: int, side: str, *, wanted: bool
    ) -> tuple[Sparsity, str]:
        """Pattern along one reduction axis, and the reason where it stays dense."""
        group = self.sparsity.group
        if not wanted:
            return DENSE, ""
        if channels < group:
            return DENSE, f"{channels} {side} channels do not fill one group of {group}"
        if layer.groups > 1 and channels % group:
            return DENSE, f"groups of {channels} {side} channels are no whole groups of {group}"
        return self.sparsity, ""


@dataclass(frozen=True)
class Dense(Scheme):
    """All weights in all stages: ordinary training."""

    pattern: Sparsity | str = DENSE

    name: ClassVar[str] = "dense"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.sparsity.is_dense:
            raise ValueError(
                f"the dense scheme has no pattern, but {self.sparsity} was given; "
                "drop the pattern or choose a sparse scheme such as bdwp"
            )

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class SRSTE(Scheme):
    """Sparse-refined straight-through estimator (Zhou et al., ICLR 2021, arXiv 2102.04010).

    FF and BP use m_in * W. Its zeros lie along input channels, so BP, which reduces over output
    channels, is dense in hardware. The gradient gets ``decay * (1 - m_in) * W`` (published: 2e-4),
    which passes through learning rate and momentum.
    """

    decay: float = 2e-4

    name: ClassVar[str] = "sr-ste"
    prunes_ff: ClassVar[bool] = True
    masks_bp_by_ff: ClassVar[bool] = True

    @property
    def decay_rate(self) -> float:
        return self.decay


@dataclass(frozen=True)
class ASP(Scheme):
    """Automatic sparsity (Mishra et al. 2021, arXiv 2104.08378; apex, ``contrib/sparsity/asp.py``).

    The mask is taken once from the weights the layer has then, and is fixed; pruned weights, their
    gradients and their momentum stay zero. Meant for fine-tuning a trained network: loading a
    state dict takes the mask anew, from the weights that were loaded.
    """

    name: ClassVar[str] = "asp"
    prunes_ff: ClassVar[bool] = True
    masks_bp_by_ff: ClassVar[bool] = True
    fixes_mask: ClassVar[bool] = True


@dataclass(frozen=True)
class SDGP(Scheme):
    """Structured data gradient pruning (McDanel et al. 2022, arXiv 2202.00774; ``sdgp.py``).

    Only the dY of dX = dY W^T is pruned, per pixel along output channels; WU sees the unpruned
    dY. "maxnorm" multiplies the pruned dY of each image and channel by
    ``sum |dY| / (sum |pruned dY| + 1e-4)`` over its pixels; "max" does not rescale. The reference
    code prunes convolutions alone; ``linear`` extends it to linear layers.
    """

    rescale: Literal["maxnorm", "max"] = "maxnorm"
    linear: bool = False

    name: ClassVar[str] = "sdgp"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.rescale not in ("maxnorm", "max"):
            raise ValueError(f"rescale={self.rescale!r} is unknown; use 'maxnorm' or 'max'")

    def weights(self, layer: LayerFacts) -> Weights:
        return Weights(parameter=layer.parameter, dense_because=self._reason(layer))

    def gradients(self, layer: LayerFacts) -> Sparsity:
        return DENSE if self._reason(layer) else self.sparsity

    def _reason(self, layer: LayerFacts) -> str:
        if layer.dense_because:
            return layer.dense_because
        if layer.kind == "linear" and not self.linear:
            return "SDGP prunes gradients of convolutions only"
        return self._along(layer, layer.bp_channels, "output", wanted=True)[1]


@dataclass(frozen=True)
class SDWP(Scheme):
    """Weights of BP alone pruned along output channels: OUR READING.

    No public definition of the name was found; it is the half of BDWP that concerns BP.
    """

    name: ClassVar[str] = "sdwp"
    prunes_bp: ClassVar[bool] = True


@dataclass(frozen=True)
class BDWP(Scheme):
    """Bidirectional weight pruning (SAT, Fang et al., TCAD 2023): m_in * W in FF, m_out * W in BP.

    Both masks are taken, independently, from the dense master weights at every update. Whether
    the published method keeps SR-STE's decay could not be seen; ``decay`` offers it, off.
    """

    decay: float = 0.0

    name: ClassVar[str] = "bdwp"
    prunes_ff: ClassVar[bool] = True
    prunes_bp: ClassVar[bool] = True

    @property
    def decay_rate(self) -> float:
        return self.decay


#: Every scheme by the name used on the command line.
SCHEMES: dict[str, type[Scheme]] = {
    scheme.name: scheme for scheme in (Dense, SRSTE, ASP, SDGP, SDWP, BDWP)
}


def scheme_named(name: str, sparsity: Sparsity | str | None = None) -> Scheme:
    """Return the scheme called ``name`` with the pattern ``sparsity`` (None: its default, 2:8).

    Raises ValueError for an unknown name, suggesting the nearest, and for a malformed pattern.
    """
    if name not in SCHEMES:
        near = difflib.get_close_matches(name.lower(), SCHEMES, n=1, cutoff=0.0)[0]
        raise ValueError(f"no scheme {name!r}; did you mean {near!r}? Known: {', '.join(SCHEMES)}")
    return SCHEMES[name]() if sparsity is None else SCHEMES[name](sparsity)
