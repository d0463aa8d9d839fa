"""Scales and composites: scorable, with figures that can be true."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.questionnaire import Composite, Item, Questionnaire, Scale

_FEW = 3


def check_scales(questionnaire: Questionnaire) -> Iterator[Finding]:
    for key, scale in questionnaire.scales.items():
        yield from _check_figures(questionnaire, key, scale, ("scales", key))
        yield from _check_items(key, questionnaire.items_of(key), ("scales", key))
    for key, composite in questionnaire.composites.items():
        yield from _check_figures(questionnaire, key, composite, ("composites", key))
        if key in questionnaire.scales:
            problem = f"`{key}` is the name of a scale and of a composite"
            yield Finding(("composites", key), problem, "rename one of them")
    yield from _check_strengths(questionnaire)


def _check_items(key: str, items: dict[str, Item], place: Place) -> Iterator[Finding]:
    if not items:
        yield Finding(
            place, f"scale `{key}` has no items", "name it in the `scale` of its items, or take it out"
        )
        return
    if len(items) < _FEW:
        problem = f"scale `{key}` has only {len(items)} item(s), so its score says little"
        yield warn(place, problem, f"write {_FEW} or more")
    if len({item.reverse for item in items.values()}) == 1:
        problem = f"scale `{key}` is keyed one way, so a habit of agreeing looks like a score"
        yield warn(place, problem, "word an item or two the other way round and mark them `reverse: true`")


def _check_figures(
    questionnaire: Questionnaire, key: str, scale: Scale | Composite, place: Place
) -> Iterator[Finding]:
    for name in ("reliability", "retest_reliability"):
        value: float = getattr(scale, name)
        if not 0 < value < 1:
            yield Finding(
                (*place, name), f"`{name}` is {value:g}", "write a number between 0 and 1, such as .72"
            )
    yield from _check_range(questionnaire, key, scale.standard_deviation, place)


def _check_range(questionnaire: Questionnaire, key: str, deviation: float, place: Place) -> Iterator[Finding]:
    items = questionnaire.items_of(key)
    names = {
        item.responses: at for at, item in items.items() if item.responses in questionnaire.response_sets
    }
    if len(names) > 1:
        at, other = list(names.values())[-1], next(iter(names))
        problem = f"the items of `{key}` use different response sets"
        yield Finding(
            ("items", at, "responses"), problem, f"use `{other}` for all of them: their values are averaged"
        )
    sets = [questionnaire.response_sets[name] for name in names]
    widest = max(((s.highest - s.lowest) / 2 for s in sets if s.options), default=None)
    if deviation <= 0 or (widest and deviation > widest):
        most = f" and at most {widest:g}, half the response range" if widest else ""
        problem = f"`standard_deviation` is {deviation:g}"
        yield Finding((*place, "standard_deviation"), problem, f"write a number above 0{most}")


def _check_strengths(questionnaire: Questionnaire) -> Iterator[Finding]:
    scales = questionnaire.scales.values()
    if scales and not any(scale.high.strength or scale.low.strength for scale in scales):
        problem = "no end of any scale is a strength, so nobody is told what carries"
        yield warn(("scales",), problem, "add `strength` to the end of a scale that carries")
