"""Which strengths are told, and when one is called among the three strongest."""

from dataclasses import replace

import numpy as np
import pytest

from quizapp.domain.profile import Profile, Statement, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.strengths import rank_probability, strengths, told_strengths
from tests.simulated_takers import LIKERT_ITEMS, answers_from

CARRIES_HIGH = ("DIA", "REP", "COP", "EXC", "HOP", "SUP")


def everything_hard(questionnaire: Questionnaire, **other: int) -> Profile:
    """Each scale clearly at the end that is hard; ``other``: keyed answers to all items of a scale instead."""
    values = {}
    for item in LIKERT_ITEMS:
        scale = questionnaire.items[item].scale or ""
        keyed = other.get(scale, 1 if scale in CARRIES_HIGH else 5)
        values[item] = 6 - keyed if questionnaire.items[item].reverse else keyed
    return build_profile(questionnaire, answers_from(questionnaire, values))


def test_when_no_strength_is_sure_what_a_hard_end_holds_is_told_with_its_own_probability(
    between_us: Questionnaire,
) -> None:
    profile = everything_hard(between_us)
    assert strengths(between_us, profile) == []
    (told,) = told_strengths(between_us, profile)
    assert told.strength == between_us.scales["AVO"].high.holds
    said = next(said for said in profile.statements if said.scale == "AVO")
    assert told.statement == said
    assert not told.among_strongest


def test_nothing_is_invented_for_someone_who_answered_nothing_that_carries(between_us: Questionnaire) -> None:
    assert told_strengths(between_us, everything_hard(between_us, AVO=3)) == []


def test_a_sure_strength_leaves_what_is_only_held_untold(between_us: Questionnaire) -> None:
    told = told_strengths(between_us, everything_hard(between_us, REP=5))
    assert [one.statement.scale for one in told] == ["REP"]


def test_at_most_three_are_told_surest_first(between_us: Questionnaire) -> None:
    kind = dict.fromkeys(CARRIES_HIGH, 5) | dict.fromkeys(("ANX", "AVO", "PUR", "WDR", "ESC", "SIL"), 1)
    told = [one.statement.probability for one in told_strengths(between_us, everything_hard(between_us, **kind))]
    assert len(told) == 3
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize("seed", range(4))
def test_the_chance_of_being_among_the_three_is_that_of_many_draws(between_us: Questionnaire, seed: int) -> None:
    random = np.random.default_rng(seed)
    values = {item: int(random.integers(1, 6)) for item in LIKERT_ITEMS}
    profile = build_profile(between_us, answers_from(between_us, values))
    scales = [scale for scale in between_us.scales if scale in profile.scores]
    towards = np.array([1 if scale in CARRIES_HIGH else -1 for scale in scales])
    middles = towards * np.array([profile.scores[scale].estimate - 3 for scale in scales])
    errors = np.array([profile.scores[scale].error for scale in scales])
    drawn = random.normal(middles, errors, size=(40_000, len(scales)))
    among = (drawn.argsort(axis=1).argsort(axis=1) >= len(scales) - 3).mean(axis=0)
    for scale, expected in zip(scales, among, strict=True):
        said = Statement(scale=scale, end="high" if scale in CARRIES_HIGH else "low", probability=0.9)
        assert rank_probability(between_us, profile, said) == pytest.approx(expected, abs=0.015)


def test_with_three_rivals_or_fewer_everyone_is_among_the_three(between_us: Questionnaire) -> None:
    few = replace(between_us, scales={key: between_us.scales[key] for key in ("DIA", "REP", "COP")})
    profile = everything_hard(between_us, DIA=5)
    said = next(said for said in profile.statements if said.scale == "DIA")
    assert rank_probability(few, profile, said) == pytest.approx(1)
