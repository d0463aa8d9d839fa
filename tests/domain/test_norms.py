"""Norms: what makes a set unusable, and what may be said beside other people."""

from dataclasses import replace
from datetime import date
from math import nan
from typing import Any

import pytest

from quizapp.domain.norms import NormSet, check_norms, percentile
from quizapp.domain.questionnaire import Questionnaire
from tests.domain.test_scoring import norms_of


def test_sound_norms_have_no_problem(between_us: Questionnaire) -> None:
    assert check_norms(between_us, norms_of("PUR")) == []


SETS: dict[str, tuple[dict[str, Any], str]] = {
    "another test": ({"slug": "other"}, "questionnaire 'other'"),
    "another version": ({"version": 2}, "version 2"),
    "another language": ({"language": "zh-Hans"}, "language 'zh-Hans'"),
    "nobody says where from": ({"provenance": " "}, "provenance"),
    "too few people": ({"people": 99}, "people: 99"),
    "days the wrong way round": ({"first_day": date(2028, 1, 1)}, "first_day"),
}


@pytest.mark.parametrize("name", SETS)
def test_each_flaw_of_a_set_is_named_alone(between_us: Questionnaire, name: str) -> None:
    change, said = SETS[name]
    (problem,) = check_norms(between_us, replace(norms_of("PUR"), **change))
    assert said in problem
    assert " - " in problem


FIGURES: dict[str, tuple[dict[str, Any], str]] = {
    "a mean outside the answers": ({"mean": 5.2}, "mean 5.2"),
    "no mean": ({"mean": nan}, "mean nan"),
    "a constant column": ({"standard_deviation": 0.0}, "standard_deviation 0.0"),
    "people who spread further than the answers reach": ({"standard_deviation": 2.27}, "standard_deviation 2.27"),
    "no spread": ({"standard_deviation": nan}, "standard_deviation nan"),
    "a reliability of one": ({"reliability": 1.0, "reliability_high": 1.0}, "reliability 1.0"),
    "a reliability outside its interval": ({"reliability": 0.9}, "outside its interval"),
    "too few on the scale": ({"n": 80}, "n 80"),
    "too few percentiles": ({"percentiles": [1.0, 2.0]}, "percentiles"),
    "falling percentiles": ({"percentiles": [5.0 - at / 25 for at in range(99)]}, "percentiles"),
    "percentiles of too few people": ({"n": 299, "percentiles": [3.0] * 99}, "percentiles"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_each_flaw_of_a_scale_is_named_alone(between_us: Questionnaire, name: str) -> None:
    change, said = FIGURES[name]
    (problem,) = check_norms(between_us, with_norm(**change))
    assert said in problem


def test_true_scores_may_spread_as_far_as_the_answers_reach(between_us: Questionnaire) -> None:
    """Around 2.6 of 1 to 5, below 1.6 * 2.4 = 3.84 = 2.2627 ** 2 * .75; by hand."""
    assert check_norms(between_us, with_norm(standard_deviation=2.262)) == []


def test_a_scale_that_the_test_does_not_have_is_named(between_us: Questionnaire) -> None:
    (problem,) = check_norms(between_us, norms_of("TALL"))
    assert "TALL" in problem


def with_norm(**figures: Any) -> NormSet:
    norms = norms_of("PUR")
    return replace(norms, scales={"PUR": replace(norms.scales["PUR"], **figures)})


@pytest.mark.parametrize(("mean", "lower"), [(1.0, 1), (2.0, 25), (3.0, 50), (3.1, 50), (4.0, 74), (5.0, 99)])
def test_of_100_earlier_people_so_many_answered_lower(mean: float, lower: int) -> None:
    """Of 99 cut points 0 lie at 1, 50 at 2, none between, 49 at 4; half of the equal ones count as lower."""
    cuts = [2.0] * 50 + [4.0] * 49
    assert percentile(with_norm(percentiles=cuts, n=300).scales["PUR"], mean) == pytest.approx(lower, abs=0.5)


def test_below_300_people_nothing_is_said_of_others() -> None:
    assert percentile(with_norm(n=299, percentiles=[3.0] * 99).scales["PUR"], 3.0) is None
    assert percentile(norms_of("PUR").scales["PUR"], 3.0) is None
