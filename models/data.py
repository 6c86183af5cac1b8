"""Labelled images: the digits embedded in scikit-learn, and readers for MNIST and CIFAR-10 files.

Images stay uint8 in memory and are normalised per batch.  Order and augmentation depend on the
seed and the epoch alone, so an interrupted training resumes with the same batches.
"""

from __future__ import annotations

import difflib
import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Bytes = NDArray[np.uint8]


class DataError(ValueError):
    """A data file is missing, short or corrupt; the message names the file and the mend."""


@dataclass(frozen=True)
class Split:
    """``images`` ``(n, channels, rows, columns)`` uint8 and ``labels`` ``(n,)`` int64."""

    images: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, kw_only=True)
class Data:
    """A set of labelled images; ``mean`` and ``deviation`` are per channel, of pixels in 0..1.

    ``augments``: training images are shifted by up to 4 pixels and mirrored at random.
    """

    name: str
    train: Split
    test: Split
    classes: int
    brightest: int
    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    augments: bool = False

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """Channels, rows, columns."""
        channels, rows, columns = self.train.images.shape[1:]
        return channels, rows, columns

    def take(self, images: int) -> Data:
        """The same with only the first ``images`` to train on."""
        train = Split(self.train.images[:images], self.train.labels[:images])
        return replace(self, train=train)

    def normalised(self, images: Tensor) -> Tensor:
        """Float32 images of zero mean and unit deviation over the training set."""
        mean = torch.tensor(self.mean)[:, None, None] * self.brightest
        deviation = torch.tensor(self.deviation)[:, None, None] * self.brightest
        return (images.to(torch.float32) - mean) / deviation

    def training_batch(self, seed: int, epoch: int, step: int, batch: int) -> tuple[Tensor, Tensor]:
        """Images and labels of step ``step`` (from 0) of epoch ``epoch``; the last may be short."""
        order = shuffled(len(self.train), seed, epoch)[step * batch : (step + 1) * batch]
        images = self.train.images[order]
        if self.augments:
            images = _shifted_and_mirrored(images, np.random.default_rng([seed, epoch, step, 1]))
        return self.normalised(images), self.train.labels[order]


@lru_cache(maxsize=2)
def shuffled(count: int, seed: int, epoch: int) -> Tensor:
    """Order of ``count`` images in one epoch; the same for the same seed and epoch, always."""
    return torch.from_numpy(np.random.default_rng([seed, epoch]).permutation(count))


def _shifted_and_mirrored(images: Tensor, rng: np.random.Generator, reach: int = 4) -> Tensor:
    n, _, rows, columns = images.shape
    padded = torch.nn.functional.pad(images, (reach,) * 4)
    top, left = rng.integers(0, 2 * reach + 1, (2, n))
    mirrored = rng.random(n) < 0.5
    result = torch.empty_like(images)
    for i in range(n):
        window = padded[i, :, top[i] : top[i] + rows, left[i] : left[i] + columns]
        result[i] = window.flip(-1) if mirrored[i] else window
    return result


