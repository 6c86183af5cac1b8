"""The zoo: published sizes, names, and a user's own factory."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from sklearn.datasets import load_digits
from torch import nn

from weft.models.zoo import NETWORKS, load_factory, network_named
from weft.models.zoo.vit import vit


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_maps_a_batch_to_its_classes(name: str) -> None:
    network = NETWORKS[name]
    with torch.device("meta"):
        output = network.factory()(torch.empty(network.batch_shape(2)))
    assert output.shape == (2, network.classes)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("resnet50", 25_557_032),  # torchvision documentation, ResNet50_Weights
        ("alexnet", 61_100_840),  # torchvision documentation, AlexNet_Weights
        # column E at 32x32: 3x3 convolutions, two of batch norm for each channel, one linear layer
        ("vgg19", 9 * 2_224_320 + 2 * 5_504 + 513 * 100),
        ("vit", 7 * (12 * 384**2 + 13 * 384) + 49 * 384 + 64 * 384 + 2 * 384 + 385 * 10),
    ],
)
def test_parameters_are_as_many_as_published(name: str, parameters: int) -> None:
    with torch.device("meta"):
        model = NETWORKS[name].factory()
    assert sum(p.numel() for p in model.parameters()) == parameters


def test_classes_and_width_can_be_chosen() -> None:
    with torch.device("meta"):
        model = NETWORKS["resnet9"].factory(width=16, classes=7)
    assert model.head.weight.shape == (7, 128)


def test_a_batch_size_must_be_positive() -> None:
    assert NETWORKS["resnet50"].batch_shape() == (32, 3, 224, 224)
    with pytest.raises(ValueError, match="batch=0 is no batch size; use 1 or more"):
        NETWORKS["vit"].batch_shape(0)


def test_a_head_must_divide_the_width() -> None:
    with pytest.raises(ValueError, match="width=384 is not a multiple of heads=5"):
        vit(heads=5)


def test_names_forgive_underscores_and_suggest_the_nearest() -> None:
    assert network_named("Digits_CNN") is NETWORKS["digits-cnn"]
    with pytest.raises(
        ValueError, match=r"no network is called 'resnet5': did you mean 'resnet50'"
    ):
        network_named("resnet5")
    with pytest.raises(ValueError, match=r"choose from resnet9, vit, .* path/to/file.py:factory"):
        network_named("qqqq")


def test_digits_cnn_learns_the_digits_in_ten_epochs() -> None:
    """97 % of the test digits: what the zoo promises of its smallest convolutional network."""
    torch.manual_seed(1)
    digits = load_digits()
    images = torch.tensor(digits.images, dtype=torch.float32).unsqueeze(1) / 16
    labels = torch.tensor(digits.target)
    order = torch.randperm(len(labels))
    test, train = order[:360], order[360:]
    model = NETWORKS["digits-cnn"].factory()
    _train(model, images[train], labels[train], epochs=10)
    model.eval()
    accuracy = (model(images[test]).argmax(1) == labels[test]).float().mean()
    assert accuracy >= 0.97


def _train(model: nn.Module, images: torch.Tensor, labels: torch.Tensor, *, epochs: int) -> None:
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    for _ in range(epochs):
        for batch in torch.randperm(len(labels)).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()


def _write(folder: Path, text: str) -> str:
    file = folder / "mine.py"
    file.write_text(text)
    return str(file)


def test_a_factory_is_loaded_with_its_example_input(tmp_path: Path) -> None:
    (tmp_path / "parts.py").write_text("WIDTH = 4\n")
    file = _write(
        tmp_path,
        "from torch import nn\nfrom parts import WIDTH\nexample_input = (2, WIDTH)\n"
        "def build():\n    return nn.Linear(WIDTH, 3)\n"
        "class Net(nn.Linear):\n    example_input = (5, 3)\n"
        "    def __init__(self):\n        super().__init__(3, 1)\n"
        "ready = nn.ReLU()\n",
    )
    factory = load_factory(f"{file}:build")
    assert factory.example_input == (2, 4)
    assert isinstance(factory(), nn.Linear)
    assert load_factory(f"{file}:Net").example_input == (5, 3)
    assert isinstance(load_factory(f"{file}:ready")(), nn.ReLU)


@pytest.mark.parametrize(
    ("text", "attribute", "message"),
    [
        ("def build(): pass\n", "biuld", "has no 'biuld'; did you mean 'build'?"),
        ("def build(): pass\n", "qqq", "has no 'qqq'; it defines build"),
        ("x = 3\n", "qqq", "has no 'qqq'; it defines no function or class"),
        ("x = 3\n", "x", "'x' in .* is int; name a function or class"),
        ("import not_there\n", "x", "does not import: ModuleNotFoundError: No module named"),
        ("def f(:\n", "x", "does not import: SyntaxError: invalid syntax"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_line(
    tmp_path: Path, text: str, attribute: str, message: str
) -> None:
    file = _write(tmp_path, text)
    with pytest.raises(ValueError, match=message) as caught:
        load_factory(f"{file}:{attribute}")
    assert "\n" not in str(caught.value)


def test_a_factory_that_fails_or_builds_no_module_is_named(tmp_path: Path) -> None:
    file = _write(tmp_path, "def bad():\n    return 1 / 0\ndef odd():\n    return 3\n")
    with pytest.raises(ValueError, match=r"^bad\(\) failed: ZeroDivisionError: division by zero$"):
        load_factory(f"{file}:bad")()
    with pytest.raises(ValueError, match=r"^odd\(\) returned int; return a torch.nn.Module$"):
        load_factory(f"{file}:odd")()


def test_a_path_without_factory_or_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"names no factory; write path/to/file\.py:factory"):
        load_factory("models/mine.py")
    with pytest.raises(FileNotFoundError, match=r"^no file nowhere.py; write path/to/file.py"):
        load_factory("nowhere.py:build")
    text = tmp_path / "mine.txt"
    text.write_text("")
    with pytest.raises(ValueError, match="is no Python file"):
        load_factory(f"{text}:build")
