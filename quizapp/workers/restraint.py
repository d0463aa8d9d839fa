"""What a child process accepts at its start: to end with its parent, to give way to others, and to stay small."""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

M_ARENA_MAX = -8
"""From glibc's malloc.h."""

NICENESS = 5
"""A third of what a web process gets where both want a processor. At 10, a busy machine lets it starve."""

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space. A report in Chinese takes half of it: fonts are mapped as a whole."""


def end_with(parent: int, how: signal.Signals) -> None:
    """Be sent ``how`` when the process ``parent``, which started this one, ends in whatever way. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)
    if os.getppid() != parent:  # it ended before this was asked for
        sys.exit(1)


def stay_modest(memory: int) -> None:
    """Give way to the web, and take at most ``memory`` bytes."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def leave_no_core() -> None:
    """Neither this process nor its children write a core file when they crash: it would hold someone's answers."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def open_files(wanted: int) -> int:
    """Let this process and its children have ``wanted`` files open, if the system does; how many they may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        return allowed
    return wanted if soft == resource.RLIM_INFINITY else soft


def share_memory_among_threads() -> None:
    """Let threads allocate from two heaps: eight of their own hold some megabytes that the others could use."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(M_ARENA_MAX, 2)


def starved(pid: int) -> float:
    """Seconds that a process wanted a processor and got none; 0 where the system does not count them."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def leave_signals_to_parent() -> None:
    """Ctrl+C reaches every process of a terminal; the parent decides. SIGTERM ends this one at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
