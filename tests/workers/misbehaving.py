"""A worker that makes no report, but what the first word says, to be run as a process of its own: HOW."""

import ctypes
import os
import sys
from dataclasses import dataclass

from quizapp import create_app
from quizapp.rendering.maker import ReportMaker
from quizapp.settings import read_settings
from quizapp.storage.sealing import Secret
from quizapp.workers.life import Work
from quizapp.workers.supervisor import Supervisor


def be_deaf() -> None:
    """Sleep in C without letting Python run: no signal handler, no other thread."""
    ctypes.PyDLL(None).sleep(60)


def be_greedy() -> None:
    bytearray(2 * 1024**3)


def be_gone() -> None:
    os.abort()


def be_done() -> None:
    """Nothing wrong with this one, but that its process is worn out by it."""


HOW = {"deaf": be_deaf, "greedy": be_greedy, "gone": be_gone, "done": be_done}


@dataclass(frozen=True, slots=True, kw_only=True)
class Misbehaving(ReportMaker):
    """Begins, and then does what it should not."""

    how: str

    def make(self, secret: Secret) -> None:
        self._begin(secret)
        HOW[self.how]()


if __name__ == "__main__":
    app = create_app(read_settings(os.environ))
    kept = app.extensions["quizapp.maker"]
    maker = Misbehaving(submissions=kept.submissions, press=kept.press, now=kept.now, how=sys.argv[1])
    work = Work(maker=maker, queue=app.extensions["quizapp.queue"], time_limit=2, recycled_after=1)
    sys.exit(Supervisor(work, 1).run())
