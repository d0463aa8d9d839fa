"""While a database lets people wait in vain, one waits to see whether it is back, and all others are told at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

LONG = 0.5
"""Seconds from which on a failure was one that somebody waited for."""

PAUSE = 0.5
"""Seconds until somebody looks again."""

LOOK = 2.0
"""Seconds that looking may take, before another one may look as well."""


class StorageUnavailable(Exception):
    """The database is locked, full, read-only, broken or away. Nothing was kept; trying again may help.

    ``in_vain``: it did not even answer, so that others would wait for nothing.
    """

    def __init__(self, reason: str, *, in_vain: bool = False) -> None:
        super().__init__(reason)
        self.in_vain = in_vain


class Outage:
    """Whether there is one; for use from any thread. Without it, threads that wait would make all others wait."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_on = False
        self._next_look = 0.0

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Around all that waits for the database. Raises ``StorageUnavailable`` at once where waiting is in vain."""
        self.check()
        began = monotonic()
        try:
            yield
        except StorageUnavailable as error:
            self._is_on = error.in_vain and monotonic() - began > LONG
            self._next_look = monotonic() + PAUSE
            raise
        else:
            self._is_on = False

    def check(self) -> None:
        if not self._is_on:
            return
        with self._lock:
            if monotonic() < self._next_look:
                raise StorageUnavailable("The database let others wait in vain a moment ago.")
            self._next_look = monotonic() + LOOK
