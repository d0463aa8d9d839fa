"""What is known of the people who answered before: norms, and where they come from.

A norm set belongs to one version of one questionnaire in one language. Figures from another version, language or
test are never borrowed: two web samples with two forms of one construct differ by .44 standard deviations
(computed), which turns the middle person into the 33rd of 100.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import Literal

from quizapp.domain.questionnaire import Questionnaire

PEOPLE_NEEDED = 100
"""Below this no norm set is made: the standard error of a mean is .10 standard deviations at 100."""

PEOPLE_FOR_PERCENTILES = 300
"""From this on it may be said how many of 100 visitors answered lower."""

PERCENTILES = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleNorm:
    """What is known of one scale or composite, over the ``n`` people who answered all of its items.

    ``mean`` and ``standard_deviation`` (n - 1): of the scores, in points of the response range.
    ``reliability``: of the whole scale, 0 to 1, the lower of omega and alpha, named by ``coefficient``; its 95 %
    interval goes from ``reliability_low`` to ``reliability_high``.
    ``percentiles``: the scores at the 1st to 99th percentile, lowest first; empty below ``PEOPLE_FOR_PERCENTILES``.
    """

    mean: float
    standard_deviation: float
    reliability: float
    reliability_low: float
    reliability_high: float
    coefficient: Literal["omega", "alpha"]
    n: int
    percentiles: list[float] = field(default_factory=list)

    @property
    def true_variance(self) -> float:
        """SD^2 * reliability: how far true scores spread, in squared points."""
        return self.standard_deviation**2 * self.reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class NormSet:
    """The norms of one version of one questionnaire in one language.

    ``scales``: scale or composite id -> its norm; one that could not be worked out is absent, and is then scored
    without norms. ``first_day`` to ``last_day``: when the ``people`` answered. ``provenance``: in plain words,
    who they are and how the figures were made.
    """

    slug: str
    version: int
    language: str
    first_day: date
    last_day: date
    people: int
    provenance: str
    scales: dict[str, ScaleNorm]


def check_norms(questionnaire: Questionnaire, norms: NormSet) -> list[str]:
    """What makes ``norms`` unusable for ``questionnaire``, one sentence each: what is wrong - what to do."""
    problems = [
        f"the norms are for {name} {theirs!r}, not {ours!r} - use norms made for this questionnaire"
        for name, theirs, ours in (
            ("questionnaire", norms.slug, questionnaire.slug),
            ("version", norms.version, questionnaire.version),
            ("language", norms.language, questionnaire.language),
        )
        if theirs != ours
    ]
    if not norms.provenance.strip():
        problems.append("provenance: is empty - say who answered and how the figures were made")
    if norms.people < PEOPLE_NEEDED:
        problems.append(f"people: {norms.people} is too few - wait for {PEOPLE_NEEDED}")
    if norms.first_day > norms.last_day:
        problems.append(f"first_day: {norms.first_day} comes after last_day {norms.last_day} - exchange them")
    for scale, norm in norms.scales.items():
        problems += [f"scales: {scale}: {problem}" for problem in _check_scale(questionnaire, scale, norm)]
    return problems


def _check_scale(questionnaire: Questionnaire, scale: str, norm: ScaleNorm) -> list[str]:
    if scale not in questionnaire.scales and scale not in questionnaire.composites:
        return [f"{questionnaire.slug} has no such scale - leave it out"]
    responses = questionnaire.responses_of(next(iter(questionnaire.items_of(scale))))
    inside = responses.lowest < norm.mean < responses.highest
    # Between two ends nothing spreads further than people who all stand at one of them (Bhatia & Davis 2000).
    too_wide = inside and norm.true_variance >= (norm.mean - responses.lowest) * (responses.highest - norm.mean)
    wanted = [
        (inside, f"mean {norm.mean} is outside the answers"),
        (norm.standard_deviation > 0 and not too_wide, f"standard_deviation {norm.standard_deviation} cannot be"),
        (0 < norm.reliability < 1, f"reliability {norm.reliability} is not between 0 and 1"),
        (norm.reliability_low <= norm.reliability <= norm.reliability_high, "reliability is outside its interval"),
        (norm.n >= PEOPLE_NEEDED, f"n {norm.n} is too few, {PEOPLE_NEEDED} are needed"),
        (_are_percentiles(norm), f"percentiles are not {PERCENTILES} scores, lowest first, from n 300 on"),
    ]
    return [
        f"{problem} - work the norms out again, or leave this scale out" for holds, problem in wanted if not holds
    ]


def _are_percentiles(norm: ScaleNorm) -> bool:
    if not norm.percentiles:
        return True
    rising = all(low <= high for low, high in pairwise(norm.percentiles))
    filled = norm.n >= PEOPLE_FOR_PERCENTILES and len(norm.percentiles) == PERCENTILES
    return rising and filled and all(map(isfinite, norm.percentiles))


def percentile(norm: ScaleNorm, mean_answer: float) -> int | None:
    """How many of 100 earlier people answered lower, 1 to 99; None below ``PEOPLE_FOR_PERCENTILES``.

    Half of those who answered the same count as lower (the mid-rank). It tells of the answers, which are known,
    so nothing in it is a guess; ``mean_answer`` is the mean of the keyed answers.
    """
    if norm.n < PEOPLE_FOR_PERCENTILES or not norm.percentiles:
        return None
    low, high = bisect_left(norm.percentiles, mean_answer), bisect_right(norm.percentiles, mean_answer)
    return min(PERCENTILES, max(1, round((low + high) / 2)))
