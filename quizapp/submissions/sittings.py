"""Beginning, answering and handing in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from quizapp.definitions.library import Listing
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import KeptAnswers, PostedPage, Result, Sitting
from quizapp.domain.wording import Form, Frame
from quizapp.reports.method import MethodPage, build_method
from quizapp.storage.rows import SealedRows
from quizapp.storage.sealing import Secret, new_secret
from quizapp.submissions.base import UseCases
from quizapp.submissions.building import build_result, with_reflection
from quizapp.submissions.kept import ANSWERS_KEPT, CONSENT, SITTING_KEPT
from quizapp.submissions.secrets import owner_of

T = TypeVar("T")
Read = Callable[[Sitting], dict[str, str] | None]
"""What was sent, read in view of the sitting it is for: item id -> answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sittings(UseCases):
    """Beginning, answering and handing in."""

    def start(self, slug: str, frame: Frame, going_on: Secret | None = None) -> Secret:
        """Begin a sitting of the newest version; the secret is its taker's key.

        Someone who came back to the first page goes on with the sitting they have, in the frame now chosen.
        """
        now = self.now()
        if going_on and self.store.sittings.change(
            going_on, now, lambda sitting: (replace(sitting, frame=frame), now + SITTING_KEPT), may_shorten=False
        ):
            return going_on
        newest = self.library.find_newest(slug)
        if newest is None:
            raise KeyError(slug)
        secret = new_secret(self.random_bytes)
        sitting = Sitting(slug=slug, version=newest.version, frame=frame, consent=CONSENT, started_at=now)
        self.store.sittings.add(secret, sitting, now + SITTING_KEPT)
        return secret

    def newest(self, language: str) -> list[Questionnaire]:
        """The newest version of every questionnaire, in its first frame."""
        return [self._newest(listing, language) for listing in self.library.newest()]

    def find_newest(self, slug: str, language: str) -> Questionnaire | None:
        """The newest version of one questionnaire, in its first frame."""
        listing = self.library.find_newest(slug)
        return self._newest(listing, language) if listing else None

    def _newest(self, listing: Listing, language: str) -> Questionnaire:
        return self.worded(listing.slug, listing.version, listing.frames[0], language)

    def method_page(self, slug: str, version: int, language: str) -> MethodPage | None:
        """How one version works, in a language; None when there is no such version."""
        listing = self.library.find_listing(slug, version)
        if listing is None:
            return None
        questionnaire = self.worded(slug, version, listing.frames[0], language)
        return build_method(questionnaire, self.find_norms(questionnaire))

    def answer(self, secret: Secret, answers: dict[str, str], page: int, language: str) -> Sitting | None:
        """Add the answers of one page to a sitting and let it live another day. None when it has expired."""
        return self.answer_with(secret, lambda _: answers, page, language)

    def answer_with(self, secret: Secret, read: Read, page: int, language: str) -> Sitting | None:
        """The same with what ``read`` makes of the page in view of the sitting; None when that is None, too."""
        now = self.now()
        posted = PostedPage(page=page, language=language, at=now)
        return self._change(secret, now, read, lambda sitting, new: sitting.with_given(new, now).with_page(posted))

    def keep_answers(self, secret: Secret, read: Read, given_at: datetime) -> Sitting | None:
        """The same before their page is sent, and unless later answers are there."""
        now = self.now()
        return self._change(secret, now, read, lambda sitting, new: sitting.with_later(new, min(given_at, now)))

    def _change(
        self, secret: Secret, now: datetime, read: Read, change: Callable[[Sitting, dict[str, str]], Sitting]
    ) -> Sitting | None:
        def changed(sitting: Sitting) -> tuple[Sitting, datetime] | None:
            answers = read(sitting)
            return None if answers is None else (change(sitting, answers), now + SITTING_KEPT)

        return self.store.sittings.change(secret, now, changed, may_shorten=False)

    def submit(self, secret: Secret, form: Form = "full") -> Secret | None:
        """Turn a sitting into a result: however often it is asked, there is one result and one secret.

        After the short form the sitting goes on; what is handed in later takes the place of the shorter result,
        with the same link, the same shares and the lifetime that its owner gave it.
        """
        owner, now = owner_of(secret), self.now()
        with self.store.transaction() as store:
            sitting = store.sittings.find(secret, now)
            if sitting is None:
                return owner if store.results.find(owner, now) else None
            questionnaire = self.worded(sitting.slug, sitting.version, sitting.frame, sitting.language, form)
            norms = self.find_norms(questionnaire) if sitting.language else None
            result = build_result(questionnaire, sitting, now, norms)
            self._put(owner, result, KeptAnswers(answers=sitting.answers))
            if form == "full":
                self.drop_sitting(store, secret)
        return owner

    def abandon(self, secret: Secret) -> None:
        """Delete a sitting, so that no byte of it stays. A shorter result that was made from it stays."""
        with self.store.transaction() as store:
            self.drop_sitting(store, secret)
        self.store.wipe()

    def _put(self, owner: Secret, result: Result, kept: KeptAnswers) -> None:
        now, store, answers_until = result.submitted_at, self.store, result.submitted_at + ANSWERS_KEPT
        if not store.results.change(
            owner,
            now,
            lambda old: (self._in_place_of(old, result), old.keep_until),
        ):
            _add(store.results, owner, result, now, result.keep_until)
        if not store.answers.change(owner, now, lambda _old: (kept, answers_until)):
            _add(store.answers, owner, kept, now, answers_until)

    def _in_place_of(self, old: Result, result: Result) -> Result:
        """``result`` with all that its owner has added to ``old``."""
        kept = replace(result, shares=old.shares, keep_until=old.keep_until, pooled=old.pooled)
        return with_reflection(self.source_of(result), kept, old.reflection)

    def goes_on(self, owner: Secret, sitting: Secret) -> bool:
        """Whether a result was made from this sitting, which can still be completed."""
        return owner == owner_of(sitting) and self.find_sitting(sitting) is not None


def _add(rows: SealedRows[T], owner: Secret, value: T, now: datetime, until: datetime) -> None:
    """Keep ``value``, also where what was there has expired and no purge has been by yet."""
    if not rows.add(owner, value, until):
        rows.remove_expired(owner, now)
        rows.add(owner, value, until)
