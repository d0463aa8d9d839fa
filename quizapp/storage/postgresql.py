"""Connections to PostgreSQL that do not wait for ever. The only module that imports its driver.

A server that is frozen, or gone without a word, never hangs up: its own limits hold nobody, and libpq waits on.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine.interfaces import ExceptionContext

Sent = TypeVar("Sent")
Received = TypeVar("Received")
Result = TypeVar("Result")

ANSWER = 1.8
"""Seconds for an answer, and for a connection: whoever asked for a page is told within two."""

LIMITS = {
    # libpq takes no less than two seconds here; ``_connect_gen`` is stricter.
    "connect_timeout": 2,
    "tcp_user_timeout": 2000,
    "options": "-c statement_timeout=1500 -c lock_timeout=1000",
}


class Silent(psycopg.OperationalError):
    """The server did not answer in time."""


class BoundedConnection(psycopg.Connection[Any]):
    """``patience``: seconds for each answer, None for as long as it takes."""

    patience: float | None = ANSWER

    def wait(self, gen: Generator[Sent, Received, Result], *args: Any, **kwargs: Any) -> Result:
        try:
            return super().wait(_bounded(gen, self.patience), *args, **kwargs)  # type: ignore[arg-type]
        except Silent:
            # An answer that comes later would be taken for that to the next question.
            self.close()
            raise

    @classmethod
    def _connect_gen(cls, *args: Any, **kwargs: Any) -> Any:
        return _bounded(super()._connect_gen(*args, **kwargs), ANSWER)


def _bounded(steps: Generator[Sent, Received, Result], seconds: float | None) -> Generator[Sent, Received, Result]:
    """The driver's steps, until they took too long: it asks at short intervals, with nothing in hand."""
    deadline = None if seconds is None else monotonic() + seconds
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if not ready and deadline is not None and monotonic() > deadline:
                raise Silent("PostgreSQL did not answer in time.")
            wanted = steps.send(ready)
    except StopIteration as done:
        result: Result = done.value
        return result


def connect(url: str, **limits: Any) -> BoundedConnection:
    """A connection to ``url`` as libpq spells it. Raises ``psycopg.OperationalError``."""
    return BoundedConnection.connect(url, **{**LIMITS, **limits})


def bound(engine: Engine) -> None:
    """Let ``engine`` make its connections of this kind."""
    event.listen(engine, "do_connect", lambda _dialect, _record, _args, given: BoundedConnection.connect(**given))
    event.listen(engine, "handle_error", _give_up)


@contextmanager
def taking_its_time(connection: Connection) -> Iterator[None]:
    """As long as it takes for each answer, until the transaction ends."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, BoundedConnection):
        raise TypeError("This is no connection to PostgreSQL that was bounded.")
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    driver.patience = None
    try:
        yield
    finally:
        driver.patience = ANSWER


def _give_up(context: ExceptionContext) -> None:
    """Who found a server silent need not try a second connection to it, which would take as long again."""
    if context.is_pre_ping and isinstance(context.original_exception, Silent):
        context.is_disconnect = False
