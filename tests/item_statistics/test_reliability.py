"""Alpha and omega are those of R, and their intervals hold what they promise."""

import numpy as np
import pytest

from quizapp.item_statistics.f_distribution import f_quantile, incomplete_beta
from quizapp.item_statistics.reliability import alpha, omega, one_factor
from tests.item_statistics.made import IN_R, one_factor_data

LOADINGS = np.array([0.6, 0.8, 1.0, 0.7, 0.9])


def test_alpha_and_feldts_interval_are_those_of_psych() -> None:
    found = alpha(IN_R)
    assert found is not None
    assert found.value == pytest.approx(0.729021642830, abs=1e-11)
    assert (found.low, found.high) == pytest.approx((0.526611689511, 0.858453005603), abs=1e-11)


def test_omega_is_that_of_rs_factanal() -> None:
    factor = one_factor(np.cov(IN_R, rowvar=False))
    assert factor is not None
    assert factor.omega == pytest.approx(0.743687831, abs=1e-8)


def test_omega_does_not_mind_the_unit_of_the_answers() -> None:
    data = one_factor_data(np.random.default_rng(1), 500, LOADINGS)
    one, ten = omega(data), omega(data * 10 + 3)
    assert one is not None
    assert ten is not None
    assert (one.value, one.low, one.high) == pytest.approx((ten.value, ten.low, ten.high), abs=1e-9)


@pytest.mark.parametrize(
    ("probability", "above", "below", "in_r"),
    [
        (0.025, 99, 297, 0.714384097457),
        (0.975, 99, 297, 1.363341038942),
        (0.5, 3, 7, 0.870944253187),
        (0.01, 1, 1, 0.000246780703),
        (0.975, 2000, 6000, 1.073510980062),
    ],
)
def test_quantiles_of_f_are_those_of_r(probability: float, above: int, below: int, in_r: float) -> None:
    assert f_quantile(probability, above, below) == pytest.approx(in_r, abs=1e-11)


def test_quantiles_of_f_hold_for_a_million_people() -> None:
    # So many degrees of freedom are normal: 1 + 1.96 * sqrt(2/a + 2/b).
    assert f_quantile(0.975, 10**6, 3 * 10**6) == pytest.approx(1 + 1.959964 * (2e-6 + 2e-6 / 3) ** 0.5, abs=1e-5)


def test_the_incomplete_beta_function_ends_where_it_should() -> None:
    assert (incomplete_beta(0, 2, 3), incomplete_beta(1, 2, 3)) == (0, 1)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    truth = LOADINGS.sum() ** 2 / (LOADINGS.sum() ** 2 + len(LOADINGS))
    random, rounds = np.random.default_rng(5), 400
    held = sum(
        found.low <= truth <= found.high
        for found in (omega(one_factor_data(random, 200, LOADINGS)) for _ in range(rounds))
        if found
    )
    assert 0.92 <= held / rounds <= 0.98


ODD = {
    "nobody": np.empty((0, 4)),
    "one person": np.ones((1, 4)),
    "two people": np.array([[1.0, 2.0, 3.0], [2.0, 3.0, 5.0]]),
    "nothing varies": np.full((60, 4), 3.0),
    "one item": np.arange(60.0).reshape(60, 1),
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_what_cannot_be_said_is_not_said(data: np.ndarray) -> None:
    assert alpha(data) is None
    assert omega(data) is None


def test_an_item_that_everyone_answers_alike_leaves_omega_open_and_alpha_not() -> None:
    data = one_factor_data(np.random.default_rng(2), 300, LOADINGS)
    data[:, 2] = 4
    assert omega(data) is None
    assert alpha(data) is not None


def test_two_items_that_say_the_same_leave_omega_open() -> None:
    data = one_factor_data(np.random.default_rng(2), 300, LOADINGS)
    data[:, 1] = data[:, 2]
    assert omega(data) is None


def test_a_coefficient_never_exceeds_one() -> None:
    data = one_factor_data(np.random.default_rng(3), 60, np.full(5, 6.0))
    for found in (alpha(data), omega(data)):
        assert found is not None
        assert found.low < found.value < found.high < 1
