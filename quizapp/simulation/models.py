"""Which response model each item has: the one its definition declares, or one like those of real items."""

import json
from functools import cache
from pathlib import Path
from random import Random
from statistics import NormalDist

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.response_model import ResponseModel

MEANS = (0.325, 0.625)
"""Between these a population's mean may lie, as shares of the response range: 2.3 to 3.5 on a scale from 1 to 5.

Nobody knows yet where those of a new test will be.
"""

OF_NO_SCALE = 1.36
"""The slope of an item that belongs to no scale: its answers then correlate .6 with what all scales share."""
WIDTH_OF_NO_SCALE = 7.5
"""From the lowest to the highest option of such an item, in standard deviations: ten points then have an SD of 2."""

_TRAITS = [step / 4 for step in range(-14, 15)]
_WEIGHTS = [NormalDist().pdf(trait) for trait in _TRAITS]
_HALVINGS = 12
"""Of eight standard deviations, so that thresholds are moved to within .002 of one."""


def draw_models(questionnaire: Questionnaire, random: Random) -> dict[str, ResponseModel]:
    """Item id -> its model in one population, for all that are answered by a number.

    The same state of ``random`` gives the same models.
    """
    models = {
        item: _of_no_scale(len(questionnaire.responses_of(item).options))
        for item, asked in questionnaire.items.items()
        if asked.scale is None and asked.responses in questionnaire.response_sets
    }
    for scale in questionnaire.scales:
        models |= _draw_scale(questionnaire, scale, random)
    declared = {key: item.response_model for key, item in questionnaire.items.items() if item.response_model}
    return models | declared


def _draw_scale(questionnaire: Questionnaire, scale: str, random: Random) -> dict[str, ResponseModel]:
    real = sorted(_figures(), key=lambda _: random.random())
    drawn = {
        item: with_options(real[at % len(real)], len(questionnaire.responses_of(item).options))
        for at, item in enumerate(questionnaire.items_of(scale))
    }
    low, high = MEANS
    by = _shift_to(low + (high - low) * random.random(), list(drawn.values()))
    return {item: _easier(model, by) for item, model in drawn.items()}


def _easier(model: ResponseModel, by: float) -> ResponseModel:
    return ResponseModel(slope=model.slope, thresholds=[threshold - by for threshold in model.thresholds])


def _shift_to(share: float, models: list[ResponseModel]) -> float:
    """How far all thresholds go down so that a standard normal population has this mean, 0 lowest, 1 highest."""
    low, high = -4.0, 4.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _mean([_easier(model, middle) for model in models]) < share else (low, middle)
    return low


def _mean(models: list[ResponseModel]) -> float:
    passed = 0.0
    for trait, weight in zip(_TRAITS, _WEIGHTS, strict=True):
        passed += weight * sum(sum(model.at_least(trait)) / len(model.thresholds) for model in models)
    return passed / len(models) / sum(_WEIGHTS)


def with_options(model: ResponseModel, options: int) -> ResponseModel:
    """The same item with another number of options: thresholds on the straight lines through those it has."""
    given = len(model.thresholds) + 1
    places = [given * number / options - 1 for number in range(1, options)]
    return ResponseModel(slope=model.slope, thresholds=[_on_the_line(model.thresholds, place) for place in places])


def _on_the_line(points: list[float], place: float) -> float:
    left = min(max(int(place), 0), len(points) - 2)
    return points[left] + (place - left) * (points[left + 1] - points[left])


def _of_no_scale(options: int) -> ResponseModel:
    step = WIDTH_OF_NO_SCALE / max(1, options - 1)
    return ResponseModel(slope=OF_NO_SCALE, thresholds=[step * (at - options / 2) for at in range(1, options)])


@cache
def _figures() -> list[ResponseModel]:
    """Real items with five options: estimated from 39,109 adults' answers to an attachment inventory."""
    figures = json.loads(Path(__file__).with_name("graded_responses.json").read_text(encoding="utf-8"))
    rows = [row for items in (figures["anxiety"], figures["avoidance"]) for row in items]
    return [ResponseModel(slope=row[0], thresholds=row[1:]) for row in rows]
