"""A Redis server of the tests' own: on a port of this machine, nothing kept, ended with the tests."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep

import redis

from quizapp.workers.restraint import end_with
from tests.serving import free_port

PATIENCE = 30.0


@dataclass
class RedisServer:
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Returns once it can be asked something."""
        program = shutil.which("redis-server")
        assert program, "redis-server is missing - run `scripts/system-packages test`"
        parent = os.getpid()
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [program, *words],
            stdout=subprocess.DEVNULL,
            preexec_fn=lambda: end_with(parent, signal.SIGKILL),  # noqa: PLW1509  # no threads yet
        )
        deadline = monotonic() + PATIENCE
        while not self._answers():
            assert monotonic() < deadline, "Redis did not start"
            sleep(0.02)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)

    def signal(self, number: signal.Signals) -> None:
        """SIGSTOP freezes it, SIGCONT lets it go on."""
        self._process.send_signal(number)

    def everything(self) -> bytes:
        """All names and values, as they are kept."""
        with redis.Redis(port=self.port) as client:
            return b"".join(part for key in client.scan_iter() for part in (key, client.dump(key) or b""))

    def _answers(self) -> bool:
        with redis.Redis(port=self.port) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
