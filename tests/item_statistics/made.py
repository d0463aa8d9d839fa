"""People with known truth, and answers as the statistics take them."""

import numpy as np

from quizapp.domain.pool import PooledAnswers
from quizapp.domain.questionnaire import Questionnaire
from quizapp.item_statistics.answered import Floats
from quizapp.simulation.takers import simulate
from tests.simulated_takers import values_of

_ROWS = """
3223 3322 3345 2543 5445 3334 2241 4423 5554 4443 5444 3334 4333 2331 2433
3324 4454 3243 3222 1324 4545 3344 4444 5345 5333 2232 4333 4334 2342 5435
"""

IN_R = np.array([[int(digit) for digit in row] for row in _ROWS.split()], dtype=np.float64)
"""Thirty people and four items, whose figures R 4.2.2 and psych 2.2.9 have worked out."""


def nobody(questionnaire: Questionnaire, people: int) -> dict[str, Floats]:
    return {item: np.full(people, np.nan) for item in questionnaire.items}


def simulated(questionnaire: Questionnaire, people: int, seed: int = 9) -> dict[str, Floats]:
    takers = values_of(questionnaire, people, seed)
    return {
        item: np.array([taker.get(item, np.nan) for taker in takers], dtype=np.float64)
        for item in questionnaire.items
    }


def given_by(
    questionnaire: Questionnaire, people: int, month: str = "2026-11", language: str = "en"
) -> list[PooledAnswers]:
    """As they lie in the pool."""
    return [
        PooledAnswers(
            slug=questionnaire.slug,
            version=questionnaire.version,
            language=language,
            frame="now",
            form="full",
            month=month,
            consent="2026-11",
            seconds=5.0,
            answers=taker.answers,
        )
        for taker in simulate(questionnaire, count=people, seed=9)
    ]


def one_factor_data(random: np.random.Generator, people: int, loadings: Floats) -> Floats:
    """Normal answers with one factor and unique variances of 1."""
    factor = random.normal(size=(people, 1))
    made: Floats = factor * loadings + random.normal(size=(people, len(loadings)))
    return made
