"""Takers whose true scores are known, so that what is said of them can be held against the truth.

All scales share one good-or-bad factor, as self-reports of couples do. Everyone agrees a little more or less with
any sentence than they mean, and skips one now and then. Nothing here is of any real person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import NormalDist

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.response_model import ResponseModel
from quizapp.domain.scales import Scale
from quizapp.simulation.models import draw_models

SHARED = 0.67
"""How strongly a scale leans on what all share unless its definition says: two such scales correlate .45."""

ACQUIESCENCE = 0.25
"""How much people differ in agreeing with any sentence, in standard deviations of what is measured."""

SKIPPED = 0.02
A_POPULATION = 250

_STANDARD_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """``answers``: item id -> option id, without what was skipped.

    ``truth``: scale or composite id -> the mean of the keyed answers to be expected from this person.
    """

    answers: dict[str, str]
    truth: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One item in one population. ``options`` and ``values`` begin with what counts least towards the scale."""

    item: str
    scale: str | None
    reverse: bool
    model: ResponseModel
    options: list[str]
    values: list[int]


def simulate(questionnaire: Questionnaire, *, count: int, seed: int) -> Iterator[Taker]:
    """``count`` takers, the same for the same ``seed`` (0 or more) on any machine; more of them begin with the same.

    They come from one population after another, each with items and means of its own where none are declared.
    """
    # Of all that Random offers, only random() is promised to stay the same from one Python to the next.
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    asked: list[_Asked] = []
    for number in range(count):
        if number % A_POPULATION == 0:
            asked = _draw_population(questionnaire, random)
        yield _draw_taker(questionnaire, asked, random)


def _draw_population(questionnaire: Questionnaire, random: Random) -> list[_Asked]:
    models = draw_models(questionnaire, random)
    return [_ask(questionnaire, item, models[item]) for item in questionnaire.items if item in models]


def _ask(questionnaire: Questionnaire, item: str, model: ResponseModel) -> _Asked:
    responses, declared = questionnaire.responses_of(item), questionnaire.items[item]
    options = sorted(responses.options, key=lambda key: responses.options[key].value, reverse=declared.reverse)
    turn = responses.lowest + responses.highest
    values = [responses.options[key].value for key in options]
    return _Asked(
        item=item,
        scale=declared.scale,
        reverse=declared.reverse,
        model=model,
        options=options,
        values=[turn - value for value in values] if declared.reverse else values,
    )


def _draw_taker(questionnaire: Questionnaire, asked: list[_Asked], random: Random) -> Taker:
    shared, agreeing = _normal(random), ACQUIESCENCE * _normal(random)
    traits = {key: _trait(scale, shared, random) for key, scale in questionnaire.scales.items()}
    answers = {}
    for one in asked:
        option = one.options[one.model.option_at(_leaning(one, traits, shared, agreeing), _chance(random))]
        if random.random() >= SKIPPED:
            answers[one.item] = option
    return Taker(answers=answers, truth=_truth(questionnaire, asked, traits))


def _trait(scale: Scale, shared: float, random: Random) -> float:
    loading = loading_of(scale)
    return loading * shared + sqrt(1 - loading * loading) * _normal(random)


def loading_of(scale: Scale) -> float:
    """The correlation of a scale with what all share: as declared, or up for what carries and down for the rest."""
    if scale.general_loading is not None:
        return scale.general_loading
    return SHARED if scale.high.strength is not None else -SHARED


def _leaning(one: _Asked, traits: dict[str, float], shared: float, agreeing: float) -> float:
    """What someone answers from: agreeing counts against a scale where the item is turned."""
    if one.scale is None:
        return shared
    return traits[one.scale] + (-agreeing if one.reverse else agreeing)


def _truth(questionnaire: Questionnaire, asked: list[_Asked], traits: dict[str, float]) -> dict[str, float]:
    expected = {one.item: one.model.expected(traits[one.scale], one.values) for one in asked if one.scale is not None}
    scored = {key: questionnaire.items_of(key) for key in [*questionnaire.scales, *questionnaire.composites]}
    return {key: sum(expected[item] for item in items) / len(items) for key, items in scored.items() if items}


def _normal(random: Random) -> float:
    return _STANDARD_NORMAL.inv_cdf(_chance(random))


def _chance(random: Random) -> float:
    """Evenly from between 0 and 1; 0 itself, which random() may give, has no quantile."""
    return max(random.random(), 2.0**-54)
