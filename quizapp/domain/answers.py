"""Answers as people and files give them, and what is wrong with them, as values."""

from collections.abc import Mapping

from quizapp.domain.questionnaire import Questionnaire


def answers_from_values(
    questionnaire: Questionnaire, values: Mapping[str, object]
) -> tuple[dict[str, str], list[str]]:
    """Item id -> value into item id -> option id, and one sentence for each entry that cannot be taken.

    None leaves an item out, as skipping does.
    """
    answers: dict[str, str] = {}
    problems: list[str] = []
    for item, value in values.items():
        if item not in questionnaire.items:
            problems.append(f"{item}: no item of {questionnaire.slug} has this id - name entries after items")
        elif value is not None:
            options = questionnaire.responses_of(item).options
            found = [key for key, option in options.items() if option.value == value]
            if isinstance(value, bool) or not found:
                allowed = ", ".join(str(option.value) for option in options.values())
                problems.append(f"{item}: {value!r} is no answer to it - use one of {allowed}, or null")
            else:
                answers[item] = found[0]
    return answers, problems
