"""Answers -> scores.

Sources: mean scoring and the 75 % rule with person means (Mazza, Enders & Ruehlman 2015 on their limits);
Spearman-Brown for the answered part of a scale; standard error of measurement SD * sqrt(1 - reliability).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from quizapp.domain.questionnaire import Composite, Questionnaire, Scale

SHARE_NEEDED = 0.75
"""A scale is scored when at least this share of its items is answered."""

COVERAGE = 0.80
"""How often the true score lies inside the printed interval."""

Answers = Mapping[str, str]
"""Item id -> option id. An item that is not in it was skipped."""

_STANDARD_NORMAL = NormalDist()
_INTERVAL_WIDTH = _STANDARD_NORMAL.inv_cdf((1 + COVERAGE) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Where a person stands on a scale, in points of its response range.

    ``error`` is the standard error of measurement. ``low`` to ``high`` holds the true score with the
    probability ``COVERAGE`` and is clipped to the range, which goes from ``lowest`` to ``highest``.
    """

    estimate: float
    error: float
    low: float
    high: float
    lowest: int
    highest: int
    answered: int
    of: int

    @property
    def middle(self) -> float:
        return (self.lowest + self.highest) / 2

    def probability_above(self, value: float) -> float:
        """Phi((estimate - value) / error): how likely the true score lies above ``value``, 0 to 1."""
        return _STANDARD_NORMAL.cdf((self.estimate - value) / self.error)


Scores = Mapping[str, Score]
"""Scale or composite id -> score. One that is not in it has not enough answers."""


def keyed_answers(questionnaire: Questionnaire, scale: str, answers: Answers) -> dict[str, int]:
    """The answered items of a scale with their values, reverse-keyed items turned: lowest + highest - value."""
    keyed = {}
    for key, item in questionnaire.items_of(scale).items():
        if key in answers:
            responses = questionnaire.response_sets[item.responses]
            value = responses.options[answers[key]].value
            keyed[key] = responses.lowest + responses.highest - value if item.reverse else value
    return keyed


def reliability_of_part(reliability: float, answered: int, of: int) -> float:
    """Spearman-Brown: the reliability of ``answered`` of ``of`` parallel items, 0 to 1."""
    ratio = answered / of
    return ratio * reliability / (1 + (ratio - 1) * reliability)


def score_scale(questionnaire: Questionnaire, scale: str, answers: Answers) -> Score | None:
    """The score of a scale or composite, or None when fewer than ``SHARE_NEEDED`` of its items are answered."""
    keyed = keyed_answers(questionnaire, scale, answers)
    if not keyed or len(keyed) < SHARE_NEEDED * len(questionnaire.items_of(scale)):
        return None
    return score_answered(questionnaire, scale, sum(keyed.values()) / len(keyed), len(keyed))


def score_answered(questionnaire: Questionnaire, scale: str, estimate: float, answered: int) -> Score:
    """The score of a scale whose ``answered`` keyed answers have the mean ``estimate``."""
    items = questionnaire.items_of(scale)
    figures: Scale | Composite = questionnaire.scales.get(scale) or questionnaire.composites[scale]
    reliability = reliability_of_part(figures.reliability, answered, len(items))
    error = figures.standard_deviation * sqrt(1 - reliability)
    responses = questionnaire.responses_of(next(iter(items)))
    return Score(
        estimate=estimate,
        error=error,
        low=max(responses.lowest, estimate - _INTERVAL_WIDTH * error),
        high=min(responses.highest, estimate + _INTERVAL_WIDTH * error),
        lowest=responses.lowest,
        highest=responses.highest,
        answered=answered,
        of=len(items),
    )


def score(questionnaire: Questionnaire, answers: Answers) -> dict[str, Score]:
    """Every scale and composite that has enough answers, in the order of the definition."""
    scales = [*questionnaire.scales, *questionnaire.composites]
    scored = {scale: score_scale(questionnaire, scale, answers) for scale in scales}
    return {scale: score for scale, score in scored.items() if score is not None}


def ratings(questionnaire: Questionnaire, answers: Answers) -> dict[str, int]:
    """The answered items that belong to no scale, with their values. Choices and texts have none."""
    return {
        key: questionnaire.responses_of(key).options[answers[key]].value
        for key in questionnaire.ratings
        if key in answers
    }
