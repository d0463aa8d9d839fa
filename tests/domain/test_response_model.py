"""How likely each answer to an item is, against figures worked out by hand."""

from math import exp

import pytest

from quizapp.domain.response_model import ResponseModel

MODEL = ResponseModel(slope=2.0, thresholds=[-1.0, 0.0, 1.0])


@pytest.mark.parametrize(
    ("trait", "chance", "option"),
    [
        # The trait moves by -ln(chance / (1 - chance)) / 2: .75 by -.549, .9 by -1.099, .1 by 1.099.
        (0.0, 0.5, 1),
        (0.0, 0.75, 1),
        (0.0, 0.9, 0),
        (0.0, 0.25, 2),
        (0.0, 0.1, 3),
        (1.5, 0.75, 2),
        (-1.5, 0.25, 1),
    ],
)
def test_the_option_follows_from_the_trait_and_the_draw(trait: float, chance: float, option: int) -> None:
    assert MODEL.option_at(trait, chance) == option


def test_each_threshold_is_passed_with_its_probability() -> None:
    assert MODEL.at_least(0.5) == pytest.approx([1 / (1 + exp(-3)), 1 / (1 + exp(-1)), 1 / (1 + exp(1))])
    assert MODEL.at_least(-1.0)[0] == 0.5


def test_the_expected_answer_is_the_lowest_and_each_step_as_often_as_it_is_taken() -> None:
    """At 0: 1 + 1 * .880797 + 2 * .5 + 4 * .119203 = 3.357609; by hand."""
    assert MODEL.expected(0.0, [1, 2, 4, 8]) == pytest.approx(3.357609, abs=1e-6)


def test_values_for_other_options_than_there_are_expect_nothing() -> None:
    with pytest.raises(ValueError, match="zip"):
        MODEL.expected(0.0, [1, 2, 4])


def test_draws_and_probabilities_agree() -> None:
    """An option above a threshold is drawn just when the chance lies below the probability of that."""
    for threshold, likely in enumerate(MODEL.at_least(0.3)):
        assert MODEL.option_at(0.3, likely - 1e-9) > threshold
        assert MODEL.option_at(0.3, likely + 1e-9) <= threshold
