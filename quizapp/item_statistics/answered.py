"""Answers of many people as numbers."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.pool import PooledAnswers
from quizapp.domain.questionnaire import Questionnaire

Floats = NDArray[np.float64]

Answered = Mapping[str, Floats]
"""Item id -> what each person answered, in points of its response set; NaN where nothing. All of one length.

Only items whose answers are numbers are in it.
"""


def answered_in_pool(questionnaire: Questionnaire, given: Sequence[PooledAnswers]) -> Answered:
    """The answers in the pool, people in the order given."""
    found = {}
    for item in questionnaire.counted:
        options = questionnaire.responses_of(item).options
        values = {option: float(known.value) for option, known in options.items()}
        found[item] = np.array([values.get(one.answers.get(item, ""), np.nan) for one in given], dtype=np.float64)
    return found


def people_in(answered: Answered) -> int:
    return len(next(iter(answered.values()), ()))


def complete(questionnaire: Questionnaire, scale: str, answered: Answered) -> Floats:
    """(people, items): the keyed answers of those who answered every item of a scale or composite."""
    columns = [keyed(questionnaire, item, answered) for item in questionnaire.items_of(scale)]
    table: Floats = np.column_stack(columns)
    whole: Floats = table[~np.isnan(table).any(axis=1)]
    return whole


def keyed(questionnaire: Questionnaire, item: str, answered: Answered) -> Floats:
    """One item's answers, turned when it is reverse-keyed: lowest + highest - answer."""
    responses = questionnaire.responses_of(item)
    values: Floats = answered[item]
    return responses.lowest + responses.highest - values if questionnaire.items[item].reverse else values
