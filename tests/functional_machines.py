"""Small accelerators full of random numbers, and the comparison of the machine with its oracle."""

from __future__ import annotations

import numpy as np

from tests.naive_functional import Naive
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper, Program, Source
from weft.accelerator.sparsity import Sparsity
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine

GRANULES = 400  # of the memory image


def small(fmt, rows, beat, *patterns, interleave=6):
    """An accelerator with the least buffers that leave room for random addresses."""
    bits = {"fp16": 16, "bf16": 16, "fp8-e4m3": 8, "int8": 8, "int4": 4}[fmt]
    granule = rows * bits // 8
    sparsities = tuple(Sparsity.parse(text) for text in patterns)
    banks = max([1, *(s.group for s in sparsities)])
    return Accelerator(
        name=f"{fmt}-{rows}x{rows}",
        rows=rows,
        columns=rows,
        format=fmt,
        sparsities=sparsities,
        interleave=interleave,
        a_buffer_bytes=banks * 8 * rows * granule,
        b_buffer_bytes=10 * 2 * rows * granule,
        o_buffer_bytes=2 * 6 * rows * rows * 4,
        u_buffer_bytes=6 * rows * (16 * rows + 4 * granule),
        update_lanes=rows,
        vector_lanes=rows,
        bus_bytes=beat * granule,
    )


ACCELERATORS = (
    small("fp16", 4, 2, "1:4", "2:4"),
    small("fp16", 8, 4, "2:8", "1:8", "4:8", "1:2"),
    small("int8", 4, 1, "1:4", "2:4"),
    small("int8", 8, 8, "2:8"),
    small("int4", 4, 4, "2:4", "1:2"),
    small("fp8-e4m3", 4, 2, "1:4"),
    small("bf16", 2, 2, "1:2"),
)
HYPERS = (
    Hyper(),
    Hyper(learning_rate=0.1, momentum=0.9, weight_decay=1e-3, gradient_scale=2.0**-7),
    Hyper(learning_rate=0.5, gradient_scale=0.25, decay=0.02),
)


def values(rng, shape, dtype):
    """Numbers with zeros, ties and extremes among them."""
    if np.dtype(dtype).kind == "i":
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        wide, narrow = rng.integers(low, high, shape, endpoint=True), rng.integers(-20, 21, shape)
        return np.where(rng.random(shape) < 0.1, wide, narrow).astype(dtype)
    found = rng.standard_normal(shape) * 2.0 ** rng.integers(-12, 8)
    found = np.where(rng.random(shape) < 0.3, np.round(found * 4) / 4, found)
    found = np.where(rng.random(shape) < 0.02, 1e-41, found)
    return np.where(rng.random(shape) < 0.02, -3e38, found).astype(np.float32)


def random_image(rng, accelerator):
    """Bytes of DRAM: any bit pattern, or tame numbers of the operand format."""
    size = GRANULES * accelerator.granule_bytes
    if rng.random() < 0.3 or accelerator.operand.bits == 4:
        return rng.integers(0, 256, size, np.uint8)
    fmt = accelerator.operand
    tame = values(rng, size * 8 // fmt.bits, np.int8 if fmt.is_integer else np.float32)
    return fmt.encode_array(tame).view(np.uint8).copy()


def full_machine(rng, accelerator):
    """A machine with random numbers in every memory; indices are those of no particular group."""
    m, fmt = Machine(accelerator), accelerator.operand
    for memory in (m.a, m.b):
        codes = values(rng, memory.shape, np.int8 if fmt.is_integer else np.float32)
        memory[:] = fmt.round_array(codes)
    m.a[m.zero_row] = 0
    for memory in (m.o, m.pe, m.bias, m.weight, m.momentum, m.new_weight, m.new_momentum):
        memory[:] = values(rng, memory.shape, memory.dtype)
    for memory in (m.o, m.pe):
        memory += 0  # an accumulator is never -0
    m.mask[:] = rng.random(m.mask.shape) < 0.5
    for memory in (m.ff_value, m.ff_index, m.bp_value, m.bp_index):
        memory[:] = rng.integers(0, 256, memory.shape)
    return m


def twin(machine, image):
    """The oracle in the same state."""
    acc = machine.accelerator
    naive = Naive(acc, bytearray(image.tobytes()), HYPERS)
    for bank in range(acc.a_banks):
        for row in range(acc.a_granules):
            naive.a[bank, row] = machine.a[bank * acc.a_granules + row].tolist()
    for source, memory in ((machine.b, naive.b), (machine.o, naive.o)):
        memory.update(enumerate(source.tolist()))
    naive.mask.update(enumerate(machine.mask.tolist()))
    for place, value in np.ndenumerate(machine.pe):
        naive.pe[place] = value.item()
    nibbles = machine.index.reshape(acc.b_index_granules, -1)
    packed = nibbles[:, ::2] | nibbles[:, 1::2] << 4
    naive.index.update(enumerate(row.tobytes() for row in packed))
    for source, memory in _granules(machine, naive):
        memory.update(enumerate(row.tobytes() for row in source))
    return naive


def _granules(m, naive):
    """The memories that hold bytes, in both."""
    wide = m.granules
    return (
        (wide(m.weight), naive.weight),
        (wide(m.momentum), naive.momentum),
        (wide(m.bias), naive.bias),
        (wide(m.new_weight), naive.out[Source.WEIGHT]),
        (wide(m.new_momentum), naive.out[Source.MOMENTUM]),
        (m.ff_value, naive.out[Source.FF_VALUE]),
        (m.ff_index, naive.out[Source.FF_INDEX]),
        (m.bp_value, naive.out[Source.BP_VALUE]),
        (m.bp_index, naive.out[Source.BP_INDEX]),
    )


def assert_same(machine, image, naive):
    """Every bit of every memory agrees."""
    acc = machine.accelerator
    a = [naive.a[bank, row] for bank in range(acc.a_banks) for row in range(acc.a_granules)]
    _same_bits("A", machine.a[:-1], a)
    assert not machine.a[-1].any()
    _same_bits("B", machine.b, [naive.b[i] for i in range(len(machine.b))])
    _same_bits("O", machine.o, [naive.o[i] for i in range(len(machine.o))])
    assert machine.mask.tolist() == [naive.mask[i] for i in range(len(machine.mask))]
    pe = [naive.pe[place] for place in np.ndindex(machine.pe.shape)]
    _same_bits("PE", machine.pe.reshape(-1), pe)
    index = b"".join(naive.index[i] for i in range(acc.b_index_granules))
    assert (machine.index[:, ::2] | machine.index[:, 1::2] << 4).tobytes() == index
    for number, (mine, theirs) in enumerate(_granules(machine, naive)):
        text = b"".join(theirs[i] for i in range(len(mine)))
        assert mine.tobytes() == text, f"memory {number} of U differs"
    assert image.tobytes() == bytes(naive.image), "the memory image differs"


def _same_bits(name, mine, theirs):
    other = np.array(theirs, mine.dtype)
    np.testing.assert_array_equal(mine.view(np.uint8), other.view(np.uint8), err_msg=name)


def program(accelerator, *rows, hypers=HYPERS):
    return Program(np.stack(rows), ("test",), accelerator.digest, hypers)


def check(rng, accelerator, rows, machine=None, image=None):
    """Run instructions on the machine and on the oracle from the same random state; compare."""
    machine = full_machine(rng, accelerator) if machine is None else machine
    image = random_image(rng, accelerator) if image is None else image
    naive = twin(machine, image)
    naive.run(rows)
    execute(accelerator, program(accelerator, *rows), image, machine=machine)
    assert_same(machine, image, naive)
    return machine
