"""Names of layers from names of parameters, and numbered names of attention products."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from weft.models.recording.values import Site

#: What stands after the module's name: plain, parametrized, old weight norm and torch.prune,
#: and packed projections such as ``in_proj_weight``.
_SUFFIX = re.compile(
    r"(^|\.)(parametrizations\.weight\.original\d?|weight(_v|_orig)?)$|_weight(_v|_orig)?$"
)


def layer_of(parameter: str, model: str) -> str:
    """Dotted name of the layer that a weight belongs to; the model's where it is the layer."""
    return _SUFFIX.sub("", parameter) or model


def owner_of(parameter: str) -> str:
    """Dotted name of the module that holds a parameter; "" is the model itself."""
    module, parametrized, _ = f".{parameter}".partition(".parametrizations.")
    return (module if parametrized else module.rpartition(".")[0]).removeprefix(".")


def name_products(sites: Iterable[Site]) -> None:
    """Name every product by its module and role; a second one of the same name gets a number.

    A checkpointed product computed again gets the name it had.
    """
    seen: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for site in sites:
        if site.product is None:
            continue
        name = f"{site.layer}.{site.role}"
        count = seen[site.repeated]
        count[name] += 1
        site.layer = name if count[name] == 1 else f"{name}{count[name]}"
