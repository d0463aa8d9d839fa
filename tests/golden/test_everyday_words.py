"""Takers of the second test, worked out by hand: other answers and another spread than the first test has."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.definitions.library import Library
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import Scale
from quizapp.reports.letter import build_letter
from quizapp.reports.shareable import build_shareable
from quizapp.reports.strength_view import build_strengths
from tests.golden.test_golden_takers import answers_of, differences

TAKERS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "everyday_words").glob("*.yaml"))
}
SCALES = ("ASKING", "HEARING", "THANKING", "NEEDING")
ITEMS = [f"{scale.lower()}{number}" for scale in SCALES for number in range(1, 5)]


@pytest.fixture(scope="session")
def everyday_words(library: Library) -> Questionnaire:
    return library.get("everyday-words", 1, "en", "now")


def noticed(questionnaire: Questionnaire) -> bool:
    return any(difference for taker in TAKERS.values() for difference in differences(questionnaire, taker))


@pytest.mark.parametrize("name", TAKERS)
def test_a_golden_taker_comes_out_as_worked_out_by_hand(everyday_words: Questionnaire, name: str) -> None:
    assert list(differences(everyday_words, TAKERS[name])) == []


@pytest.mark.parametrize("item", ITEMS)
def test_they_notice_an_item_keyed_the_other_way(everyday_words: Questionnaire, item: str) -> None:
    old = everyday_words.items[item]
    turned = replace(old, reverse=not old.reverse)
    assert noticed(replace(everyday_words, items={**everyday_words.items, item: turned}))


@pytest.mark.parametrize("item", ITEMS)
def test_they_notice_an_item_on_another_scale(everyday_words: Questionnaire, item: str) -> None:
    old = everyday_words.items[item]
    other = next(scale for scale in SCALES if scale != old.scale)
    assert noticed(replace(everyday_words, items={**everyday_words.items, item: replace(old, scale=other)}))


def test_they_notice_any_two_option_values_swapped(everyday_words: Questionnaire) -> None:
    days = everyday_words.response_sets["days"]
    for one, other in combinations(days.options, 2):
        values = {one: days.options[other], other: days.options[one]}
        swapped = replace(days, options={**days.options, **values})
        assert noticed(replace(everyday_words, response_sets={"days": swapped})), f"{one} and {other}"


FIGURES: dict[str, Callable[[Scale], Scale]] = {
    "reliability": lambda scale: replace(scale, reliability=scale.reliability + 0.01),
    "standard deviation": lambda scale: replace(scale, standard_deviation=scale.standard_deviation + 0.01),
}


@pytest.mark.parametrize("figure", FIGURES)
def test_they_notice_a_changed_figure_of_any_scale(everyday_words: Questionnaire, figure: str) -> None:
    for key, scale in everyday_words.scales.items():
        assert noticed(replace(everyday_words, scales={**everyday_words.scales, key: FIGURES[figure](scale)})), key


STEPS = {
    # P(HEARING > 3.4) = Phi(1.1 / .5474) = .978 is less than P(NEEDING < 3) = Phi(1.25 / .5474) = .989
    "listening_and_seeing_to_things_alone": "half_a_job",
    # NEEDING lies furthest below the middle
    "little_of_anything": "half_a_job",
    # P(THANKING > 3.4) = Phi(.1 / .5474) = .572: no condition reaches .60
    "both_ways_with_gaps": "a_cup_sitting_down",
}


@pytest.mark.parametrize("name", TAKERS)
def test_the_first_step_follows_from_the_surest_line(everyday_words: Questionnaire, name: str) -> None:
    assert build_profile(everyday_words, answers_of(everyday_words, TAKERS[name])).first_step == STEPS[name]


def never(questionnaire: Questionnaire) -> dict[str, str]:
    """Someone who was alone all week, or answers everything the same."""
    return dict.fromkeys(questionnaire.items, "d1")


def test_who_had_few_words_this_week_is_told_no_strength_and_no_fault(everyday_words: Questionnaire) -> None:
    for answers in (answers_of(everyday_words, TAKERS["little_of_anything"]), never(everyday_words)):
        profile = build_profile(everyday_words, answers)
        assert {statement.end for statement in profile.statements} == {"low"}
        assert build_letter(everyday_words, profile) == [everyday_words.opening.no_strength]
        assert build_strengths(everyday_words, profile) == []
        assert not any(offered.ticked for offered in build_shareable(everyday_words, profile))
