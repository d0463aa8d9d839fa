"""Kinds of item: each holds what it needs to be asked, and nothing that another kind takes."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place
from quizapp.domain.items import Item, Kind
from quizapp.domain.naming import suggestion
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import SKIPPED

_SCORED: tuple[Kind, ...] = ("likert", "rating")
_TAKEN_BY: dict[str, tuple[Kind, ...]] = {
    "responses": _SCORED,
    "scale": _SCORED,
    "reverse": _SCORED,
    "retelling": _SCORED,
    "retelling_low": _SCORED,
    "lowest_label": _SCORED,
    "highest_label": _SCORED,
    "options": ("choice",),
    "paragraphs": ("note",),
}
"""The keys that only some kinds take."""


def check_kinds(questionnaire: Questionnaire) -> Iterator[Finding]:
    for key, item in questionnaire.items.items():
        place: Place = ("items", key)
        for name, kinds in _TAKEN_BY.items():
            if getattr(item, name) and item.kind not in kinds:
                problem = f"`{key}` is a {item.kind}, which takes no `{name}`"
                yield Finding((*place, name), problem, f"take it out, or make the item a {' or '.join(kinds)}")
        yield from _check_answers(questionnaire, key, item, place)
    yield from _check_notes(questionnaire)


def _check_answers(questionnaire: Questionnaire, key: str, item: Item, place: Place) -> Iterator[Finding]:
    if item.kind in _SCORED and not item.responses:
        known = suggestion("", questionnaire.response_sets, "response set")
        problem = f"`{key}` names no answers to choose from"
        yield Finding(place, problem, f"name a response set in `responses`: {known}")
    if item.kind == "choice" and len(item.options) < 2:
        problem = f"`{key}` has {len(item.options)} options, which leave nothing to choose"
        yield Finding((*place, "options"), problem, "declare two or more, each with an id and a label")
    if SKIPPED in item.options:
        problem = f"`{SKIPPED}` is what skipping an item is called"
        yield Finding((*place, "options", SKIPPED), problem, "rename the option")
    if item.kind == "note" and not item.paragraphs:
        yield Finding((*place, "paragraphs"), f"note `{key}` has no paragraphs", "write one or more")


def _check_notes(questionnaire: Questionnaire) -> Iterator[Finding]:
    for number, page in enumerate(questionnaire.pages):
        notes = [key for key in page if key in questionnaire.items and questionnaire.items[key].kind == "note"]
        if notes and len(page) > 1:
            place: Place = ("pages", number, page.index(notes[0]))
            yield Finding(place, f"note `{notes[0]}` shares its page", "give it a page of its own")
    if questionnaire.items and not questionnaire.asked:
        yield Finding(("items",), "there are only notes and nothing to answer", "declare an item that asks something")
