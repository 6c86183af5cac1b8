"""Readers of labelled images, their errors, and the order of batches."""

from __future__ import annotations

import gzip
import struct

import numpy as np
import pytest
import torch

from weft.models.data import DataError, cifar10, data_named, digits, mnist, shuffled

RNG = np.random.default_rng(0)


def idx(array):
    header = struct.pack(">4B", 0, 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.astype(np.uint8).tobytes()


@pytest.fixture
def mnist_folder(tmp_path):
    for prefix, count in (("train", 6), ("t10k", 4)):
        images = RNG.integers(0, 256, (count, 28, 28))
        (tmp_path / f"{prefix}-images-idx3-ubyte").write_bytes(idx(images))
        labels = gzip.compress(idx(np.arange(count)))
        (tmp_path / f"{prefix}-labels-idx1-ubyte.gz").write_bytes(labels)
    return tmp_path


@pytest.fixture
def cifar_folder(tmp_path):
    for name in (*(f"data_batch_{i}.bin" for i in range(1, 6)), "test_batch.bin"):
        records = RNG.integers(0, 256, (3, 3073)).astype(np.uint8)
        records[:, 0] = (1, 2, 9)
        (tmp_path / name).write_bytes(records.tobytes())
    return tmp_path


# ---- digits ----------------------------------------------------------------------------------


def test_digits_are_split_the_same_way_always():
    data = digits()
    assert (len(data.train), len(data.test)) == (1437, 360)
    assert data.image_shape == (1, 8, 8)
    assert data.train.images.dtype == torch.uint8
    assert torch.bincount(data.test.labels).min() > 25


def test_normalised_images_have_zero_mean_and_unit_deviation():
    data = digits()
    images = data.normalised(data.train.images)
    assert images.mean().item() == pytest.approx(0, abs=0.01)
    assert images.std().item() == pytest.approx(1, abs=0.01)


def test_fewer_images_may_be_taken_to_train_on():
    data = digits().take(100)
    assert (len(data.train), len(data.test)) == (100, 360)


# ---- order -----------------------------------------------------------------------------------


def test_an_epoch_sees_every_image_once_and_epochs_differ():
    data = digits().take(100)
    labels = torch.cat([data.training_batch(0, 0, step, 32)[1] for step in range(4)])
    assert torch.equal(labels.sort().values, data.train.labels.sort().values)
    assert sorted(shuffled(100, 0, 0).tolist()) == list(range(100))
    assert (
        len(
            {
                tuple(shuffled(100, seed, epoch).tolist())
                for seed, epoch in ((0, 0), (0, 1), (1, 0), (1, 1))
            }
        )
        == 4
    )


def test_augmentation_depends_on_the_step_alone(cifar_folder):
    data = cifar10(cifar_folder)
    first = [data.training_batch(0, 0, 0, 8)[0] for _ in range(2)]
    assert data.augments
    assert torch.equal(*first)
    assert not torch.equal(first[0], data.training_batch(1, 0, 0, 8)[0])
    assert first[0].shape == (8, 3, 32, 32)


# ---- files -----------------------------------------------------------------------------------


def test_mnist_is_read_plain_and_compressed(mnist_folder):
    data = data_named("mnist", mnist_folder)
    assert data.train.images.shape == (6, 1, 28, 28)
    assert data.test.labels.tolist() == [0, 1, 2, 3]
    content = (mnist_folder / "train-images-idx3-ubyte").read_bytes()
    assert data.train.images.numpy().tobytes() == content[16:]


def test_cifar_is_read_from_the_folder_or_the_one_inside(cifar_folder):
    inner = cifar_folder / "outer" / "cifar-10-batches-bin"
    inner.parent.mkdir()
    data = cifar10(cifar_folder)
    assert data.train.images.shape == (15, 3, 32, 32)
    assert data.train.labels[:3].tolist() == [1, 2, 9]
    record = (cifar_folder / "test_batch.bin").read_bytes()[:3073]
    assert data.test.images[0].numpy().tobytes() == record[1:]
    inner.mkdir()
    for file in cifar_folder.glob("*.bin"):
        file.rename(inner / file.name)
    assert torch.equal(cifar10(inner.parent).train.images, data.train.images)


def refused(read, folder, message):
    with pytest.raises(DataError) as error:
        read(folder)
    assert str(error.value).replace(str(folder), "DIR") == message


def test_a_missing_file_is_named(tmp_path):
    refused(
        mnist,
        tmp_path,
        "DIR has no train-images-idx3-ubyte or train-images-idx3-ubyte.gz; "
        "give the folder that holds it",
    )
    refused(cifar10, tmp_path, "DIR has no data_batch_1.bin; give the folder that holds it")


def test_a_short_file_says_what_it_lacks(mnist_folder):
    path = mnist_folder / "train-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:-1])
    message = "DIR/train-images-idx3-ubyte has 4719 bytes, not 4720; fetch it again"
    refused(mnist, mnist_folder, message)


def test_a_file_of_another_kind_is_refused(mnist_folder):
    (mnist_folder / "train-images-idx3-ubyte").write_bytes(b"<html>")
    message = "DIR/train-images-idx3-ubyte is no IDX file of 3 dimensions; fetch it again"
    refused(mnist, mnist_folder, message)


@pytest.mark.parametrize("keep", [5, 30, -3])
def test_a_broken_gzip_file_is_named(mnist_folder, keep):
    path = mnist_folder / "t10k-labels-idx1-ubyte.gz"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DataError, match=r"ubyte\.gz is no whole gzip file .*; fetch it again$"):
        mnist(mnist_folder)


def test_images_and_labels_have_to_match(mnist_folder):
    (mnist_folder / "t10k-labels-idx1-ubyte").write_bytes(idx(np.arange(3)))
    refused(mnist, mnist_folder, "DIR: 4 t10k images but 3 labels; fetch both again")


def test_a_label_beyond_the_classes_is_refused(mnist_folder):
    (mnist_folder / "t10k-labels-idx1-ubyte").write_bytes(idx(np.arange(4) + 200))
    message = "DIR/t10k-labels-idx1-ubyte has label 203, labels are 0..9; fetch it again"
    refused(mnist, mnist_folder, message)


@pytest.mark.parametrize("length", [0, 3072])
def test_a_cifar_file_holds_whole_records(cifar_folder, length):
    (cifar_folder / "data_batch_3.bin").write_bytes(bytes(length))
    refused(
        cifar10,
        cifar_folder,
        f"DIR/data_batch_3.bin has {length} bytes, not a multiple of 3073 (one label and one "
        "image); fetch it again",
    )


def test_an_unreadable_file_is_named(tmp_path):
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.mkdir()
    with pytest.raises(DataError, match="has no train-images"):
        mnist(tmp_path)


def test_names_are_known_or_suggested(mnist_folder):
    assert data_named("digits").name == "digits"
    with pytest.raises(
        DataError, match=r"no data set 'minst'; did you mean 'mnist'\? Known: digits"
    ):
        data_named("minst", mnist_folder)
    with pytest.raises(DataError, match=r"^mnist is read from your own copy; give its folder with"):
        data_named("mnist")
