"""Two results of one person: what has changed by more than chance, and what cannot be said.

Reliable change index (Jacobson & Truax 1991): (x2 - x1) / (SD * sqrt(2 * (1 - r))), with the *retest* reliability
r. Alpha says nothing of how much people move by themselves: with .80 taken for a true .70, 11 of 100 unchanged
people would be told of a change (computed).
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result
from quizapp.domain.scales import Composite, Scale

SURE = 0.95
"""How rarely an unchanged person is told of a change: 5 times in 100."""

RATING_DEVIATION = 2.0
RATING_RETEST = 0.65
"""Of a single rating from 1 to 10: assumed, since nothing is known of these."""

_RATING_RANGE = 9
Obstacle = Literal["test", "version", "language", "frame", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one score or rating moved. ``needed``: points from which it is more than chance.

    ``difference``: later minus earlier, in points of the response range.
    """

    id: str
    earlier: float
    later: float
    needed: float

    @property
    def difference(self) -> float:
        return self.later - self.earlier

    @property
    def reliable(self) -> bool:
        return abs(self.difference) >= self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two results side by side. ``missing``: scales without a score in one of them.

    ``obstacle``: why they cannot be compared at all; nothing else is then said.
    """

    scales: list[Change]
    ratings: list[Change]
    missing: list[str]
    obstacle: Obstacle | None = None


def compare(questionnaire: Questionnaire, earlier: Result, later: Result) -> Comparison:
    """What moved between two results. ``questionnaire``: that of the later one; it says what is comparable."""
    obstacle = find_obstacle(questionnaire, earlier, later)
    if obstacle is not None:
        return Comparison(scales=[], ratings=[], missing=[], obstacle=obstacle)
    old, new = earlier.profile, later.profile
    known = [scale for scale in questionnaire.scales if scale in old.scores and scale in new.scores]
    return Comparison(
        scales=[
            Change(
                id=scale,
                earlier=old.scores[scale].mean_answer,
                later=new.scores[scale].mean_answer,
                needed=change_needed(questionnaire, scale, later.norms),
            )
            for scale in known
        ],
        ratings=[
            Change(id=key, earlier=old.ratings[key], later=value, needed=_rating_needed(questionnaire, key))
            for key, value in new.ratings.items()
            if key in old.ratings
        ],
        missing=[scale for scale in questionnaire.scales if scale not in known],
    )


def find_obstacle(questionnaire: Questionnaire, earlier: Result, later: Result) -> Obstacle | None:
    """Why two results cannot be compared, or None. Versions and languages are, where the definition says so.

    Two forms are as two versions: the same scale stands on other sentences in them.
    """
    comparable = questionnaire.comparable_with
    if earlier.slug != later.slug:
        return "test"
    other_version = earlier.version != later.version and earlier.version not in comparable.versions
    if other_version or earlier.form != later.form:
        return "version"
    languages = {earlier.language, later.language}
    if None in languages or (len(languages) > 1 and not languages <= set(comparable.languages)):
        return "language"
    if earlier.frame != later.frame:
        return "frame"
    return "same" if earlier.submitted_at >= later.submitted_at else None


def change_needed(questionnaire: Questionnaire, scale: str, norms: NormSet | None, sure: float = SURE) -> float:
    """From how many points on a difference is more than chance: z * SD * sqrt(2 * (1 - retest reliability)).

    1.96 * .80 * sqrt(.60) = 1.21 points for the figures assumed at first. The spread is that of the norms in
    force, where there are some; the retest reliability always comes from the definition.
    """
    figures: Scale | Composite = questionnaire.scales.get(scale) or questionnaire.composites[scale]
    norm = norms.scales.get(scale) if norms else None
    deviation = (norm or figures).standard_deviation
    return _needed(deviation, figures.retest_reliability, sure)


def _rating_needed(questionnaire: Questionnaire, rating: str) -> float:
    """3.3 points of 1 to 10, and as much of any other range."""
    responses = questionnaire.responses_of(rating)
    return _needed(RATING_DEVIATION, RATING_RETEST, SURE) * (responses.highest - responses.lowest) / _RATING_RANGE


def _needed(deviation: float, retest: float, sure: float) -> float:
    return NormalDist().inv_cdf((1 + sure) / 2) * deviation * sqrt(2 * (1 - retest))
