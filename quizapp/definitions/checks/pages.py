"""Pages: every item on exactly one of them, and scales interleaved."""

from collections.abc import Iterator
from itertools import pairwise

from quizapp.definitions.problems import Finding, Place, unknown, warn
from quizapp.domain.questionnaire import Questionnaire


def check_pages(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not questionnaire.items:
        yield Finding(("items",), "there are no items", "declare at least one")
    seen: set[str] = set()
    for place, key in _listed(questionnaire):
        if key not in questionnaire.items:
            yield unknown(place, "item", key, questionnaire.items)
        elif key in seen:
            yield Finding(place, f"item `{key}` is on the pages twice", "take one of them out")
        seen.add(key)
    for key in questionnaire.items:
        if key not in seen:
            yield Finding(("items", key), f"item `{key}` is on no page", "add it under `pages`, or take it out")
    yield from _check_empty(questionnaire)
    yield from _check_neighbours(questionnaire)


def _listed(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    for number, page in enumerate(questionnaire.pages):
        for at, key in enumerate(page):
            yield ("pages", number, at), key


def _check_empty(questionnaire: Questionnaire) -> Iterator[Finding]:
    for number, page in enumerate(questionnaire.pages):
        if not page:
            yield Finding(("pages", number), f"page {number + 1} is empty", "take it out, or put items on it")


def _check_neighbours(questionnaire: Questionnaire) -> Iterator[Finding]:
    for (_, before), (place, key) in pairwise(_listed(questionnaire)):
        item, other = questionnaire.items.get(key), questionnaire.items.get(before)
        if item and other and item.scale is not None and item.scale == other.scale and key != before:
            problem = f"`{before}` and `{key}` are neighbours and both of scale `{item.scale}`"
            yield warn(place, problem, "put an item of another scale between them: like answers follow one another")
