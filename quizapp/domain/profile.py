"""Scores -> profile: what can be said of a person, and how surely.

A profile holds ids and probabilities, never sentences: the same profile is worded in any language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod

from quizapp.domain.conditions import Condition
from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire, Tier
from quizapp.domain.scales import End
from quizapp.domain.scoring import Answers, Score, Scores, keyed_answers, ratings, score

PLAIN = 0.80
PLAIN_PATTERN_WITH_NORMS = 0.70
"""From here a pattern is said plainly when norms stand behind all its scales: errors are then known, not assumed."""

LEANING = 0.60
PATTERNS_AT_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Towards which end of a scale someone lies. ``probability``: that the true score is on that side, .5 to 1."""

    scale: str
    end: End
    probability: float

    @property
    def tier(self) -> Tier:
        return tier(self.probability)


@dataclass(frozen=True, slots=True, kw_only=True)
class BothWays:
    """The two answers of a scale that lie furthest apart, on two sides of the middle.

    ``first`` and ``second`` are item ids; ``*_agreed`` says on which side of the answers' middle each was.
    """

    first: str
    first_agreed: bool
    second: str
    second_agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPattern:
    """The likeliest pattern of a family. ``plain_from``: the probability from which it is said plainly."""

    pattern: str
    probability: float
    plain_from: float = PLAIN

    @property
    def tier(self) -> Tier:
        return tier(self.probability, self.plain_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that is known of one person from one sitting.

    ``statements``: one a scored scale, surest first. ``answered``: how many items of each scale were, also
    where that was too few for a score. ``both_ways``: for scales whose statement is in between
    and whose answers lie on both sides. ``patterns``: the likeliest of a family, likeliest first, of the
    ``PATTERNS_AT_MOST`` likeliest families whose scales have enough answers.
    ``first_step``: id of the step that fits best.
    """

    scores: dict[str, Score]
    ratings: dict[str, int]
    statements: list[Statement]
    answered: dict[str, int] = field(default_factory=dict)
    both_ways: dict[str, BothWays] = field(default_factory=dict)
    patterns: dict[str, NamedPattern] = field(default_factory=dict)
    first_step: str | None = None


def tier(probability: float, plain_from: float = PLAIN) -> Tier:
    """How surely a thing is said: plainly from ``plain_from``, as a leaning from .60, else in between."""
    if probability >= plain_from:
        return "plain"
    return "leaning" if probability >= LEANING else "between"


def probability(condition: Condition, scores: Scores, given: Mapping[str, int]) -> float:
    """How likely ``condition`` holds, 0 to 1; 0 when what it asks about was not answered."""
    if condition.rating is not None:
        value = given.get(condition.rating)
        low = condition.at_least is None or (value is not None and value >= condition.at_least)
        high = condition.at_most is None or (value is not None and value <= condition.at_most)
        return float(value is not None and low and high)
    found = scores.get(condition.scale) if condition.scale else None
    if found is None:
        return 0.0
    above = 0.0 if condition.above is None else 1 - found.probability_above(condition.above)
    below = 0.0 if condition.below is None else found.probability_above(condition.below)
    return max(0.0, 1 - above - below)


def probability_of_all(conditions: list[Condition], scores: Scores, given: Mapping[str, int]) -> float:
    """How likely all ``conditions`` hold: the product, since the errors of different scales are independent.

    Conditions on one scale meet in one box, so they are joined before they are weighed.
    """
    return prod(probability(condition, scores, given) for condition in joined(conditions))


def joined(conditions: list[Condition]) -> list[Condition]:
    """One condition a scale or rating: the strictest of those given."""
    if len(conditions) < 2:  # nearly always, and half the time of a plan would go into joining nothing
        return conditions
    boxes: dict[str | None, Condition] = {}
    for new in conditions:
        key = new.scale or new.rating
        old = boxes.get(key, new)
        boxes[key] = Condition(
            scale=new.scale,
            rating=new.rating,
            above=max((v for v in (old.above, new.above) if v is not None), default=None),
            below=min((v for v in (old.below, new.below) if v is not None), default=None),
            at_least=max((v for v in (old.at_least, new.at_least) if v is not None), default=None),
            at_most=min((v for v in (old.at_most, new.at_most) if v is not None), default=None),
        )
    return list(boxes.values())


def state(scale: str, found: Score) -> Statement:
    """On which side of the middle the true score likely lies."""
    above = found.probability_above(found.middle)
    end: End = "high" if above >= 0.5 else "low"
    return Statement(scale=scale, end=end, probability=max(above, 1 - above))


def both_ways(questionnaire: Questionnaire, scale: str, answers: Answers) -> BothWays | None:
    """The two answers furthest apart when they lie on both sides of the middle, the one that carries last."""
    keyed = keyed_answers(questionnaire, scale, answers)
    responses = questionnaire.responses_of(next(iter(questionnaire.items_of(scale))))
    middle = (responses.lowest + responses.highest) / 2
    high = max(keyed, key=lambda key: keyed[key])
    low = min(keyed, key=lambda key: keyed[key])
    if not keyed[low] < middle < keyed[high]:
        return None
    carries_high = questionnaire.scales[scale].high.strength is not None
    first, second = (low, high) if carries_high else (high, low)
    return BothWays(
        first=first,
        first_agreed=(first == high) != questionnaire.items[first].reverse,
        second=second,
        second_agreed=(second == high) != questionnaire.items[second].reverse,
    )


def likeliest_patterns(questionnaire: Questionnaire, scores: Scores) -> dict[str, NamedPattern]:
    """The likeliest pattern of a family; the first declared wins a tie.

    A pattern that asks about a scale without enough answers cannot be judged, and is left out.
    """
    likeliest: dict[str, NamedPattern] = {}
    for key, pattern in questionnaire.patterns.items():
        asked = {condition.scale for condition in pattern.rule if condition.scale}
        if not asked <= scores.keys():
            continue
        likely = probability_of_all(pattern.rule, scores, {})
        best = likeliest.get(pattern.family)
        if best is None or likely > best.probability:
            known = all(scores[scale].calibrated for scale in asked)
            plain_from = PLAIN_PATTERN_WITH_NORMS if known else PLAIN
            likeliest[pattern.family] = NamedPattern(pattern=key, probability=likely, plain_from=plain_from)
    ranked = sorted(likeliest.items(), key=lambda entry: -entry[1].probability)
    return dict(ranked[:PATTERNS_AT_MOST])


def choose_first_step(
    questionnaire: Questionnaire, scores: Scores, given: Mapping[str, int], patterns: Mapping[str, NamedPattern]
) -> str | None:
    """The step whose conditions are likeliest to hold, from .60; else the first that asks for nothing."""
    fits = {
        key: probability_of_all(step.when, scores, given)
        for key, step in questionnaire.first_steps.items()
        if step.when
    }
    fitting = [key for key in fits if fits[key] >= LEANING]
    # The drawing of a named pattern says that the step begins there, so a step for what it is made of goes first.
    drawn = _drawn_scales(questionnaire, patterns)
    if fitting:
        return max(fitting, key=lambda key: (_asks_about(questionnaire, key, drawn), fits[key]))
    return next((key for key, step in questionnaire.first_steps.items() if not step.when), None)


def _drawn_scales(questionnaire: Questionnaire, patterns: Mapping[str, NamedPattern]) -> frozenset[str]:
    """The scales that are high in the patterns which are named and drawn."""
    drawn = [questionnaire.patterns[named.pattern] for named in patterns.values() if named.tier != "between"]
    rules = [condition for pattern in drawn if pattern.turns for condition in pattern.rule]
    return frozenset(rule.scale for rule in rules if rule.scale and rule.above is not None)


def _asks_about(questionnaire: Questionnaire, step: str, scales: frozenset[str]) -> bool:
    return any(condition.scale in scales for condition in questionnaire.first_steps[step].when)


def build_profile(questionnaire: Questionnaire, answers: Answers, norms: NormSet | None = None) -> Profile:
    """Answers -> scores -> what can be said. Pure: the same answers and norms give the same profile."""
    scores = score(questionnaire, answers, norms)
    given = ratings(questionnaire, answers)
    statements = [state(scale, scores[scale]) for scale in questionnaire.scales if scale in scores]
    split = {s.scale: both_ways(questionnaire, s.scale, answers) for s in statements if s.tier == "between"}
    patterns = likeliest_patterns(questionnaire, scores)
    return Profile(
        scores=scores,
        ratings=given,
        answered={scale: len(keyed_answers(questionnaire, scale, answers)) for scale in questionnaire.scales},
        statements=sorted(statements, key=lambda s: -s.probability),
        both_ways={scale: pair for scale, pair in split.items() if pair is not None},
        patterns=patterns,
        first_step=choose_first_step(questionnaire, scores, given, patterns),
    )
