"""The queue of reports to render. The only module that knows Huey.

What waits in it is sealed with a key of this installation, and deleted from the file when it is taken.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from importlib import import_module
from time import time
from typing import TYPE_CHECKING, Any

from quizapp.storage.sealing import SealBroken, Secret, seal, secret_of_server, unseal

# Huey is imported when the queue is first used: it brings in the drivers of all the databases it knows and finds
# installed, which took a seventh of the time to the first page.
if TYPE_CHECKING:
    from huey import Huey

PURPOSE = "render queue"
NAME = "quizapp"
PATIENCE = 1
"""Seconds that anything asked of the queue may take."""

URGENT, AHEAD = 10, 0
"""Priorities."""

_BEAT = "worker"


class QueueUnavailable(Exception):
    """The queue is locked, full, broken or away. Nothing was added."""


class ForgetfulConnection(sqlite3.Connection):
    """Overwrites what is deleted."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.execute("PRAGMA secure_delete = ON")


def _sqlite(url: str) -> "Huey":
    from huey import SqliteHuey  # noqa: PLC0415

    # A write-ahead log would keep what was deleted from the file.
    return SqliteHuey(
        NAME,
        filename=url.removeprefix("sqlite:///"),
        timeout=PATIENCE,
        journal_mode="truncate",
        factory=ForgetfulConnection,
    )


def _redis(url: str) -> "Huey":
    from huey import PriorityRedisHuey  # noqa: PLC0415

    pool = import_module("redis").ConnectionPool.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    )
    return PriorityRedisHuey(NAME, connection_pool=pool, blocking=False)


def _postgresql(url: str) -> "Huey":
    from huey import PostgresHuey  # noqa: PLC0415

    from quizapp.storage.postgresql import connect  # noqa: PLC0415  # its driver is an extra

    limits = f"-c statement_timeout={1000 * PATIENCE} -c lock_timeout={1000 * PATIENCE}"
    plain = url.replace("+psycopg", "", 1)
    return PostgresHuey(NAME, connection=partial(connect, plain, options=limits), blocking=False)


HUEYS: dict[str, tuple[Callable[[str], "Huey"], str, str]] = {
    "sqlite": (_sqlite, "sqlite3", "Error"),
    "redis": (_redis, "redis", "RedisError"),
    "rediss": (_redis, "redis", "RedisError"),
    "postgresql": (_postgresql, "psycopg", "Error"),
    "postgresql+psycopg": (_postgresql, "psycopg", "Error"),
}
"""Scheme of a URL -> how its Huey is made, and the error that means it does not work."""


class RenderQueue:
    """Reports to render, the urgent ones first. Opened when it is first used; for use from any thread.

    A message is the sealed secret of a rendering: neither a task of Huey's nor a pickle, so that nothing which
    somebody wrote there can run. Every method but ``open`` and ``close`` raises ``QueueUnavailable``.
    """

    def __init__(self, url: str, key: str, *older_keys: str) -> None:
        """What is added is sealed with ``key``; what was sealed with an older one is opened as well."""
        self._url, self._secret = url, secret_of_server(key, PURPOSE)
        self._secrets = [self._secret, *(secret_of_server(older, PURPOSE) for older in older_keys)]
        self._make, module, error = HUEYS[url.partition(":")[0]]
        self._failure: type[Exception] = getattr(import_module(module), error)

    def load(self) -> None:
        """Import what the first use would have to wait for."""
        import_module("huey")

    def add(self, secret: Secret, priority: int) -> None:
        message = self._seal(secret.key)
        with self._translated():
            self._storage.enqueue(message, priority)

    def length(self) -> int:
        with self._translated():
            return int(self._storage.queue_size())

    def take(self) -> bytes | None:
        """The next message, still sealed; it is in the queue no more."""
        with self._translated():
            message = self._storage.dequeue()
        return None if message is None else bytes(message)

    def open(self, message: bytes) -> Secret | None:
        """Which rendering ``take`` gave; None for what this installation did not write. Asks nothing of the queue."""
        try:
            return Secret(self._unseal(message))
        except SealBroken:
            return None

    def beat(self) -> None:
        """Say that a worker is alive."""
        with self._translated():
            self._storage.put_data(_BEAT, self._seal(str(time()).encode()))

    def silence(self) -> float | None:
        """Seconds since a worker was heard of, None for never. Raises ``SealBroken`` for one with another key."""
        from huey.constants import EmptyData  # noqa: PLC0415

        with self._translated():
            beat = self._storage.peek_data(_BEAT)
        return None if beat is EmptyData else max(0.0, time() - float(self._unseal(bytes(beat))))

    def close(self) -> None:
        """Let go of connections, as before a fork; the next use makes new ones."""
        if "_storage" in self.__dict__:
            self._storage.close()

    @cached_property
    def _storage(self) -> Any:
        return self._make(self._url).storage

    def _seal(self, plain: bytes) -> bytes:
        return seal(self._secret, PURPOSE, b"", 0, plain)

    def _unseal(self, sealed: bytes) -> bytes:
        for secret in self._secrets[:-1]:
            with suppress(SealBroken):
                return unseal(secret, PURPOSE, b"", 0, sealed)
        return unseal(self._secrets[-1], PURPOSE, b"", 0, sealed)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._failure as error:
            reason = type(error).__name__
            raise QueueUnavailable(f"The render queue did not do what it was asked ({reason}).") from None
