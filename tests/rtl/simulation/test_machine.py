"""The compiled test bed: what it says of a machine is what that does, and flaws are caught."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.rtl.simulation.copier import MOST_BEATS, Copier, copies
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Fault, Hyper
from weft.accelerator.toml import preset
from weft.rtl.simulation.library import MachineError, ProtocolViolation
from weft.rtl.simulation.machine import CompiledMachine, MemoryModel, Unfinished
from weft.rtl.verilog import to_verilog


def accelerator(name: str, rows: int, fmt: str, bus_bytes: int, channels: int) -> Accelerator:
    return Accelerator(
        name=name, rows=rows, columns=rows, format=fmt, bus_bytes=bus_bytes,
        dram_channels=channels, update_lanes=rows, vector_lanes=rows, a_buffer_bytes=1 << 16,
        b_buffer_bytes=1 << 16, o_buffer_bytes=1 << 16, u_buffer_bytes=1 << 16,
    )  # fmt: skip


MACHINES = {
    "one": preset("tiny"),
    "narrow": accelerator("narrow", 2, "int4", 2, 2),  # one byte a channel
    "wide": accelerator("wide", 16, "fp16", 256, 2),  # the widest that AXI4 has
    "many": accelerator("many", 8, "fp16", 64, 4),
}
IRREGULAR = MemoryModel(stall=0.5, extra_latency=30, seed=7)
BEATS = 400


@cache
def verilog(name: str) -> str:
    return to_verilog({"copier": Copier(MACHINES[name])})


@cache
def machine(name: str = "one") -> CompiledMachine:
    return CompiledMachine(MACHINES[name], verilog=verilog(name), module="copier")


def image(name: str = "one", seed: int = 0) -> np.ndarray:
    size = BEATS * MACHINES[name].bus_bytes
    return np.random.default_rng(seed).integers(0, 256, size, np.uint8)


def moves(name: str, count: int, seed: int = 0) -> list[tuple[int, int, int, Engine]]:
    """Random copies whose bursts stay within 4 KiB on their channel."""
    rng = np.random.default_rng(seed)
    a = MACHINES[name]
    page = min(4096 // (a.bus_bytes // a.dram_channels), BEATS)
    found = []
    for _ in range(count):
        beats = int(rng.integers(1, min(MOST_BEATS, page) + 1))
        source, destination = (
            int(rng.integers(BEATS // page)) * page + int(rng.integers(page - beats + 1))
            for _ in range(2)
        )
        found.append((source, destination, beats, Engine(int(rng.integers(len(Engine))))))
    return found


def copied(name: str, before: np.ndarray, done: list[tuple[int, int, int, Engine]]) -> np.ndarray:
    beats = before.copy().reshape(BEATS, -1)
    for source, destination, count, _ in done:
        beats[destination : destination + count] = beats[source : source + count].copy()
    return beats.reshape(-1)


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("memory", [MemoryModel(), IRREGULAR], ids=["regular", "irregular"])
def test_memory_ends_as_the_program_says_whatever_its_pace(name, memory):
    done, before = moves(name, 40), image(name)
    found = before.copy()
    run = machine(name).run(copies(done), len(done), found, memory=memory)
    np.testing.assert_array_equal(found, copied(name, before, done))
    assert run.start.tolist() == list(range(0, 80, 2))
    assert run.end.tolist() == list(range(1, 80, 2))
    assert (run.cycles, run.active, run.fault) == (80, 80, Fault.NONE)
    assert run.fault_instruction is None
    assert run.active + run.stalled <= run.clock_cycles


def test_a_run_is_the_same_twice_and_another_seed_is_not():
    def clock_cycles(seed: int) -> int:
        model = MemoryModel(stall=0.5, extra_latency=30, seed=seed)
        return machine().run(copies(moves("one", 40)), 40, image(), memory=model).clock_cycles

    assert clock_cycles(1) == clock_cycles(1)
    assert len({clock_cycles(seed) for seed in range(5)}) > 1


def test_latency_and_bandwidth_cost_exactly_what_they_say():
    def clock_cycles(beats: int, **memory: int) -> int:
        model = MemoryModel(**memory)
        return (
            machine()
            .run(copies([(0, 100, beats, Engine.LOAD)]), 1, image(), memory=model)
            .clock_cycles
        )

    base = clock_cycles(8, latency=10, beat_cycles=1)
    # one fetch, one burst read, one write answered
    assert clock_cycles(8, latency=25, beat_cycles=1) == base + 3 * 15
    # 8 beats of the instruction, 8 read, 8 written: each after the first waits once more
    assert clock_cycles(8, latency=10, beat_cycles=2) == base + 3 * 7
    assert clock_cycles(9, latency=10, beat_cycles=1) == base + 2


def test_host_writes_constants_in_order_and_the_window():
    hypers = [Hyper(1, 2, 3, 4, 5), Hyper(0.1, 0.9, 1e-4, 0.5, 1e-3)]
    run = machine().run(copies([]), 0, image(), hypers, window=123)
    checksum = 0
    for h in hypers:
        words = (h.learning_rate, h.momentum, h.weight_decay, h.gradient_scale, h.decay)
        for word in np.array(words, np.float32).view(np.uint32).tolist():
            checksum = (3 * checksum + word) % 2**64
    assert run.counters["read_beats"] == (checksum,)
    assert run.counters["written_beats"] == (123,)
    default = machine().run(copies([]), 0, image())
    assert default.counters["written_beats"] == (BEATS * MACHINES["one"].beat_granules,)


@pytest.mark.parametrize("name", ["one", "many"])
@pytest.mark.parametrize("bad", [3, 101, 102])
def test_a_bad_beat_is_answered_with_an_error_on_one_channel(name, bad):
    program = copies([(9, 200, 2, Engine.LOAD), (0, 100, 8, Engine.STORE)])
    found = image(name)
    run = machine(name).run(program, 2, found, bus_errors=[399, bad])
    assert (run.fault, run.fault_instruction) == (Fault.BUS, 1)
    assert run.start.tolist() == [0, 2]
    assert run.end.tolist() == [1, -1]
    if bad > 99:  # the burst of that channel is not written
        channels = MACHINES[name].dram_channels
        before, after = (i.reshape(BEATS, channels, -1) for i in (image(name), found))
        kept = [(before[100:108, c] == after[100:108, c]).all() for c in range(channels)]
        assert kept == [c == bad % channels for c in range(channels)]


def test_a_bad_beat_that_nobody_touches_does_no_harm():
    program = copies([(0, 100, 8, Engine.STORE)])
    assert machine().run(program, 1, image(), bus_errors=[8, 99, 108]).fault is Fault.NONE


def test_a_bad_instruction_is_answered_with_an_error():
    program = copies(moves("one", 5))
    run = machine().run(program, 5, image(), fetch_errors=[2])
    assert (run.fault, run.fault_instruction) == (Fault.BUS, 2)
    assert run.end.tolist() == [1, 3, -1, -1, -1]


def test_memory_ends_where_the_image_ends():
    program = copies([(0, BEATS - 1, 2, Engine.LOAD)])
    assert machine().run(program, 1, image()).fault is Fault.BUS
    program = copies([(BEATS, 0, 1, Engine.LOAD)])
    assert machine().run(program, 1, image()).fault is Fault.BUS


def test_after_a_fault_and_a_reset_the_same_machine_goes_on():
    program, before = copies([(0, 100, 8, Engine.LOAD)]), image()
    assert machine().run(program, 1, before.copy(), bus_errors=[3]).fault is Fault.BUS
    for _ in range(2):
        found = before.copy()
        run = machine().run(program, 1, found, keep=True)
        assert (run.fault, run.end.tolist()) == (Fault.NONE, [1])
        np.testing.assert_array_equal(found, copied("one", before, [(0, 100, 8, Engine.LOAD)]))


VIOLATIONS = {
    "arvalid falls": "m_axi_memory0: arvalid fell before arready",
    "araddr changes": "m_axi_memory0: the payload of ar changed before arready",
    "wdata changes": "m_axi_memory0: the payload of w changed before wready",
    "wlast is late": "m_axi_memory0: wlast is missing on beat 8 of a burst of 8",
    "a burst crosses 4 KiB": "m_axi_memory0_araddr 68719484920 with 8 beats crosses 4 KiB",
    "awburst is fixed": "m_axi_memory0_awburst is 0, not INCR",
    "an event comes twice": "engine 0: instruction 0 started twice",
    "an instruction is invented": "engine 0: instruction 9 started, which there is none of",
}


@pytest.mark.parametrize("flaw", VIOLATIONS)
def test_a_flaw_is_named(flaw):
    program = copies([(0, 100, 8, Engine.LOAD)] * 5, flaw)
    with pytest.raises(ProtocolViolation) as error:
        machine().run(program, 5, image(), memory=IRREGULAR)
    assert str(error.value) == VIOLATIONS[flaw]
    assert error.value.start is not None
    assert error.value.start.shape == (5,)


def test_done_with_writes_on_their_way_is_refused():
    program = copies([(0, 100, 8, Engine.LOAD)], "done is early")
    with pytest.raises(MachineError, match=r"says done with \d+ transfers unanswered"):
        machine().run(program, 1, image(), memory=MemoryModel(latency=2000))


def test_a_program_that_does_not_end_is_told_with_its_progress():
    with pytest.raises(Unfinished, match=r"limit=500 clock cycles: 1 of 3 .* started, 0 ended"):
        machine().run(
            copies(moves("one", 3)), 3, image(), limit=500, memory=MemoryModel(latency=300)
        )


def test_a_waveform_is_written_by_every_run(tmp_path):
    file = tmp_path / "wave.vcd"
    with CompiledMachine(
        MACHINES["one"], trace_file=file, verilog=verilog("one"), module="copier"
    ) as traced:
        run = traced.run(copies(moves("one", 3)), 3, image())
    text = file.read_text()
    assert "$enddefinitions" in text
    assert "trace_advance" in text
    last = max(int(line[1:]) for line in text.splitlines() if line.startswith("#"))
    assert last >= 2 * run.clock_cycles


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (dict(image=np.zeros(30, np.uint16)), r"image is uint16 \(30,\); give contiguous bytes"),
        (dict(image=np.zeros(30, np.uint8)), "no multiple of a granule, 4 bytes"),
        (dict(length=2), "program of 64 bytes holds no 2 instructions of 64 bytes"),
        (dict(hypers=[Hyper()] * 257), "257 rows of constants; the table has 256"),
    ],
)
def test_what_cannot_run_is_refused(change, message):
    arguments = dict(
        program=copies([(0, 1, 1, Engine.LOAD)]), length=1, image=np.zeros(64, np.uint8)
    )
    with pytest.raises(ValueError, match=message):
        machine().run(**{**arguments, **change})


@pytest.mark.parametrize(
    "values", [dict(latency=0), dict(beat_cycles=0), dict(extra_latency=-1), dict(stall=1.0)]
)
def test_an_impossible_memory_is_refused(values):
    with pytest.raises(ValueError, match=rf"{next(iter(values))}=\S+ is .*; use "):
        MemoryModel(**values)


def test_a_machine_of_another_description_is_refused():
    other = accelerator("other", 4, "int8", 8, 1)
    wrong = CompiledMachine(other, verilog=verilog("one"), module="copier")
    holds = f"register digest holds {int(MACHINES['one'].digest, 16):#x}, not 0x"
    with pytest.raises(MachineError, match=holds):
        wrong.run(copies([]), 0, np.zeros(64, np.uint8))
