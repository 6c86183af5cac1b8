"""What all tests share: one thread per process, and the house's networks.

The tests run side by side, one process a core: threads inside them would only fight each other.
The variables have to stand before NumPy and PyTorch are imported.
"""

from __future__ import annotations

import os
import signal

for _name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


def pytest_configure() -> None:
    """Ctrl-C is tested: a shell that starts the tests in the background has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
