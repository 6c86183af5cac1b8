"""Verilog into a shared library: Verilator, the harness, a C++ compiler, and a cache."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from shutil import copyfile

import weft.accelerator
import weft.rtl
from weft.accelerator.description import Accelerator
from weft.rtl.bus.axi import channel_bytes, program_bytes
from weft.rtl.simulation.cache import cached, digest
from weft.rtl.simulation.tools import Tool, ToolError, find_compiler, find_verilator, find_yosys

_HERE = Path(__file__).parent
_SOURCES = ("harness.cpp", "slaves.hpp", "axi.hpp")  # the first is compiled, the others it includes
_VERILATE = (
    "--cc", "--prefix", "Vtop", "--Mdir", ".", "-O3", "--x-assign", "fast", "--x-initial", "fast",
    "--noassert", "-Wno-fatal", "-Wno-lint", "-Wno-style",
)  # fmt: skip
# hidden symbols keep the machines of one process apart
_COMPILE = ("-std=c++20", "-fPIC", "-fvisibility=hidden", "-fvisibility-inlines-hidden", "-w")
_FAST, _SLOW = ("-O3",), ("-O1",)
_RUNTIME = ("verilated.cpp", "verilated_threads.cpp")
_RUNTIME_TRACING = ("verilated_vcd_c.cpp",)


@dataclass(frozen=True)
class Model:
    """What is to be compiled: Verilog, the name of its top module, its ports, and how.

    ``harness`` stands for another harness.cpp.
    """

    verilog: str
    module: str
    layout: str
    trace: bool = False
    inline: bool = True
    harness: Path = _HERE / _SOURCES[0]

    @property
    def sources(self) -> dict[str, Path]:
        """What Verilator does not write, by name."""
        return {_SOURCES[0]: self.harness, **{name: _HERE / name for name in _SOURCES[1:]}}


def model(accelerator: Accelerator, verilog: str, module: str, *, trace: bool) -> Model:
    """The model of ``accelerator`` in ``verilog``, its top ``module`` with ports of `Top`."""
    return Model(
        verilog=verilog,
        module=module,
        layout=layout(accelerator),
        trace=trace,
        # inlined, the floating-point adders of all PEs take minutes to compile
        inline=accelerator.operand.is_integer,
    )


def layout(accelerator: Accelerator) -> str:
    """The header that tells the harness widths and ports of the machine."""
    ports = " ".join(f"PORT(m_axi_memory{i})" for i in range(accelerator.dram_channels))
    return (
        f"#define WEFT_CHANNELS(PORT) {ports}\n"
        f"#define WEFT_CHANNEL_COUNT {accelerator.dram_channels}\n"
        f"#define WEFT_CHANNEL_BYTES {channel_bytes(accelerator)}\n"
        f"#define WEFT_PROGRAM_BYTES {program_bytes(accelerator)}\n"
    )


def generated(accelerator: Accelerator) -> str:
    """`generate`, remembered for as long as neither the description nor weft's sources change."""
    from weft.rtl.verilog import generate

    made_of = (accelerator.digest, accelerator.name, _own_sources(), version("amaranth"))
    name = f"{digest(*made_of, find_yosys().version)}.v"

    def make(_: Path, file: Path) -> None:
        file.write_text(generate(accelerator), encoding="utf-8")

    return cached("verilog", name, make).read_text(encoding="utf-8")


def _own_sources() -> str:
    """Digest of the Python files that say what the machine is."""
    roots = [Path(package.__path__[0]) for package in (weft.accelerator, weft.rtl)]
    files = (file for root in roots for file in sorted(root.rglob("*.py")))
    return digest(*(part for file in files for part in (file.name, file.read_bytes())))


def library(wanted: Model) -> Path:
    """The shared library of a model, compiled unless it is in the cache.

    Raises ToolError where a tool is missing or refuses.
    """
    verilator, compiler = find_verilator(), find_compiler()
    made_of: list[str | bytes] = [
        wanted.verilog, wanted.module, wanted.layout, str(wanted.trace), str(wanted.inline),
        verilator.version, compiler.version, *_VERILATE, *_COMPILE, *_FAST, *_SLOW,
        *(file.read_bytes() for file in wanted.sources.values()),
    ]  # fmt: skip
    return cached(
        "machines",
        f"{digest(*made_of)}.so",
        lambda folder, file: _build(wanted, verilator, compiler, folder, file),
    )


