"""Rules that somebody can meet surely enough: proved over the whole range of answers to each scale."""

from collections.abc import Iterator

from quizapp.definitions.checks.conditions import check_condition, find_rules
from quizapp.definitions.problems import Finding
from quizapp.definitions.regions import most_likely
from quizapp.domain.conditions import Condition
from quizapp.domain.profile import LEANING, joined
from quizapp.domain.questionnaire import Questionnaire

_NEARLY = 0.005
"""What lies closer to the border than this is left alone."""


def check_likelihood(questionnaire: Questionnaire) -> Iterator[Finding]:
    known: dict[tuple[Condition, ...], float] = {}  # a plan says the same of the same people again and again
    for place, rule in find_rules(questionnaire, ()):
        if tuple(rule) not in known:
            known[tuple(rule)] = _most_likely(questionnaire, rule)
        likely = known[tuple(rule)]
        if likely < LEANING - _NEARLY:
            problem = f"no answers make this likelier than {likely:.2f}, and nothing is said below {LEANING:.2f}"
            yield Finding(place, problem, "move a bound towards the middle, or take a condition out")


def _most_likely(questionnaire: Questionnaire, rule: list[Condition]) -> float:
    """At most; 1 for a rule in which something else is wrong."""
    sound = _has_room(rule) and all(_can_be_weighed(questionnaire, condition) for condition in rule)
    return most_likely(questionnaire, rule) if sound else 1.0


def _can_be_weighed(questionnaire: Questionnaire, condition: Condition) -> bool:
    """Whether all that a score is worked out from is sound; what is not is reported where it stands."""
    if any(True for _ in check_condition(questionnaire, condition, ())):
        return False
    if condition.scale is None:
        return True
    figures = questionnaire.scales.get(condition.scale) or questionnaire.composites[condition.scale]
    sets = {item.responses for item in questionnaire.items_of(condition.scale).values()}
    found = [questionnaire.response_sets[name] for name in sets if name in questionnaire.response_sets]
    scorable = len(sets) == 1 and len(found) == 1 and len(found[0].options) > 1
    return scorable and 0 < figures.reliability < 1 and figures.standard_deviation > 0


def _has_room(rule: list[Condition]) -> bool:
    """Whether each interval is one; what is none is reported as such."""
    return all(box.above is None or box.below is None or box.above < box.below for box in joined(rule))
