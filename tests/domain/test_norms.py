"""Norms: what makes a set unusable, and what may be said beside other people."""

from dataclasses import replace
from datetime import date
from math import inf, nan
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


@pytest.mark.parametrize("mean", [1.0, 5.0])
def test_a_mean_at_an_end_is_outside_and_nothing_else(between_us: Questionnaire, mean: float) -> None:
    (problem,) = check_norms(between_us, with_norm(mean=mean))
    assert f"mean {mean} is outside the answers" in problem


def test_true_scores_that_fill_the_whole_range_cannot_be(between_us: Questionnaire) -> None:
    """Around 3 of 1 to 5: 2.5 ** 2 * .64 = 4 = 2 * 2; by hand."""
    full = with_norm(mean=3.0, standard_deviation=2.5, reliability=0.64, reliability_low=0.6)
    (problem,) = check_norms(between_us, full)
    assert "standard_deviation 2.5" in problem


def test_true_scores_may_spread_as_far_as_the_answers_reach(between_us: Questionnaire) -> None:
    """Around 2.6 of 1 to 5, below 1.6 * 2.4 = 3.84 = 2.2627 ** 2 * .75; by hand."""
    assert check_norms(between_us, with_norm(standard_deviation=2.262)) == []


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param({"mean": 1.0}, id="everyone at the lowest answer"),
        pytest.param({"mean": 5.0}, id="everyone at the highest answer"),
        pytest.param({"reliability": 0.0, "reliability_low": 0.0}, id="no reliability"),
        pytest.param({"n": 99}, id="99 people"),
        pytest.param({"n": 300, "percentiles": [nan] * 99}, id="percentiles that are no numbers"),
        pytest.param({"n": 300, "percentiles": [inf] * 99}, id="percentiles without end"),
        pytest.param({"n": 300, "percentiles": [3.0] * 98}, id="98 percentiles"),
        pytest.param({"n": 300, "percentiles": [3.0] * 100}, id="100 percentiles"),
        pytest.param({"n": 299, "percentiles": [3.0] * 99}, id="percentiles of 299"),
        pytest.param({"n": 300, "percentiles": [3.0, 2.9] + [4.0] * 97}, id="percentiles that fall once"),
    ],
)
def test_just_beyond_a_limit_is_refused(between_us: Questionnaire, figures: dict[str, Any]) -> None:
    assert len(check_norms(between_us, with_norm(**figures))) == 1


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param({"mean": 1.2, "standard_deviation": 0.4}, id="a mean near the end"),
        pytest.param({"reliability": 0.70}, id="a reliability at the lower end of its interval"),
        pytest.param({"reliability": 0.80}, id="a reliability at the upper end of its interval"),
        pytest.param({"n": 100}, id="100 people"),
        pytest.param({"n": 300, "percentiles": [3.0] * 50 + [4.0] * 49}, id="99 percentiles of 300, many alike"),
    ],
)
def test_at_a_limit_norms_are_sound(between_us: Questionnaire, figures: dict[str, Any]) -> None:
    assert check_norms(between_us, with_norm(**figures)) == []


def test_a_hundred_people_of_one_day_are_enough(between_us: Questionnaire) -> None:
    one_day = replace(norms_of("PUR"), people=100, last_day=norms_of("PUR").first_day)
    assert check_norms(between_us, one_day) == []


def test_a_composite_may_have_norms(between_us: Questionnaire) -> None:
    assert check_norms(between_us, norms_of("RES")) == []


def test_every_problem_of_a_set_is_one_sentence_with_its_remedy(between_us: Questionnaire) -> None:
    """The whole text once, since an operator reads nothing else."""
    wrong = replace(
        norms_of("PUR"), slug="other", provenance="", people=3, first_day=date(2028, 1, 1), last_day=date(2027, 1, 1)
    )
    norm = replace(wrong.scales["PUR"], mean=6.0, reliability=0.9, n=3, percentiles=[1.0])
    wrong = replace(wrong, scales={"PUR": norm, "TALL": norm})
    again = "work the norms out again, or leave this scale out"
    assert check_norms(between_us, wrong) == [
        "the norms are for questionnaire 'other', not 'between-us' - use norms made for this questionnaire",
        "provenance: is empty - say who answered and how the figures were made",
        "people: 3 is too few - wait for 100",
        "first_day: 2028-01-01 comes after last_day 2027-01-01 - exchange them",
        f"scales: PUR: mean 6.0 is outside the answers - {again}",
        f"scales: PUR: reliability is outside its interval - {again}",
        f"scales: PUR: n 3 is too few, 100 are needed - {again}",
        f"scales: PUR: percentiles are not 99 scores, lowest first, from n 300 on - {again}",
        "scales: TALL: between-us has no such scale - leave it out",
    ]


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
