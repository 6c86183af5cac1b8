"""What a design takes of a chip, and what a chip has."""

from weft.accelerator.resources.counts import NAMES, TITLES, Resources

__all__ = ["NAMES", "TITLES", "Resources"]
