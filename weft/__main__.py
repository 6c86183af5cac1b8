"""The command ``weft``: runs a command and turns every failure into one line."""

from __future__ import annotations

import sys

from weft.commands.app import main

if __name__ == "__main__":
    sys.exit(main())
