"""Networks for the 8x8 handwritten digits that scikit-learn carries: real data, no download."""

from __future__ import annotations

import torch
from torch import nn


def mlp(*, hidden: int = 128, classes: int = 10) -> nn.Sequential:
    """Two hidden layers with ReLU; (n, 64) or (n, 1, 8, 8) to (n, classes)."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(64, hidden),
        nn.ReLU(),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Linear(hidden, classes),
    )


def _conv(in_channels: int, out_channels: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )


class DigitsCNN(nn.Module):
    """Three convolutions; (n, 1, 8, 8) to (n, classes).

    Channels are multiples of 16, so that 2:8 and 4:16 apply to all but the first.
    """

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.first = _conv(1, width)
        self.second = _conv(width, 2 * width)
        self.pool = nn.MaxPool2d(2)
        self.third = _conv(2 * width, 4 * width)
        self.average = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(4 * width, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.third(self.pool(self.second(self.first(x))))
        return self.head(self.average(x).flatten(1))


def digits_cnn(*, width: int = 16, classes: int = 10) -> DigitsCNN:
    """Convolutions 1-16-32-64: 0.60 M MAC an image."""
    return DigitsCNN(width, classes)
