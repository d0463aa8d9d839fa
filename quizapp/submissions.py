"""The use cases: start, answer, submit, find, share, forget. The only module that knows the whole story."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product
from typing import Literal

from quizapp.definitions.library import Library, Listing
from quizapp.domain.norms import NormSet
from quizapp.domain.plan import build_plan
from quizapp.domain.plan_definition import Edition
from quizapp.domain.pool import cut_off
from quizapp.domain.printing import PRINTINGS, Printing
from quizapp.domain.profile import build_profile
from quizapp.domain.quality import look_at
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import Reflection
from quizapp.domain.result import KeptAnswers, LiveShare, PostedPage, Result, Share, Sitting
from quizapp.domain.support import SupportCountry
from quizapp.domain.wording import Form, Frame
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.reports.comparison import ComparisonPage, build_comparison_page
from quizapp.reports.method import MethodPage, build_method
from quizapp.reports.result_page import ResultPage, build_result_page
from quizapp.reports.shared_page import SharedPage, build_shared_page, cut_profile
from quizapp.storage.pool import KEY_SIZE
from quizapp.storage.sealing import Secret, derive, new_secret
from quizapp.storage.store import StorageUnavailable, Store

__all__ = ["CONSENT", "Secret", "StorageUnavailable", "Submissions", "build_result", "rendering_secret"]

CONSENT = "2026-11"
"""Which wording of the agreement before the start is in use; it is sealed in the result."""

POOL_CONSENT = "2026-11"
"""Which wording people agree to who give their answers to the pool; it is kept there."""

PoolOffer = Literal["open", "given"]

SITTING_KEPT = timedelta(hours=24)
ANSWERS_KEPT = timedelta(hours=24)
RESULT_KEPT = timedelta(days=90)
LONGEST_KEPT = timedelta(days=365)
MOST_SHARES = 20


def build_result(
    questionnaire: Questionnaire, sitting: Sitting, now: datetime, norms: NormSet | None = None
) -> Result:
    """Answers -> scores -> profile -> plan. In any language: what is kept are ids and numbers.

    ``norms``: those of this version in the language of the sitting, or None when there are none; they are
    of the full form, and no shorter one is held against them. The sitting may have answers beyond the form of
    ``questionnaire``; they are not looked at.
    """
    norms = norms if questionnaire.form == "full" else None
    profile, plan = build_profile(questionnaire, sitting.given, norms), questionnaire.plan
    editions: tuple[Edition, ...] = ("solo", "together") if plan else ()
    return Result(
        slug=sitting.slug,
        version=sitting.version,
        frame=sitting.frame,
        form=questionnaire.form,
        consent=sitting.consent,
        submitted_at=now,
        keep_until=now + RESULT_KEPT,
        answered=len(questionnaire.asked.keys() & sitting.given.keys()),
        of=len(questionnaire.asked),
        profile=profile,
        plans={edition: build_plan(plan, profile, sitting.frame, edition) for edition in editions if plan},
        language=sitting.language,
        norms=norms,
        quality=look_at(questionnaire, sitting.given, sitting.page_seconds),
    )


def _owner_of(sitting: Secret) -> Secret:
    """The owner's secret of what a sitting is handed in as; the way back is not to be found."""
    return derive(sitting, "owner of the result")


def rendering_secret(owner: Secret, language: str, printing: Printing) -> Secret:
    """What finds and opens one report of a result. It leads neither to the result nor to its other reports."""
    return derive(owner, f"report {language} {printing.edition} {printing.paper} {printing.part}")


def with_reflection(questionnaire: Questionnaire, result: Result, reflection: Reflection) -> Result:
    """``result`` with another reflection, and the edition for one chosen by it.

    The edition for two stays: what it holds must not tell what one of them wrote.
    """
    told, plan = replace(result, reflection=reflection), questionnaire.plan
    if plan is None:
        return result
    profile = replace(result.profile, ratings=told.ratings_now(plan))
    solo = build_plan(plan, profile, result.frame, "solo", reflection.answered)
    return replace(told, plans={**result.plans, "solo": solo})


