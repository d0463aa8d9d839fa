"""What people gave to be counted: answers that belong to nobody any more."""

from dataclasses import dataclass
from typing import Literal

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import SKIPPED, KeptAnswers, Result
from quizapp.domain.wording import Form, Frame

SLOWEST = 60.0
"""Seconds an item above which people are not told apart."""

PoolOffer = Literal["open", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledAnswers:
    """The answers of one adult who agreed, cut off from their result.

    ``month``: "2026-11", when they were given; nothing finer, since days would lead back to results.
    ``consent``: which wording was agreed to. ``seconds``: an item, in the median, to the nearest half; None when
    not known. ``answers``: item id -> option id, in the order of the questionnaire; what was skipped is absent, and
    so is whatever has no number: what somebody wrote may name people.
    """

    slug: str
    version: int
    language: str
    frame: Frame
    form: Form
    month: str
    consent: str
    seconds: float | None
    answers: dict[str, str]


def find_offer(result: Result, kept: KeptAnswers | None) -> PoolOffer | None:
    """Whether the answers can be given to the pool, or were; None when there are none any more, or none to use.

    Norms belong to one language, so answers in two are of no use to them; nor are words without a number.
    Who gave the answers of a shorter form does not give again when the result becomes the full one.
    """
    if kept is None:
        return None
    if result.pooled:
        return "given"
    numbers = any(result.profile.answered.values()) or result.profile.ratings
    return "open" if result.language and numbers else None


def cut_off(
    questionnaire: Questionnaire, result: Result, kept: KeptAnswers, *, month: str, consent: str
) -> PooledAnswers:
    """What of a result may be pooled. ``questionnaire``: in the form and language in which it was answered."""
    # In the order of the test: that in which people answered, with its returns, could be told apart.
    given = {item: kept.answers[item] for item in questionnaire.counted if item in kept.answers}
    seconds = result.quality.seconds if result.quality else None
    return PooledAnswers(
        slug=result.slug,
        version=result.version,
        language=questionnaire.language,
        frame=result.frame,
        form=result.form,
        month=month,
        consent=consent,
        seconds=None if seconds is None else min(round(2 * seconds) / 2, SLOWEST),
        answers={item: option for item, option in given.items() if option != SKIPPED},
    )
