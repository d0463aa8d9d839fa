"""The parent: keeps render processes alive, bounded and busy, and ends with its children."""

import logging
import os
import signal
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from time import monotonic
from types import FrameType

from quizapp.storage.queue import QueueUnavailable
from quizapp.workers.life import Errand, Work
from quizapp.workers.renderer import Renderer
from quizapp.workers.restraint import end_with

log = logging.getLogger(__name__)

POLL = 0.05
"""Seconds between looks into the queue. Somebody is waiting; a look costs a tenth of a millisecond."""

BEAT = 10.0
PAUSE = 5.0
"""Seconds before trying again where a process could not start, or the queue could not be read."""

GRACE = 35.0
"""Seconds for the web server to answer what it has begun."""


class Supervisor:
    """``processes`` that render, and the web server when ``web`` is given, under this process."""

    def __init__(self, work: Work, processes: int, web: Callable[[], None] | None = None) -> None:
        self._work, self._processes = work, processes
        self._renderers: list[Renderer] = []
        self._lost: deque[bytes] = deque()
        self._web = _start(web) if web else None
        self._stopping = False
        self._next_beat = self._next_start = self._next_look = 0.0

    def run(self) -> int:
        """Until SIGTERM, SIGINT or the end of the web server; its exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping and (self._web is None or self._web.is_alive()):
            self._mend()
            self._hand_out()
            self._beat()
            wait([renderer.connection for renderer in self._renderers], timeout=POLL)
        return self._end()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _mend(self) -> None:
        """End who is over time or worn out, bury who ended, and fill the places."""
        for renderer in list(self._renderers):
            alive = renderer.listen()
            if alive and not renderer.overdue and not renderer.worn_out:
                continue
            self._let_go(renderer, alive=alive)
        if monotonic() >= self._next_start:
            self._renderers += [Renderer(self._work) for _ in range(self._processes - len(self._renderers))]

    def _let_go(self, renderer: Renderer, *, alive: bool) -> None:
        if not renderer.ready:
            self._next_start = monotonic() + PAUSE
        if not renderer.worn_out:
            reason = "took too long" if alive else "came to its end"
            log.warning("A render process %s; another takes its place.", reason)
        renderer.end()
        self._renderers.remove(renderer)
        if renderer.message is not None:
            self._lost.append(renderer.message)

    def _hand_out(self) -> None:
        for renderer in self._renderers:
            if renderer.idle and self._lost:
                renderer.give(Errand.GIVE_UP, self._lost.popleft())
            elif renderer.idle and (message := self._take()):
                renderer.give(Errand.MAKE, message)

    def _take(self) -> bytes | None:
        if monotonic() < self._next_look:
            return None
        try:
            return self._work.queue.take()
        except QueueUnavailable as error:
            log.warning("%s", error)
            self._next_look = monotonic() + PAUSE
            return None

    def _beat(self) -> None:
        if monotonic() < self._next_beat or not any(renderer.ready for renderer in self._renderers):
            return
        self._next_beat = monotonic() + BEAT
        try:
            self._work.queue.beat()
        except QueueUnavailable as error:
            log.warning("%s", error)

    def _end(self) -> int:
        """Nothing is left behind; reports under way are asked for again."""
        for renderer in self._renderers:
            renderer.end()
        if self._web is None:
            return 0
        self._web.terminate()
        self._web.join(GRACE)
        self._web.kill()
        self._web.join()
        return 0 if self._stopping else int(self._web.exitcode or 0)


def _start(web: Callable[[], None]) -> BaseProcess:
    def serve(parent: int) -> None:
        end_with(parent, signal.SIGTERM)
        web()

    process = get_context("fork").Process(target=serve, args=(os.getpid(),), name="web")
    process.start()
    return process
