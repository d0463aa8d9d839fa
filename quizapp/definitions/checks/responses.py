"""Response sets: what can be answered, and what it counts."""

from collections.abc import Iterator
from itertools import pairwise

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.items import ResponseSet
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import SKIPPED


def check_responses(questionnaire: Questionnaire) -> Iterator[Finding]:
    used = {item.responses for item in questionnaire.items.values()}
    for key, responses in questionnaire.response_sets.items():
        place: Place = ("response_sets", key)
        yield from _check_options(responses, (*place, "options"))
        if key not in used:
            yield warn(place, f"no item uses the response set `{key}`", "take it out, or name it in an item")


def _check_options(responses: ResponseSet, place: Place) -> Iterator[Finding]:
    options = list(responses.options.items())
    if len(options) < 2:
        yield Finding(place, f"{len(options)} options leave nothing to choose", "declare two or more")
    if SKIPPED in responses.options:
        yield Finding((*place, SKIPPED), f"`{SKIPPED}` is what skipping an item is called", "rename the option")
    for (before, lower), (key, option) in pairwise(options):
        here = (*place, key, "value")
        if option.value == lower.value:
            yield Finding(here, f"`{key}` counts {option.value}, as `{before}` does", "give each its own value")
        elif option.value < lower.value:
            problem = f"`{key}` counts {option.value}, less than `{before}` before it"
            yield Finding(here, problem, "order the options from the lowest value to the highest")
