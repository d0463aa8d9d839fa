"""The life of a render process: load what renders, then make one report after another as the parent asks.

What a report leaves is thrown away when it has been kept, so that nobody waits for that.
"""

import gc
import logging
import signal
import sys
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection

from quizapp.rendering.maker import ReportMaker
from quizapp.rendering.standing import TIME_LIMIT
from quizapp.storage.queue import RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.storage.store import StorageUnavailable
from quizapp.workers.restraint import MEMORY, end_with, leave_signals_to_parent, stay_modest

log = logging.getLogger(__name__)

RECYCLED_AFTER = 100
"""Reports: whatever each may leave behind, outside of Python, goes with the process."""


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


def live(connection: Connection, parents: Connection, parent: int, work: Work) -> None:
    """From the fork to the end. WeasyPrint is loaded here: a parent that had it would hand it on to the web."""
    end_with(parent, signal.SIGKILL)
    parents.close()
    leave_signals_to_parent()
    stay_modest(work.memory)
    from quizapp.reports.pdf import warm_up  # noqa: PLC0415

    warm_up(work.maker.press.templates)
    gc.freeze()
    gc.disable()
    connection.send(None)
    while True:
        try:
            errand, message = connection.recv()
        except EOFError:
            return
        _run(errand, message, work)
        gc.collect()
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
