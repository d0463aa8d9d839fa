"""Rules as regions of the score space: how likely each can be made, and answers that lie in it.

A rule is a conjunction of intervals, one a scale, so its best point is the best point of each interval by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizapp.domain.conditions import Condition
from quizapp.domain.profile import joined, probability
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import score_answered

STEPS = 100
"""Into so many parts the response range is cut: finer than any mean of answers, so no better point is missed."""

Rule = list[Condition]


@dataclass(frozen=True, slots=True)
class Best:
    """The mean of keyed answers at which an interval is likeliest, with everything answered, and how likely."""

    mean: float
    probability: float


def best_point(questionnaire: Questionnaire, box: Condition) -> Best:
    """Where the interval of one scale is likeliest."""
    scale = box.scale or ""
    items = questionnaire.items_of(scale)
    responses = questionnaire.responses_of(next(iter(items)))
    width = (responses.highest - responses.lowest) / STEPS
    # A bound on one side is surest at the other end of the range.
    steps = range(STEPS + 1) if box.above is not None and box.below is not None else (0, STEPS)
    means = [responses.lowest + width * step for step in steps]
    return max(
        (
            Best(mean, probability(box, {scale: score_answered(questionnaire, scale, mean, len(items))}, {}))
            for mean in means
        ),
        key=lambda best: best.probability,
    )


def most_likely(questionnaire: Questionnaire, rule: Rule) -> float:
    """How likely a rule can be made by any answers, at most. A rating is answered as it is asked."""
    likely = 1.0
    for box in joined(rule):
        if box.scale is not None:
            likely *= best_point(questionnaire, box).probability
    return likely


def answers_in(questionnaire: Questionnaire, rule: Rule) -> dict[str, str]:
    """Answers for which a rule is as likely as it gets. What it does not ask about is skipped."""
    answers: dict[str, str] = {}
    for box in joined(rule):
        if box.scale is not None:
            answers |= _with_mean(questionnaire, box.scale, best_point(questionnaire, box).mean)
        elif box.rating is not None:
            answers |= _rated(questionnaire, box)
    return answers


def answers_at(questionnaire: Questionnaire, where: Literal["low", "middle", "high"]) -> dict[str, str]:
    """Everything answered at one end of every scale, or in the middle."""
    share = {"low": 0.0, "middle": 0.5, "high": 1.0}[where]
    answers: dict[str, str] = {}
    for scale in questionnaire.scales:
        responses = questionnaire.responses_of(next(iter(questionnaire.items_of(scale))))
        mean = responses.lowest + share * (responses.highest - responses.lowest)
        answers |= _with_mean(questionnaire, scale, mean)
    return answers


def _with_mean(questionnaire: Questionnaire, scale: str, mean: float) -> dict[str, str]:
    """An answer to each item of a scale, the running mean of the keyed values as near to ``mean`` as it gets."""
    answers, total = {}, 0
    for number, item in enumerate(questionnaire.items_of(scale), start=1):
        keyed = dict(_keyed(questionnaire, item))
        wanted = mean * number - total
        answers[item] = min(keyed, key=lambda option: abs(keyed[option] - wanted))
        total += keyed[answers[item]]
    return answers


def _keyed(questionnaire: Questionnaire, item: str) -> Iterator[tuple[str, int]]:
    responses = questionnaire.responses_of(item)
    turned = questionnaire.items[item].reverse
    for key, option in responses.options.items():
        yield key, responses.lowest + responses.highest - option.value if turned else option.value


def _rated(questionnaire: Questionnaire, box: Condition) -> dict[str, str]:
    item = box.rating or ""
    for key, option in questionnaire.responses_of(item).options.items():
        low, high = box.at_least, box.at_most
        if (low is None or option.value >= low) and (high is None or option.value <= high):
            return {item: key}
    return {}
