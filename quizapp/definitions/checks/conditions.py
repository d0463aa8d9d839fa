"""Conditions, wherever they stand: well formed, inside the response range, and possible together."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from quizapp.definitions.problems import Finding, Place, unknown
from quizapp.definitions.shapes import entries
from quizapp.domain.conditions import Condition
from quizapp.domain.items import Item
from quizapp.domain.profile import joined
from quizapp.domain.questionnaire import Questionnaire

_BOUNDS = {"scale": ("above", "below"), "rating": ("at_least", "at_most")}


def check_conditions(questionnaire: Questionnaire) -> Iterator[Finding]:
    for place, rule in find_rules(questionnaire, ()):
        before = []
        for at, condition in enumerate(rule):
            before += list(check_condition(questionnaire, condition, (*place, at)))
        yield from before
        if not before:
            yield from _check_joined(rule, place)


def find_rules(value: object, place: Place) -> Iterator[tuple[Place, list[Condition]]]:
    """Every list of conditions in a definition, with its place."""
    if isinstance(value, list) and value and isinstance(value[0], Condition):
        yield place, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from find_rules(getattr(value, field.name), (*place, field.name))
    else:
        for key, inner in entries(value):
            yield from find_rules(inner, (*place, key))


def check_condition(questionnaire: Questionnaire, condition: Condition, place: Place) -> Iterator[Finding]:
    if (condition.scale is None) == (condition.rating is None):
        yield Finding(place, "a condition asks about one thing", "name either `scale` or `rating`")
        return
    kind, name = ("scale", condition.scale) if condition.scale is not None else ("rating", condition.rating)
    other = "rating" if kind == "scale" else "scale"
    for bound in _BOUNDS[other]:
        if getattr(condition, bound) is not None:
            own = " or ".join(f"`{name}`" for name in _BOUNDS[kind])
            yield Finding((*place, bound), f"`{bound}` does not go with a {kind}", f"use {own}")
    if all(getattr(condition, bound) is None for bound in _BOUNDS[kind]):
        own = " or ".join(f"`{bound}`" for bound in _BOUNDS[kind])
        yield Finding(place, f"nothing is asked of `{name}`", f"add {own}")
    yield from _check_range(questionnaire, condition, kind, name or "", place)


def _check_range(
    questionnaire: Questionnaire, condition: Condition, kind: str, name: str, place: Place
) -> Iterator[Finding]:
    known = known_names(questionnaire, kind)
    if name not in known:
        yield unknown((*place, kind), f"{kind} in a condition", name, known)
        return
    sets = [questionnaire.response_sets.get(item.responses) for item in _items(questionnaire, kind, name)]
    # A set that leaves nothing to choose is reported where it stands.
    found = [responses for responses in sets if responses is not None and len(responses.options) > 1]
    if not found:
        return
    lowest, highest = found[0].lowest, found[0].highest
    for bound in _BOUNDS[kind]:
        value = getattr(condition, bound)
        if value is not None and not _says_something(bound, value, lowest, highest):
            problem = f"`{bound}: {value:g}` is always or never true of answers from {lowest} to {highest}"
            yield Finding((*place, bound), problem, f"write a value inside {lowest} to {highest}")


def _says_something(bound: str, value: float, lowest: int, highest: int) -> bool:
    if bound == "at_least":
        return lowest < value <= highest
    if bound == "at_most":
        return lowest <= value < highest
    return lowest < value < highest


def known_names(questionnaire: Questionnaire, kind: str) -> list[str]:
    """What a condition may ask about: scales and composites, or the items that belong to no scale."""
    if kind == "scale":
        return [*questionnaire.scales, *questionnaire.composites]
    return list(questionnaire.ratings)


def _items(questionnaire: Questionnaire, kind: str, name: str) -> list[Item]:
    return list(questionnaire.items_of(name).values()) if kind == "scale" else [questionnaire.items[name]]


def _check_joined(rule: list[Condition], place: Place) -> Iterator[Finding]:
    for box in joined(rule):
        name = box.scale or box.rating
        for low, high in ((box.above, box.below), (box.at_least, box.at_most)):
            # Two bounds of a scale that meet leave no room; two of a rating leave one answer.
            if low is not None and high is not None and (low > high or (low == high and box.scale is not None)):
                problem = f"no answer is over {low:g} and under {high:g} on `{name}` at once"
                yield Finding(place, problem, "nobody can ever meet this: move one of the two")
