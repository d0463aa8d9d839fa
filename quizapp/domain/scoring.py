"""Answers -> scores.

Two regimes. Without norms, a score is the mean of the keyed answers with the standard error of measurement
SD * sqrt(1 - reliability), from the cautious figures of the definition. With norms (``norms.py``) it is Kelley's
estimate of the true score, M + reliability * (x - M), with the standard error SD * sqrt(reliability * (1 -
reliability)) in the mean over people, larger in the middle of the range and smaller at its ends.

Sources: mean scoring and the 75 % rule with person means (Mazza, Enders & Ruehlman 2015 on their limits);
Spearman-Brown for the answered part of a scale; Kelley 1947 for the regressed estimate; Keats & Lord 1962 for how its
error changes along a bounded range.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from quizapp.domain.norms import NormSet, ScaleNorm
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import Composite, Scale

SHARE_NEEDED = 0.75
"""A scale is scored when at least this share of its items is answered."""

COVERAGE = 0.80
"""How often the true score lies inside the printed interval."""

Answers = Mapping[str, str]
"""Item id -> option id. An item that is not in it was skipped."""

_STANDARD_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Where a person stands on a scale, in points of its response range.

    ``estimate``: the best guess of the true score; ``error``: its standard error. ``low`` to ``high`` holds the
    true score with the probability ``COVERAGE`` and is clipped to the range, which goes from ``lowest`` to
    ``highest``. ``mean``: the mean of the keyed answers where norms moved the estimate away from it; None where
    there are no norms, and the estimate is that mean.
    """

    estimate: float
    error: float
    low: float
    high: float
    lowest: int
    highest: int
    answered: int
    of: int
    mean: float | None = None

    @property
    def middle(self) -> float:
        return (self.lowest + self.highest) / 2

    @property
    def calibrated(self) -> bool:
        """Whether norms stand behind it."""
        return self.mean is not None

    @property
    def mean_answer(self) -> float:
        """The mean of the keyed answers, in points of the response range."""
        return self.estimate if self.mean is None else self.mean

    def probability_above(self, value: float) -> float:
        """Phi((estimate - value) / error): how likely the true score lies above ``value``, 0 to 1."""
        return _STANDARD_NORMAL.cdf((self.estimate - value) / self.error)

    def interval(self, coverage: float) -> tuple[float, float]:
        """Low and high end of what holds the true score with the probability ``coverage``, 0 to 1, exclusive.

        estimate +- Phi^-1((1 + coverage) / 2) * error, clipped to the response range.
        """
        return _interval(self.estimate, self.error, coverage, (self.lowest, self.highest))


def _interval(estimate: float, error: float, coverage: float, ends: tuple[int, int]) -> tuple[float, float]:
    width = _STANDARD_NORMAL.inv_cdf((1 + coverage) / 2) * error
    return max(ends[0], estimate - width), min(ends[1], estimate + width)


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


def kelley(norm: ScaleNorm, mean: float, reliability: float, ends: tuple[int, int]) -> tuple[float, float]:
    """Kelley's estimate of the true score and its standard error, in points of the response range.

    The estimate e is M + r * (x - M), where ``reliability`` r is that of the answered part. Its mean squared error
    over people is V * (1 - r), where V = SD^2 * R is the variance of true scores and R the reliability of the whole
    scale. Between ``ends`` a and b, which no true score passes, the squared error at e is that times
    (e - a) * (b - e) / ((M - a) * (b - M) - r * V): the beta-binomial model, in which Kelley's estimate is exact and
    the mean of that factor is 1. Sources: Kelley 1947; Keats & Lord 1962; Lord & Novick 1968, 3.7 and chapter 23.
    """
    low, high = ends
    estimate = norm.mean + reliability * (mean - norm.mean)
    mean_room = (norm.mean - low) * (high - norm.mean) - reliability * norm.true_variance
    room = (estimate - low) * (high - estimate) / mean_room
    return estimate, sqrt(norm.true_variance * (1 - reliability) * room)


def score_scale(
    questionnaire: Questionnaire, scale: str, answers: Answers, norms: NormSet | None = None
) -> Score | None:
    """The score of a scale or composite, or None when fewer than ``SHARE_NEEDED`` of its items are answered.

    A composite needs that of each of its scales, so that none of them is left out of what is said of all.
    """
    parts = questionnaire.composites[scale].scales if scale in questionnaire.composites else [scale]
    if not all(_enough_answered(questionnaire, part, answers) for part in parts):
        return None
    keyed = keyed_answers(questionnaire, scale, answers)
    return score_answered(questionnaire, scale, sum(keyed.values()) / len(keyed), len(keyed), norms)


def _enough_answered(questionnaire: Questionnaire, scale: str, answers: Answers) -> bool:
    items = questionnaire.items_of(scale)
    answered = sum(item in answers for item in items)
    return answered > 0 and answered >= SHARE_NEEDED * len(items)


def score_answered(
    questionnaire: Questionnaire, scale: str, mean: float, answered: int, norms: NormSet | None = None
) -> Score:
    """The score of a scale whose ``answered`` keyed answers have this ``mean``.

    ``norms``: of this questionnaire, version and language. A scale that they do not hold is scored without.
    """
    items = questionnaire.items_of(scale)
    figures: Scale | Composite = questionnaire.scales.get(scale) or questionnaire.composites[scale]
    norm = norms.scales.get(scale) if norms else None
    reliability = reliability_of_part((norm or figures).reliability, answered, len(items))
    responses = questionnaire.responses_of(next(iter(items)))
    ends = responses.lowest, responses.highest
    uncalibrated = mean, figures.standard_deviation * sqrt(1 - reliability)
    estimate, error = kelley(norm, mean, reliability, ends) if norm else uncalibrated
    low, high = _interval(estimate, error, COVERAGE, ends)
    return Score(
        estimate=estimate,
        error=error,
        low=low,
        high=high,
        lowest=responses.lowest,
        highest=responses.highest,
        answered=answered,
        of=len(items),
        mean=mean if norm else None,
    )


def score(questionnaire: Questionnaire, answers: Answers, norms: NormSet | None = None) -> dict[str, Score]:
    """Every scale and composite that has enough answers, in the order of the definition."""
    scales = [*questionnaire.scales, *questionnaire.composites]
    scored = {scale: score_scale(questionnaire, scale, answers, norms) for scale in scales}
    return {scale: score for scale, score in scored.items() if score is not None}


def ratings(questionnaire: Questionnaire, answers: Answers) -> dict[str, int]:
    """The answered items that belong to no scale, with their values. Choices and texts have none."""
    return {
        key: questionnaire.responses_of(key).options[answers[key]].value
        for key in questionnaire.ratings
        if key in answers
    }
