"""A render process as its parent sees it."""

import logging
import os
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from time import monotonic

from quizapp.workers.life import Errand, Work, live
from quizapp.workers.restraint import starved

log = logging.getLogger(__name__)

START_LIMIT = 60
"""Seconds that loading WeasyPrint and the fonts may take."""

STARVING_LIMIT = 3
"""How many times its limit a process may take when it gets no processor: being nice, it may be left to wait."""

_FORK = get_context("fork")


class Renderer:
    """One render process, from its start. ``message``: what it was given and has not answered for."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.connection, theirs = _FORK.Pipe()
        self.message: bytes | None = None
        self.ready, self._done = False, 0
        work.queue.close()  # a connection must not be on both sides of a fork
        arguments = (theirs, self.connection, os.getpid(), work)
        self.process: BaseProcess = _FORK.Process(target=live, args=arguments, name="renderer", daemon=True)
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
