"""The host's side of the memory image: tensors and weights written and read as the machine lays
them.

An image is a uint8 array; DRAM granule g begins at byte ``g * granule_bytes``. Arrays hold carriers
(float32, or int8 for integer formats), channels first as in PyTorch.
"""

from __future__ import annotations

import numpy as np

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.accelerator.formats import Format, pack_nibbles, unpack_nibbles
from weft.accelerator.sparsity import Sparsity, pack, select
from weft.dataflow.memory import Master, Tensor, WeightCopy
from weft.dataflow.plan import Layer


def empty(accelerator: Accelerator, granules: int) -> np.ndarray:
    """An image of zeros that holds ``granules``."""
    return np.zeros(granules * accelerator.granule_bytes, np.uint8)


def _to_bytes(values: np.ndarray, fmt: Format) -> np.ndarray:
    """Codes of ``values`` (..., R) as bytes (..., granule_bytes)."""
    codes = fmt.encode_array(np.ascontiguousarray(values))
    if fmt.bits == INDEX_BITS:
        return pack_nibbles(codes).view(np.uint8)
    return codes.view(np.uint8).reshape(*values.shape[:-1], -1)


def _from_bytes(data: np.ndarray, fmt: Format) -> np.ndarray:
    """Inverse of `_to_bytes`."""
    data = np.ascontiguousarray(data)
    if fmt.bits == INDEX_BITS:
        return fmt.decode_array(unpack_nibbles(data, 2 * data.shape[-1]))
    return fmt.decode_array(data.view(fmt.code_dtype))


def _granules(image: np.ndarray, a: Accelerator, first: int, count: int) -> np.ndarray:
    """View (count, granule_bytes) of consecutive granules."""
    size = a.granule_bytes
    return image[first * size : (first + count) * size].reshape(count, size)


def write_tensor(image: np.ndarray, a: Accelerator, tensor: Tensor, values: np.ndarray) -> None:
    """Write ``values`` (images, channels, height, width), rounded to the operand format."""
    n, c, h, w = values.shape
    padded = np.zeros((n, tensor.planes * a.rows, h, w), values.dtype)
    padded[:, :c] = values
    planes = padded.reshape(n, tensor.planes, a.rows, h * w).transpose(1, 0, 3, 2)
    data = _to_bytes(planes.reshape(tensor.planes, n * h * w, a.rows), a.operand)
    for p in range(tensor.planes):
        _granules(image, a, tensor.at(p), n * h * w)[:] = data[p]


def read_tensor(image: np.ndarray, a: Accelerator, tensor: Tensor) -> np.ndarray:
    """Carriers (images, channels, height, width) of a tensor."""
    pixels = tensor.images * tensor.image_stride
    planes = np.stack([_granules(image, a, tensor.at(p), pixels) for p in range(tensor.planes)])
    values = _from_bytes(planes, a.operand)
    values = values.reshape(tensor.planes, tensor.images, tensor.image_stride, a.rows)
    values = values.transpose(1, 0, 3, 2).reshape(tensor.images, -1, tensor.height, tensor.width)
    return np.ascontiguousarray(values[:, : tensor.channels])


