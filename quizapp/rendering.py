"""Reports on their way: asked for by the web, made by a worker, read by the web."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from quizapp.domain.plan_definition import Edition
from quizapp.domain.result import Rendering
from quizapp.storage.queue import AHEAD, URGENT, QueueUnavailable, RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.storage.store import StorageUnavailable
from quizapp.submissions import Submissions, rendering_secret

log = logging.getLogger(__name__)

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
    """How a report stands. ``pdf``: when it is ready. ``seconds``: when to ask again."""

    state: State
    pdf: bytes = b""
    seconds: int = 0


WAITING = Standing("waiting", seconds=LOOK_AGAIN)
FULL = Standing("full", seconds=COME_BACK)
FAILED = Standing("failed", seconds=int(UNMADE_KEPT.total_seconds()))


def find_standing(found: Rendering | None, wanted: Rendering, now: datetime) -> Standing | None:
    """How ``wanted`` stands by what was ``found``; None where it has to be asked for."""
    if found is None or found.of != wanted.of:
        return None
    if found.pdf:
        return Standing("ready", found.pdf)
    if found.busy_until > now:
        can_go_faster = found.step == "ahead" and wanted.step == "asked"
        return None if can_go_faster else WAITING
    return FAILED if found.tries >= MOST_TRIES else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """Where the web asks for reports. It reads rows and never waits for a worker."""

    submissions: Submissions
    queue: RenderQueue
    now: Callable[[], datetime]

    def ask(self, owner: Secret, language: str, edition: Edition) -> Standing | None:
        """The report, or how it stands; asked for where nobody has yet. None when there is none to be had."""
        wanted = self._wanted(owner, language, edition, "asked")
        if wanted is None:
            return None
        try:
            return self._stand(rendering_secret(owner, language, edition), wanted, WAITING_AT_MOST)
        except QueueUnavailable as error:
            log.warning("%s", error)
            return FULL

    def ask_ahead(self, owner: Secret, language: str, edition: Edition) -> None:
        """Let a report be made that will probably be asked for, unless others wait. Never fails."""
        if self.queue.immediate:
            return
        try:
            wanted = self._wanted(owner, language, edition, "ahead")
            if wanted:
                self._stand(rendering_secret(owner, language, edition), wanted, AHEAD_AT_MOST)
        except (QueueUnavailable, StorageUnavailable) as error:
            log.warning("A report was not asked for ahead: %s", error)

    def _wanted(
        self, owner: Secret, language: str, edition: Edition, step: Literal["ahead", "asked"]
    ) -> Rendering | None:
        result, now = self.submissions.find_result(owner), self.now()
        if result is None or edition not in result.plans:
            return None
        return Rendering(
            # A share, or another lifetime, does not make another report.
            of=replace(result, shares=[], keep_until=result.submitted_at),
            language=language,
            edition=edition,
            step=step,
            busy_until=now + QUEUED,
            keep_until=min(result.keep_until, now + MADE_KEPT),
        )

    def _stand(self, secret: Secret, wanted: Rendering, at_most: int) -> Standing:
        """How a report stands, ordered if need be and if fewer than ``at_most`` wait. Raises QueueUnavailable."""
        renderings, now = self.submissions.store.renderings, self.now()
        standing = find_standing(renderings.find(secret, now), wanted, now)
        if standing is None and self.queue.length() >= at_most:
            return FULL
        return standing or self._order(secret, wanted)

    def _order(self, secret: Secret, wanted: Rendering) -> Standing:
        """Note that a report is wanted, and then queue it: only who has noted it does."""
        if not self._note(secret, wanted):
            return WAITING
        renderings, now = self.submissions.store.renderings, self.now()
        try:
            self.queue.add(secret, URGENT if wanted.step == "asked" else AHEAD)
        except QueueUnavailable:
            renderings.remove(secret)
            raise
        return find_standing(renderings.find(secret, now), wanted, now) or WAITING

    def _note(self, secret: Secret, wanted: Rendering) -> bool:
        """Whether it was noted here; False when somebody was faster."""
        now = self.now()

        def note(found: Rendering) -> tuple[Rendering, datetime] | None:
            if find_standing(found, wanted, now):
                return None
            return replace(wanted, tries=found.tries if found.of == wanted.of else 0), now + UNMADE_KEPT

        with self.submissions.store.transaction() as store:
            store.renderings.remove_expired(secret, now)  # it would stand in the way until a purge
            return store.renderings.add(secret, wanted, now + UNMADE_KEPT) or bool(
                store.renderings.change(secret, now, note)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMaker:
    """Where a worker makes them. A rendering is all that it can open: neither the result nor its shares."""

    submissions: Submissions
    templates: Path
    now: Callable[[], datetime]

    def make(self, secret: Secret) -> None:
        """Render what was ordered and keep it. Nothing when it is made, being made, or gone. Raises ReportFailed."""
        # A web process must not load WeasyPrint, which this module would bring along.
        from quizapp.reports.pdf import render_report  # noqa: PLC0415

        begun = self._begin(secret)
        if begun is None:
            return
        report = self.submissions.build_report(begun.of, begun.language, begun.edition)
        pdf = render_report(report, self.templates)
        self.submissions.store.renderings.change(
            secret,
            self.now(),
            lambda found: (replace(found, pdf=pdf), found.keep_until) if found.of == begun.of else None,
        )

    def give_up(self, secret: Secret) -> None:
        """Let a report whose worker ended be asked for again at once."""
        now = self.now()
        self.submissions.store.renderings.change(
            secret, now, lambda found: None if found.pdf else (replace(found, busy_until=now), now + UNMADE_KEPT)
        )

    def _begin(self, secret: Secret) -> Rendering | None:
        now = self.now()

        def begin(found: Rendering) -> tuple[Rendering, datetime] | None:
            if found.pdf or (found.step == "begun" and found.busy_until > now):
                return None
            begun = replace(found, step="begun", busy_until=now + BEGUN, tries=found.tries + 1)
            return begun, now + UNMADE_KEPT

        return self.submissions.store.renderings.change(secret, now, begin)