@dataclass(frozen=True, slots=True, kw_only=True)
class Submissions:
    """The use cases over one library and one store. Clock and randomness come from outside.

    ``support``: language -> who can be called.
    """

    library: Library
    store: Store
    support: Mapping[str, list[SupportCountry]]
    now: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]

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
        return self._worded(listing.slug, listing.version, listing.frames[0], language)

    def method_page(self, slug: str, version: int, language: str) -> MethodPage | None:
        """How one version works, in a language; None when there is no such version."""
        listing = self.library.find_listing(slug, version)
        if listing is None:
            return None
        questionnaire = self._worded(slug, version, listing.frames[0], language)
        return build_method(questionnaire, self._find_norms(questionnaire))

    def find_sitting(self, secret: Secret) -> Sitting | None:
        return self.store.sittings.find(secret, self.now())

    def answer(self, secret: Secret, answers: dict[str, str], page: int, language: str) -> Sitting | None:
        """Add the answers of one page to a sitting and let it live another day. None when it has expired."""
        now = self.now()
        posted = PostedPage(page=page, language=language, at=now)
        return self.store.sittings.change(
            secret,
            now,
            lambda sitting: (sitting.with_answers(answers).with_page(posted), now + SITTING_KEPT),
            may_shorten=False,
        )

    def submit(self, secret: Secret, form: Form = "full") -> Secret | None:
        """Turn a sitting into a result: however often it is asked, there is one result and one secret.

        After the short form the sitting goes on; what is handed in later takes the place of the shorter result,
        with the same link, the same shares and the lifetime that its owner gave it.
        """
        owner, now = _owner_of(secret), self.now()
        with self.store.transaction() as store:
            sitting = store.sittings.find(secret, now)
            if sitting is None:
                return owner if store.results.find(owner, now) else None
            questionnaire = self._worded(sitting.slug, sitting.version, sitting.frame, sitting.language, form)
            norms = self._find_norms(questionnaire) if sitting.language else None
            result = build_result(questionnaire, sitting, now, norms)
            self._put(owner, result, KeptAnswers(answers=sitting.answers))
            if form == "full":
                store.sittings.remove(secret)
        return owner

    def _put(self, owner: Secret, result: Result, kept: KeptAnswers) -> None:
        now, store, answers_until = result.submitted_at, self.store, result.submitted_at + ANSWERS_KEPT
        if not store.results.change(
            owner,
            now,
            lambda old: (self._in_place_of(old, result), old.keep_until),
        ):
            store.results.add(owner, result, result.keep_until)
        if not store.answers.change(owner, now, lambda _old: (kept, answers_until)):
            store.answers.add(owner, kept, answers_until)

    def _in_place_of(self, old: Result, result: Result) -> Result:
        """``result`` with all that its owner has added to ``old``."""
        kept = replace(result, shares=old.shares, keep_until=old.keep_until, pooled=old.pooled)
        return with_reflection(self._source_of(result), kept, old.reflection)

    def goes_on(self, owner: Secret, sitting: Secret) -> bool:
        """Whether a result was made from this sitting, which can still be completed."""
        return owner == _owner_of(sitting) and self.find_sitting(sitting) is not None

    def find_result(self, owner: Secret) -> Result | None:
        return self.store.results.find(owner, self.now())

    def result_page(self, owner: Secret, language: str) -> ResultPage | None:
        """The owner's page in a language, with the answers while they are still kept."""
        result = self.find_result(owner)
        if result is None:
            return None
        kept = self.store.answers.find(owner, self.now())
        return build_result_page(self.wording_of(result, language), result, kept)

    def comparison_page(self, owner: Secret, other: Secret, language: str) -> ComparisonPage | None:
        """What changed between two results, whichever came first; None when one of them is not there."""
        found = self.find_result(owner), self.find_result(other)
        if found[0] is None or found[1] is None:
            return None
        earlier, later = sorted((found[0], found[1]), key=lambda result: result.submitted_at)
        questionnaire = self.wording_of(later, language)
        return build_comparison_page(questionnaire, earlier, later)

    def pool_offer(self, owner: Secret) -> PoolOffer | None:
        """Whether the answers can be given to the pool, or were; None when there are none any more, or none to use.

        Norms belong to one language, so answers in two are of no use to them; nor are words without a number.
        Who gave the answers of a shorter form does not give again when the result becomes the full one.
        """
        result = self.find_result(owner)
        if result is None or self.store.answers.find(owner, self.now()) is None:
            return None
        if result.pooled:
            return "given"
        numbers = any(result.profile.answered.values()) or result.profile.ratings
        return "open" if result.language and numbers else None

    def give_to_pool(self, owner: Secret) -> bool:
        """Put the answers, cut off from everything else, into the pool; once. False when they are not on offer.

        The owner must have agreed to the wording ``POOL_CONSENT`` first.
        """
        fresh: list[bool] = []

        def mark(found: Result) -> tuple[Result, datetime]:
            fresh.append(not found.pooled)
            return replace(found, pooled=True), found.keep_until

        with self.store.transaction() as store:
            kept = store.answers.find(owner, self.now())
            result = store.results.change(owner, self.now(), mark) if self.pool_offer(owner) == "open" else None
            # Looked at in the same step that marks it, so that two clicks at once give one row.
            if result is None or kept is None or not all(fresh):
                return False
            questionnaire = self.wording_of(result, result.language or "")
            given = cut_off(questionnaire, result, kept, month=f"{self.now():%Y-%m}", consent=POOL_CONSENT)
            store.pool.add(self.random_bytes(KEY_SIZE), given)
        # What was written lies side by side in SQLite's log until it is emptied.
        self.store.wipe()
        return True

    def keep(self, owner: Secret, days: int) -> Result | None:
        """Let a result live ``days`` from today, at most a year; every share lives as long."""
        until = self.now() + min(timedelta(days=days), LONGEST_KEPT)
        with self.store.transaction() as store:
            result = store.results.change(owner, self.now(), lambda found: (replace(found, keep_until=until), until))
            for share in result.shares if result else []:
                store.shares.change(self._secret_of(share), self.now(), lambda found: (found, until))
        return result

    def reflect(self, owner: Secret, reflection: Reflection) -> Result | None:
        """Keep what someone wrote in place of what they wrote before, so that no byte of that stays."""
        with self.store.transaction() as store:
            kept = store.results.change(
                owner,
                self.now(),
                lambda found: (with_reflection(self._source_of(found), found, reflection), found.keep_until),
            )
            self._drop_reports(store, owner)
        self.store.wipe()
        return kept

    def share(self, owner: Secret, ticked: list[str]) -> Secret | None:
        """Make a share of exactly what was ticked. None when there is no result, or nothing was ticked."""
        secret = new_secret(self.random_bytes)
        with self.store.transaction() as store:
            result = store.results.find(owner, self.now())
            share = self.build_share(result, ticked) if result else None
            if result is None or share is None or len(result.shares) >= MOST_SHARES:
                return None
            live = LiveShare(secret=secret.text, made_at=share.made_at, shows=share.shows)
            store.shares.add(secret, share, result.keep_until)
            store.results.change(
                owner,
                self.now(),
                lambda found: (replace(found, shares=[*found.shares, live]), found.keep_until),
            )
        return secret

    def build_share(self, result: Result, ticked: list[str]) -> Share | None:
        """What another person would be shown; only what the result offers can be ticked."""
        questionnaire = self._source_of(result)
        offered = [item.key for item in build_result_page(questionnaire, result, None).shareable]
        shows = [key for key in offered if key in ticked]
        if not shows:
            return None
        return Share(
            slug=result.slug,
            version=result.version,
            frame=result.frame,
            form=result.form,
            made_at=self.now(),
            shows=shows,
            profile=cut_profile(questionnaire, result.profile, shows),
        )

    def take_back(self, owner: Secret, share: str) -> bool:
        """Delete one share of the owner's list, its row included. ``share``: its secret as text."""
        with self.store.transaction() as store:
            result = store.results.find(owner, self.now())
            gone = next((live for live in result.shares if live.secret == share), None) if result else None
            if result is None or gone is None:
                return False
            store.shares.remove(self._secret_of(gone))
            left = [live for live in result.shares if live != gone]
            store.results.change(owner, self.now(), lambda found: (replace(found, shares=left), found.keep_until))
        self.store.wipe()
        return True

    def find_share(self, secret: Secret) -> Share | None:
        return self.store.shares.find(secret, self.now())

    def shared_page(self, share: Share, language: str) -> SharedPage:
        return build_shared_page(self.wording_of(share, language), share)

    def forget(self, owner: Secret, sitting: Secret | None = None) -> bool:
        """Delete a result, its answers, its reports and every share of it, so that no byte of them stays.

        ``sitting``: that of the browser it is asked from, which goes too when the result was made from it.
        """
        with self.store.transaction() as store:
            if sitting is not None and owner == _owner_of(sitting):
                store.sittings.remove(sitting)
            result = store.results.find(owner, self.now())
            if result is None:
                return False
            for share in result.shares:
                store.shares.remove(self._secret_of(share))
            self._drop_reports(store, owner)
            store.answers.remove(owner)
            store.results.remove(owner)
        self.store.wipe()
        return True

    def check(self) -> list[str]:
        """What keeps the store from being written to; empty when nothing does. Raises StorageUnavailable."""
        return self.store.check()

    def purge(self) -> int:
        """Delete all that has expired; returns how many rows went."""
        return self.store.purge(self.now())

    def build_report(self, result: Result, language: str, edition: Edition) -> ActionReport:
        """What the report says, in an edition that ``result`` has a plan for."""
        questionnaire = self.wording_of(result, language)
        return build_action_report(questionnaire, result, edition, self.support.get(language, []))

    def wording_of(self, kept: Sitting | Result | Share, language: str) -> Questionnaire:
        """The version, frame and form that something kept was made with, in ``language`` or the source language.

        A sitting is one of the full form: where the short one ends, it can be handed in or gone on with.
        """
        form = "full" if isinstance(kept, Sitting) else kept.form
        return self._worded(kept.slug, kept.version, kept.frame, language, form)

    def _find_norms(self, questionnaire: Questionnaire) -> NormSet | None:
        return self.store.norms.find(questionnaire.slug, questionnaire.version, questionnaire.language)

    def _source_of(self, result: Result) -> Questionnaire:
        return self._worded(result.slug, result.version, result.frame, form=result.form)

    def _worded(
        self, slug: str, version: int, frame: Frame, language: str | None = None, form: Form = "full"
    ) -> Questionnaire:
        listing = self.library.find_listing(slug, version)
        if listing is None:
            raise KeyError(f"{slug}@{version} is gone, and something made with it is still kept.")
        known = language if language in listing.languages else listing.source_language
        return self.library.get(slug, version, known or listing.source_language, frame, form)

    def _drop_reports(self, store: Store, owner: Secret) -> None:
        """Delete every report made of a result: they hold what it held."""
        for language, printing in product(self.support, PRINTINGS):
            store.renderings.remove(rendering_secret(owner, language, printing))

    @staticmethod
    def _secret_of(share: LiveShare) -> Secret:
        secret = Secret.from_text(share.secret)
        if secret is None:
            raise ValueError("A sealed result holds a share whose secret cannot be read.")
        return secret
