"""Answers of many people -> figures for every item and scale. None is "cannot say"; nothing here is ever NaN."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from quizapp.domain.questionnaire import Questionnaire
from quizapp.item_statistics.answered import Answered, Floats, complete, people_in
from quizapp.item_statistics.prmse import Subscale, subscales
from quizapp.item_statistics.reliability import Coefficient, alpha, omega

FASTEST = 1.5
"""Seconds an item below which hardly anyone can have read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """``mean`` and ``deviation`` as answered, in points; ``rest``: correlation with the rest of its scale, keyed.

    ``missing``: share of people without an answer.
    """

    item: str
    scale: str | None
    n: int
    missing: float
    mean: float | None
    deviation: float | None
    rest: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleFigures:
    """Over the ``n`` people who answered every item."""

    scale: str
    n: int
    mean: float | None
    deviation: float | None
    alpha: Coefficient | None
    omega: Coefficient | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Of the ``n`` people whose time is known: the median of seconds an item, and the share under ``FASTEST``."""

    n: int
    median: float
    too_fast: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All figures. ``speed``: None when no time is known."""

    people: int
    items: list[ItemFigures]
    scales: list[ScaleFigures]
    subscales: list[Subscale]
    speed: Speed | None


def build_report(questionnaire: Questionnaire, answered: Answered, seconds: Sequence[float] = ()) -> Report:
    """``seconds``: an item, one for each person whose time is known."""
    scales = [*questionnaire.scales, *questionnaire.composites]
    rest = _item_rest(questionnaire, answered)
    return Report(
        people=people_in(answered),
        items=[_item(questionnaire, item, answered[item], rest.get(item)) for item in questionnaire.counted],
        scales=[_scale(scale, complete(questionnaire, scale, answered)) for scale in scales],
        subscales=list(subscales(questionnaire, answered)),
        speed=_speed(seconds) if seconds else None,
    )


def _item(questionnaire: Questionnaire, item: str, values: Floats, rest: float | None) -> ItemFigures:
    given = values[~np.isnan(values)]
    return ItemFigures(
        item=item,
        scale=questionnaire.items[item].scale,
        n=len(given),
        missing=1 - len(given) / len(values) if len(values) else 0.0,
        mean=float(given.mean()) if len(given) else None,
        deviation=float(given.std(ddof=1)) if len(given) > 1 else None,
        rest=rest,
    )


def _scale(scale: str, keyed: Floats) -> ScaleFigures:
    scores = keyed.mean(axis=1)
    return ScaleFigures(
        scale=scale,
        n=len(keyed),
        mean=float(scores.mean()) if len(scores) else None,
        deviation=float(scores.std(ddof=1)) if len(scores) > 1 else None,
        alpha=alpha(keyed),
        omega=omega(keyed),
    )


def _item_rest(questionnaire: Questionnaire, answered: Answered) -> dict[str, float]:
    """Item id -> correlation with the sum of the other keyed items, where both vary."""
    found = {}
    for scale in questionnaire.scales:
        table = complete(questionnaire, scale, answered)
        for place, item in enumerate(questionnaire.items_of(scale)):
            own, others = table[:, place], np.delete(table, place, axis=1).sum(axis=1)
            if len(table) > 2 and own.std() > 0 and others.std() > 0:
                found[item] = float(np.corrcoef(own, others)[0, 1])
    return found


def _speed(seconds: Sequence[float]) -> Speed:
    fast = sum(one < FASTEST for one in seconds)
    return Speed(n=len(seconds), median=median(seconds), too_fast=fast / len(seconds))
