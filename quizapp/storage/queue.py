"""The queue of reports to render. The only module that knows Huey.

What waits in it is sealed with a key of this installation, and deleted from the file when it is taken.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from time import time
from typing import Any

from huey import Huey, MemoryHuey, PostgresHuey, PriorityRedisHuey, SqliteHuey
from huey.serializer import Serializer

from quizapp.storage.sealing import SealBroken, Secret, seal, secret_of_server, unseal

PURPOSE = "render queue"
NAME = "quizapp"
PATIENCE = 1
"""Seconds that anything asked of the queue may take."""

URGENT, AHEAD = 10, 0
"""Priorities."""

_BEAT = "worker"


class QueueUnavailable(Exception):
    """The queue is locked, full, broken or away. Nothing was added."""


class Sealed(Serializer):  # type: ignore[misc]  # Huey publishes no types
    """Messages as Huey pickles them, sealed: one that this installation did not write is never unpickled."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._secret = secret_of_server(key, PURPOSE)

    def _serialize(self, data: object) -> bytes:
        return seal(self._secret, PURPOSE, b"", 0, super()._serialize(data))

    def _deserialize(self, data: bytes) -> object:
        return super()._deserialize(unseal(self._secret, PURPOSE, b"", 0, bytes(data)))


class ForgetfulConnection(sqlite3.Connection):
    """Overwrites what is deleted."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.execute("PRAGMA secure_delete = ON")


def _sqlite(url: str, **common: Any) -> Huey:
    # A write-ahead log would keep what was deleted from the file.
    path = url.removeprefix("sqlite:///")
    return SqliteHuey(filename=path, timeout=PATIENCE, journal_mode="truncate", factory=ForgetfulConnection, **common)


def _redis(url: str, **common: Any) -> Huey:
    pool = import_module("redis").ConnectionPool.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    )
    return PriorityRedisHuey(connection_pool=pool, blocking=False, **common)


def _postgresql(url: str, **common: Any) -> Huey:
    limits = f"-c statement_timeout={1000 * PATIENCE} -c lock_timeout={1000 * PATIENCE}"
    plain = url.replace("+psycopg", "", 1)
    # libpq takes no less than two seconds.
    return PostgresHuey(dsn=plain, connect_timeout=2, options=limits, blocking=False, **common)


def _immediate(_url: str, **common: Any) -> Huey:
    return MemoryHuey(immediate=True, **common)


HUEYS: dict[str, tuple[Callable[..., Huey], str, str]] = {
    "sqlite": (_sqlite, "sqlite3", "Error"),
    "redis": (_redis, "redis", "RedisError"),
    "rediss": (_redis, "redis", "RedisError"),
    "postgresql": (_postgresql, "psycopg", "Error"),
    "postgresql+psycopg": (_postgresql, "psycopg", "Error"),
    "immediate": (_immediate, "builtins", "OSError"),
}
"""Scheme of a URL -> how its Huey is made, and the error that means it does not work."""


class RenderQueue:
    """Reports to render, the urgent ones first. Opened when it is first used; for use from any thread.

    ``work`` is called with the secret of a rendering at once where there is no queue; otherwise workers take and
    open messages. Every method but ``open`` and ``close`` raises ``QueueUnavailable``.
    """

    def __init__(self, url: str, key: str, work: Callable[[Secret], None]) -> None:
        self._url, self._sealed, self._work = url, Sealed(key), work
        self._make, module, error = HUEYS[url.partition(":")[0]]
        self._failure: type[Exception] = getattr(import_module(module), error)
        self.immediate = self._make is _immediate

    def add(self, secret: Secret, priority: int) -> None:
        with self._translated():
            self._huey.enqueue(self._render.s(secret.key, priority=priority))

    def length(self) -> int:
        with self._translated():
            return int(self._huey.storage.queue_size())

    def take(self) -> bytes | None:
        """The next message, still sealed; it is in the queue no more."""
        with self._translated():
            message = self._huey.storage.dequeue()
        return None if message is None else bytes(message)

    def open(self, message: bytes) -> Secret | None:
        """Which rendering ``take`` gave; None for a message of another installation. Asks nothing of the queue."""
        try:
            return Secret(*self._sealed.deserialize(message).args)
        except SealBroken:
            return None

    def beat(self) -> None:
        """Say that a worker is alive."""
        with self._translated():
            self._huey.put(_BEAT, time())

    def silence(self) -> float | None:
        """Seconds since a worker was heard of, None for never. Raises ``SealBroken`` for one with another key."""
        with self._translated():
            beat = self._huey.get(_BEAT, peek=True)
        return None if beat is None else max(0.0, time() - beat)

    def close(self) -> None:
        """Let go of connections, as before a fork; the next use makes new ones."""
        if "_render" in self.__dict__:
            self._huey.storage.close()

    @property
    def _huey(self) -> Huey:
        return self._render.huey

    @cached_property
    def _render(self) -> Any:
        """The one kind of task, of a Huey that is opened with it."""
        huey = self._make(self._url, name=NAME, results=False, serializer=self._sealed)
        return huey.task(name="render")(lambda key: self._work(Secret(key)))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._failure as error:
            reason = type(error).__name__
            raise QueueUnavailable(f"The render queue did not do what it was asked ({reason}).") from None
