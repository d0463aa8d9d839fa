"""How a report or a picture stands, and how long each step of its way may take."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from quizapp.domain.result import Rendering

TIME_LIMIT = 20
"""Seconds that one report may take, others' use of the processor not counted; then its worker is ended."""

MADE_KEPT = timedelta(days=1)
UNMADE_KEPT = timedelta(minutes=10)
"""How long an order that came to nothing is remembered, and with it how often it was tried."""

WAITING_AT_MOST = 50
"""Reports in the queue beyond which nobody else is let in: what a worker does in a minute or two."""

AHEAD_AT_MOST = 5
"""Reports in the queue beyond which none is made ahead."""

QUEUED = timedelta(minutes=3)
"""How long an order may stand in the queue before it is taken to be lost."""

BEGUN = timedelta(seconds=3 * TIME_LIMIT)
"""How long a report may be under way before its worker is taken to have vanished, with the parent that watched it."""

MOST_TRIES = 3

LOOK_AGAIN, COME_BACK = 2, 60
"""Seconds until a report is probably there, and until a queue that is full has probably emptied."""

State = Literal["ready", "waiting", "full", "failed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report or a picture stands. ``made``: when it is ready. ``seconds``: when to ask again."""

    state: State
    made: bytes = b""
    seconds: int = 0


WAITING = Standing("waiting", seconds=LOOK_AGAIN)
FULL = Standing("full", seconds=COME_BACK)
FAILED = Standing("failed", seconds=int(UNMADE_KEPT.total_seconds()))


def find_standing(found: Rendering | None, wanted: Rendering, now: datetime) -> Standing | None:
    """How ``wanted`` stands by what was ``found``; None where it has to be asked for."""
    if found is None or (found.of, found.order) != (wanted.of, wanted.order):
        return None
    if found.made:
        return Standing("ready", found.made)
    if found.busy_until > now:
        can_go_faster = found.step == "ahead" and wanted.step == "asked"
        return None if can_go_faster else WAITING
    return FAILED if found.tries >= MOST_TRIES else None
