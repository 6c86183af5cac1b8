"""What a plan's reads give and its writes leave, from the image alone."""

from __future__ import annotations

from tests.rtl.bus.core_double import Plan


def expect(
    plan: Plan, image: bytes, bus: int, errors: frozenset[int] = frozenset()
) -> tuple[list[tuple[int, int, int]], bytes]:
    """What the reads give, and the image with all writes done in their order."""
    beats = [image[at : at + bus] for at in range(0, len(image), bus)]
    taken = [
        (beat, int.from_bytes(beats[beat], "little"), int(beat in errors))
        for _, beat in sorted(plan.reads.items())
    ]
    after = bytearray(image)
    for _, (beat, word, strobe, _) in sorted(plan.writes.items()):
        new = word.to_bytes(bus, "little")
        for b in range(bus):
            if strobe >> b & 1:
                after[beat * bus + b] = new[b]
    return taken, bytes(after)
