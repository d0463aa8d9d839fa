"""Which strengths are told, and when one is called among the three strongest."""

from dataclasses import replace

import numpy as np
import pytest

from quizapp.domain.profile import Profile, Statement, build_profile, state
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Score
from quizapp.domain.strengths import _rank, rank_probability, strengths, told_strengths
from tests.simulated_takers import LIKERT_ITEMS, answers_from

CARRIES_HIGH = ("DIA", "REP", "COP", "EXC", "HOP", "SUP")


@pytest.fixture(autouse=True)
def _unremembered() -> None:
    """Ranks are remembered in the process, and a test of them wants them worked out."""
    _rank.cache_clear()


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


def lone(questionnaire: Questionnaire, **estimates: float) -> tuple[Questionnaire, Profile]:
    """A test of these scales alone, and someone who stands there, with an error of half a point."""
    scales = {scale: questionnaire.scales[scale] for scale in estimates}
    scores = {
        scale: Score(estimate=estimate, error=0.5, low=1, high=5, lowest=1, highest=5, answered=4, of=4)
        for scale, estimate in estimates.items()
    }
    statements = sorted((state(scale, scores[scale]) for scale in scales), key=lambda said: -said.probability)
    return replace(questionnaire, scales=scales), Profile(scores=scores, ratings={}, statements=statements)


@pytest.mark.parametrize("others", [3, 4, 5])
def test_among_equals_the_chance_is_three_places_for_all(between_us: Questionnaire, others: int) -> None:
    equals = dict.fromkeys(CARRIES_HIGH[: others + 1], 3.5)
    test, profile = lone(between_us, **equals)
    assert rank_probability(test, profile, profile.statements[0]) == pytest.approx(3 / (others + 1), abs=0.005)


def test_a_scale_that_carries_nothing_has_no_rank(between_us: Questionnaire) -> None:
    test, profile = lone(between_us, DIA=4.0, REP=4.0)
    hard = replace(profile.statements[0], end="low")
    assert rank_probability(test, profile, hard) == 0
    unscored = replace(profile, scores={"REP": profile.scores["REP"]})
    assert rank_probability(test, unscored, replace(profile.statements[0], scale="DIA")) == 0


def test_without_a_sure_one_the_surest_leaning_is_told_alone(between_us: Questionnaire) -> None:
    """Phi(.4 / .5) = .788 and Phi(.2 / .5) = .655 lean; Phi(.1 / .5) = .579 says nothing."""
    test, profile = lone(between_us, DIA=3.2, REP=3.4, COP=3.1)
    assert [told.statement.scale for told in told_strengths(test, profile)] == ["REP"]
    test, profile = lone(between_us, COP=3.1)
    assert told_strengths(test, profile) == []


def test_of_what_hard_ends_hold_the_surest_is_told_alone(between_us: Questionnaire) -> None:
    holding = replace(between_us.scales["AVO"], low=between_us.scales["PUR"].low)
    test, profile = lone(between_us, AVO=4.5, ANX=4.8)
    test = replace(test, scales={"AVO": holding, "ANX": holding})
    assert [told.statement.scale for told in told_strengths(test, profile)] == ["ANX"]
