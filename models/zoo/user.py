"""A user's own network: ``path/to/file.py:factory``."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import Any

from torch import nn


@dataclass(frozen=True, kw_only=True)
class Factory:
    """A user's factory; calling it builds the network and checks that it is one.

    ``example_input`` is what the file says about the input (a tensor, a shape with the batch, or
    a tuple of such), from the factory's attribute or the file's variable of that name; None
    where it says nothing.
    """

    name: str
    function: Callable[[], Any]
    example_input: Any = None

    def __call__(self) -> nn.Module:
        """Build the network.

        Raises ValueError where the factory raises or returns anything but a module.
        """
        try:
            model = self.function()
        except Exception as error:
            raise ValueError(f"{self.name}() failed: {type(error).__name__}: {error}") from error
        if not isinstance(model, nn.Module):
            raise ValueError(
                f"{self.name}() returned {type(model).__name__}; return a torch.nn.Module"
            )
        return model


def load_factory(spec: str) -> Factory:
    """Import ``path/to/file.py:factory``: a function without arguments, a class or a module.

    Raises FileNotFoundError for a missing file; ValueError where the file does not import or has
    no such factory. Every message is one line.
    """
    path, attribute = _split(spec)
    module = _import(path)
    found = getattr(module, attribute, None)
    if found is None:
        raise ValueError(f"{path} has no {attribute!r}; {_candidates(module, attribute)}")
    if isinstance(found, nn.Module):
        function: Callable[[], Any] = lambda: found  # noqa: E731 - a module is its own factory
    elif callable(found):
        function = found
    else:
        raise ValueError(
            f"{attribute!r} in {path} is {type(found).__name__}; "
            "name a function or class that returns a torch.nn.Module"
        )
    example = getattr(found, "example_input", None)
    if example is None:
        example = getattr(module, "example_input", None)
    return Factory(name=attribute, function=function, example_input=example)


def _split(spec: str) -> tuple[Path, str]:
    """A colon may also stand in the path (a drive letter): the last one counts."""
    path, colon, attribute = spec.rpartition(":")
    if not colon or not path or not attribute.isidentifier():
        raise ValueError(f"{spec!r} names no factory; write path/to/file.py:factory")
    file = Path(path).expanduser()
    if not file.is_file():
        raise FileNotFoundError(f"no file {path}; write path/to/file.py:factory")
    if file.suffix != ".py":
        raise ValueError(f"{path} is no Python file; write path/to/file.py:factory")
    return file, attribute


def _import(path: Path) -> ModuleType:
    name = f"weft_user_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and pickle look their module up
    try:
        with _neighbours_importable(path):
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        message = " ".join(str(error).split())
        raise ValueError(f"{path} does not import: {type(error).__name__}: {message}") from error
    return module


@contextmanager
def _neighbours_importable(path: Path) -> Iterator[None]:
    """Let the file import its neighbours, as it can when run as a script."""
    folder = str(path.resolve().parent)
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.path.remove(folder)


def _candidates(module: ModuleType, wanted: str) -> str:
    """What the file defines itself, in words: the nearest name first of all."""
    own = [
        name
        for name, value in vars(module).items()
        if getattr(value, "__module__", None) == module.__name__ and callable(value)
    ]
    nearest = get_close_matches(wanted, own, n=1)
    if nearest:
        return f"did you mean {nearest[0]!r}?"
    return f"it defines {', '.join(own)}" if own else "it defines no function or class"
