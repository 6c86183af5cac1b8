"""Every network of the zoo with its input, its classes and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from torch import nn

from weft.models.zoo.alexnet import alexnet
from weft.models.zoo.digits import digits_cnn, mlp
from weft.models.zoo.resnet import resnet18, resnet50
from weft.models.zoo.resnet9 import resnet9
from weft.models.zoo.vgg import vgg19
from weft.models.zoo.vit import vit


@dataclass(frozen=True, kw_only=True)
class Network:
    """A network of the zoo: ``factory()`` builds it with fresh weights.

    ``input_shape`` is one sample without the batch, (channels, height, width) or (features,).
    """

    name: str
    factory: Callable[..., nn.Module]
    input_shape: tuple[int, ...]
    classes: int
    batch: int
    description: str
    source: str

    def batch_shape(self, batch: int | None = None) -> tuple[int, ...]:
        """Shape of one input batch, of the network's usual size unless ``batch`` is given.

        Raises ValueError where ``batch`` is not positive.
        """
        size = self.batch if batch is None else batch
        if size < 1:
            raise ValueError(f"batch={size} is no batch size; use 1 or more")
        return (size, *self.input_shape)


_CIFAR = (3, 32, 32)

_ALL = (
    Network(
        name="resnet9",
        factory=resnet9,
        input_shape=_CIFAR,
        classes=10,
        batch=128,
        description="nine-layer residual network for CIFAR-10, fast to train",
        source="D. Page, How to train your ResNet (DAWNBench entry, 2018)",
    ),
    Network(
        name="vit",
        factory=vit,
        input_shape=_CIFAR,
        classes=10,
        batch=128,
        description="small vision transformer for CIFAR: width 384, depth 7, patches of 4x4",
        source="Dosovitskiy et al., An Image is Worth 16x16 Words, ICLR 2021",
    ),
    Network(
        name="vgg19",
        factory=vgg19,
        input_shape=_CIFAR,
        classes=100,
        batch=128,
        description="VGG-19 with batch norm and one linear layer, for CIFAR-100",
        source="Simonyan and Zisserman, Very Deep Convolutional Networks, ICLR 2015, column E",
    ),
    Network(
        name="resnet18",
        factory=resnet18,
        input_shape=(3, 64, 64),
        classes=200,
        batch=128,
        description="ResNet-18 with a 3x3 stem and no stem pooling, for Tiny-ImageNet",
        source="He et al., Deep Residual Learning, CVPR 2016, table 1; stem of section 4.2",
    ),
    Network(
        name="resnet50",
        factory=resnet50,
        input_shape=(3, 224, 224),
        classes=1000,
        batch=32,
        description="ResNet-50 for ImageNet, stride in the 3x3 convolution (v1.5)",
        source="He et al., Deep Residual Learning, CVPR 2016, table 1",
    ),
    Network(
        name="alexnet",
        factory=alexnet,
        input_shape=(3, 224, 224),
        classes=1000,
        batch=128,
        description="AlexNet for ImageNet in its one-column form",
        source="Krizhevsky, One weird trick for parallelizing CNNs, arXiv 1404.5997",
    ),
    Network(
        name="mlp",
        factory=mlp,
        input_shape=(64,),
        classes=10,
        batch=64,
        description="two hidden layers of 128 for the 8x8 handwritten digits",
        source="data: Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, UCI 1998",
    ),
    Network(
        name="digits-cnn",
        factory=digits_cnn,
        input_shape=(1, 8, 8),
        classes=10,
        batch=64,
        description="three convolutions for the 8x8 handwritten digits, trained in seconds",
        source="data: Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, UCI 1998",
    ),
)

NETWORKS: dict[str, Network] = {network.name: network for network in _ALL}


def network_named(name: str) -> Network:
    """The network of that name; ``_`` and capitals are forgiven.

    Raises ValueError that suggests the nearest name, or lists all.
    """
    wanted = name.lower().replace("_", "-")
    if wanted in NETWORKS:
        return NETWORKS[wanted]
    nearest = get_close_matches(wanted, NETWORKS, n=1)
    hint = f"did you mean {nearest[0]!r}?" if nearest else f"choose from {', '.join(NETWORKS)}"
    raise ValueError(f"no network is called {name!r}: {hint} (your own: path/to/file.py:factory)")
