"""What weft knows by name: ``weft networks``, ``weft schemes``, ``weft accelerators``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from weft.commands import terminal

if TYPE_CHECKING:
    from weft.accelerator.description import Accelerator
    from weft.models.schemes import Scheme


@click.command(
    short_help="List the networks known by name.",
    epilog="""
\b
Next:
  weft simulate resnet18 --scheme bdwp
  weft simulate --model path/to/file.py:factory --input-shape 3,32,32
""",
)
def networks() -> None:
    """List the networks that can be named in simulate and train."""
    from weft.models.zoo import NETWORKS

    table = terminal.table("network", "input", "classes", "batch", "what it is", right=(2, 3))
    for network in NETWORKS.values():
        shape = "x".join(map(str, network.input_shape))
        table.add_row(
            network.name, shape, str(network.classes), str(network.batch), network.description
        )
    terminal.show(table)
    terminal.say("Any other torch.nn.Module works by --model path/to/file.py:factory.")


@click.command(
    short_help="List the training schemes; explain one.",
    epilog="""
\b
Next:
  weft schemes bdwp                   the equations and the source of one
  weft simulate resnet18 --scheme bdwp --sparsity 2:8
  weft train digits-cnn --scheme bdwp --sparsity 2:8
""",
)
@click.argument("name", required=False)
def schemes(name: str | None) -> None:
    """List the training schemes, or explain the one called NAME.

    A scheme says which operand of each GEMM is N:M-sparse, and what the update does about it. The
    weight gradient (WU) is dense in every scheme.
    """
    from weft.models.schemes import SCHEMES, scheme_named

    if name is not None:
        _explain_scheme(type(scheme_named(name)))
        return
    table = terminal.table("scheme", "FF", "BP", "what it is")
    for scheme in SCHEMES.values():
        table.add_row(scheme.name, *_sparse_stages(scheme), _first_sentence(scheme))
    terminal.show(table)
    terminal.say("FF: forward. BP: gradient of the input. `weft schemes NAME` explains one.")


def _sparse_stages(scheme: type[Scheme]) -> tuple[str, str]:
    """Which operand is sparse in FF and BP."""
    forward = "weights" if scheme.prunes_ff else "dense"
    if scheme.prunes_bp:
        return forward, "weights"
    if scheme.masks_bp_by_ff:
        return forward, "masked, runs dense"
    return forward, "gradients, run dense" if scheme.name == "sdgp" else "dense"


def _documentation(scheme: type[Scheme]) -> list[str]:
    """Paragraphs of the scheme's docstring."""
    text = textwrap.dedent(f"    {(scheme.__doc__ or '').strip()}")
    return [" ".join(part.split()).replace("``", "") for part in text.split("\n\n")]


def _first_sentence(scheme: type[Scheme]) -> str:
    return _documentation(scheme)[0].rstrip(".")


def _explain_scheme(scheme: type[Scheme]) -> None:
    import weft.models.schemes as home

    terminal.say(f"{scheme.name}: " + "\n\n".join(_documentation(scheme)))
    lines = (home.__doc__ or "").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("scheme"))
    row = next(line for line in lines if line.startswith(f"{scheme.name} "))
    terminal.say("")
    terminal.say(lines[start], wrap=False)
    terminal.say(row, wrap=False)
    terminal.say("m_in, m_out: masks of the largest magnitudes along input, output channels.")


#: What each key of a description means, beside it in the printed TOML.
KEYS = {
    "name": "names the machine in reports",
    "rows": "PEs down the array; a power of two, equal to columns",
    "columns": "PEs across the array",
    "format": "operands: fp16, bf16, fp8-e4m3, fp8-e5m2, int8 or int4",
    "sparsities": "patterns the PEs can select; 1:1 is dense",
    "multiplier_latency": "cycles",
    "adder_latency": "cycles; interleave hides it",
    "lane_latency": "cycles of an fp32 addition in the lanes of STORE and UPDATE",
    "interleave": "independent sums a PE can hold in turn",
    "a_buffer_bytes": "activations and gradients",
    "b_buffer_bytes": "weights with their indices",
    "o_buffer_bytes": "sums",
    "u_buffer_bytes": "weights and momentum on their way through the update",
    "buffer_latency": "cycles to read a buffer",
    "update_lanes": "weights updated per cycle; a power of two, at most columns",
    "vector_lanes": "elements per cycle of passes that are no GEMM",
    "bus_bytes": "one beat of the memory port; a multiple of rows * operand bytes",
    "dram_channels": "",
    "dram_channel_gb_per_s": "peak of one channel",
    "dram_latency": "cycles until the first beat",
    "clock_mhz": "",
    "queue_depth": "instructions waiting for each engine",
    "summary": "one line for people; not part of the digest",
}


@click.command(
    short_help="List the accelerators; print one as TOML to start from.",
    epilog="""
\b
Next:
  weft accelerators sat-small > mine.toml     start a description of your own
  weft simulate digits-cnn --accelerator mine.toml
""",
)
@click.argument("name", required=False)
def accelerators(name: str | None) -> None:
    """List the accelerators that come with weft, or print the TOML of the one called NAME.

    NAME may also be a TOML file: it is checked, and printed with every default filled in.
    """
    from weft.accelerator.toml import accelerator_named, preset, preset_names

    if name is not None:
        click.echo(explained_toml(accelerator_named(name)), nl=False)
        return
    table = terminal.table("accelerator", "array", "format", "sparsities", "peak", "memory", "what")
    for preset_name in preset_names():
        table.add_row(preset_name, *_facts(preset(preset_name)))
    terminal.show(table)
    terminal.say("peak: dense multiply-accumulates. `weft accelerators NAME` explains one.")


def explained_toml(accelerator: Accelerator) -> str:
    """TOML that reads back as ``accelerator``, with a comment beside every key."""
    from weft.accelerator.toml import dump

    lines = dump(accelerator).splitlines()
    width = max(len(line) for line in lines if len(line) < 40)
    text = [f"# digest {accelerator.digest}: stands in every report, program and bitstream"]
    for line in lines:
        meaning = KEYS[line.split(" = ")[0]]
        text.append(f"{line:<{width}}  # {meaning}" if meaning else line)
    return "\n".join(text) + "\n"


def _facts(a: Accelerator) -> tuple[str, ...]:
    return (
        f"{a.rows}x{a.columns}",
        f"{a.format}+{a.accumulator.name}",
        " ".join(str(s) for s in a.sparsities),
        f"{a.pes * a.clock_mhz / 1e3:.4g} GMAC/s",
        f"{a.dram_gb_per_s:.4g} GB/s",
        a.summary,
    )
