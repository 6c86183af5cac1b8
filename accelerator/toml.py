"""Accelerators as TOML: presets by name, files by path, lossless both ways."""

from __future__ import annotations

import difflib
import json
import os
import re
import tomllib
from dataclasses import MISSING, fields
from importlib import resources
from pathlib import Path
from typing import Any

from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import Sparsity

_FIELDS = {f.name: f for f in fields(Accelerator)}
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
_KINDS: dict[str, type] = {"int": int, "float": float, "str": str}


def preset_names() -> list[str]:
    """Names of the descriptions that come with weft, largest first."""
    files = (resources.files("weft.accelerator") / "presets").iterdir()
    names = [Path(f.name).stem for f in files if f.name.endswith(".toml")]
    return sorted(names, key=lambda name: (-preset(name).pes, name))


def preset(name: str) -> Accelerator:
    """The preset called ``name``; KeyError where there is none."""
    file = resources.files("weft.accelerator") / "presets" / f"{name}.toml"
    if not _NAME.fullmatch(name) or not file.is_file():
        raise KeyError(name)
    return parse(file.read_text(encoding="utf-8"), f"{name}.toml")


def accelerator_named(text: str) -> Accelerator:
    """The preset of that name or the description in that TOML file.

    Raises ValueError with the nearest name where there is neither.
    """
    try:
        return preset(text)
    except KeyError:
        pass
    path = Path(text)
    if path.suffix == ".toml" or os.path.exists(path):  # False, too, for what can be no path
        return load(path)
    near = difflib.get_close_matches(text, preset_names(), n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(preset_names())}."
    raise ValueError(f"unknown accelerator {text!r}: {hint} (a TOML file works too)")


def load(path: Path) -> Accelerator:
    """Read a description; ValueError names the file and what is wrong in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"cannot read accelerator file {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not a text file; give a TOML description") from None
    return parse(text, str(path))


def parse(text: str, origin: str = "description") -> Accelerator:
    """The accelerator that TOML ``text`` describes; ValueError begins with ``origin``."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{origin}: not valid TOML: {error}") from None
    try:
        _check_keys(values)
        converted = {key: _convert(key, value) for key, value in values.items()}
        return Accelerator(**converted)
    except ValueError as error:
        raise ValueError(f"{origin}: {error}") from None


def _check_keys(values: dict[str, Any]) -> None:
    for key in values:
        if key not in _FIELDS:
            near = difflib.get_close_matches(key, _FIELDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(_FIELDS)}"
            raise ValueError(f"unknown key {key!r}: {hint}")
    required = (n for n, f in _FIELDS.items() if f.default is MISSING)
    missing = [name for name in required if name not in values]
    if missing:
        raise ValueError(f"key {missing[0]!r} is missing; add `{missing[0]} = ...`")


def _convert(key: str, value: Any) -> Any:
    kind = str(_FIELDS[key].type)
    if key == "sparsities":
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise ValueError(f'sparsities={value!r} is no list of patterns; write ["2:4", "2:8"]')
        return tuple(Sparsity.parse(v) for v in value)
    wanted = _KINDS[kind]
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise ValueError(f"{key}={value!r} is not of type {kind}; write a plain {kind}")
    return value


def dump(accelerator: Accelerator) -> str:
    """TOML text that `parse` turns into an equal accelerator."""
    lines = []
    for name in _FIELDS:
        value = getattr(accelerator, name)
        if name == "sparsities":
            value = [str(s) for s in value]
        lines.append(f"{name} = {_text(value)}")
    return "\n".join(lines) + "\n"


def _text(value: Any) -> str:
    """A number, text or list of texts: JSON's spelling, but no surrogate pairs and no bare DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