def _build(wanted: Model, verilator: Tool, compiler: Tool, folder: Path, file: Path) -> None:
    (folder / "top.v").write_text(wanted.verilog, encoding="utf-8")
    (folder / "layout.hpp").write_text(wanted.layout, encoding="utf-8")
    for name, source in wanted.sources.items():
        copyfile(source, folder / name)
    verilator.run([*_verilator_flags(wanted), "top.v"], folder)
    flags = _flags(verilator, trace=wanted.trace)
    units = [*_units(folder), (_SOURCES[0], _FAST)]
    objects = _compile(compiler, folder, units, flags)
    runtime = _runtime(verilator, compiler, trace=wanted.trace)
    link: list[str | Path] = [*objects, *runtime, "-shared", "-Wl,-Bsymbolic", "-pthread"]
    compiler.run([*link, "-o", file.name], folder)


def _verilator_flags(wanted: Model) -> list[str]:
    flags = [*_VERILATE, "--top-module", wanted.module]
    if wanted.trace:
        flags += ["--trace", "--trace-structs"]
    return flags if wanted.inline else [*flags, "-fno-inline"]


def _flags(verilator: Tool, *, trace: bool) -> list[str]:
    """What the compiler needs for generated code, runtime and harness alike."""
    include = Path(verilator.environment["VERILATOR_ROOT"]) / "include"
    tracing = f"{int(trace)}"
    defines = [
        "-DVERILATOR=1", "-DVM_COVERAGE=0", "-DVM_SC=0", "-DVM_TIMING=0", "-DVM_TRACE_FST=0",
        "-DVM_TRACE_SAIF=0", f"-DVM_TRACE={tracing}", f"-DVM_TRACE_VCD={tracing}",
        f"-DWEFT_TRACE={tracing}",
    ]  # fmt: skip
    return [*_COMPILE, *defines, "-I.", f"-I{include}", f"-I{include / 'vltstd'}"]


Unit = tuple[str, tuple[str, ...]]


def _units(folder: Path) -> list[Unit]:
    """Verilator's files, joined to one unit a core, and one of what runs but once."""
    files = sorted(folder.glob("Vtop*.cpp"), key=lambda f: (-f.stat().st_size, f.name))
    if not files:
        raise ToolError("verilator wrote no C++; run it by hand to see why")
    slow = [f for f in files if "__Slow" in f.name]
    fast = [f for f in files if "__Slow" not in f.name]
    groups: list[list[Path]] = [[] for _ in range(_jobs())]
    for place, file in enumerate(fast):
        groups[place % len(groups)].append(file)
    units = [_unit(folder, f"fast{i}.cpp", group, _FAST) for i, group in enumerate(groups) if group]
    return [*units, _unit(folder, "slow.cpp", slow, _SLOW)] if slow else units


def _unit(folder: Path, name: str, files: Iterable[Path], level: tuple[str, ...]) -> Unit:
    (folder / name).write_text("".join(f'#include "{file.name}"\n' for file in files))
    return name, level


def _compile(
    compiler: Tool, folder: Path, units: Sequence[Unit], flags: Sequence[str]
) -> list[str]:
    """Object files of ``units``, several at a time."""

    def compile_one(unit: Unit) -> str:
        source, level = unit
        target = f"{source}.o"
        compiler.run([*level, *flags, "-c", source, "-o", target], folder)
        return target

    with ThreadPoolExecutor(_jobs()) as pool:
        return list(pool.map(compile_one, units))


def _runtime(verilator: Tool, compiler: Tool, *, trace: bool) -> list[Path]:
    """Verilator's own part of every machine, compiled once for all of them."""
    flags = _flags(verilator, trace=trace)
    include = Path(verilator.environment["VERILATOR_ROOT"]) / "include"
    names = (*_RUNTIME, *(_RUNTIME_TRACING if trace else ()))
    made_of = (verilator.version, compiler.version, *_COMPILE, str(trace))

    def one(name: str) -> Path:
        def make(folder: Path, file: Path) -> None:
            source = include / name
            compiler.run(["-O2", *flags, "-c", source, "-o", file.name], folder)

        return cached("runtime", f"{digest(name, *made_of)}.o", make)

    with ThreadPoolExecutor(_jobs()) as pool:
        return list(pool.map(one, names))


def _jobs() -> int:
    return cpu_count() or 1
