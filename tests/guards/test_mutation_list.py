"""What may survive a mutation run is listed once, and a survivor that is not listed is named."""

from importlib import import_module

import pytest

from tests.mutation import LISTED_IN, check_results, counted, listed

RESULTS = (
    """
    quizapp.domain.plan.x__room__mutmut_2: survived
    quizapp.domain.plan.x__room__mutmut_3: survived
    quizapp.domain.plan.xǁ_Personǁbecause__mutmut_8: survived
    quizapp.domain.plan.x_build_plan__mutmut_1: timeout
    quizapp.domain.plan.x_build_plan__mutmut_2: not checked
""".splitlines()
    + [f"    quizapp.domain.plan.x_rooms_of__mutmut_{at}: killed" for at in range(60)]
)


def test_what_is_listed_exists() -> None:
    """Or a line would outlive its function."""
    names = listed(LISTED_IN.read_text(encoding="utf-8"))
    assert names
    for name in names:
        module, *path = name.split(".")
        found = import_module(f"quizapp.domain.{module}")
        for part in path:
            found = getattr(found, part)


@pytest.mark.parametrize(
    ("allowed", "named"),
    [
        pytest.param({"plan._room": 2, "plan._Person.because": 1}, [], id="all listed"),
        pytest.param({"plan._room": 1, "plan._Person.because": 1}, ["plan._room"], id="more than listed"),
        pytest.param({}, ["plan._Person.because", "plan._room"], id="none listed"),
    ],
)
def test_a_survivor_that_is_not_listed_is_named(allowed: dict[str, int], named: list[str]) -> None:
    assert [problem.partition(":")[0] for problem in check_results(counted(RESULTS), allowed)] == named


def test_more_than_one_in_twenty_is_too_many_though_listed() -> None:
    few = counted(RESULTS[:-10])
    allowed = {"plan._room": 2, "plan._Person.because": 1}
    assert check_results(few, allowed) == ["3 of 54 changes went unnoticed - no more than one in twenty may"]


def test_a_run_of_nothing_proves_nothing() -> None:
    assert check_results(counted([]), {}) != []
