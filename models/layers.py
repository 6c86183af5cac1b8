"""The layers themselves: `nn.Linear` and convolutions with three explicit GEMMs on the machine.

Each class keeps its torch parent's constructor, parameters and semantics; `SWAPS` says which class
takes the place of which.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from weft.dataflow.workload import Convolution
from weft.models.hardware import HardwareLayer


def _contiguous(weight: Any) -> Any:
    return weight.contiguous() if isinstance(weight, Tensor) else np.ascontiguousarray(weight)


def _permuted(weight: Any, axes: tuple[int, ...]) -> Any:
    return weight.permute(axes) if isinstance(weight, Tensor) else weight.transpose(axes)


class WeftLinear(HardwareLayer, nn.Linear):
    """`nn.Linear` on the machine: a 1x1 convolution whose pixels are the rows of the input."""

    weft_plain_class = nn.Linear
    weft_kind = "linear"
    weft_channel_axis = -1

    def forward(self, input: Tensor) -> Tensor:
        return nn.Linear.forward(self, input) if self._is_plain(input) else self._run(input)

    def weft_canonical(self, weight: Any) -> Any:
        return weight.T[None, None]

    def weft_uncanonical(self, weight: Any) -> Any:
        return _contiguous(weight[0, 0].T)

    def weft_shape(self, x: Tensor, extra: tuple[int, ...] = ()) -> Convolution:
        return Convolution.linear(x.shape[2], self.in_features, self.out_features)

    def _folded(self, x: Tensor) -> Tensor:
        return x.reshape(1, 1, -1, self.in_features)

    def _unfolded(self, x: Tensor, y: Tensor) -> tuple[int, ...]:
        return (*x.shape[:-1], self.out_features)

    def weft_torch_ff(
        self, x: Tensor, weight: Tensor, bias: Tensor | None, extra: tuple[int, ...]
    ) -> Tensor:
        return nn.functional.linear(x, weight, bias)

    def weft_torch_bp(
        self, dy: Tensor, x: Tensor, weight: Tensor, extra: tuple[int, ...]
    ) -> Tensor:
        return dy.matmul(weight)

    def weft_torch_wu(
        self, dy: Tensor, x: Tensor, weight: Tensor, extra: tuple[int, ...]
    ) -> Tensor:
        return dy.reshape(-1, self.out_features).T.matmul(x.reshape(-1, self.in_features))


class _Window(HardwareLayer):
    """What the convolutions share; torch's layout is ``(images, channels, *positions)``."""

    in_channels: int
    out_channels: int
    groups: int
    kernel_size: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    transposed: bool

    @property
    def weft_padding(self) -> tuple[int, ...]:
        """Zeros that the window itself reads on both sides of every axis."""
        raise NotImplementedError

    def _batched(self, x: Tensor, extra: tuple[int, ...] = ()) -> Tensor:
        """Run a batch, or a single image as a batch of one."""
        dimensions = len(self.kernel_size) + 1
        if x.ndim not in (dimensions, dimensions + 1):
            raise ValueError(
                f"layer {self.weft_layer!r}: input {tuple(x.shape)} has {x.ndim} axes; give "
                f"(images, channels, *positions), {dimensions + 1} axes"
            )
        single = x.ndim == dimensions
        return self._run(x[None], extra).squeeze(0) if single else self._run(x, extra)

    def weft_canonical(self, weight: Any) -> Any:
        # conv (out, in/g, *taps) gives (groups, taps, in/g, out/g)
        grouped = weight.reshape(self.groups, -1, weight.shape[1], int(np.prod(self.kernel_size)))
        return _permuted(grouped, (0, 3, 2, 1))

    def weft_uncanonical(self, weight: Any) -> Any:
        shape = tuple(self.weight.shape)
        return _contiguous(_permuted(weight, (0, 3, 2, 1))).reshape(shape)

    def _require_channels(self, channels: int) -> None:
        if channels != self.in_channels:
            raise ValueError(
                f"layer {self.weft_layer!r}: the input has {channels} channels, the layer "
                f"{self.in_channels}; mend the layer before it"
            )

    def _require_output(self, size: list[int], out_size: list[int]) -> None:
        if min(out_size) < 1:
            raise ValueError(
                f"layer {self.weft_layer!r}: an input of {size[0]}x{size[1]} leaves no output; "
                "use a larger input, a smaller kernel or other padding"
            )

    def weft_torch_bp(
        self, dy: Tensor, x: Tensor, weight: Tensor, extra: tuple[int, ...]
    ) -> Tensor:
        return self._backward(dy, x, weight, extra, (True, False, False))[0]

    def weft_torch_wu(
        self, dy: Tensor, x: Tensor, weight: Tensor, extra: tuple[int, ...]
    ) -> Tensor:
        wide = weight.to(x.dtype)
        return self._backward(dy, x, wide, extra, (False, True, False))[1]

    def _backward(
        self,
        dy: Tensor,
        x: Tensor,
        weight: Tensor,
        extra: tuple[int, ...],
        wanted: tuple[bool, bool, bool],
    ) -> tuple[Tensor, ...]:
        results: tuple[Tensor, ...] = torch.ops.aten.convolution_backward(
            dy,
            x,
            weight,
            None,
            self.stride,
            self.weft_padding,
            self.dilation,
            self.transposed,
            extra or (0,) * len(self.stride),
            self.groups,
            wanted,
        )
        return results


