"""The machine executed slowly: docs/machine.md read element by element, in plain loops.

Memories are dictionaries of rows of Python numbers (or of bytes); what nobody wrote is zero. All
arithmetic is the exact scalar one.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from fractions import Fraction

import numpy as np

from weft.accelerator import arithmetic
from weft.accelerator.formats import FP32
from weft.accelerator.isa import Opcode, Source, Target, columns


class Record:
    """Fields of one instruction by name."""

    def __init__(self, row):
        for name, place in columns(Opcode(int(row[0]))).items():
            setattr(self, name, int(row[place]))


class Naive:
    """The machine; ``image`` is a bytearray, changed in place."""

    def __init__(self, accelerator, image, hypers=()):
        self.acc, self.image, self.hypers = accelerator, image, hypers
        self.fmt, self.R = accelerator.operand, accelerator.rows
        self.zero = self.fmt.decode(0)
        vector = lambda: [self.zero] * self.R  # noqa: E731 - what every row starts as
        granule = lambda: bytes(accelerator.granule_bytes)  # noqa: E731
        self.a, self.b = defaultdict(vector), defaultdict(vector)  # a: (bank, row)
        self.o, self.bias = defaultdict(vector), defaultdict(granule)
        self.index = defaultdict(granule)
        self.mask = defaultdict(lambda: [False] * self.R)
        self.weight, self.momentum = defaultdict(granule), defaultdict(granule)
        self.out = {s: defaultdict(granule) for s in Source if s is not Source.O}
        self.pe = defaultdict(lambda: self.zero)  # (slot, r, c)

    def run(self, rows):
        for row in rows:
            record = Record(row)
            getattr(self, Opcode(record.opcode).name.lower())(record)

    # ---- bytes ---------------------------------------------------------------------------------

    def granule(self, g):
        size = self.acc.granule_bytes
        return bytes(self.image[g * size : (g + 1) * size])

    def codes(self, granule):
        """Bit patterns of the elements of a granule."""
        number, bits = int.from_bytes(granule, "little"), self.fmt.bits
        return [number >> i * bits & ((1 << bits) - 1) for i in range(self.R)]

    def decode(self, granule):
        values = []
        for code in self.codes(granule):
            if self.fmt.is_integer and code >= 1 << (self.fmt.bits - 1):
                code -= 1 << self.fmt.bits
            values.append(self.fmt.decode(code))
        return values

    def encode(self, values):
        number = 0
        for i, value in enumerate(values):
            code = self.fmt.encode(value) & ((1 << self.fmt.bits) - 1)
            number |= code << i * self.fmt.bits
        return number.to_bytes(self.acc.granule_bytes, "little")

    def wide(self, memory, j):
        """Row j of fp32 (or of int32, for the bias) in a memory of granules."""
        count = self.acc.wide_granules
        text = b"".join(memory[j * count + i] for i in range(count))
        kind = "i" if memory is self.bias and self.fmt.is_integer else "f"
        return list(struct.unpack(f"<{self.R}{kind}", text))

    def write_wide(self, memory, j, values):
        text, size = struct.pack(f"<{self.R}f", *values), self.acc.granule_bytes
        for i in range(self.acc.wide_granules):
            memory[j * self.acc.wide_granules + i] = text[i * size : (i + 1) * size]

    def indices(self, base, row, kept, group):
        """Indices of compressed row ``row``, blocks of R*kept/group rows from granule ``base``."""
        vr = self.R * kept // group
        ig = -(-vr // self.acc.index_rows)
        inside, granule = row % vr, base + row // vr * ig
        text = self.index[granule + inside // self.acc.index_rows]
        found = []
        for c in range(self.R):
            nibble = inside % self.acc.index_rows * self.R + c
            found.append(text[nibble // 2] >> 4 * (nibble % 2) & 15)
        return found

    # ---- addresses -----------------------------------------------------------------------------

    def runs(self, f):
        """(plane, DRAM granule, buffer granule without the plane's place) of every granule."""
        for p in range(f.planes):
            for i in range(f.images):
                for r in range(f.runs):
                    for n in range(f.length):
                        dram = p * f.plane_stride + i * f.image_stride + r * f.run_stride + n
                        buffer = f.buffer + i * f.image_pitch + r * f.run_pitch + n
                        yield p, f.dram + dram, buffer

    def window(self, f):
        """(n, y, x, iy, ix) of every pixel in raster order."""
        for n in range(f.images):
            for y in range(f.height):
                for x in range(f.width):
                    yield n, y, x, f.y0 + y * f.y_step, f.x0 + x * f.x_step

    def offsets(self, f, n, y, x, iy, ix):
        """W (None outside the limits) and Q."""
        inside = 0 <= iy < f.y_limit and 0 <= ix < f.x_limit
        w = n * f.window_image + iy * f.window_row + ix
        return w if inside else None, n * f.raster_image + y * f.raster_row + x

    def plane(self, f, p, offset):
        """Granule of plane p of A."""
        return self.a[p % self.acc.a_banks, f.a + p // self.acc.a_banks * f.plane_pitch + offset]

    # ---- instructions --------------------------------------------------------------------------

    def load(self, f):
        for p, dram, buffer in self.runs(f):
            granule = self.granule(dram)
            if f.target == Target.A:
                turn, bank = divmod(f.first_plane + p, self.acc.a_banks)
                self.a[bank, buffer + turn * f.plane_pitch] = self.decode(granule)
                continue
            place = buffer + p * f.plane_pitch
            if f.target == Target.B:
                self.b[place] = self.decode(granule)
            elif f.target == Target.MASK:
                sign = 1 << (self.fmt.bits - 1)
                self.mask[place] = [0 < code < sign for code in self.codes(granule)]
            else:
                {
                    Target.INDEX: self.index,
                    Target.WEIGHT: self.weight,
                    Target.MOMENTUM: self.momentum,
                    Target.BIAS: self.bias,
                }[f.target][place] = granule

    def gather(self, f):
        R = self.R
        pixels = list(self.window(f))
        for q in range(-(-len(pixels) // R)):
            for p in range(f.planes):
                for c in range(R):
                    row = []
                    for j in range(R):
                        row.append(self.pixel(f, p, pixels[q * R + j : q * R + j + 1])[c])
                    self.put_gathered(f, q, p * R + c, row)

    def pixel(self, f, p, pixel):
        """Granule of plane p of a pixel; ``pixel`` is empty behind the last one."""
        for n, _, _, iy, ix in pixel:
            if 0 <= iy < f.y_limit and 0 <= ix < f.x_limit:
                place = p * f.plane_stride + n * f.image_stride + iy * f.row_stride + ix
                return self.decode(self.granule(f.dram + place))
        return [self.zero] * self.R

    def put_gathered(self, f, q, t, row):
        if f.target == Target.B:
            self.b[f.buffer + q * f.plane_pitch + t] = row
        elif f.spread:
            self.a[t % f.spread, f.buffer + q * f.plane_pitch + t // f.spread] = row
        else:
            turn, bank = divmod(f.first_plane + q, self.acc.a_banks)
            self.a[bank, f.buffer + turn * f.plane_pitch + t] = row

    def weight_stationary(self, f):
        R, dense = self.R, f.kept == f.group
        index = [None if dense else self.indices(f.index, r, f.kept, f.group) for r in range(R)]
        for pixel in self.window(f):
            w, q = self.offsets(f, *pixel)
            source, word = (w, f.o + q) if f.side == 0 else (q, None if w is None else f.o + w)
            if word is None:
                continue
            operands = []
            for p in range(f.group // f.kept):
                zeros = [self.zero] * R
                operands += zeros if source is None else self.plane(f, f.a_plane + p, source)
            total = list(self.o[word])
            for c in range(R):
                for r in range(R):
                    at = r if dense else r // f.kept * f.group + index[r][c]
                    factor = self.b[f.b + r][c]
                    total[c] = arithmetic.multiply_accumulate(
                        total[c], operands[at], factor, self.fmt
                    )
            self.o[word] = total

    def output_stationary(self, f):
        for n, y, x, iy, ix in self.window(f):
            for s in range(f.kept):
                for i in range(f.outer):
                    for j in range(f.inner):
                        moved = (n, y, x, iy + i * f.outer_y, ix + j * f.inner_x)
                        w, q = self.offsets(f, *moved)
                        t = q * f.kept + s + i * f.outer_b + j * f.inner_b
                        self.add_outer(f, w, t, i, j)
        if f.drain:
            self.drain(f)

    def add_outer(self, f, w, t, i, j):
        b, slot = self.b[f.b + t], i * f.inner + j
        move = i * f.outer_plane + j * f.inner_plane
        dense = f.kept == f.group
        index = None if dense else self.indices(f.index, t, f.kept, f.group)
        for c in range(self.R):
            if w is None:
                a = [self.zero] * self.R
            elif dense:
                a = self.plane(f, f.a_plane + move, w)
            else:
                a = self.a[index[c], f.a + move * f.plane_pitch + w]
            for r in range(self.R):
                self.pe[slot, r, c] = arithmetic.multiply_accumulate(
                    self.pe[slot, r, c], a[r], b[c], self.fmt
                )

    def drain(self, f):
        for slot in range(f.outer * f.inner):
            for r in range(self.R):
                word = [self.pe[slot, r, c] for c in range(self.R)]
                self.o[f.o + slot * self.R + r] = word
        self.pe.clear()

    def store(self, f):
        size = self.acc.granule_bytes
        for p, dram, buffer in self.runs(f):
            place = buffer + p * f.plane_pitch
            if f.source == Source.O:
                word = self.o.pop(place, [self.zero] * self.R)
                bias = self.wide(self.bias, f.bias + p) if f.add_bias else None
                values = [self.finished(f, word, bias, c) for c in range(self.R)]
                granule = self.kept(f, self.encode(values), place)
            else:
                granule = self.out[f.source][place]
            self.image[dram * size : (dram + 1) * size] = granule

    def kept(self, f, granule, place):
        """The granule with zeros where ``relu`` and ``masked`` say so."""
        number, bits = 0, self.fmt.bits
        for i, code in enumerate(self.codes(granule)):
            negative = f.relu and code >> (bits - 1)
            masked = f.masked and not self.mask[place][i]
            number |= (0 if negative or masked else code) << i * bits
        return number.to_bytes(len(granule), "little")

    def finished(self, f, word, bias, c):
        if self.fmt.is_integer:
            total = word[c] if bias is None else arithmetic.add(word[c], bias[c], self.fmt)
            return Fraction(total) * Fraction(2) ** -f.shift
        scaled = FP32.round(word[c] * 2.0**-f.shift)  # exact in double precision, then rounded
        return scaled if bias is None else FP32.round(scaled + bias[c])

    def vector(self, f):
        """Moves beats, changes nothing."""

    # ---- update --------------------------------------------------------------------------------

    def update(self, f):
        for s in range(f.words // self.R):
            weight = self.block(self.weight, f, s)
            if f.optimize:
                weight = self.optimize(f, s, weight)
            if f.emit_ff:
                self.emit_ff(f, s, weight)
            if f.emit_bp:
                self.emit_bp(f, s, weight)

    def exists(self, f, r, c):
        if f.group_rows == 0:
            return True
        row = (f.row_phase + r) // f.group_rows + f.row_group
        return row == (f.column_phase + c) // f.group_columns

    def block(self, memory, f, s):
        R = self.R
        rows = [self.wide(memory, f.source + s * R + r) for r in range(R)]
        return [[rows[r][c] if self.exists(f, r, c) else 0.0 for c in range(R)] for r in range(R)]

    def optimize(self, f, s, weight):
        R, momentum = self.R, self.block(self.momentum, f, s)
        kept = self.kept_along_rows(weight, f.ff_kept, f.ff_group)
        for r in range(R):
            gradient = self.o.pop(f.o + s * R + r, [self.zero] * R)
            for c in range(R):
                if self.exists(f, r, c):
                    pair = weight[r][c], momentum[r][c]
                    weight[r][c], momentum[r][c] = self.step(f, *pair, gradient[c], kept[r][c])
            self.write_wide(self.out[Source.WEIGHT], f.destination + s * R + r, weight[r])
            self.write_wide(self.out[Source.MOMENTUM], f.destination + s * R + r, momentum[r])
        return weight

    def step(self, f, weight, momentum, gradient, kept):
        """One lane of the update on one weight."""
        h = self.hypers[f.hyper]
        w, v = np.float32([weight]), np.float32([momentum])
        arithmetic.sgd_update(
            w,
            np.float32([FP32.round(gradient)]),
            v,
            learning_rate=h.learning_rate,
            momentum=h.momentum,
            weight_decay=h.weight_decay,
            gradient_scale=h.gradient_scale,
            decay=h.decay,
            pruned=None if h.decay == 0 else np.array([not kept]),
            frozen=np.array([not kept and f.frozen == 1]),
        )
        return float(w[0]), float(v[0])

    def kept_in_group(self, values, kept):
        """Flags: number larger + number equal before < kept."""
        size = [abs(v) for v in values]
        return [
            sum(o > v for o in size) + sum(o == v for o in size[:i]) < kept
            for i, v in enumerate(size)
        ]

    def kept_along(self, line, kept, group):
        if kept == group:
            return [True] * len(line)
        flags = []
        for g in range(0, len(line), group):
            flags += self.kept_in_group(line[g : g + group], kept)
        return flags

    def kept_along_rows(self, weight, kept, group):
        lines = [self.kept_along(list(column), kept, group) for column in zip(*weight, strict=True)]
        return [list(row) for row in zip(*lines, strict=True)]

    def compress(self, line, kept, group):
        """Values and indices of the kept elements of a line, in rising order."""
        flags = self.kept_along(line, kept, group)
        return [(v, i % group) for i, (v, flag) in enumerate(zip(line, flags, strict=True)) if flag]

    def emit_ff(self, f, s, weight):
        lines = [
            self.compress([weight[r][c] for r in range(self.R)], f.ff_kept, f.ff_group)
            for c in range(self.R)
        ]
        dense = f.ff_kept == f.ff_group
        self.put(f, Source.FF_VALUE, f.ff_value + s * f.ff_value_pitch, lines)
        if not dense:
            self.put_indices(Source.FF_INDEX, f.ff_index + s * f.ff_index_pitch, lines)

    def emit_bp(self, f, s, weight):
        if f.mask_bp:
            kept = self.kept_along_rows(weight, f.ff_kept, f.ff_group)
            weight = [
                [v if flag else 0.0 for v, flag in zip(*pair, strict=True)]
                for pair in zip(weight, kept, strict=True)
            ]
        lines = [self.compress(weight[r], f.bp_kept, f.bp_group) for r in range(self.R)]
        self.put(f, Source.BP_VALUE, f.bp_value + s * f.bp_value_pitch, lines)
        if f.bp_kept != f.bp_group:
            self.put_indices(Source.BP_INDEX, f.bp_index + s * f.bp_index_pitch, lines)

    def put(self, f, memory, place, lines):
        for j in range(len(lines[0])):
            values = [FP32.round(line[j][0] * 2.0**f.shift) for line in lines]
            self.out[memory][place + j] = self.encode(values)

    def put_indices(self, memory, place, lines):
        """Row i of a granule is its nibbles [iR, (i+1)R); nibbles of no row are zero."""
        count, rows = len(lines[0]), self.acc.index_rows
        for g in range(-(-count // rows)):
            number = 0
            for i in range(min(rows, count - g * rows)):
                for lane, line in enumerate(lines):
                    number |= line[g * rows + i][1] << 4 * (i * self.R + lane)
            self.out[memory][place + g] = number.to_bytes(self.acc.granule_bytes, "little")
