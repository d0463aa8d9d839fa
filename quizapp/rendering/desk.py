"""Where reports are asked for."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from quizapp.domain.printing import Printing
from quizapp.domain.result import Rendering
from quizapp.rendering.standing import (
    AHEAD_AT_MOST,
    FULL,
    MADE_KEPT,
    QUEUED,
    UNMADE_KEPT,
    WAITING,
    WAITING_AT_MOST,
    Standing,
    find_standing,
)
from quizapp.storage.queue import AHEAD, URGENT, QueueUnavailable, RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.storage.store import StorageUnavailable
from quizapp.submissions import Submissions, rendering_secret

log = logging.getLogger(__name__)


class Desk(Protocol):
    """Where the web asks for reports, however they are made."""

    def ask(self, owner: Secret, language: str, printing: Printing) -> Standing | None:
        """The report, or how it stands. None when there is none to be had."""

    def ask_ahead(self, owner: Secret, language: str, printing: Printing) -> None:
        """Let a report be made that will probably be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """Lets workers make reports: reads rows, and never waits for anybody."""

    submissions: Submissions
    queue: RenderQueue
    now: Callable[[], datetime]

    def ask(self, owner: Secret, language: str, printing: Printing) -> Standing | None:
        """The report, or how it stands; asked for where nobody has yet. None when there is none to be had."""
        wanted = self._wanted(owner, language, printing, "asked")
        if wanted is None:
            return None
        try:
            return self._stand(rendering_secret(owner, language, printing), wanted, WAITING_AT_MOST)
        except QueueUnavailable as error:
            log.warning("%s", error)
            return FULL

    def ask_ahead(self, owner: Secret, language: str, printing: Printing) -> None:
        """Let a report be made that will probably be asked for, unless others wait. Never fails."""
        try:
            wanted = self._wanted(owner, language, printing, "ahead")
            if wanted:
                self._stand(rendering_secret(owner, language, printing), wanted, AHEAD_AT_MOST)
        except (QueueUnavailable, StorageUnavailable) as error:
            log.warning("A report was not asked for ahead: %s", error)

    def _wanted(
        self, owner: Secret, language: str, printing: Printing, step: Literal["ahead", "asked"]
    ) -> Rendering | None:
        result, now = self.submissions.find_result(owner), self.now()
        if result is None or printing.edition not in result.plans:
            return None
        return Rendering(
            # A share, another lifetime or giving the answers to be counted does not make another report.
            of=replace(result, shares=[], keep_until=result.submitted_at, pooled=False),
            language=language,
            printing=printing,
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
