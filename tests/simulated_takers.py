"""What the tests of the shipped test name by hand: its items, and answers given as numbers."""

from collections.abc import Mapping

from quizapp.domain.questionnaire import Questionnaire
from quizapp.simulation.takers import simulate

ITEMS_OF = {
    "ANX": 6,
    "AVO": 6,
    **dict.fromkeys(("PUR", "WDR", "ESC", "SIL", "DIA", "REP"), 4),
    **dict.fromkeys(("COP", "EXC", "HOP", "SUP"), 3),
}
LIKERT_ITEMS = [f"{scale.lower()}{number}" for scale, items in ITEMS_OF.items() for number in range(1, items + 1)]
RATINGS = ["today", "enough", "confidence", "lasting"]


def answers_from(questionnaire: Questionnaire, values: Mapping[str, int]) -> dict[str, str]:
    """Item id -> value into item id -> id of the option that counts it."""
    return {
        item: next(key for key, o in questionnaire.responses_of(item).options.items() if o.value == value)
        for item, value in values.items()
    }


def values_of(questionnaire: Questionnaire, count: int, seed: int) -> list[dict[str, int]]:
    """What each of so many simulated people answered: item id -> value, without what was skipped."""
    return [
        {item: questionnaire.responses_of(item).options[option].value for item, option in taker.answers.items()}
        for taker in simulate(questionnaire, count=count, seed=seed)
    ]
