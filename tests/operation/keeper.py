"""A server that is started again whenever it ends, and the hand that ends its processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic, sleep

from tests.serving import Served, free_port, wait_for

KINDS = {"web worker": 9, "renderer": 9, "web parent": 1, "parent": 1}
"""What is killed, and how often beside the others."""

STARTED_WITHIN = 30.0
"""Seconds, on a busy machine."""


class Keeper:
    """Starts ``quizapp serve`` again whenever it ends, as the service manager of a machine does."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.port, self.folder = free_port(), folder
        self.around = {
            **os.environ,
            "QUIZAPP_DATA": str(folder / "data"),
            "QUIZAPP_LIMITS_TIMES": "1000",
            **environment,
        }
        self._closing = Event()
        self.process = self._start()
        self._thread = Thread(target=self._keep, daemon=True)
        self._thread.start()

    @property
    def served(self) -> Served:
        return Served(self.port, self.folder / "data", self.folder / "log.txt", self.process)

    def close(self) -> int:
        """The exit code."""
        self._closing.set()
        self._thread.join()
        self.process.terminate()
        return self.process.wait(60)

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "quizapp.cli", "serve", "--port", str(self.port)]
        with (self.folder / "log.txt").open("ab") as log:
            return subprocess.Popen(command, env=self.around, stdout=log, stderr=subprocess.STDOUT)

    def _keep(self) -> None:
        while not self._closing.wait(0.1):
            if self.process.poll() is not None:
                self.process = self._start()


@contextmanager
def kept(folder: Path, **environment: str) -> Iterator[Keeper]:
    folder.mkdir(parents=True, exist_ok=True)
    keeper = Keeper(folder, environment)
    try:
        wait_for(keeper.served)
        yield keeper
    finally:
        keeper.close()


def family(parent: int) -> dict[str, list[int]]:
    """The processes of a server by what they do: the child that has children is the parent of the web workers."""
    found = children(parent)
    web = [child for child in found if children(child)]
    workers = [worker for child in web for worker in children(child)]
    renderers = [child for child in found if child not in web]
    return {"web worker": workers, "renderer": renderers, "web parent": web, "parent": [parent]}


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def kinds_at_random(random: Random, kills: int) -> list[str]:
    return random.choices(list(KINDS), list(KINDS.values()), k=kills)


def kill_in_turn(keeper: Keeper, random: Random, kinds: Sequence[str], pause: tuple[float, float]) -> None:
    """SIGKILL to a process of each of the kinds, one after another."""
    for kind in kinds:
        sleep(random.uniform(*pause))
        os.kill(random.choice(_wait_for_one(keeper, kind)), signal.SIGKILL)


def _wait_for_one(keeper: Keeper, kind: str) -> list[int]:
    """After a kill there may be none of a kind until it has been started again."""
    until = monotonic() + STARTED_WITHIN
    while not (found := family(keeper.process.pid)[kind]):
        if monotonic() > until:
            raise AssertionError(f"no {kind} within {STARTED_WITHIN:.0f} s")
        sleep(0.05)
    return found