def digits() -> Data:
    """The 1,797 handwritten digits of 8x8 pixels that scikit-learn carries; no download.

    Every fifth image, from the first on, is for testing: 1,437 train, 360 test.
    Raises DataError where scikit-learn is not installed.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError as error:
        raise DataError("digits come with scikit-learn; run `pip install scikit-learn`") from error
    source = load_digits()
    images = torch.from_numpy(source.images.astype(np.uint8))[:, None]
    labels = torch.from_numpy(source.target.astype(np.int64))
    tested = torch.arange(len(labels)) % 5 == 0
    return Data(
        name="digits",
        train=Split(images[~tested], labels[~tested]),
        test=Split(images[tested], labels[tested]),
        classes=10,
        brightest=16,
        mean=(0.305,),
        deviation=(0.376,),
    )


def mnist(folder: Path | str) -> Data:
    """MNIST from IDX files in ``folder``, plain or ``.gz``: 60,000 train, 10,000 test, 28x28.

    Raises DataError for a missing, short or corrupt file.
    """
    return Data(
        name="mnist",
        train=_idx_split(Path(folder), "train"),
        test=_idx_split(Path(folder), "t10k"),
        classes=10,
        brightest=255,
        mean=(0.1307,),
        deviation=(0.3081,),
    )


def _idx_split(folder: Path, prefix: str) -> Split:
    images = _read_idx(folder, f"{prefix}-images-idx3-ubyte", dimensions=3)
    labels = _read_idx(folder, f"{prefix}-labels-idx1-ubyte", dimensions=1)
    if len(images) != len(labels):
        raise DataError(
            f"{folder}: {len(images)} {prefix} images but {len(labels)} labels; fetch both again"
        )
    return _split(images[:, None], labels, folder / f"{prefix}-labels-idx1-ubyte")


def _read_idx(folder: Path, name: str, dimensions: int) -> Bytes:
    """Array of an IDX file: two zero bytes, type 8 (uint8), dimensions, sizes, then the data."""
    path = _found(folder, name, f"{name}.gz")
    content = _content(path)
    header = 4 + 4 * dimensions
    if len(content) < header or content[:4] != bytes((0, 0, 8, dimensions)):
        raise DataError(f"{path} is no IDX file of {dimensions} dimensions; fetch it again")
    sizes = np.frombuffer(content[4:header], ">u4").astype(np.int64)
    expected = header + int(np.prod(sizes))
    if len(content) != expected:
        raise DataError(f"{path} has {len(content)} bytes, not {expected}; fetch it again")
    return np.frombuffer(content, np.uint8, offset=header).reshape(sizes)


def cifar10(folder: Path | str) -> Data:
    """CIFAR-10 in its binary version from ``folder``: 50,000 train, 10,000 test, 3x32x32.

    Reads ``data_batch_1.bin`` to ``data_batch_5.bin`` and ``test_batch.bin``, there or in
    ``cifar-10-batches-bin``. Raises DataError for a missing, short or corrupt file.
    """
    inner = Path(folder) / "cifar-10-batches-bin"
    place = inner if inner.is_dir() else Path(folder)
    batches = [_read_cifar(place, f"data_batch_{i}.bin") for i in range(1, 6)]
    return Data(
        name="cifar-10",
        train=Split(torch.cat([b.images for b in batches]), torch.cat([b.labels for b in batches])),
        test=_read_cifar(place, "test_batch.bin"),
        classes=10,
        brightest=255,
        mean=(0.4914, 0.4822, 0.4465),
        deviation=(0.2470, 0.2435, 0.2616),
        augments=True,
    )


def _read_cifar(folder: Path, name: str) -> Split:
    path = _found(folder, name)
    content = _content(path)
    record = 1 + 3 * 32 * 32
    if not content or len(content) % record:
        raise DataError(
            f"{path} has {len(content)} bytes, not a multiple of {record} (one label and one "
            "image); fetch it again"
        )
    records = np.frombuffer(content, np.uint8).reshape(-1, record)
    return _split(records[:, 1:].reshape(-1, 3, 32, 32), records[:, 0], path)


def _split(images: Bytes, labels: Bytes, path: Path) -> Split:
    if labels.max(initial=0) > 9:
        raise DataError(f"{path} has label {labels.max()}, labels are 0..9; fetch it again")
    return Split(torch.from_numpy(images.copy()), torch.from_numpy(labels.astype(np.int64)))


def _found(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise DataError(f"{folder} has no {' or '.join(names)}; give the folder that holds it")


def _content(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
        return gzip.decompress(raw) if path.suffix == ".gz" else raw
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{path} is no whole gzip file ({error}); fetch it again") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from error


#: Readers of the sets that lie in a folder of the user's.
FOLDERS: dict[str, Callable[[Path | str], Data]] = {"mnist": mnist, "cifar-10": cifar10}

#: Names of all sets.
DATASETS = ("digits", *FOLDERS)


def data_named(name: str, folder: Path | str | None = None) -> Data:
    """Return the set called ``name``, read from ``folder`` unless it is "digits".

    Raises DataError for an unknown name, suggesting the nearest, and where the folder is missing.
    """
    if name == "digits":
        return digits()
    if name not in FOLDERS:
        near = difflib.get_close_matches(name.lower(), DATASETS, n=1, cutoff=0.0)[0]
        raise DataError(
            f"no data set {name!r}; did you mean {near!r}? Known: {', '.join(DATASETS)}"
        )
    if folder is None:
        raise DataError(f"{name} is read from your own copy; give its folder with --data PATH")
    return FOLDERS[name](folder)
