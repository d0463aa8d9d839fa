"""A web worker's threads take turns, so they do better on one processor.

Only one of them runs Python at a time. Spread over several processors each turn begins with cold caches, and under
load a page costs a quarter more. Which processor it is stays the system's choice, and it chooses anew all the time:
other workers, of this server or of another container, look for theirs as well.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import sleep

STAYING = 1.0
"""Seconds on one processor."""

CHOOSING = 0.02
"""Seconds in which the system may move each thread to where there is room."""


def stay_together() -> None:
    """Keep the threads of this process, those to come included, on one processor at a time. Linux only."""
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) == 1:
        return
    Thread(target=_stay, args=(os.sched_getaffinity(0),), daemon=True, name="one core").start()


def _stay(allowed: set[int]) -> None:
    while True:
        with suppress(OSError):  # a processor can be taken away
            _move({processor_of(os.getpid())})
        sleep(STAYING)
        with suppress(OSError):
            _move(allowed)
        sleep(CHOOSING)


def _move(to: Iterable[int]) -> None:
    for thread in Path("/proc/self/task").iterdir():
        with suppress(ProcessLookupError):  # it came to its end meanwhile
            os.sched_setaffinity(int(thread.name), to)


def processor_of(thread: int) -> int:
    """Where it ran last."""
    return int(Path(f"/proc/{thread}/stat").read_text().rpartition(")")[2].split()[36])
