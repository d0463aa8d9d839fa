"""What can happen to a database: each a context, from its beginning to its end."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from time import sleep

from tests.operation.keeper import Keeper, family
from tests.postgresql import PostgreSQL

Outage = AbstractContextManager[None]

DISK = 512 * 1024 * 1024
"""Bytes of the small disk: more than 200 kills' worth of results and log, or it is full too early."""


def of_postgresql(server: PostgreSQL) -> dict[str, Callable[[], Outage]]:
    return {
        "stopped": partial(stopped, server),
        "frozen": server.frozen,
        "restarted": partial(restarted, server),
    }


def of_sqlite(keeper: Keeper) -> dict[str, Callable[[], Outage]]:
    """The last two need root, since they need a disk that can be made full and files that root cannot write."""
    path = keeper.served.data / "quizapp.db"
    outages: dict[str, Callable[[], Outage]] = {
        "locked": partial(locked, path),
        "no room for files": partial(without_room, keeper),
    }
    if os.geteuid() == 0:
        outages |= {"disk full": partial(full, path.parent), "read-only": partial(read_only, keeper, path)}
    return outages


@contextmanager
def stopped(server: PostgreSQL) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


@contextmanager
def restarted(server: PostgreSQL) -> Iterator[None]:
    server.stop(signal.SIGQUIT)
    server.start()
    yield


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """By a program that began to write and does not end."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def without_room(keeper: Keeper) -> Iterator[None]:
    """As on a full disk: the web workers can make no file longer than it is. Needs no rights of root."""
    pids = family(keeper.process.pid)["web worker"]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_soft, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of its own for ``folder``, where that can be had: by root, on Linux."""
    if os.geteuid() != 0:
        yield
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """To the last byte, again and again, since what others delete makes room."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            while shutil.disk_usage(folder).free >= size:
                file.write(bytes(size))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(keeper: Keeper, path: Path) -> Iterator[None]:
    """Not even for root. Who has them open goes on writing, so the web worker is told to end, and its successor opens

    them: at SIGTERM it answers what it has begun, so that all that goes wrong is the database.
    """
    files = [str(file) for file in path.parent.glob(f"{path.name}*")]
    subprocess.run(["chattr", "+i", *files], check=True)
    before = family(keeper.process.pid)["web worker"]
    for pid in before:
        os.kill(pid, signal.SIGTERM)
    while family(keeper.process.pid)["web worker"] in (before, []):
        sleep(0.05)
    sleep(0.5)
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", *files], check=True)
