"""A short form is a questionnaire of its own: fewer items, reliabilities to match, and only what they can carry."""

from dataclasses import replace

import pytest

from quizapp.definitions.library import Library
from quizapp.domain.forms import find_break, items_within, shortened
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Extent, Questionnaire
from quizapp.domain.scoring import score
from tests.web.walk import all_answered


@pytest.fixture
def short(library: Library) -> Questionnaire:
    return library.get("between-us", 1, "en", "now", "short")


def test_the_short_form_asks_the_first_half(short: Questionnaire, between_us: Questionnaire) -> None:
    assert short.pages == between_us.pages[:4]
    assert (len(short.asked), short.form, find_break(between_us)) == (24, "short", 4)


def test_every_line_of_the_short_form_can_be_scored(short: Questionnaire) -> None:
    """Three items each, one of them turned; the resources are scored together."""
    assert list(short.scales) == ["ANX", "AVO", "PUR", "WDR", "DIA", "REP"]
    assert list(short.composites) == ["RES"]
    for scale in short.scales:
        items = short.items_of(scale)
        assert (len(items), sum(item.reverse for item in items.values())) == (3, 1)
    assert score(short, all_answered(short, 4)).keys() == {*short.scales, "RES"}


def test_its_reliabilities_are_those_of_its_items(short: Questionnaire) -> None:
    """By hand, k r / (1 + (k - 1) r): .72 with 3 of 6, .63 with 3 of 4, .84 with 6 of 12."""
    assert short.scales["ANX"].reliability == pytest.approx(0.36 / 0.64)
    assert short.scales["PUR"].reliability == pytest.approx(0.4725 / 0.8425)
    assert short.composites["RES"].reliability == pytest.approx(0.42 / 0.58)


def test_the_same_answers_leave_wider_intervals(short: Questionnaire, between_us: Questionnaire) -> None:
    few, all_of_them = (score(one, all_answered(one, 4)) for one in (short, between_us))
    assert all(few[scale].error > all_of_them[scale].error for scale in few)
    assert few["ANX"].error == pytest.approx(0.8 * (1 - 0.5625) ** 0.5)


def test_nothing_is_said_of_what_was_not_asked(short: Questionnaire) -> None:
    assert list(short.families) == [short.plane.family] if short.plane else []
    assert {pattern.family for pattern in short.patterns.values()} == set(short.families)
    assert {scale for axis in short.axes for scale in axis.scales} <= set(short.scales)
    profile = build_profile(short, all_answered(short, 4))
    assert {statement.scale for statement in profile.statements} == set(short.scales)


def test_answers_beyond_the_form_change_nothing(short: Questionnaire, between_us: Questionnaire) -> None:
    more = all_answered(between_us, 4)
    assert build_profile(short, more) == build_profile(short, {key: more[key] for key in short.items})


def test_notes_do_not_count_as_items(between_us: Questionnaire) -> None:
    note = replace(between_us.items["anx1"], kind="note", responses="", scale=None)
    with_note = replace(between_us, items={"hello": note, **between_us.items}, pages=[["hello"], *between_us.pages])
    assert items_within(with_note, Extent(items=6)) == ["hello", *between_us.pages[0]]
    assert shortened(replace(with_note, forms={"short": Extent(items=6)})).pages == [["hello"], between_us.pages[0]]
