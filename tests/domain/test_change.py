"""What is said of two results of one person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.change import Comparison, change_needed, compare, find_obstacle
from quizapp.domain.questionnaire import ComparableWith, Questionnaire
from quizapp.domain.result import PostedPage, Result, Sitting
from quizapp.submissions import build_result
from tests.domain.test_scoring import norms_of
from tests.simulated_takers import LIKERT_ITEMS, answers_from

THEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = THEN + timedelta(days=41)


def result(questionnaire: Questionnaire, at: datetime, values: Mapping[str, int], language: str = "en") -> Result:
    sitting = Sitting(
        slug=questionnaire.slug,
        version=1,
        frame="now",
        consent="2026-11",
        started_at=at,
        answers=answers_from(questionnaire, values),
        posted=[PostedPage(page=1, language=language, at=at)],
    )
    return build_result(questionnaire, sitting, at)


@pytest.mark.parametrize(("sure", "points"), [(0.95, 1.2145), (0.80, 0.7942)])
def test_the_first_figures_ask_for_the_points_of_the_notes(
    between_us: Questionnaire, sure: float, points: float
) -> None:
    """1.95996 * .80 * sqrt(2 * .30) = 1.2145; 1.28155 for .80 = .7942; by hand."""
    assert change_needed(between_us, "PUR", None, sure) == pytest.approx(points, abs=1e-4)


def test_norms_bring_their_spread_and_never_their_reliability(between_us: Questionnaire) -> None:
    """1.95996 * .90 * sqrt(.60) = 1.3664."""
    norms = norms_of("PUR", standard_deviation=0.9, reliability=0.95)
    assert change_needed(between_us, "PUR", norms) == pytest.approx(1.3664, abs=1e-4)


@pytest.mark.parametrize(
    ("later", "moved"),
    [
        pytest.param({"pur1": 4, "pur2": 4, "pur3": 4, "pur4": 2}, True, id="2.75 to 4: 1.25 points"),
        pytest.param({"pur1": 4, "pur2": 4, "pur3": 3, "pur4": 2}, False, id="2.75 to 3.75: 1.00 points"),
        pytest.param({"pur1": 1, "pur2": 2, "pur3": 1, "pur4": 4}, True, id="2.75 to 1.5: 1.25 points down"),
    ],
)
def test_a_change_is_named_from_121_points_on(
    between_us: Questionnaire, later: dict[str, int], *, moved: bool
) -> None:
    first = dict.fromkeys(LIKERT_ITEMS, 3) | {"pur1": 2}
    earlier, after = result(between_us, THEN, first), result(between_us, LATER, first | later)
    found = {change.id: change for change in compare(between_us, earlier, after).scales}
    assert found["PUR"].reliable is moved
    assert not any(change.reliable for scale, change in found.items() if scale != "PUR")


@pytest.mark.parametrize(("before", "after", "moved"), [(3, 6, False), (3, 7, True), (8, 4, True), (5, 5, False)])
def test_a_number_from_1_to_10_has_to_move_by_more_than_three(
    between_us: Questionnaire, before: int, after: int, *, moved: bool
) -> None:
    """1.95996 * 2 * sqrt(2 * .35) = 3.28."""
    earlier, later = result(between_us, THEN, {"today": before}), result(between_us, LATER, {"today": after})
    (change,) = compare(between_us, earlier, later).ratings
    assert (change.id, change.difference, change.reliable) == ("today", after - before, moved)
    assert change.needed == pytest.approx(3.28, abs=0.01)


def test_what_lacks_a_score_in_one_of_them_is_named_as_missing(between_us: Questionnaire) -> None:
    whole = dict.fromkeys(LIKERT_ITEMS, 3)
    part = {item: value for item, value in whole.items() if not item.startswith("hop")}
    found = compare(between_us, result(between_us, THEN, part), result(between_us, LATER, whole))
    assert found.missing == ["HOP"]
    assert "HOP" not in {change.id for change in found.scales}


def test_unlike_results_are_not_compared(between_us: Questionnaire) -> None:
    values = dict.fromkeys(LIKERT_ITEMS, 3)
    earlier, later = result(between_us, THEN, values), result(between_us, LATER, values)
    chinese = result(between_us, THEN, values, "zh-Hans")
    assert find_obstacle(between_us, earlier, later) is None
    assert find_obstacle(between_us, replace(earlier, slug="other"), later) == "test"
    assert find_obstacle(between_us, earlier, replace(later, version=2)) == "version"
    assert find_obstacle(between_us, replace(earlier, form="short"), later) == "version"
    assert find_obstacle(between_us, replace(earlier, frame="former"), later) == "frame"
    assert find_obstacle(between_us, chinese, later) == "language"
    assert find_obstacle(between_us, replace(earlier, language=None), later) == "language"
    assert find_obstacle(between_us, later, later) == "same"
    refused = Comparison(scales=[], ratings=[], missing=[], obstacle="language")
    assert compare(between_us, chinese, later) == refused


def test_the_norms_of_the_later_result_say_what_is_needed(between_us: Questionnaire) -> None:
    """1.95996 * .90 * sqrt(.60) = 1.3664 for the scale in the norms; .80 of the definition for the others."""
    values = dict.fromkeys(LIKERT_ITEMS, 3)
    later = replace(result(between_us, LATER, values), norms=norms_of("PUR", standard_deviation=0.9))
    found = {
        change.id: change.needed for change in compare(between_us, result(between_us, THEN, values), later).scales
    }
    assert found["PUR"] == pytest.approx(1.3664, abs=1e-4)
    assert found["WDR"] == pytest.approx(1.2145, abs=1e-4)
    old = replace(result(between_us, THEN, values), norms=later.norms)
    found = {one.id: one.needed for one in compare(between_us, old, result(between_us, LATER, values)).scales}
    assert found["PUR"] == pytest.approx(1.2145, abs=1e-4)


def test_a_definition_may_say_that_versions_and_languages_are_comparable(between_us: Questionnaire) -> None:
    shown = replace(between_us, comparable_with=ComparableWith(versions=[1], languages=["en", "zh-Hans"]))
    values = dict.fromkeys(LIKERT_ITEMS, 3)
    chinese = result(between_us, THEN, values, "zh-Hans")
    later = replace(result(between_us, LATER, values), version=2)
    assert find_obstacle(shown, chinese, later) is None
    assert find_obstacle(shown, replace(chinese, language="de"), later) == "language"
    assert find_obstacle(shown, replace(chinese, version=3), later) == "version"