def unfold(values: np.ndarray, layer_kernel: tuple[int, int], stride: tuple[int, int],
           padding: tuple[int, int], dilation: tuple[int, int],
           out_size: tuple[int, int]) -> np.ndarray:  # fmt: skip
    """The network's input with taps as channels: (images, taps * channels, height, width) of FF."""
    n, c = values.shape[:2]
    (ph, pw), (sh, sw), (dh, dw) = padding, stride, dilation
    padded = np.pad(values, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    h, w = out_size
    taps = [
        padded[:, :, y * dh :, x * dw :][:, :, : (h - 1) * sh + 1 : sh, : (w - 1) * sw + 1 : sw]
        for y in range(layer_kernel[0])
        for x in range(layer_kernel[1])
    ]
    return np.ascontiguousarray(np.stack(taps, axis=1).reshape(n, len(taps) * c, h, w))


def by_tap(layer: Layer, parameter: np.ndarray) -> np.ndarray:
    """A weight parameter as (taps, in, out) of the layer's shape, groups spread out, zeros between.

    ``parameter`` is (out, in / groups, ...) as PyTorch has it, or (in, out / groups, ...) for a
    transposed convolution, whose shape is the mirrored one.
    """
    s = layer.shape
    w = parameter.reshape(parameter.shape[0], parameter.shape[1], -1)
    if layer.unfolded:
        return np.ascontiguousarray(w.transpose(2, 1, 0).reshape(1, -1, w.shape[0]))
    full = np.zeros((s.taps, s.in_channels, s.out_channels), parameter.dtype)
    for g in range(s.groups):
        ins = slice(g * s.group_in, (g + 1) * s.group_in)
        outs = slice(g * s.group_out, (g + 1) * s.group_out)
        full[:, ins, outs] = w[outs].transpose(2, 1, 0)
    return full


def from_taps(layer: Layer, full: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Inverse of `by_tap`, as a parameter of ``shape``."""
    s = layer.shape
    if layer.unfolded:
        full = full.reshape(-1, shape[1], shape[0])
        return np.ascontiguousarray(full.transpose(2, 1, 0).reshape(shape))
    parts = [
        full[:, g * s.group_in : (g + 1) * s.group_in, g * s.group_out : (g + 1) * s.group_out]
        for g in range(s.groups)
    ]
    return np.concatenate([p.transpose(2, 1, 0) for p in parts]).reshape(shape)


def write_weights(image: np.ndarray, a: Accelerator, layer: Layer, parameter: np.ndarray) -> None:
    """Write fp32 master weights and both copies made from them; the momentum is left as it is."""
    full = by_tap(layer, parameter.astype(np.float32))
    write_master(image, a, layer.memory.master, full)
    mask = None
    if layer.memory.mask_columns:
        mask = _mask(full, layer.memory.rows.sparsity)
    write_copy(image, a, layer.memory.rows, full)
    turned = np.ascontiguousarray((full if mask is None else full * mask).transpose(0, 2, 1))
    write_copy(image, a, layer.memory.columns, turned)


def _mask(full: np.ndarray, sparsity: Sparsity) -> np.ndarray:
    """What the pattern keeps along the middle axis of (taps, in, out)."""
    lines = full.transpose(0, 2, 1)
    kept = select(np.ascontiguousarray(lines).reshape(-1, full.shape[1]), sparsity)
    return kept.reshape(lines.shape).transpose(0, 2, 1)


def _padded(full: np.ndarray, rows: int) -> np.ndarray:
    """(taps, in, out) with zeros up to whole blocks of ``rows`` channels."""
    _, i, o = full.shape
    return np.pad(full, ((0, 0), (0, -i % rows), (0, -o % rows)))


def write_master(image: np.ndarray, a: Accelerator, master: Master, full: np.ndarray) -> None:
    """Write fp32 values (taps, in, out) as blocks."""
    padded = _padded(full, a.rows).astype(np.float32)
    for c, t, r in np.ndindex(master.column_blocks, master.taps, master.reduce_blocks):
        block = padded[t, r * a.rows : (r + 1) * a.rows, c * a.rows : (c + 1) * a.rows]
        data = np.ascontiguousarray(block).view(np.uint8).reshape(master.block_size, -1)
        _granules(image, a, master.block(c, t, r), master.block_size)[:] = data


def read_master(image: np.ndarray, a: Accelerator, layer: Layer, master: Master) -> np.ndarray:
    """fp32 values (taps, in, out)."""
    rows, s = a.rows, layer.shape
    size = (master.taps, master.reduce_blocks * rows, master.column_blocks * rows)
    full = np.zeros(size, np.float32)
    for c, t, r in np.ndindex(master.column_blocks, master.taps, master.reduce_blocks):
        data = _granules(image, a, master.block(c, t, r), master.block_size)
        block = np.ascontiguousarray(data).reshape(-1).view(np.float32).reshape(rows, rows)
        full[t, r * rows : (r + 1) * rows, c * rows : (c + 1) * rows] = block
    return full[:, : s.in_channels, : s.out_channels]


def write_copy(image: np.ndarray, a: Accelerator, copy: WeightCopy, full: np.ndarray) -> None:
    """Write the copy of (taps, reduction, columns) weights that its pattern makes."""
    values, indices = _compress(_padded(full, a.rows), copy.sparsity)
    for c, t, r in np.ndindex(copy.column_blocks, copy.taps, copy.reduce_blocks):
        lines = slice(*((copy.first_reduce[c] + r + i) * copy.block_rows for i in (0, 1)))
        columns = slice(c * a.rows, (c + 1) * a.rows)
        block = values[t, lines, columns]
        if not len(block):
            continue
        at, index_at = copy.block(c, t, r)
        _granules(image, a, at, copy.block_rows)[:] = _to_bytes(block, a.operand)
        if copy.block_index:
            data = index_granules(a, indices[t, lines, columns])
            _granules(image, a, index_at, copy.block_index)[:] = data


def _compress(full: np.ndarray, sparsity: Sparsity) -> tuple[np.ndarray, np.ndarray]:
    """Values and indices (taps, compressed rows, columns) of (taps, reduction, columns)."""
    if sparsity.is_dense:
        return full, np.zeros(full.shape, np.uint8)
    taps, reduction, columns = full.shape
    lines = np.ascontiguousarray(full.transpose(0, 2, 1)).reshape(-1, reduction)
    values, indices = pack(lines, sparsity)
    shape = (taps, columns, values.shape[-1])
    return values.reshape(shape).transpose(0, 2, 1), indices.reshape(shape).transpose(0, 2, 1)


def index_granules(a: Accelerator, indices: np.ndarray) -> np.ndarray:
    """4-bit indices (rows, R) as granules (n, granule_bytes): ``index_rows`` rows in each."""
    rows = -(-len(indices) // a.index_rows) * a.index_rows
    padded = np.zeros((rows, a.rows), np.uint8)
    padded[: len(indices)] = indices
    nibbles = padded.reshape(-1, 2)
    return (nibbles[:, 0] | nibbles[:, 1] << 4).astype(np.uint8).reshape(-1, a.granule_bytes)
