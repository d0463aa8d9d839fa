"""Patterns and first steps: each can be met by someone, and everyone meets a first step."""

from collections.abc import Iterator
from math import inf

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.conditions import Condition
from quizapp.domain.patterns import Family, Pattern
from quizapp.domain.profile import joined
from quizapp.domain.questionnaire import Questionnaire

Box = dict[str, tuple[float, float]]


def check_patterns(questionnaire: Questionnaire) -> Iterator[Finding]:
    for key, pattern in questionnaire.patterns.items():
        place: Place = ("patterns", key, "rule")
        if not pattern.rule:
            yield Finding(place, f"pattern `{key}` has an empty rule, so it holds for everyone", "add a condition")
        for at, condition in enumerate(pattern.rule):
            if condition.rating is not None:
                problem = f"pattern `{key}` asks about a rating, but patterns are weighed by scores alone"
                yield Finding((*place, at), problem, "name a `scale`")
    yield from _check_drawings(questionnaire)
    yield from _check_hidden(questionnaire)
    yield from _check_steps(questionnaire)


def _check_drawings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Nothing is drawn between two people without a word for those who are afraid."""
    for group in ("families", "patterns"):
        drawn: dict[str, Family | Pattern] = getattr(questionnaire, group)
        for key, entry in drawn.items():
            if entry.turns and not questionnaire.fear:
                problem = f"`{key}` draws what happens between two people, and `fear` is missing"
                yield Finding((group, key, "turns"), problem, "add `fear: …`, which stands under the drawing")


def _check_hidden(questionnaire: Questionnaire) -> Iterator[Finding]:
    """A region inside another of its family is never likelier than that, so it is never named."""
    declared = {key: (p.family, _box(p.rule)) for key, p in questionnaire.patterns.items() if p.rule}
    boxes = {key: found for key, found in declared.items() if _has_room(found[1])}
    for at, (key, (family, box)) in enumerate(boxes.items()):
        for before, (other_key, (other_family, other)) in enumerate(boxes.items()):
            same = other == box
            if family == other_family and _inside(box, other) and (not same or before < at):
                problem = f"pattern `{key}` lies inside `{other_key}`, which is always at least as likely"
                remedy = f"it can never be named: narrow the rule of `{other_key}`"
                yield Finding(("patterns", key, "rule"), problem, remedy)


def _box(rule: list[Condition]) -> Box:
    return {
        c.scale: (-inf if c.above is None else c.above, inf if c.below is None else c.below)
        for c in joined(rule)
        if c.scale is not None
    }


def _has_room(box: Box) -> bool:
    return all(low < high for low, high in box.values())


def _inside(box: Box, other: Box) -> bool:
    everything = (-inf, inf)
    bounds = [(box.get(scale, everything), outer) for scale, outer in other.items()]
    return all(low >= outer_low and high <= outer_high for (low, high), (outer_low, outer_high) in bounds)


def _check_steps(questionnaire: Questionnaire) -> Iterator[Finding]:
    fitting = [key for key, step in questionnaire.first_steps.items() if not step.when]
    if questionnaire.first_steps and not fitting:
        problem = "every first step has conditions, so some people get none"
        yield Finding(("first_steps",), problem, "write one without `when`, for anyone")
    for key in fitting[1:]:
        problem = f"first step `{key}` is never chosen, since `{fitting[0]}` fits anyone as well and comes first"
        yield warn(("first_steps", key), problem, "add `when`, or take it out")
