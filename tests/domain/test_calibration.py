"""Stated intervals and probabilities, held against people whose truth is known (T4, T6 to T9 of the test plan).

``benchmarks/calibration.py`` does the same at full size.
"""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from quizapp.domain.change import change_needed
from quizapp.domain.profile import Profile, state
from quizapp.domain.quality import look_at
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Score
from quizapp.domain.strengths import rank_probability
from quizapp.simulation.takers import simulate
from tests.calibration import (
    STRESSES,
    Found,
    World,
    calibration_error,
    coverage_by_score,
    gather,
    reliability_bins,
    simulate_scores,
)
from tests.simulated_takers import LIKERT_ITEMS, answers_from

SAMPLES = 10
PEOPLE = 2000
NORM_PEOPLE = 300


def found(questionnaire: Questionnaire, world: World, norm_people: int, items: int = 6) -> Found:
    return gather(
        [
            simulate_scores(
                questionnaire, world, people=PEOPLE, norm_people=norm_people, seed=20261123 + seed, items=items
            )
            for seed in range(SAMPLES)
        ]
    )


@pytest.mark.parametrize("correlation", [0.0, 0.4])
@pytest.mark.parametrize("items", [6, 4, 3])
def test_with_norms_nine_intervals_of_ten_hold_the_truth(
    between_us: Questionnaire, correlation: float, items: int
) -> None:
    held = found(between_us, World(correlation=correlation), NORM_PEOPLE, items)
    assert 0.88 <= held.covered.mean() <= 0.92
    by_score = [covered for _, covered in coverage_by_score(held)]
    assert by_score[0] >= 0.85
    assert by_score[-1] >= 0.85


@pytest.mark.parametrize("correlation", [0.0, 0.4])
def test_with_norms_a_stated_probability_is_how_often_it_holds(between_us: Questionnaire, correlation: float) -> None:
    held = found(between_us, World(correlation=correlation), NORM_PEOPLE)
    assert calibration_error(reliability_bins(held.probability, held.above)) <= 0.03
    for one in reliability_bins(held.stated, held.right):
        assert one.right >= one.stated - 0.03


def test_without_norms_probabilities_are_near_and_intervals_too_wide_rather_than_too_narrow(
    between_us: Questionnaire,
) -> None:
    held = found(between_us, World(), 0)
    assert calibration_error(reliability_bins(held.probability, held.above)) <= 0.10
    assert 0.88 <= held.covered.mean() <= 0.97


@pytest.mark.parametrize("tier", [(0.60, 0.80), (0.80, 1.01)])
@pytest.mark.parametrize("norm_people", [0, NORM_PEOPLE])
def test_each_tier_is_right_as_often_as_it_says(
    between_us: Questionnaire, tier: tuple[float, float], norm_people: int
) -> None:
    held = found(between_us, World(), norm_people)
    inside = (held.stated >= tier[0]) & (held.stated < tier[1])
    assert held.right[inside].mean() >= held.stated[inside].mean() - 0.03


@pytest.mark.parametrize("stress", STRESSES)
def test_without_norms_what_is_said_plainly_stays_right_under_stress(between_us: Questionnaire, stress: str) -> None:
    held = found(between_us, STRESSES[stress], 0)
    plain = held.stated >= 0.80
    assert plain.mean() >= 0.5
    assert held.right[plain].mean() >= 0.85
    assert calibration_error(reliability_bins(held.probability, held.above)) <= 0.10


# --- change ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("retest", [0.6, 0.7, 0.8])
def test_who_has_not_changed_is_told_of_a_change_5_times_in_100_at_most(
    between_us: Questionnaire, retest: float
) -> None:
    random = np.random.default_rng(7)
    scale = replace(between_us.scales["PUR"], retest_reliability=retest)
    needed = change_needed(replace(between_us, scales={"PUR": scale}), "PUR", None)
    twice = random.multivariate_normal([0, 0], [[1, retest], [retest, 1]], size=200_000) * scale.standard_deviation
    told = (np.abs(twice[:, 1] - twice[:, 0]) >= needed).mean()
    assert 0.045 <= told <= 0.0515


def test_the_assumed_retest_reliability_is_the_safe_side(between_us: Questionnaire) -> None:
    """With .80 assumed and .70 true 11 of 100 are told falsely; with .70 assumed 5."""
    spread = 0.80 * (2 * (1 - 0.70)) ** 0.5
    needed = {
        retest: change_needed(
            replace(between_us, scales={"PUR": replace(between_us.scales["PUR"], retest_reliability=retest)}),
            "PUR",
            None,
        )
        for retest in (0.70, 0.80)
    }
    false = {retest: 2 * (1 - NormalDist(0, spread).cdf(points)) for retest, points in needed.items()}
    assert false == {0.70: pytest.approx(0.05, abs=1e-6), 0.80: pytest.approx(0.11, abs=0.005)}


# --- ranks ----------------------------------------------------------------------------------------


def test_what_is_called_among_the_three_is_so_8_times_in_10(between_us: Questionnaire) -> None:
    """Ten scales of reliability .80 whose true scores correlate .5."""
    random = np.random.default_rng(8)
    scales = list(between_us.scales)[:10]
    ten = replace(between_us, scales={scale: between_us.scales[scale] for scale in scales})
    towards = np.array([1 if between_us.scales[scale].high.strength else -1 for scale in scales])
    covariance = 0.64 * 0.8 * (0.5 + 0.5 * np.eye(10))
    truth = random.multivariate_normal(np.zeros(10), covariance, size=400)
    error = 0.8 * 0.2**0.5
    told = []
    for true, seen in zip(truth, truth + random.normal(scale=error, size=truth.shape), strict=True):
        profile = _profile_at(dict(zip(scales, 3 + towards * seen, strict=True)), error)
        strongest = {scales[at] for at in np.argsort(true)[-3:]}
        for at in np.argsort(seen)[-3:]:
            said = state(scales[at], profile.scores[scales[at]])
            if rank_probability(ten, profile, said) >= 0.80:
                told.append(scales[at] in strongest)
    assert len(told) >= 100
    assert np.mean(told) >= 0.80


def _profile_at(estimates: dict[str, float], error: float) -> Profile:
    scores = {
        scale: Score(estimate=estimate, error=error, low=1, high=5, lowest=1, highest=5, answered=4, of=4)
        for scale, estimate in estimates.items()
    }
    return Profile(scores=scores, ratings={}, statements=[])


# --- how the answers were given -------------------------------------------------------------------


def test_people_who_read_are_hardly_ever_told_that_the_picture_may_be_blurry(between_us: Questionnaire) -> None:
    flagged = [
        bool(look_at(between_us, taker.answers, {}).flags) for taker in simulate(between_us, count=1000, seed=9)
    ]
    assert np.mean(flagged) <= 0.04


@pytest.mark.parametrize("begins_at", [0, 12])
def test_straight_lines_are_noticed_nearly_always(between_us: Questionnaire, begins_at: int) -> None:
    random = np.random.default_rng(10)
    shown = [item for page in between_us.pages for item in page if item in LIKERT_ITEMS]
    noticed = []
    for _ in range(300):
        values = {item: int(random.integers(1, 6)) for item in shown}
        values |= dict.fromkeys(shown[begins_at:], int(random.integers(1, 6)))
        noticed.append(bool(look_at(between_us, answers_from(between_us, values), {}).flags))
    assert np.mean(noticed) >= 0.99
