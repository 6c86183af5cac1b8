"""ResNet-9 for 32x32 images: the plan of D. Page's DAWNBench entry of 2018."""

from __future__ import annotations

import torch
from torch import nn


def _conv(in_channels: int, out_channels: int, *, pool: bool = False) -> nn.Sequential:
    layers: list[nn.Module] = [
        nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    ]
    return nn.Sequential(*layers, nn.MaxPool2d(2)) if pool else nn.Sequential(*layers)


class Residual(nn.Module):
    """Adds two convolutions of the input to the input."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _conv(channels, channels)
        self.second = _conv(channels, channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.second(self.first(x))


class ResNet9(nn.Module):
    """Eight convolutions and one linear layer; (n, 3, 32, 32) to (n, classes)."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.stem = _conv(3, width)
        self.stage1 = nn.Sequential(_conv(width, 2 * width, pool=True), Residual(2 * width))
        self.stage2 = _conv(2 * width, 4 * width, pool=True)
        self.stage3 = nn.Sequential(_conv(4 * width, 8 * width, pool=True), Residual(8 * width))
        self.pool = nn.AdaptiveMaxPool2d(1)
        self.head = nn.Linear(8 * width, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stage3(self.stage2(self.stage1(self.stem(x))))
        return self.head(self.pool(x).flatten(1))


def resnet9(*, width: int = 64, classes: int = 10) -> ResNet9:
    """ResNet-9 with ``width`` channels after the stem: 379.3 M MAC an image at 64."""
    return ResNet9(width, classes)
