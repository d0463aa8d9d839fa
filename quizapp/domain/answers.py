"""Answers as people and files give them, and what is wrong with them, as values."""

from collections.abc import Mapping

from quizapp.domain.items import Item, Kind
from quizapp.domain.naming import suggestion
from quizapp.domain.questionnaire import Questionnaire

LONGEST_ANSWER: Mapping[Kind, int] = {"short_text": 200, "long_text": 2000}
"""Characters that an answer in the taker's own words may have, by kind of item."""


def choices_of(questionnaire: Questionnaire, item: str) -> dict[str, str]:
    """Option id -> label of what an item offers to pick from; empty for one answered in words, or not at all."""
    found = questionnaire.items[item]
    if found.responses:
        return {key: option.label for key, option in questionnaire.responses_of(item).options.items()}
    return dict(found.options)


def words_of(questionnaire: Questionnaire, item: str, answer: str | None) -> str | None:
    """An answer as it is read: the label of what was picked, or what was written. None when it was skipped."""
    if not answer:
        return None
    written = questionnaire.items[item].kind in LONGEST_ANSWER
    return answer if written else choices_of(questionnaire, item).get(answer)


def answers_from_values(
    questionnaire: Questionnaire, values: Mapping[str, object]
) -> tuple[dict[str, str], list[str]]:
    """Item id -> value into item id -> option id or words, and one sentence for each entry that cannot be taken.

    A value is what an option counts, the option id of a choice, or what was written. None leaves an item out, as
    skipping does.
    """
    answers: dict[str, str] = {}
    problems: list[str] = []
    for item, value in values.items():
        if item not in questionnaire.asked:
            meant = suggestion(item, questionnaire.asked, "item")
            problems.append(f"{item}: no item of {questionnaire.slug} has this id - {meant}")
        elif value is not None:
            allowed = allowed_values(questionnaire, item)
            found = _written(questionnaire.items[item], value) if allowed is None else _picked(allowed, value)
            if found is None:
                problems.append(f"{item}: {value!r} is no answer to it - {_remedy(questionnaire, item)}, or null")
            else:
                answers[item] = found
    return answers, problems


def allowed_values(questionnaire: Questionnaire, item: str) -> dict[str, int | str] | None:
    """Option id -> what a file of answers says for it: what it counts, or for a choice the id. None for words."""
    found = questionnaire.items[item]
    if found.kind in LONGEST_ANSWER:
        return None
    if found.responses:
        return {key: option.value for key, option in questionnaire.responses_of(item).options.items()}
    return {key: key for key in found.options}


def _picked(allowed: Mapping[str, int | str], value: object) -> str | None:
    if isinstance(value, bool):
        return None
    return next((key for key, known in allowed.items() if known == value), None)


def _written(item: Item, value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= LONGEST_ANSWER[item.kind] else None


def _remedy(questionnaire: Questionnaire, item: str) -> str:
    allowed = allowed_values(questionnaire, item)
    if allowed is None:
        return f"write a text of at most {LONGEST_ANSWER[questionnaire.items[item].kind]} characters"
    return f"use one of {', '.join(map(str, allowed.values()))}"
