"""What a child process accepts at its start: to end with its parent, to give way to others, and to stay small."""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

NICENESS = 10
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space. A report in Chinese takes half of it: fonts are mapped as a whole."""


def end_with(parent: int, how: signal.Signals) -> None:
    """Be sent ``how`` when the process ``parent``, which started this one, ends in whatever way. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)
    if os.getppid() != parent:  # it ended before this was asked for
        sys.exit(1)


def stay_modest(memory: int) -> None:
    """Give way to the web, take at most ``memory`` bytes, and leave no core file: it would hold someone's answers."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_signals_to_parent() -> None:
    """Ctrl+C reaches every process of a terminal; the parent decides. SIGTERM ends this one at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
