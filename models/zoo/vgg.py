"""VGG-19 with batch norm for 32x32 images (Simonyan and Zisserman, ICLR 2015, column E)."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import nn

#: Convolutions and their channels between two poolings.
_STAGES = ((2, 64), (2, 128), (4, 256), (4, 512), (4, 512))


def _features() -> Iterator[nn.Module]:
    channels = 3
    for depth, width in _STAGES:
        for _ in range(depth):
            yield nn.Conv2d(channels, width, 3, padding=1, bias=False)
            yield nn.BatchNorm2d(width)
            yield nn.ReLU()
            channels = width
        yield nn.MaxPool2d(2)


class VGG(nn.Module):
    """Sixteen convolutions and one linear layer; (n, 3, 32, 32) to (n, classes)."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.features = nn.Sequential(*_features())
        self.head = nn.Linear(_STAGES[-1][1], classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.features(x).flatten(1))


def vgg19(*, classes: int = 100) -> VGG:
    """VGG-19 for CIFAR: 398.2 M MAC an image.

    The three linear layers of the ImageNet network shrink to one, as is usual at 32x32.
    """
    return VGG(classes)
