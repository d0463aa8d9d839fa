"""Names: every id that is spoken of exists, and an id can be part of a form, a link and a column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from quizapp.definitions.checks.reflection import quotations
from quizapp.definitions.problems import Finding, Place, unknown, warn
from quizapp.domain.plan_definition import Exercise, LetterPrompt, Phrase, PlanDefinition
from quizapp.domain.questionnaire import Questionnaire

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_NAMED_HERE = ("languages", "frames", "forms")
"""Groups whose keys are words of the format."""

RESERVED = frozenset({"csrf_token", "go", "respondent"})
"""What stands beside the answers in a form, and beside the columns in a file."""

Reference = tuple[Place, str, str]
"""Where something is spoken of, what kind of thing it is, and its name."""


def check_references(questionnaire: Questionnaire) -> Iterator[Finding]:
    known = _known(questionnaire)
    for place, kind, name in _references(questionnaire):
        if name not in known[kind]:
            yield unknown(place, kind, name, known[kind])
    yield from _check_twice(questionnaire)
    yield from _check_unused_families(questionnaire)
    yield from _check_ids(questionnaire, ())
    if questionnaire.plan is not None:
        yield from _check_ids(questionnaire.plan, ("plan",))


def _known(questionnaire: Questionnaire) -> dict[str, list[str]]:
    plan = questionnaire.plan
    return {
        "response set": list(questionnaire.response_sets),
        "scale": list(questionnaire.scales),
        "scale or composite": [*questionnaire.scales, *questionnaire.composites],
        "family": list(questionnaire.families),
        "item without a scale": list(questionnaire.ratings),
        "stage": list(plan.stages) if plan is not None else [],
        "prompt": list(plan.reflection) if plan is not None else [],
    }


def _references(questionnaire: Questionnaire) -> Iterator[Reference]:
    for key, item in questionnaire.items.items():
        if item.responses:
            yield ("items", key, "responses"), "response set", item.responses
        if item.scale is not None:
            yield ("items", key, "scale"), "scale", item.scale
    for key, pattern in questionnaire.patterns.items():
        yield ("patterns", key, "family"), "family", pattern.family
    for place, names in _scale_lists(questionnaire):
        yield from (((*place, at), "scale", name) for at, name in enumerate(names))
    plane = questionnaire.plane
    if plane is not None:
        yield ("plane", "across"), "scale", plane.across
        yield ("plane", "up"), "scale", plane.up
        yield ("plane", "family"), "family", plane.family
    if questionnaire.plan is not None:
        yield from _plan_references(questionnaire.plan)


def _scale_lists(questionnaire: Questionnaire) -> Iterator[tuple[Place, list[str]]]:
    for key, composite in questionnaire.composites.items():
        yield ("composites", key, "scales"), composite.scales
    for at, axis in enumerate(questionnaire.axes):
        yield ("axes", at, "scales"), axis.scales


def _plan_references(plan: PlanDefinition) -> Iterator[Reference]:
    yield ("plan", "letter_rating"), "item without a scale", plan.letter_rating
    for group in ("exercises", "letters", "phrases"):
        members: dict[str, Exercise | LetterPrompt | Phrase] = getattr(plan, group)
        for key, entry in members.items():
            yield ("plan", group, key, "stage"), "stage", entry.stage
    for key, prompt in plan.reflection.items():
        if prompt.item is not None:
            yield ("plan", "reflection", key, "item"), "item without a scale", prompt.item
    yield from (((*place, "prompt"), "prompt", own.prompt) for place, own in quotations(plan))
    for key, stage in plan.stages.items():
        weights = {"difficulty": stage.weights.difficulty, "resource": stage.weights.resource}
        for name, scales in weights.items():
            place = ("plan", "stages", key, "weights", name)
            yield from (((*place, at), "scale or composite", scale) for at, scale in enumerate(scales))


def _check_twice(questionnaire: Questionnaire) -> Iterator[Finding]:
    for place, names in _scale_lists(questionnaire):
        if not names:
            yield Finding(place, "no scales are named here", "name one or more, or take it out")
        for at, name in enumerate(names):
            if name in names[:at]:
                yield Finding((*place, at), f"scale `{name}` is named twice", "take one of them out")
    plane = questionnaire.plane
    if plane is not None and plane.across == plane.up:
        yield Finding(("plane", "up"), f"`{plane.up}` is drawn against itself", "name two different scales")


def _check_unused_families(questionnaire: Questionnaire) -> Iterator[Finding]:
    used = {pattern.family for pattern in questionnaire.patterns.values()}
    for key in questionnaire.families:
        if key not in used:
            yield warn(("families", key), f"no pattern is of family `{key}`", "name it in a pattern, or take it out")


def _check_ids(holder: Questionnaire | PlanDefinition, place: Place) -> Iterator[Finding]:
    for field in fields(holder):
        value = getattr(holder, field.name)
        if isinstance(value, dict):
            yield from _check_capitals(value, (*place, field.name))
        for key in value if isinstance(value, dict) and field.name not in _NAMED_HERE else ():
            if field.name == "items" and key in RESERVED:
                problem = f"`{key}` means something else in forms and files"
                yield Finding((*place, field.name, key), problem, "give the item another id")
            if not _ID.fullmatch(key):
                shown = key if key.isprintable() else ascii(key)[1:-1]
                problem = f"`{shown[:60]}` cannot be an id"
                remedy = "use up to 40 Latin letters, digits, `_` and `-`, beginning with a letter or digit"
                yield Finding((*place, field.name, key), problem, remedy)


def _check_capitals(group: Iterable[str], place: Place) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for key in group:
        first = seen.setdefault(key.lower(), key)
        if first != key:
            problem = f"`{key}` and `{first}` differ in capitals alone"
            yield warn((*place, key), problem, "rename one: they are easily taken for one another")
