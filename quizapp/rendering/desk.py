"""Where reports and pictures are asked for."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from quizapp.domain.picture import Picture
from quizapp.domain.printing import Printing
from quizapp.domain.result import Rendering, Result, Step
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
from quizapp.submissions import Submissions, picture_secret, rendering_secret

log = logging.getLogger(__name__)


class Desk(Protocol):
    """Where the web asks for reports and pictures, however they are made."""

    def ask(self, owner: Secret, language: str, printing: Printing) -> Standing | None:
        """The report, or how it stands. None when there is none to be had."""

    def ask_ahead(self, owner: Secret, language: str, printing: Printing) -> None:
        """Let a report be made that will probably be asked for."""

    def ask_picture(self, share: Secret, language: str, picture: Picture) -> Standing | None:
        """A picture of a share, or how it stands. None when there is no such share."""

    def ask_picture_ahead(self, share: Secret, language: str, picture: Picture) -> None:
        """Let a picture be drawn that will be asked for in a moment. Never fails."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to make: the secret of its row, what is wanted, and the secret of what it is made of."""

    secret: Secret
    wanted: Rendering
    source: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """Lets workers make reports and pictures: reads rows, and never waits for anybody."""

    submissions: Submissions
    queue: RenderQueue
    now: Callable[[], datetime]

    def ask(self, owner: Secret, language: str, printing: Printing) -> Standing | None:
        """The report, or how it stands; asked for where nobody has yet. None when there is none to be had."""
        job = self._report(owner, language, printing, "asked")
        return self._ask(job) if job else None

    def ask_ahead(self, owner: Secret, language: str, printing: Printing) -> None:
        """Let a report be made that will probably be asked for, unless others wait. Never fails."""
        with self._never_failing():
            job = self._report(owner, language, printing, "ahead")
            if job:
                self._stand(job, AHEAD_AT_MOST)

    def ask_picture(self, share: Secret, language: str, picture: Picture) -> Standing | None:
        """The picture, or how it stands; asked for where nobody has yet. None when there is no such share."""
        job = self._picture(share, language, picture)
        return self._ask(job) if job else None

    def ask_picture_ahead(self, share: Secret, language: str, picture: Picture) -> None:
        """Let a picture be drawn that will be asked for in a moment. Never fails."""
        with self._never_failing():
            self.ask_picture(share, language, picture)

    def _report(self, owner: Secret, language: str, printing: Printing, step: Step) -> Job | None:
        result, now = self.submissions.find_result(owner), self.now()
        if result is None or not result.plans:
            return None
        wanted = Rendering(
            # A share, another lifetime or giving the answers to be counted does not make another report.
            of=replace(result, shares=[], keep_until=result.submitted_at, pooled=False),
            language=language,
            order=printing,
            step=step,
            busy_until=now + QUEUED,
            keep_until=min(result.keep_until, now + MADE_KEPT),
        )
        return Job(rendering_secret(owner, language, printing), wanted, owner)

    def _picture(self, share: Secret, language: str, picture: Picture) -> Job | None:
        now, store = self.now(), self.submissions.store
        found, until = self.submissions.find_share(share), store.shares.expiry(share, now)
        if found is None or until is None:
            return None
        wanted = Rendering(
            of=found,
            language=language,
            order=picture,
            step="asked",
            busy_until=now + QUEUED,
            # A chat asks for its preview once, and does not come back when it is not there.
            keep_until=until if picture.kind == "preview" else min(until, now + MADE_KEPT),
        )
        return Job(picture_secret(share, language, picture.kind), wanted, share)

    def _ask(self, job: Job) -> Standing:
        try:
            return self._stand(job, WAITING_AT_MOST)
        except QueueUnavailable as error:
            log.warning("%s", error)
            return FULL

    @contextmanager
    def _never_failing(self) -> Iterator[None]:
        try:
            yield
        except (QueueUnavailable, StorageUnavailable) as error:
            log.warning("Nothing was asked for ahead: %s", error)

    def _stand(self, job: Job, at_most: int) -> Standing:
        """How it stands, ordered if need be and if fewer than ``at_most`` wait. Raises QueueUnavailable."""
        renderings, now = self.submissions.store.renderings, self.now()
        standing = find_standing(renderings.find(job.secret, now), job.wanted, now)
        if standing is None and self.queue.length() >= at_most:
            return FULL
        return standing or self._order(job)

    def _order(self, job: Job) -> Standing:
        """Note that it is wanted, and then queue it: only who has noted it does."""
        if not self._note(job):
            return WAITING
        renderings, now = self.submissions.store.renderings, self.now()
        try:
            self.queue.add(job.secret, URGENT if job.wanted.step == "asked" else AHEAD)
        except QueueUnavailable:
            renderings.remove(job.secret)
            raise
        return find_standing(renderings.find(job.secret, now), job.wanted, now) or WAITING

    def _note(self, job: Job) -> bool:
        """Whether it was noted here; False when somebody was faster, or what it is made of is being deleted."""
        now, wanted = self.now(), job.wanted

        def note(found: Rendering) -> tuple[Rendering, datetime] | None:
            if find_standing(found, wanted, now):
                return None
            return replace(wanted, tries=found.tries if found.of == wanted.of else 0), now + UNMADE_KEPT

        with self.submissions.store.transaction() as store:
            source = store.results if isinstance(wanted.of, Result) else store.shares
            if not source.hold(job.source, now):
                return False
            store.renderings.remove_expired(job.secret, now)  # it would stand in the way until a purge
            return store.renderings.add(job.secret, wanted, now + UNMADE_KEPT) or bool(
                store.renderings.change(job.secret, now, note)
            )
