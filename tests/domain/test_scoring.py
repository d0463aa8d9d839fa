"""What holds for every sitting, whatever was answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import isfinite, sqrt
from statistics import NormalDist

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp.definitions.library import Library
from quizapp.domain.norms import NormSet, ScaleNorm
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import (
    Score,
    ratings,
    reliability_of_part,
    score,
    score_answered,
    score_scale,
)
from tests.domain.answering import likert_values
from tests.simulated_takers import LIKERT_ITEMS, answers_from

SCALES = ["ANX", "AVO", "PUR", "WDR", "ESC", "SIL", "DIA", "REP", "COP", "EXC", "HOP", "SUP", "RES"]
SIZES = {3: "EXC", 4: "PUR", 6: "ANX"}

quickly = settings(derandomize=True, deadline=None)


def scored(questionnaire: Questionnaire, given_values: Mapping[str, int]) -> dict[str, Score]:
    return score(questionnaire, answers_from(questionnaire, given_values))


@quickly
@given(values=likert_values)
def test_every_figure_is_a_number_inside_the_range(between_us: Questionnaire, values: dict[str, int]) -> None:
    for found in scored(between_us, values).values():
        assert 1 <= found.low <= found.estimate <= found.high <= 5
        assert found.low < found.high
        assert isfinite(found.error)
        assert found.error > 0
        assert 0 <= found.probability_above(found.middle) <= 1


@quickly
@given(values=likert_values, item=st.sampled_from(LIKERT_ITEMS), more=st.integers(min_value=1, max_value=5))
def test_a_higher_keyed_answer_raises_its_scale_and_moves_no_other(
    between_us: Questionnaire, values: dict[str, int], item: str, more: int
) -> None:
    assume(item in values and values[item] != more)
    before, after = scored(between_us, values), scored(between_us, {**values, item: more})
    asked = between_us.items[item]
    towards = -1 if asked.reverse else 1
    carried = {asked.scale} | {c for c, composite in between_us.composites.items() if asked.scale in composite.scales}
    assert before.keys() == after.keys()
    for scale, old in before.items():
        if scale not in carried:
            assert after[scale] == old
            continue
        step = (more - values[item]) * towards / old.answered
        assert after[scale].estimate - old.estimate == pytest.approx(step)
        assert after[scale].error == old.error


@quickly
@given(values=likert_values)
def test_answers_mirrored_about_the_middle_mirror_every_score(
    between_us: Questionnaire, values: dict[str, int]
) -> None:
    seen = scored(between_us, values)
    mirrored = scored(between_us, {item: 6 - value for item, value in values.items()})
    assert seen.keys() == mirrored.keys()
    for scale, found in seen.items():
        other = mirrored[scale]
        assert other.estimate == pytest.approx(6 - found.estimate)
        assert (other.low, other.high) == pytest.approx((6 - found.high, 6 - found.low))
        assert other.probability_above(3) == pytest.approx(1 - found.probability_above(3))


@quickly
@given(values=likert_values, order=st.permutations(LIKERT_ITEMS))
def test_neither_the_order_of_answers_nor_of_items_changes_a_score(
    between_us: Questionnaire, values: dict[str, int], order: list[str]
) -> None:
    moved = {key: between_us.items[key] for key in [*order, "today", "enough", "confidence", "lasting"]}
    answered = {item: values[item] for item in order if item in values}
    assert scored(replace(between_us, items=moved), answered) == scored(between_us, values)


@quickly
@given(values=likert_values)
def test_no_language_or_frame_changes_a_score(library: Library, values: dict[str, int]) -> None:
    listing = library.find_listing("between-us", 1)
    assert listing is not None
    assert set(listing.languages) >= {"en", "zh-Hans"}
    wordings = [
        library.get("between-us", 1, language, frame) for language in listing.languages for frame in listing.frames
    ]
    assert len({str(scored(wording, values)) for wording in wordings}) == 1


def test_without_answers_there_is_no_score(between_us: Questionnaire) -> None:
    assert score(between_us, {}) == {}
    assert ratings(between_us, {}) == {}


@pytest.mark.parametrize(("of", "fewest"), [pytest.param(3, 3), pytest.param(4, 3), pytest.param(6, 5)])
def test_three_quarters_of_the_items_are_enough_and_one_less_is_not(
    between_us: Questionnaire, of: int, fewest: int
) -> None:
    scale = SIZES[of]
    items = list(between_us.items_of(scale))
    assert len(items) == of
    for answered in range(of + 1):
        for kept in (items[:answered], items[of - answered :]):
            found = score_scale(between_us, scale, answers_from(between_us, dict.fromkeys(kept, 4)))
            assert (found is not None) == (answered >= fewest)
            assert found is None or (found.answered, found.of) == (answered, of)


def test_a_composite_is_scored_when_each_of_its_scales_is(between_us: Questionnaire) -> None:
    items = list(between_us.items_of("RES"))
    for skipped in (None, *items):
        answers = answers_from(between_us, {item: 4 for item in items if item != skipped})
        assert (score_scale(between_us, "RES", answers) is None) == (skipped is not None)
    pair = replace(between_us.composites["RES"], scales=["DIA", "PUR"])
    talks = replace(between_us, composites={"TALK": pair})
    enough = dict.fromkeys(("dia1", "dia2", "dia3", "pur1", "pur2", "pur3"), 4)
    found = score_scale(talks, "TALK", answers_from(talks, enough))
    assert found is not None
    assert (found.answered, found.of) == (6, 8)
    one_scale_missing = dict.fromkeys(("dia1", "dia2", "dia3", "dia4", "pur1", "pur2"), 4)
    assert score_scale(talks, "TALK", answers_from(talks, one_scale_missing)) is None


@pytest.mark.parametrize("answered", range(1, 13))
@pytest.mark.parametrize("between_items", [0.1, 0.3, 0.6])
def test_the_reliability_of_a_part_is_that_of_as_many_parallel_items(answered: int, between_items: float) -> None:
    def of_sum(items: int) -> float:
        """Variance of what the items share, over the variance of their sum."""
        shared = items * items * between_items
        return shared / (shared + items * (1 - between_items))

    assert reliability_of_part(of_sum(12), answered, 12) == pytest.approx(of_sum(answered))
    assert reliability_of_part(of_sum(12), 12, 12) == pytest.approx(of_sum(12))


@pytest.mark.parametrize("scale", SCALES)
def test_the_interval_is_wider_when_less_was_answered(between_us: Questionnaire, scale: str) -> None:
    of = len(between_us.items_of(scale))
    errors = [score_answered(between_us, scale, 3.0, answered).error for answered in range(1, of + 1)]
    assert errors == sorted(errors, reverse=True)
    assert len(set(errors)) == of


@pytest.mark.parametrize("scale", SCALES)
def test_a_tenth_of_the_normal_curve_lies_beyond_each_end_of_the_interval(
    between_us: Questionnaire, scale: str
) -> None:
    of = len(between_us.items_of(scale))
    found = score_answered(between_us, scale, 3.0, of)
    figures = between_us.scales.get(scale) or between_us.composites[scale]
    error = figures.standard_deviation * sqrt(1 - figures.reliability)
    curve = NormalDist(3.0, error)
    assert found.error == pytest.approx(error)
    assert curve.cdf(found.low) == pytest.approx(0.10)
    assert curve.cdf(found.high) == pytest.approx(0.90)
    assert found.probability_above(found.low) == pytest.approx(0.90)


# --- with norms -----------------------------------------------------------------------------------


def norms_of(scale: str, **figures: float) -> NormSet:
    given_figures = {"mean": 2.6, "standard_deviation": 0.9, "reliability": 0.75} | figures
    norm = ScaleNorm(
        **given_figures, reliability_low=0.7, reliability_high=0.8, coefficient="omega", n=412, percentiles=[]
    )
    return NormSet(
        slug="between-us",
        version=1,
        language="en",
        first_day=date(2027, 1, 4),
        last_day=date(2027, 5, 3),
        people=412,
        provenance="Visitors of this site who agreed to it.",
        scales={scale: norm},
    )


def test_with_norms_a_score_is_kelleys_estimate(between_us: Questionnaire) -> None:
    """PUR keyed 4 4 5 4: mean 4.25; 2.6 + .75 * 1.65 = 3.8375. V = .81 * .75 = .6075, V * .25 = .151875, times
    2.8375 * 1.1625 / (1.6 * 2.4 - .75 * .6075) = .974654, root .384741; by hand.
    """
    answers = answers_from(between_us, {"pur1": 4, "pur2": 4, "pur3": 5, "pur4": 2})
    found = score_scale(between_us, "PUR", answers, norms_of("PUR"))
    assert found is not None
    assert found.estimate == pytest.approx(3.8375)
    assert found.error == pytest.approx(0.384741, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((3.344435, 4.330565), abs=1e-6)
    assert (found.mean, found.mean_answer, found.calibrated) == (4.25, 4.25, True)
    assert found.probability_above(3) == pytest.approx(0.985252, abs=1e-6)


def test_with_norms_a_skipped_item_pulls_further_and_says_less(between_us: Questionnaire) -> None:
    """3 of 4: .75 * .75 / (1 - .25 * .75) = .692308; 2.6 + .692308 * 1.65; V * .307692 = .186923, times
    2.742308 * 1.257692 / (3.84 - .692308 * .6075) = 1.008644; by hand.
    """
    found = score_answered(between_us, "PUR", 4.25, 3, norms_of("PUR"))
    assert found.estimate == pytest.approx(3.742308, abs=1e-6)
    assert found.error == pytest.approx(0.434211, abs=1e-6)


@pytest.mark.parametrize(("a", "b"), [(2.0, 2.0), (0.8, 3.0), (9.0, 4.5)])
@pytest.mark.parametrize("steps", [0, 1, 8, 15, 16])
def test_with_norms_it_is_the_posterior_of_the_beta_binomial(
    between_us: Questionnaire, a: float, b: float, steps: int
) -> None:
    """True scores are beta on 1 to 5, and 16 steps up (four answers of four) binomial: all is known by textbook.

    The norms that follow: mean a / (a + b), reliability 16 / (16 + a + b), and the variance of k / 16.
    """
    share, total = a / (a + b), a + b
    reliability = 16 / (16 + total)
    spread = 4 * sqrt(share * (1 - share) / (total + 1) / reliability)
    norms = norms_of("PUR", mean=1 + 4 * share, standard_deviation=spread, reliability=reliability)
    found = score_answered(between_us, "PUR", 1 + steps / 4, 4, norms)
    towards, away = a + steps, b + 16 - steps
    posterior = towards * away / (towards + away) ** 2 / (towards + away + 1)
    assert found.estimate == pytest.approx(1 + 4 * towards / (towards + away))
    assert found.error == pytest.approx(4 * sqrt(posterior))


def test_a_scale_without_a_norm_is_scored_as_though_there_were_none(between_us: Questionnaire) -> None:
    answers = answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, 4))
    with_norms, without = score(between_us, answers, norms_of("PUR")), score(between_us, answers)
    assert {scale for scale in without if with_norms[scale] != without[scale]} == {"PUR"}
    assert not without["PUR"].calibrated


@quickly
@given(estimate=st.floats(min_value=1, max_value=5), coverage=st.floats(min_value=0.01, max_value=0.99))
def test_an_interval_of_any_coverage_holds_that_share_of_the_curve(
    between_us: Questionnaire, estimate: float, coverage: float
) -> None:
    found = score_answered(between_us, "PUR", estimate, 4)
    low, high = found.interval(coverage)
    curve = NormalDist(found.estimate, found.error)
    assert low == 1 or curve.cdf(low) == pytest.approx((1 - coverage) / 2)
    assert high == 5 or curve.cdf(high) == pytest.approx((1 + coverage) / 2)
    assert found.interval(0.80) == (found.low, found.high)


def test_ratings_are_kept_as_given_and_belong_to_no_scale(between_us: Questionnaire) -> None:
    given_values = {"today": 10, "enough": 1, "lasting": 7}
    assert ratings(between_us, answers_from(between_us, given_values)) == given_values
    assert scored(between_us, given_values) == {}
