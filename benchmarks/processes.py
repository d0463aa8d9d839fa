"""What processes took: seconds of a processor, and memory. From /proc, so on Linux alone."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figures:
    """``processor``: seconds. ``largest``: proportional set size, bytes, of the largest among them."""

    processor: float
    largest: int

    def since(self, before: "Figures") -> "Figures":
        return Figures(self.processor - before.processor, self.largest)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def web_workers(parent: int) -> list[int]:
    """Of a ``quizapp serve``: of its children the one with children of its own is gunicorn's parent."""
    return [worker for child in children(parent) for worker in children(child)]


def figures_of(pids: Iterable[int]) -> Figures:
    pids = list(pids)
    return Figures(sum(map(_processor, pids)), max(map(proportional, pids), default=0))


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def proportional(pid: int) -> int:
    """Bytes of memory, what is shared divided by those who share it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
