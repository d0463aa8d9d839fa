"""How the answers were given, as advice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.forms import shortened
from quizapp.domain.quality import keying_gap, longest_run, look_at, run_limit, seconds_an_item
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import PostedPage, Sitting
from tests.simulated_takers import LIKERT_ITEMS, answers_from

BEGUN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("value", range(1, 6))
def test_a_straight_line_is_noticed_at_any_answer(between_us: Questionnaire, value: int) -> None:
    found = look_at(between_us, answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, value)), {})
    assert found.run == len(LIKERT_ITEMS)
    assert "even" in found.flags


def test_the_row_is_that_on_the_pages_and_skipped_sentences_do_not_break_it(between_us: Questionnaire) -> None:
    shown = [item for page in between_us.pages for item in page if item in LIKERT_ITEMS]
    values = {item: 1 + index % 2 for index, item in enumerate(shown)} | dict.fromkeys(shown[10:15], 4)
    assert longest_run(between_us, answers_from(between_us, values)) == 5
    del values[shown[12]]
    assert longest_run(between_us, answers_from(between_us, values)) == 4
    assert longest_run(between_us, {}) == 0


@pytest.mark.parametrize(("items", "limit"), [(48, 13), (24, 12), (12, 11), (96, 15), (81, 15), (79, 14), (0, 13)])
def test_a_shorter_test_asks_for_a_slightly_shorter_row(items: int, limit: int) -> None:
    """13 + ln(24 / 48) / ln(1 / .6) = 11.6; 12: 10.3; 96: 14.4; 81: 14.02, 79: 13.98; by hand."""
    assert run_limit(items) == limit


def test_twelve_in_a_row_are_not_yet_worth_a_word(between_us: Questionnaire) -> None:
    shown = [item for page in between_us.pages for item in page if item in LIKERT_ITEMS]
    for row, noticed in ((12, False), (13, True)):
        values = {item: 1 + index % 2 for index, item in enumerate(shown)} | dict.fromkeys(shown[:row], 4)
        assert ("even" in look_at(between_us, answers_from(between_us, values), {}).flags) is noticed


def test_agreeing_with_everything_sets_forward_and_reversed_sentences_apart(between_us: Questionnaire) -> None:
    """All 5: forward keyed 5, reversed keyed 1, so the whole range apart; all 3: nowhere apart."""
    all_five = answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, 5))
    assert keying_gap(between_us, all_five) == pytest.approx(1)
    assert "opposed" in look_at(between_us, all_five, {}).flags
    assert keying_gap(between_us, answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, 3))) == pytest.approx(0)


def test_half_the_range_apart_is_not_yet_worth_a_word(between_us: Questionnaire) -> None:
    """Forward 4, reversed raw 4, so keyed 2: 2.0 of 4 points; with a forward 5 it is more."""
    values = dict.fromkeys(LIKERT_ITEMS, 4)
    assert keying_gap(between_us, answers_from(between_us, values)) == pytest.approx(0.5)
    assert "opposed" not in look_at(between_us, answers_from(between_us, values), {}).flags
    values["anx1"] = 5
    assert "opposed" in look_at(between_us, answers_from(between_us, values), {}).flags


def test_without_reversed_sentences_there_is_nothing_to_hold_apart(between_us: Questionnaire) -> None:
    forward = {key: replace(item, reverse=False) for key, item in between_us.items.items()}
    answers = answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, 5))
    assert keying_gap(replace(between_us, items=forward), answers) is None


def test_speed_is_the_median_over_sentences(between_us: Questionnaire) -> None:
    sizes = [len(page) for page in between_us.pages]
    steady = {number: 6.0 * size for number, size in enumerate(sizes, start=1)}
    assert seconds_an_item(between_us, steady) == 6
    assert seconds_an_item(between_us, steady | {1: 90_000.0}) == 6
    assert seconds_an_item(between_us, {}) is None


@pytest.mark.parametrize(("seconds", "noticed"), [(1.4, True), (1.5, False), (6.0, False)])
def test_less_than_a_second_and_a_half_a_sentence_is_fast(
    between_us: Questionnaire, seconds: float, *, noticed: bool
) -> None:
    pages = {number: seconds * len(page) for number, page in enumerate(between_us.pages, start=1)}
    varied = {item: 1 + index % 5 for index, item in enumerate(LIKERT_ITEMS)}
    assert ("fast" in look_at(between_us, answers_from(between_us, varied), pages).flags) is noticed


@pytest.mark.parametrize(("skipped", "noticed"), [(13, False), (14, True)])
def test_more_than_a_quarter_skipped_is_worth_a_word(
    between_us: Questionnaire, skipped: int, *, noticed: bool
) -> None:
    """52 items: a quarter is 13."""
    given = list(between_us.items)[skipped:]
    answers = {item: next(iter(between_us.responses_of(item).options)) for item in given}
    assert ("skipped" in look_at(between_us, answers, {}).flags) is noticed


def test_a_page_counts_by_its_number_and_as_often_as_it_has_sentences(between_us: Questionnaire) -> None:
    """Three pages of 1, 3 and 1: 2, 4 and 9 seconds a sentence, so 2 4 4 4 9; without the second 2 and 9."""
    first, *more = LIKERT_ITEMS[:5]
    cut = replace(between_us, pages=[[first], more[:3], more[3:]])
    assert seconds_an_item(cut, {1: 2.0, 2: 12.0, 3: 9.0}) == 4
    assert seconds_an_item(cut, {1: 2.0, 3: 9.0}) == 5.5
    assert seconds_an_item(cut, {0: 2.0, 4: 9.0}) is None


def test_a_row_is_held_against_the_sentences_of_its_own_form(between_us: Questionnaire) -> None:
    """Of 52 items 48 belong to scales; of the first 24 all do."""
    assert look_at(between_us, {}, {}).run_limit == 13
    assert look_at(shortened(between_us), {}, {}).run_limit == 12


def test_where_nothing_is_asked_nothing_is_skipped(between_us: Questionnaire) -> None:
    assert look_at(replace(between_us, items={}, pages=[], scales={}), {}, {}).skipped == 0


def test_nothing_answered_is_no_figure_and_no_reproach(between_us: Questionnaire) -> None:
    found = look_at(between_us, {}, {})
    assert (found.run, found.seconds, found.gap, found.flags) == (0, None, None, ["skipped"])


# --- what a sitting remembers for it --------------------------------------------------------------


def sitting(*posted: tuple[int, str, int]) -> Sitting:
    begun = Sitting(slug="between-us", version=1, frame="now", consent="2026-11", started_at=BEGUN)
    for page, language, seconds in posted:
        at = BEGUN + timedelta(seconds=seconds)
        begun = begun.with_page(PostedPage(page=page, language=language, at=at))
    return begun


def test_a_page_takes_from_the_page_before_it_until_it_is_first_sent() -> None:
    assert sitting((1, "en", 60), (2, "en", 100), (1, "en", 500), (3, "en", 140)).page_seconds == {
        1: 60,
        2: 40,
        3: 40,
    }


def test_a_sitting_in_two_languages_is_in_none() -> None:
    assert sitting((1, "en", 60), (2, "en", 90)).language == "en"
    assert sitting((1, "en", 60), (2, "zh-Hans", 90)).language is None
    assert sitting().language is None
