"""Equal modules of an RTLIL text become one.

Amaranth emits a module for every component, although a machine is built of many equal ones: lanes,
banks, adders. Two modules are equal where their text is, once the modules below them are merged.
"""

from __future__ import annotations

import re

# attributes of a module stand before it; the last line of a module is the first `end` at its margin
_MODULE = re.compile(r"(?:^attribute [^\n]*\n)*^module (\S+)\n.*?^end\n", re.MULTILINE | re.DOTALL)
_CELL = re.compile(r"^(  cell )(\\\S+)( )", re.MULTILINE)


def merged(text: str) -> str:
    """``text`` with every kind of module once, under the name that comes first in it."""
    modules = {found[1]: found[0] for found in _MODULE.finditer(text)}
    names = {name: name for name in modules}
    while (found := _kinds(modules, names)) != names:
        names = found
    return "".join(_placed(body, names) for name, body in modules.items() if names[name] == name)


def _kinds(modules: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """For every module the first that equals it, where those below are as in ``names``."""
    first: dict[str, str] = {}
    return {
        name: first.setdefault(
            _placed(body, names).replace(f"module {name}\n", "module\n", 1), name
        )
        for name, body in modules.items()
    }


def _placed(body: str, names: dict[str, str]) -> str:
    """A module with those below it under the names of their kinds."""
    return _CELL.sub(lambda m: m[1] + names.get(m[2], m[2]) + m[3], body)