class _Convolution(_Window):
    """A convolution over one or two axes; padding that no window can do is done before it."""

    weft_kind = "conv"

    padding_mode: Any
    _reversed_padding_repeated_twice: list[int]

    @property
    def weft_padding(self) -> tuple[int, ...]:
        return (0,) * len(self.kernel_size) if self._pads_before else self._symmetric

    @property
    def _symmetric(self) -> tuple[int, ...]:
        both = self._reversed_padding_repeated_twice[::-1]
        return tuple(both[::2])

    @property
    def _pads_before(self) -> bool:
        """Whether padding is not zeros, or differs between the two sides ('same', even kernel)."""
        both = self._reversed_padding_repeated_twice
        return self.padding_mode != "zeros" or both[::2] != both[1::2]

    def _padded(self, x: Tensor) -> Tensor:
        if not self._pads_before:
            return x
        mode = "constant" if self.padding_mode == "zeros" else self.padding_mode
        return nn.functional.pad(x, self._reversed_padding_repeated_twice, mode=mode)

    def weft_shape(self, x: Tensor, extra: tuple[int, ...] = ()) -> Convolution:
        images, *size, channels = x.shape
        self._require_channels(channels)
        kernel, padding = _pair(self.kernel_size), _pair(self.weft_padding, fill=0)
        stride, dilation = _pair(self.stride), _pair(self.dilation)
        axes = zip(size, padding, dilation, kernel, strict=True)
        reach = [n + 2 * p - d * (k - 1) for n, p, d, k in axes]
        self._require_output(size, reach)
        return Convolution(
            images=images,
            in_channels=self.in_channels,
            out_channels=self.out_channels,
            in_size=(size[0], size[1]),
            out_size=((reach[0] - 1) // stride[0] + 1, (reach[1] - 1) // stride[1] + 1),
            kernel=kernel,
            stride=stride,
            padding=padding,
            dilation=dilation,
            groups=self.groups,
        )


def _pair(values: tuple[int, ...], fill: int = 1) -> tuple[int, int]:
    """Vertical and horizontal value; one axis is horizontal."""
    return (fill, values[0]) if len(values) == 1 else (values[0], values[1])


class WeftConv2d(_Convolution, nn.Conv2d):
    """`nn.Conv2d` on the machine."""

    weft_plain_class = nn.Conv2d
    weft_channel_axis = 1

    def forward(self, input: Tensor) -> Tensor:
        if self._is_plain(input):
            return nn.Conv2d.forward(self, input)
        return self._batched(self._padded(input))

    def weft_torch_ff(
        self, x: Tensor, weight: Tensor, bias: Tensor | None, extra: tuple[int, ...]
    ) -> Tensor:
        return nn.functional.conv2d(
            x, weight, bias, self.stride, self.weft_padding, self.dilation, self.groups
        )


class WeftConv1d(_Convolution, nn.Conv1d):
    """`nn.Conv1d` on the machine: images of one row."""

    weft_plain_class = nn.Conv1d
    weft_channel_axis = 1

    def forward(self, input: Tensor) -> Tensor:
        if self._is_plain(input):
            return nn.Conv1d.forward(self, input)
        return self._batched(self._padded(input))

    def weft_torch_ff(
        self, x: Tensor, weight: Tensor, bias: Tensor | None, extra: tuple[int, ...]
    ) -> Tensor:
        return nn.functional.conv1d(
            x, weight, bias, self.stride, self.weft_padding, self.dilation, self.groups
        )

    def _folded(self, x: Tensor) -> Tensor:
        return x.unsqueeze(1)

    def _unfolded(self, x: Tensor, y: Tensor) -> tuple[int, ...]:
        return (y.shape[0], *y.shape[2:])


class WeftConvTranspose2d(_Window, nn.ConvTranspose2d):
    """`nn.ConvTranspose2d` on the machine: FF is the BP of the convolution it transposes."""

    weft_plain_class = nn.ConvTranspose2d
    weft_kind = "conv-transposed"
    weft_channel_axis = 1

    def forward(self, input: Tensor, output_size: list[int] | None = None) -> Tensor:
        if self._is_plain(input):
            return nn.ConvTranspose2d.forward(self, input, output_size)
        lists = [list(v) for v in (self.stride, self.weft_padding, self.kernel_size, self.dilation)]
        stride, padding, kernel, dilation = lists
        extra = self._output_padding(input, output_size, stride, padding, kernel, 2, dilation)
        return self._batched(input, tuple(extra))

    @property
    def weft_padding(self) -> tuple[int, ...]:
        return tuple(int(p) for p in self.padding)

    def weft_canonical(self, weight: Any) -> Any:
        # (in, out/g, *taps) gives (groups, taps, in/g, out/g)
        grouped = weight.reshape(self.groups, -1, weight.shape[1], int(np.prod(self.kernel_size)))
        return _permuted(grouped, (0, 3, 1, 2))

    def weft_uncanonical(self, weight: Any) -> Any:
        return _contiguous(_permuted(weight, (0, 2, 3, 1))).reshape(tuple(self.weight.shape))

    def weft_shape(self, x: Tensor, extra: tuple[int, ...] = (0, 0)) -> Convolution:
        images, rows, columns, channels = x.shape
        self._require_channels(channels)
        sizes, padding = (rows, columns), self.weft_padding
        size = [
            (sizes[i] - 1) * self.stride[i]
            - 2 * padding[i]
            + self.dilation[i] * (self.kernel_size[i] - 1)
            + extra[i]
            + 1
            for i in (0, 1)
        ]
        self._require_output([rows, columns], size)
        return Convolution(
            images=images,
            in_channels=self.out_channels,
            out_channels=self.in_channels,
            in_size=(size[0], size[1]),
            out_size=(rows, columns),
            kernel=_pair(self.kernel_size),
            stride=_pair(self.stride),
            padding=_pair(self.weft_padding),
            dilation=_pair(self.dilation),
            groups=self.groups,
            transposed=True,
        )

    def weft_torch_ff(
        self, x: Tensor, weight: Tensor, bias: Tensor | None, extra: tuple[int, ...]
    ) -> Tensor:
        return nn.functional.conv_transpose2d(
            x, weight, bias, self.stride, self.weft_padding, extra, self.groups, self.dilation
        )


#: The class that takes the place of each torch class.
SWAPS: dict[type[nn.Module], type[HardwareLayer]] = {
    nn.Linear: WeftLinear,
    nn.Conv1d: WeftConv1d,
    nn.Conv2d: WeftConv2d,
    nn.ConvTranspose2d: WeftConvTranspose2d,
}
