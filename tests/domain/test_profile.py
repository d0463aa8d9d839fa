"""What can be said of a person, and how surely."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import erf, inf, nextafter, prod, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.conditions import Condition
from quizapp.domain.profile import (
    NamedPattern,
    Statement,
    both_ways,
    build_profile,
    choose_first_step,
    joined,
    likeliest_patterns,
    probability,
    probability_of_all,
    state,
    tier,
)
from quizapp.domain.questionnaire import Questionnaire, Tier
from quizapp.domain.scoring import Score
from quizapp.domain.strengths import strains, strengths
from tests.domain.answering import likert_values
from tests.simulated_takers import LIKERT_ITEMS, answers_from

quickly = settings(derandomize=True, deadline=None)
estimates = st.floats(min_value=1, max_value=5)
limits = st.floats(min_value=0.5, max_value=5.5)


def at(estimate: float, error: float = 0.5) -> Score:
    return Score(estimate=estimate, error=error, low=1, high=5, lowest=1, highest=5, answered=4, of=4)


def normal(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


@quickly
@given(estimate=estimates, limit=limits)
def test_above_and_below_a_value_are_certain_together(estimate: float, limit: float) -> None:
    scores = {"A": at(estimate)}
    above = probability(Condition(scale="A", above=limit), scores, {})
    below = probability(Condition(scale="A", below=limit), scores, {})
    assert above == pytest.approx(normal((estimate - limit) / 0.5))
    assert above + below == pytest.approx(1)


@quickly
@given(estimate=estimates, low=limits, high=limits)
def test_a_band_holds_what_lies_below_its_top_and_above_its_foot(estimate: float, low: float, high: float) -> None:
    found = probability(Condition(scale="A", above=low, below=high), {"A": at(estimate)}, {})
    expected = normal((high - estimate) / 0.5) - normal((low - estimate) / 0.5)
    assert found == pytest.approx(max(0.0, expected), abs=1e-12)


@quickly
@given(estimates=st.lists(estimates, min_size=3, max_size=3), limit=limits)
def test_the_corners_of_a_box_are_certain_together(estimates: list[float], limit: float) -> None:
    def above(scale: str) -> Condition:
        return Condition(scale=scale, above=limit)

    def below(scale: str) -> Condition:
        return Condition(scale=scale, below=limit)

    scores = {str(number): at(estimate) for number, estimate in enumerate(estimates)}
    corners = [
        [side(key) for key, side in zip(scores, sides, strict=True)] for sides in product([above, below], repeat=3)
    ]
    found = [probability_of_all(corner, scores, {}) for corner in corners]
    assert sum(found) == pytest.approx(1)
    assert found[0] == pytest.approx(prod(normal((estimate - limit) / 0.5) for estimate in estimates))


JOINED: dict[str, tuple[list[Condition], list[Condition]]] = {
    "nothing": ([], []),
    "two scales stay apart": (
        [Condition(scale="A", above=3), Condition(scale="B", above=3)],
        [Condition(scale="A", above=3), Condition(scale="B", above=3)],
    ),
    "the higher foot holds": (
        [Condition(scale="A", above=3.4), Condition(scale="A", above=3)],
        [Condition(scale="A", above=3.4)],
    ),
    "the lower top holds": (
        [Condition(scale="A", below=2), Condition(scale="A", below=3)],
        [Condition(scale="A", below=2)],
    ),
    "a foot and a top make a band, across another scale": (
        [Condition(scale="A", above=2), Condition(scale="B", below=3), Condition(scale="A", below=4)],
        [Condition(scale="A", above=2, below=4), Condition(scale="B", below=3)],
    ),
    "two ratings stay apart": (
        [Condition(rating="today", at_least=3), Condition(rating="enough", at_least=5)],
        [Condition(rating="today", at_least=3), Condition(rating="enough", at_least=5)],
    ),
    "ratings are joined alike": (
        [
            Condition(rating="today", at_least=3),
            Condition(rating="today", at_least=5, at_most=9),
            Condition(rating="today", at_most=8),
        ],
        [Condition(rating="today", at_least=5, at_most=8)],
    ),
}


@pytest.mark.parametrize("name", JOINED)
def test_conditions_on_one_scale_meet_in_one_box(name: str) -> None:
    conditions, expected = JOINED[name]
    assert joined(conditions) == expected


def test_a_condition_said_twice_weighs_once() -> None:
    once = Condition(scale="A", above=3.2)
    assert probability_of_all([once, once], {"A": at(3.5)}, {}) == probability(once, {"A": at(3.5)}, {})


RATINGS: list[tuple[Condition, Mapping[str, int], float]] = [
    (Condition(rating="today", at_most=4), {"today": 4}, 1.0),
    (Condition(rating="today", at_most=4), {"today": 5}, 0.0),
    (Condition(rating="today", at_least=8), {"today": 8}, 1.0),
    (Condition(rating="today", at_least=8), {"today": 7}, 0.0),
    (Condition(rating="today", at_least=8), {"enough": 9}, 0.0),
    (Condition(rating="today", at_most=4), {}, 0.0),
    (Condition(scale="A", above=3), {"A": 5}, 0.0),
    (Condition(scale="A", below=3), {}, 0.0),
]


@pytest.mark.parametrize(("condition", "ratings", "expected"), RATINGS)
def test_a_rating_holds_or_not_and_what_was_not_answered_never_holds(
    condition: Condition, ratings: Mapping[str, int], expected: float
) -> None:
    assert probability(condition, {}, ratings) == expected


@pytest.mark.parametrize(
    ("likely", "expected"),
    [
        (1.0, "plain"),
        (0.80, "plain"),
        (nextafter(0.80, 0), "leaning"),
        (0.60, "leaning"),
        (nextafter(0.60, 0), "between"),
        (0.5, "between"),
        (0.0, "between"),
    ],
)
def test_a_thing_is_said_plainly_from_80_and_as_a_leaning_from_60(likely: float, expected: Tier) -> None:
    assert tier(likely) == expected


@quickly
@given(estimate=estimates)
def test_a_statement_names_the_likelier_side(estimate: float) -> None:
    said = state("A", at(estimate))
    assert said.end == ("high" if estimate >= 3 else "low")
    assert said.probability == pytest.approx(normal(abs(estimate - 3) / 0.5))


@quickly
@given(values=likert_values)
def test_the_same_answers_give_the_same_profile_in_any_order(
    between_us: Questionnaire, values: dict[str, int]
) -> None:
    backwards = dict(reversed(values.items()))
    first = build_profile(between_us, answers_from(between_us, values))
    assert first == build_profile(between_us, answers_from(between_us, backwards))


@quickly
@given(values=likert_values)
def test_every_scored_scale_is_told_once_surest_first(between_us: Questionnaire, values: dict[str, int]) -> None:
    profile = build_profile(between_us, answers_from(between_us, values))
    told = [said.probability for said in profile.statements]
    assert told == sorted(told, reverse=True)
    assert all(0.5 <= likely <= 1 for likely in told)
    assert sorted(said.scale for said in profile.statements) == sorted(profile.scores.keys() - {"RES"})
    carrying, straining = strengths(between_us, profile), strains(between_us, profile)
    assert sorted(map(str, [*carrying, *straining])) == sorted(map(str, profile.statements))
    for said in carrying:
        assert said.end == ("high" if said.scale in CARRY_WHEN_HIGH else "low")


CARRY_WHEN_HIGH = {"DIA", "REP", "COP", "EXC", "HOP", "SUP"}


@quickly
@given(values=likert_values)
def test_one_pattern_a_family_is_kept_likeliest_first(between_us: Questionnaire, values: dict[str, int]) -> None:
    profile = build_profile(between_us, answers_from(between_us, values))
    scored = profile.scores.keys()
    judged = {p.family for p in between_us.patterns.values() if {c.scale for c in p.rule} <= scored}
    assert set(profile.patterns) == judged
    assert all(between_us.patterns[named.pattern].family == key for key, named in profile.patterns.items())
    told = [named.probability for named in profile.patterns.values()]
    assert told == sorted(told, reverse=True)


@quickly
@given(values=likert_values)
def test_both_ways_is_told_only_in_between_and_names_answers_on_two_sides(
    between_us: Questionnaire, values: dict[str, int]
) -> None:
    profile = build_profile(between_us, answers_from(between_us, values))
    tiers = {said.scale: said.tier for said in profile.statements}
    for scale, pair in profile.both_ways.items():
        assert tiers[scale] == "between"
        raw = {item: values[item] for item in (pair.first, pair.second)}
        assert (raw[pair.first] > 3, raw[pair.second] > 3) == (pair.first_agreed, pair.second_agreed)
        keyed = {item: 6 - raw[item] if between_us.items[item].reverse else raw[item] for item in raw}
        sides = (keyed[pair.first], keyed[pair.second])
        low, high = sides if scale in CARRY_WHEN_HIGH else sides[::-1]
        assert low < 3 < high


@pytest.mark.parametrize(
    ("last_answer", "expected"),
    [
        pytest.param(1, "surest", id="two fit, and the second is likelier"),
        pytest.param(3, "anyone", id="nothing fits from .60, so the one that asks for nothing"),
    ],
)
def test_the_first_step_is_the_surest_fit_or_the_one_for_anyone(
    between_us: Questionnaire, last_answer: int, expected: str
) -> None:
    any_step = next(iter(between_us.first_steps.values()))
    steps = {
        "fits": replace(any_step, when=[Condition(scale="PUR", above=3.1)]),
        "surest": replace(any_step, when=[Condition(scale="PUR", above=3.0)]),
        "anyone": replace(any_step, when=[]),
    }
    raw = {"pur1": 3, "pur2": 3, "pur3": 3, "pur4": last_answer}
    profile = build_profile(replace(between_us, first_steps=steps), answers_from(between_us, raw))
    assert profile.first_step == expected


@pytest.mark.parametrize("answers", [(3, 3, 5, 5), (1, 1, 3, 3), (3, 3, 3, 3)])
def test_answers_in_the_middle_are_on_no_side(between_us: Questionnaire, answers: tuple[int, ...]) -> None:
    """The fourth item is reversed; none of the keyed answers lies on the other side of the middle."""
    keyed = dict(zip(("pur1", "pur2", "pur3", "pur4"), answers, strict=True))
    raw = {item: 6 - value if between_us.items[item].reverse else value for item, value in keyed.items()}
    assert both_ways(between_us, "PUR", answers_from(between_us, raw)) is None


@pytest.mark.parametrize(
    ("named", "turns", "expected"),
    [
        pytest.param(0.85, True, "drawn", id="named and drawn: what it is made of"),
        pytest.param(0.65, True, "drawn", id="as a leaning, too"),
        pytest.param(0.55, True, "likeliest", id="not named"),
        pytest.param(0.85, False, "likeliest", id="named and not drawn"),
    ],
)
def test_the_first_step_begins_where_the_drawing_of_a_named_pattern_does(
    between_us: Questionnaire, named: float, expected: str, *, turns: bool
) -> None:
    drawn = next(pattern.turns for pattern in between_us.patterns.values() if pattern.turns)
    pattern = replace(
        next(iter(between_us.patterns.values())),
        rule=[Condition(scale="PUR", above=3.2), Condition(scale="WDR", below=3)],
        turns=drawn if turns else [],
    )
    any_step = next(iter(between_us.first_steps.values()))
    steps = {
        "likeliest": replace(any_step, when=[Condition(scale="WDR", below=3)]),
        "drawn": replace(any_step, when=[Condition(scale="PUR", above=3.2)]),
    }
    asked = replace(between_us, patterns={"one": pattern}, first_steps=steps)
    patterns = {"dance": NamedPattern(pattern="one", probability=named)}
    assert choose_first_step(asked, {"PUR": at(3.7), "WDR": at(1.5)}, {}, patterns) == expected


@pytest.mark.parametrize(("likely", "expected"), [(0.60, "fits"), (0.5999, None)])
def test_a_first_step_fits_from_6_in_10_and_nothing_is_put_in_its_place(
    between_us: Questionnaire, likely: float, expected: str | None
) -> None:
    step = replace(next(iter(between_us.first_steps.values())), when=[Condition(scale="PUR", above=0)])
    scores = {"PUR": at(NormalDist().inv_cdf(likely), error=1)}
    assert choose_first_step(replace(between_us, first_steps={"fits": step}), scores, {}, {}) == expected


def test_of_two_families_the_likelier_pattern_comes_first_and_a_rating_makes_none(between_us: Questionnaire) -> None:
    pattern = next(iter(between_us.patterns.values()))
    rules = {
        "a": Condition(scale="PUR", above=4),
        "b": Condition(scale="PUR", above=3),
        "c": Condition(rating="today"),
    }
    patterns = {key: replace(pattern, family=key, rule=[rule]) for key, rule in rules.items()}
    found = likeliest_patterns(replace(between_us, patterns=patterns), {"PUR": at(3.7)})
    assert list(found) == ["b", "a"]
    (alone,) = likeliest_patterns(replace(between_us, patterns={"c": patterns["c"]}), {}).values()
    assert alone.probability == 0


def test_a_profile_counts_what_was_answered_of_each_scale(between_us: Questionnaire) -> None:
    profile = build_profile(between_us, answers_from(between_us, {"pur1": 3, "pur4": 2, "wdr1": 5}))
    assert profile.answered == {scale: {"PUR": 2, "WDR": 1}.get(scale, 0) for scale in between_us.scales}


def test_someone_who_skipped_everything_has_nothing_said_of_them(between_us: Questionnaire) -> None:
    profile = build_profile(between_us, {})
    assert (profile.scores, profile.statements, profile.both_ways) == ({}, [], {})
    assert profile.patterns == {}
    assert strengths(between_us, profile) == []


def test_a_pattern_that_cannot_be_judged_is_never_named(between_us: Questionnaire) -> None:
    values = dict.fromkeys((item for item in LIKERT_ITEMS if not item.startswith("avo")), 5)
    profile = build_profile(between_us, answers_from(between_us, values))
    assert "attachment" not in profile.patterns


def test_a_probability_beyond_doubt_stays_a_probability() -> None:
    scores = {"A": at(5, error=1e-6), "B": at(1, error=1e-6)}
    both = [Condition(scale="A", above=3.2), Condition(scale="B", below=3)]
    assert probability_of_all(both, scores, {}) == 1
    assert state("A", scores["A"]) == Statement(scale="A", end="high", probability=1)
    assert probability(Condition(scale="A", below=-inf), scores, {}) == 0
