"""What every layer on the machine shares: the scheme's facts, and what is made once per update.

`weft.models.sparsify.sparsify_` swaps the class of a module in place, so parameters, names in the
state dict, copies, optimisers and the user's loop stay as they are.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch._subclasses.fake_tensor import FakeTensor

from weft.accelerator.formats import Format, format_named
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.workload import Convolution, Weights
from weft.models.functions import HardwareFunction, MaskedFunction, as_array, select_tensor
from weft.models.operands import WeightCopies, stored
from weft.models.schemes import Kind
from weft.models.update_rules import own

Array = NDArray[Any]
Made = TypeVar("Made")

PLAIN = "fp32"  # torch's own arithmetic with the scheme's masks


@dataclass
class _Step:
    """What was made from one version of a weight; the weak reference tells tensors apart."""

    weight: Any
    stamp: tuple[int, int]
    made: dict[str, Any] = field(default_factory=dict)


class HardwareLayer(nn.Module):
    """What all swapped modules share: the scheme's facts, and everything made once per update.

    ``weft_layer`` is the module's name in the model, ``weft_weights`` what the scheme does to the
    weights, ``weft_gradients`` the pattern of BP's streamed dY, ``weft_arithmetic`` the operand
    format or "fp32" for torch's own arithmetic.
    """

    weft_plain_class: ClassVar[type[nn.Module]]
    weft_kind: ClassVar[Kind]
    weft_channel_axis: ClassVar[int]

    weft_layer: str
    weft_weights: Weights
    weft_gradients: Sparsity = DENSE
    weft_rescale: str = "max"
    weft_arithmetic: str = PLAIN
    weft_fixed: Tensor | None = None  # ASP's mask, in the weight's shape
    weight: Tensor
    bias: Any  # Tensor or None

    # ---- what engines and optimisers ask for ---------------------------------------------------

    @property
    def weft_format(self) -> Format:
        """Operand format of the hardware's arithmetic."""
        return format_named(self.weft_arithmetic)

    @property
    def weft_groups(self) -> int:
        """Groups of a grouped convolution."""
        return int(getattr(self, "groups", 1))

    def weft_copies(self) -> WeightCopies:
        """Both weight copies, made once per update of the weight."""
        return self._per_step("copies", self._make_copies)

    def weft_bias(self) -> Array | None:
        """Bias as a float32 array, or None."""
        return None if self.bias is None else as_array(self.bias)

    def weft_kept(self) -> Tensor:
        """FF mask in the weight's shape, made once per update of the weight."""
        return self._per_step("kept", lambda: self._kept(self.weft_weights.ff, 2))

    def weft_masked_ff(self) -> Tensor:
        """FF weights in torch's arithmetic."""
        weight = self.weight.detach()
        return self._per_step("masked_ff", lambda: weight * self.weft_kept())

    def weft_masked_bp(self) -> Tensor:
        """BP weights in torch's arithmetic."""
        if self.weft_weights.mask_bp_by_ff:
            return self.weft_masked_ff()
        weight = self.weight.detach()
        return self._per_step("masked_bp", lambda: weight * self._kept(self.weft_weights.bp, 3))

    def weft_inference_weight(self) -> Tensor:
        """The weight as FF multiplies it: pruned, and rounded in hardware arithmetic."""
        pruned = self.weft_masked_ff()
        if self.weft_arithmetic == PLAIN:
            return pruned
        return torch.from_numpy(stored(as_array(pruned), self.weft_format))

    def weft_take_mask(self) -> None:
        """Fix the mask to the largest of the present weights and zero the others (ASP)."""
        self.weft_fixed = None
        self.weft_forget()
        self.weft_fixed = self.weft_kept().clone()
        with torch.no_grad():
            self.weight.mul_(self.weft_fixed)
        self.weft_forget()

    def weft_forget(self) -> None:
        """Drop what was made from the weight; needed only after writing to ``weight.data``."""
        self.__dict__.pop("_weft_step", None)

    # ---- layout, per class ---------------------------------------------------------------------

    def weft_canonical(self, weight: Any) -> Any:
        """Weight (array or tensor) as ``(groups, taps, in, out)``, a view."""
        raise NotImplementedError

    def weft_uncanonical(self, weight: Any) -> Any:
        """Inverse of `weft_canonical`, contiguous."""
        raise NotImplementedError

    def weft_shape(self, x: Tensor, extra: tuple[int, ...] = ()) -> Convolution:
        """Geometry for a channel-last input; ``extra`` is the output padding, if any."""
        raise NotImplementedError

    def weft_torch_ff(
        self, x: Tensor, weight: Tensor, bias: Tensor | None, extra: tuple[int, ...]
    ) -> Tensor:
        """FF in torch's arithmetic; ``extra`` is the output padding, if any."""
        raise NotImplementedError

    def weft_torch_bp(
        self, dy: Tensor, x: Tensor, weight: Tensor, extra: tuple[int, ...]
    ) -> Tensor:
        """Gradient of the input in torch's arithmetic."""
        raise NotImplementedError

    def weft_torch_wu(
        self, dy: Tensor, x: Tensor, weight: Tensor, extra: tuple[int, ...]
    ) -> Tensor:
        """Gradient of the weight in torch's arithmetic."""
        raise NotImplementedError

    # ---- forward -------------------------------------------------------------------------------

    def _run(self, x: Tensor, extra: tuple[int, ...] = ()) -> Tensor:
        """Forward in torch's layout, for an input that is already padded if it has to be."""
        own(self.weight, self)
        if self.weft_arithmetic == PLAIN:
            return MaskedFunction.apply(x, self.weight, self.bias, self, extra)
        self._require_master(x)
        channel_last = x.movedim(self.weft_channel_axis, -1).to(torch.float32)
        folded = self._folded(channel_last)
        shape = self.weft_shape(folded, extra)
        y = HardwareFunction.apply(folded, self.weight, self.bias, self, shape)
        unfolded = y.reshape(*self._unfolded(channel_last, y)).movedim(-1, self.weft_channel_axis)
        return unfolded if _is_channels_last(x) else unfolded.contiguous()

    def _folded(self, x: Tensor) -> Tensor:
        """Channel-last input as ``(images, rows, columns, channels)``."""
        return x

    def _unfolded(self, x: Tensor, y: Tensor) -> tuple[int, ...]:
        """Channel-last shape of the output ``y`` for the channel-last input ``x``."""
        return tuple(y.shape)

    def _is_plain(self, x: Tensor) -> bool:
        """Whether there is nothing to change, or no values to compute with (recording)."""
        if x.is_meta or isinstance(x, FakeTensor):
            return True
        weights, plain = self.weft_weights, self.weft_arithmetic == PLAIN
        return (
            plain and weights.ff.is_dense and weights.bp.is_dense and (self.weft_gradients.is_dense)
        )

    def _require_master(self, x: Tensor) -> None:
        for what, device in (("input", x.device), ("weight", self.weight.device)):
            if device.type != "cpu":
                raise ValueError(
                    f"layer {self.weft_layer!r}: the {what} is on {device}, but arithmetic "
                    f"{self.weft_arithmetic!r} runs on the CPU; use model.cpu(), or sparsify_ "
                    "with arithmetic='fp32'"
                )
        if self.weight.dtype != torch.float32:
            raise ValueError(
                f"layer {self.weft_layer!r}: weights are {self.weight.dtype}, but the update keeps "
                "float32 master weights; use model.float()"
            )

    # ---- once per update -----------------------------------------------------------------------

    def _per_step(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what ``make`` gave for the present version of the weight."""
        weight = self.weight
        stamp = (weight._version, weight.data_ptr())
        step: _Step | None = self.__dict__.get("_weft_step")
        if step is None or step.weight() is not weight or step.stamp != stamp:
            step = self.__dict__["_weft_step"] = _Step(weakref.ref(weight), stamp)
        if name not in step.made:
            step.made[name] = make()
        made: Made = step.made[name]
        return made

    def _make_copies(self) -> WeightCopies:
        master = np.ascontiguousarray(self.weft_canonical(as_array(self.weight)))
        fixed = None
        if self.weft_fixed is not None:
            fixed = np.ascontiguousarray(self.weft_canonical(self.weft_fixed.cpu().numpy()))
        return WeightCopies(master, self.weft_weights, self.weft_format, fixed)

    def _kept(self, sparsity: Sparsity, axis: int) -> Tensor:
        """Mask in the weight's shape, selected along axis 2 (in) or 3 (out) of the canonical."""
        if axis == 2 and self.weft_fixed is not None:
            return self.weft_fixed.to(self.weight.device)
        if axis == 2 and self.weft_arithmetic != PLAIN:
            return torch.from_numpy(self.weft_uncanonical(self.weft_copies().kept_ff))
        lanes = self.weft_canonical(self.weight.detach()).movedim(axis, -1)
        return self.weft_uncanonical(select_tensor(lanes, sparsity).movedim(-1, axis))

    # ---- keeping -------------------------------------------------------------------------------

    def __getstate__(self) -> dict[str, Any]:
        """Copies and files leave out what can be made again."""
        return {key: value for key, value in self.__dict__.items() if key != "_weft_step"}

    def _load_from_state_dict(self, *args: Any, **kwargs: Any) -> None:
        super()._load_from_state_dict(*args, **kwargs)
        self.weft_forget()
        if self.weft_weights.frozen_mask:
            self.weft_take_mask()

    def extra_repr(self) -> str:
        return f"{super().extra_repr()}, {self.weft_summary()}"

    def weft_summary(self) -> str:
        """Everything that decides this layer's bits, such as "fp16, FF 2:8, BP 2:8"."""
        weights = self.weft_weights
        patterns = {
            "FF": weights.ff,
            "BP": weights.bp,
            f"{self.weft_rescale} dY": self.weft_gradients,
        }
        parts = [self.weft_arithmetic]
        parts += [f"{side} {s}" for side, s in patterns.items() if not s.is_dense]
        parts += ["BP masked by FF"] * weights.mask_bp_by_ff + ["fixed mask"] * weights.frozen_mask
        return ", ".join(parts + [f"decay {weights.decay:g}"] * (weights.decay != 0))


def _is_channels_last(x: Tensor) -> bool:
    """Whether ``x`` lies channel-last in memory; the output then lies so too, as in torch."""
    last = torch.channels_last
    return x.ndim == 4 and x.is_contiguous(memory_format=last) and not x.is_contiguous()
