"""A process that renders reports, one after another, as its parent hands them out."""

import logging
import os
import signal
import sys
from dataclasses import dataclass
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic

from quizapp.rendering import TIME_LIMIT, ReportMaker
from quizapp.storage.queue import RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.storage.store import StorageUnavailable
from quizapp.workers.restraint import MEMORY, end_with, leave_signals_to_parent, starved, stay_modest

log = logging.getLogger(__name__)

RECYCLED_AFTER = 200
"""Reports: what little each leaves behind in memory goes with the process."""

START_LIMIT = 60
"""Seconds that loading WeasyPrint and the fonts may take."""

STARVING_LIMIT = 3
"""How many times its limit a process may take when it gets no processor: being nice, it may be left to wait."""

_FORK = get_context("fork")


class Errand(Enum):
    """What a parent asks: make a report, or let one be asked for again."""

    MAKE = "make"
    GIVE_UP = "give up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What renderers need. ``memory``: bytes of address space.

    ``time_limit``: seconds for a report, not counting those in which others have the processor.
    """

    maker: ReportMaker
    queue: RenderQueue
    memory: int = MEMORY
    time_limit: float = TIME_LIMIT
    recycled_after: int = RECYCLED_AFTER


class Renderer:
    """A render process as its parent sees it. ``message``: what it was given and has not answered for."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.connection, theirs = _FORK.Pipe()
        self.message: bytes | None = None
        self.ready, self._done = False, 0
        work.queue.close()  # a connection must not be on both sides of a fork
        # WeasyPrint is loaded in the child: a parent that had it would hand it on to the web.
        arguments = (theirs, self.connection, os.getpid(), work)
        self.process: BaseProcess = _FORK.Process(target=_render, args=arguments, name="renderer", daemon=True)
        self.process.start()
        theirs.close()
        self._begin()

    @property
    def idle(self) -> bool:
        return self.ready and self.message is None

    @property
    def worn_out(self) -> bool:
        return self.idle and self._done >= self._work.recycled_after

    @property
    def overdue(self) -> bool:
        if self.idle:
            return False
        limit, taken = self._work.time_limit if self.ready else START_LIMIT, monotonic() - self._since
        return taken > STARVING_LIMIT * limit or (taken > limit and taken - self._starved > limit)

    def give(self, errand: Errand, message: bytes) -> None:
        """Hand out work to an idle process; one that has just ended is found out by ``listen``."""
        self.message = message
        self._begin()
        try:
            self.connection.send((errand, message))
        except OSError:
            log.debug("A render process ended before it was given anything.")

    def listen(self) -> bool:
        """Take note of what it has to say; False when it has ended."""
        try:
            while self.connection.poll():
                self.connection.recv()
                self._done += self.ready
                self.ready, self.message = True, None
        except (EOFError, OSError):
            return False
        return self.process.is_alive()

    def _begin(self) -> None:
        self._since, self._starved_before = monotonic(), starved(self.process.pid or 0)

    @property
    def _starved(self) -> float:
        return starved(self.process.pid or 0) - self._starved_before

    def end(self) -> None:
        """At once, by SIGKILL: code in C would not hear anything gentler."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def _render(connection: Connection, parents: Connection, parent: int, work: Work) -> None:
    """The whole life of a render process."""
    end_with(parent, signal.SIGKILL)
    parents.close()
    leave_signals_to_parent()
    stay_modest(work.memory)
    from quizapp.reports.pdf import warm_up  # noqa: PLC0415 - see Renderer

    warm_up(work.maker.templates)
    connection.send(None)
    while True:
        try:
            errand, message = connection.recv()
        except EOFError:
            return
        _run(errand, message, work)
        connection.send(None)


def _run(errand: Errand, message: bytes, work: Work) -> None:
    secret = work.queue.open(message)
    if secret is None:
        log.error("A report was asked for with another key - give every machine the same QUIZAPP_SECRET_KEY.")
    elif errand is Errand.GIVE_UP:
        _give_up(secret, work.maker)
    else:
        _make(secret, work.maker)


def _make(secret: Secret, maker: ReportMaker) -> None:
    try:
        maker.make(secret)
    except StorageUnavailable as error:
        log.warning("A report could not be kept: %s", error)
    except Exception:
        log.exception("A report could not be made.")
        # Whatever it was may have left this process in no good state; the parent sees to the report.
        sys.exit(1)


def _give_up(secret: Secret, maker: ReportMaker) -> None:
    try:
        maker.give_up(secret)
    except StorageUnavailable as error:
        log.warning("A report will be asked for again only after a while: %s", error)
