"""Random programs on one small machine up to the first difference, which is not made smaller.

``python -m tests.mutation.verify NAME``: exit code 0 where everything agrees, 1 where not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weft.accelerator.toml import accelerator_named
from weft.verification.campaign import verdicts
from weft.verification.cases import Settings

CASES, SEED = 30, 11


def first_difference(machine: str) -> str:
    """The difference in words, empty if there is none."""
    file = Path(__file__).parent / "machines" / f"{machine}.toml"
    settings = Settings(seed=SEED, accelerator=accelerator_named(str(file)))
    found = (v for v in verdicts(settings, range(CASES)) if v.difference is not None)
    verdict = next(found, None)
    return f"case {verdict.number}: {verdict.difference}" if verdict else ""


def main() -> int:
    difference = first_difference(sys.argv[1])
    if difference:
        print(difference)
    return int(bool(difference))


if __name__ == "__main__":
    # anything but a verdict, such as hardware that cannot be made, has a code of its own
    try:
        code = main()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
        code = 2
    sys.exit(code)
