"""Ctrl-C, with what the user can do about what was under way."""


class Interrupted(Exception):
    """The user stopped the command; the message is a hint that follows "weft: interrupted"."""
