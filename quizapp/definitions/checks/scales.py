"""Scales and composites: scorable, with figures that can be true."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.items import Item
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import Composite, Scale

_FEW = 3


def check_scales(questionnaire: Questionnaire) -> Iterator[Finding]:
    for group in ("scales", "composites"):
        declared: dict[str, Scale | Composite] = getattr(questionnaire, group)
        for key, scale in declared.items():
            yield from _check_reliability(scale, (group, key))
            yield from _check_deviation(questionnaire, key, scale, (group, key))
    yield from _check_scale_items(questionnaire)
    yield from _check_mixed(questionnaire)
    yield from _check_strengths(questionnaire)
    for key in questionnaire.composites:
        if key in questionnaire.scales:
            problem = f"`{key}` is the name of a scale and of a composite"
            yield Finding(("composites", key), problem, "rename one of them")


def _check_scale_items(questionnaire: Questionnaire) -> Iterator[Finding]:
    # An item with a misspelt scale is missing from its own: that is one slip, not two.
    named = {item.scale for item in questionnaire.items.values() if item.scale is not None}
    if named <= questionnaire.scales.keys():
        for key in questionnaire.scales:
            yield from _check_items(key, questionnaire.items_of(key), ("scales", key))


def _check_items(key: str, items: dict[str, Item], place: Place) -> Iterator[Finding]:
    if not items:
        remedy = "name it in the `scale` of its items, or take it out"
        yield Finding(place, f"scale `{key}` has no items", remedy)
        return
    if len(items) < _FEW:
        problem = f"scale `{key}` has only {len(items)} item(s), so its score says little"
        yield warn(place, problem, f"write {_FEW} or more")
    if len({item.reverse for item in items.values()}) == 1:
        problem = f"scale `{key}` is keyed one way, so a habit of agreeing looks like a score"
        yield warn(place, problem, "word an item or two the other way round and mark them `reverse: true`")


def _check_reliability(scale: Scale | Composite, place: Place) -> Iterator[Finding]:
    for name in ("reliability", "retest_reliability"):
        value: float = getattr(scale, name)
        if not 0 < value < 1:
            remedy = "write a number between 0 and 1, such as .72"
            yield Finding((*place, name), f"`{name}` is {value:g}", remedy)


def _check_deviation(
    questionnaire: Questionnaire, key: str, scale: Scale | Composite, place: Place
) -> Iterator[Finding]:
    names = {item.responses for item in questionnaire.items_of(key).values()}
    sets = [questionnaire.response_sets[name] for name in names if name in questionnaire.response_sets]
    widest = max(((s.highest - s.lowest) / 2 for s in sets if s.options), default=0)
    deviation = scale.standard_deviation
    if deviation <= 0 or (widest > 0 and deviation > widest):
        most = f" and at most {widest:g}, half the response range" if widest > 0 else ""
        remedy = f"write a number above 0{most}"
        yield Finding((*place, "standard_deviation"), f"`standard_deviation` is {deviation:g}", remedy)


def _check_mixed(questionnaire: Questionnaire) -> Iterator[Finding]:
    """The values of a scale are averaged, so they must mean the same."""
    keys = [*questionnaire.scales, *questionnaire.composites]
    told: set[str] = set()
    for key in keys:
        items = questionnaire.items_of(key)
        first = next((item.responses for item in items.values()), "")
        for name, item in items.items():
            both_known = {first, item.responses} <= questionnaire.response_sets.keys()
            if item.responses != first and both_known and name not in told:
                told.add(name)
                problem = f"`{name}` is answered in another way than the items of `{key}` before it"
                remedy = f"use `{first}` for all of them: their values are averaged"
                yield Finding(("items", name, "responses"), problem, remedy)


def _check_strengths(questionnaire: Questionnaire) -> Iterator[Finding]:
    scales = questionnaire.scales.values()
    if scales and not any(scale.high.strength or scale.low.strength for scale in scales):
        problem = "no end of any scale is a strength, so nobody is told what carries"
        yield warn(("scales",), problem, "add `strength` to the end of a scale that carries")
    for key, scale in questionnaire.scales.items():
        for name, end in (("high", scale.high), ("low", scale.low)):
            if end.strength and end.holds:
                problem = f"`holds` at the {name} end of `{key}` is never told, since that end is a strength itself"
                yield Finding(("scales", key, name, "holds"), problem, "take `holds` or `strength` out")
