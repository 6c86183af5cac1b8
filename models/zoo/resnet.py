"""ResNet-18 and ResNet-50 (He et al., CVPR 2016, table 1)."""

from __future__ import annotations

import torch
from torch import nn

_WIDTHS = (64, 128, 256, 512)


def _unit(
    in_channels: int, out_channels: int, kernel: int, stride: int = 1, *, relu: bool = True
) -> nn.Sequential:
    conv = nn.Conv2d(
        in_channels, out_channels, kernel, stride=stride, padding=kernel // 2, bias=False
    )
    layers: list[nn.Module] = [conv, nn.BatchNorm2d(out_channels)]
    return nn.Sequential(*layers, nn.ReLU()) if relu else nn.Sequential(*layers)


class _Block(nn.Module):
    """Residual block: ReLU of the branch plus the (projected) input."""

    expansion = 1

    def __init__(self, in_channels: int, width: int, stride: int) -> None:
        super().__init__()
        out_channels = self.expansion * width
        self.branch = self._branch(in_channels, width, stride)
        self.skip: nn.Module = nn.Identity()
        if stride != 1 or in_channels != out_channels:
            self.skip = _unit(in_channels, out_channels, 1, stride, relu=False)
        self.relu = nn.ReLU()

    @staticmethod
    def _branch(in_channels: int, width: int, stride: int) -> nn.Sequential:
        raise NotImplementedError

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.relu(self.branch(x) + self.skip(x))


class Basic(_Block):
    """Two 3x3 convolutions."""

    @staticmethod
    def _branch(in_channels: int, width: int, stride: int) -> nn.Sequential:
        return nn.Sequential(
            _unit(in_channels, width, 3, stride), _unit(width, width, 3, relu=False)
        )


class Bottleneck(_Block):
    """1x1 down, 3x3 with the stride (v1.5), 1x1 up by four."""

    expansion = 4

    @staticmethod
    def _branch(in_channels: int, width: int, stride: int) -> nn.Sequential:
        return nn.Sequential(
            _unit(in_channels, width, 1),
            _unit(width, width, 3, stride),
            _unit(width, 4 * width, 1, relu=False),
        )


class ResNet(nn.Module):
    """(n, 3, height, width) to (n, classes).

    ``small_input`` takes a 3x3 stem of stride 1 and no pooling, for images of 32 or 64.
    """

    def __init__(
        self, block: type[_Block], depths: tuple[int, ...], classes: int, *, small_input: bool
    ) -> None:
        super().__init__()
        if small_input:
            self.stem = _unit(3, 64, 3)
        else:
            self.stem = _unit(3, 64, 7, 2).append(nn.MaxPool2d(3, stride=2, padding=1))
        channels, stages = 64, []
        for width, depth in zip(_WIDTHS, depths, strict=True):
            for i in range(depth):
                stride = 2 if i == 0 and width > _WIDTHS[0] else 1
                stages.append(block(channels, width, stride))
                channels = block.expansion * width
        self.blocks = nn.Sequential(*stages)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.pool(self.blocks(self.stem(x))).flatten(1))


def resnet18(*, classes: int = 200) -> ResNet:
    """ResNet-18 for 64x64 images: 2221.8 M MAC an image."""
    return ResNet(Basic, (2, 2, 2, 2), classes, small_input=True)


def resnet50(*, classes: int = 1000) -> ResNet:
    """ResNet-50 for 224x224 images: 4089 M MAC an image, 25,557,032 parameters."""
    return ResNet(Bottleneck, (3, 4, 6, 3), classes, small_input=False)
