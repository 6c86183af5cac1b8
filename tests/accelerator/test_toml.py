"""Accelerators on disk: lossless both ways, and every mistake named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests import descriptions
from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import Sparsity
from weft.accelerator.toml import accelerator_named, dump, load, parse, preset, preset_names

RANDOM = settings(deadline=None, derandomize=True, max_examples=150)
TINY = dump(preset("tiny"))
PRESETS = ["sat-vcu1525", "sat-small", "ulx3s-int8", "tiny", "ulx3s-fp16"]


def exactly(message: str) -> str:
    return f"^{re.escape(message)}$"


def without(key: str) -> str:
    return "".join(line for line in TINY.splitlines(True) if not line.startswith(f"{key} "))


def changed(key: str, value: str) -> str:
    return without(key) + f"{key} = {value}\n"


# ---- there and back ----


@RANDOM
@given(descriptions.accelerators())
def test_any_accelerator_comes_back_from_toml(a: Accelerator) -> None:
    back = parse(dump(a))
    assert back == a
    assert back.summary == a.summary
    assert back.digest == a.digest


@RANDOM
@given(descriptions.accelerators(most_rows=4))
def test_dumping_twice_gives_one_text(a: Accelerator) -> None:
    assert dump(parse(dump(a))) == dump(a)


@pytest.mark.parametrize("name", PRESETS)
def test_presets_come_back_from_a_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "machine.toml"
    path.write_text(dump(preset(name)), encoding="utf-8")
    assert load(path) == preset(name) == accelerator_named(str(path)) == accelerator_named(name)
    assert load(path).digest == preset(name).digest
    assert preset(name).name == name
    assert preset(name).summary


def test_presets_are_listed_largest_first() -> None:
    assert preset_names() == PRESETS


def test_the_issue_fixes_what_the_presets_are() -> None:
    vcu, small, tiny = map(preset, ("sat-vcu1525", "sat-small", "tiny"))
    assert (vcu.rows, vcu.format, vcu.accumulator.name) == (32, "fp16", "fp32")
    assert vcu.clock_mhz == 200.0
    assert (vcu.dram_channels, vcu.dram_channel_gb_per_s) == (4, 19.2)
    assert {Sparsity(1, 1), Sparsity(2, 4), Sparsity(2, 8)} < set(vcu.sparsities)
    buffers = sum(getattr(vcu, name) for name in descriptions.BUFFERS)
    assert buffers <= 270e6 / 8 + 75.9e6 / 8  # UltraRAM and block RAM of a VU9P, bits (DS890)
    assert (small.rows, tiny.rows, tiny.format) == (8, 4, "int8")


def test_keys_left_out_take_their_defaults() -> None:
    assert parse(without("multiplier_latency")).multiplier_latency == 1
    assert parse(without("sparsities")).sparsities == (Sparsity(1, 1),)


def test_a_whole_number_is_a_float_too() -> None:
    assert parse(changed("clock_mhz", "100")) == parse(changed("clock_mhz", "100.0"))


# ---- mistakes ----

MISTAKES = {
    "unknown key": (TINY + "row = 4\n", "unknown key 'row': did you mean 'rows'?"),
    "unknown key like none": (
        "zzz = 4\n",
        "unknown key 'zzz': known: name, rows, columns, format, sparsities, multiplier_latency, "
        "adder_latency, lane_latency, interleave, a_buffer_bytes, b_buffer_bytes, o_buffer_bytes, "
        "u_buffer_bytes, buffer_latency, update_lanes, vector_lanes, bus_bytes, dram_channels, "
        "dram_channel_gb_per_s, dram_latency, clock_mhz, queue_depth, summary",
    ),
    "table": (TINY + "[clock]\nmhz = 1\n", "unknown key 'clock': did you mean 'clock_mhz'?"),
    "missing key": (without("rows"), "key 'rows' is missing; add `rows = ...`"),
    "text for a number": (changed("rows", '"4"'), "rows='4' is not of type int; write a plain int"),
    "fraction": (changed("rows", "4.0"), "rows=4.0 is not of type int; write a plain int"),
    "truth value": (changed("rows", "true"), "rows=True is not of type int; write a plain int"),
    "truth for a float": (
        changed("clock_mhz", "true"),
        "clock_mhz=True is not of type float; write a plain float",
    ),
    "number for a text": (changed("name", "4"), "name=4 is not of type str; write a plain str"),
    "pattern alone": (
        changed("sparsities", '"2:4"'),
        'sparsities=\'2:4\' is no list of patterns; write ["2:4", "2:8"]',
    ),
    "numbers for patterns": (
        changed("sparsities", "[[2, 4]]"),
        'sparsities=[[2, 4]] is no list of patterns; write ["2:4", "2:8"]',
    ),
    "impossible pattern": (
        changed("sparsities", '["8:2"]'),
        "sparsity 8:2 breaks 1 <= kept <= group <= 16; write kept:group, such as 2:8",
    ),
    "impossible machine": (
        changed("columns", "8"),
        "rows=4 and columns=8 differ; the array is square, because one vector of channels is both "
        "a row of inputs and a row of outputs: use 4x4",
    ),
    "infinite clock": (
        changed("clock_mhz", "inf"),
        "clock_mhz=inf is not positive and finite; give a number of MHz",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_named_after_the_file(case: str, tmp_path: Path) -> None:
    text, message = MISTAKES[case]
    path = tmp_path / "machine.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=exactly(f"{path}: {message}")):
        load(path)


@pytest.mark.parametrize("text", ["rows = ", "rows = 4\nrows = 4\n", "= 4", '"rows" = [4'])
def test_malformed_toml_and_repeated_keys_say_where(text: str) -> None:
    with pytest.raises(ValueError, match=r"^description: not valid TOML: .*\(at ") as caught:
        parse(text)
    assert caught.value.__suppress_context__  # one line for the user, no chain of parser errors


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    message = f"cannot read accelerator file {path}: No such file or directory"
    for read in (load, lambda p: accelerator_named(str(p))):
        with pytest.raises(ValueError, match=exactly(message)):
            read(path)


def test_a_folder_is_no_description(tmp_path: Path) -> None:
    message = f"cannot read accelerator file {tmp_path}: Is a directory"
    with pytest.raises(ValueError, match=exactly(message)):
        accelerator_named(str(tmp_path))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "machine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    message = f"{path} is not a text file; give a TOML description"
    with pytest.raises(ValueError, match=exactly(message)):
        load(path)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("sat-vcu1252", "did you mean 'sat-vcu1525'?"),
        ("Tiny", "did you mean 'tiny'?"),
        ("qqq", f"there are {', '.join(PRESETS)}."),
    ],
)
def test_an_unknown_preset_suggests_the_nearest(name: str, hint: str) -> None:
    message = f"unknown accelerator {name!r}: {hint} (a TOML file works too)"
    with pytest.raises(ValueError, match=exactly(message)):
        accelerator_named(name)


@pytest.mark.parametrize("name", ["../presets/tiny", "", "tiny.toml", "a" * 5000, "a\0b"])
def test_what_is_no_name_is_no_preset(name: str) -> None:
    with pytest.raises(KeyError):
        preset(name)
    with pytest.raises(ValueError, match=r"unknown accelerator|cannot read accelerator file"):
        accelerator_named(name)
