"""What an answer from a file or a form may be, for every kind of item, and what is said of any other."""

from dataclasses import replace

import pytest

from quizapp.domain.answers import allowed_values, answers_from_values, choices_of, words_of
from quizapp.domain.items import Item
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Text

CHOICE = Item(kind="choice", text=Text("Since when?"), options={"new": Text("This year"), "old": Text("For longer")})
LINE = Item(kind="short_text", text=Text("In a line?"))
NOTE = Item(kind="note", text=Text("Welcome"), paragraphs=[Text("Take your time.")])


@pytest.fixture
def asked(between_us: Questionnaire) -> Questionnaire:
    """A statement, a rating, a choice, own words, and a page of text."""
    known = {key: between_us.items[key] for key in ("anx1", "today")}
    return replace(between_us, slug="asked", items={**known, "since": CHOICE, "line": LINE, "hello": NOTE})


@pytest.mark.parametrize(
    ("item", "value", "answer"),
    [
        ("anx1", 1, "a1"),
        ("anx1", 5, "a5"),
        ("today", 10, "r10"),
        ("since", "old", "old"),
        ("line", "x" * 200, "x" * 200),
        ("line", "", ""),
    ],
)
def test_what_an_answer_counts_says_which_it_is(asked: Questionnaire, item: str, value: object, answer: str) -> None:
    if item in ("anx1", "today"):
        options = asked.responses_of(item).options
        answer = next(key for key, option in options.items() if option.value == value)
    assert answers_from_values(asked, {item: value}) == ({item: answer}, [])


@pytest.mark.parametrize(
    ("item", "value", "problem"),
    [
        ("anx1", 6, "anx1: 6 is no answer to it - use one of 1, 2, 3, 4, 5, or null"),
        ("anx1", "5", "anx1: '5' is no answer to it - use one of 1, 2, 3, 4, 5, or null"),
        ("anx1", True, "anx1: True is no answer to it - use one of 1, 2, 3, 4, 5, or null"),
        ("anx1", [1], "anx1: [1] is no answer to it - use one of 1, 2, 3, 4, 5, or null"),
        ("since", "ever", "since: 'ever' is no answer to it - use one of new, old, or null"),
        ("line", 7, "line: 7 is no answer to it - write a text of at most 200 characters, or null"),
        (
            "line",
            "x" * 201,
            f"line: {'x' * 201!r} is no answer to it - write a text of at most 200 characters, or null",
        ),
        ("ans1", 1, "ans1: no item of asked has this id - did you mean `anx1`?"),
        ("hello", 1, "hello: no item of asked has this id - use one of `anx1`, `today`, `since`, `line`"),
    ],
)
def test_what_is_no_answer_is_named_with_what_would_be_one(
    asked: Questionnaire, item: str, value: object, problem: str
) -> None:
    assert answers_from_values(asked, {item: value}) == ({}, [problem])


def test_where_nothing_is_asked_there_is_nothing_to_mean(asked: Questionnaire) -> None:
    problem = "anx1: no item of asked has this id - there is no item to name here; declare one or remove this"
    assert answers_from_values(replace(asked, items={}), {"anx1": 1}) == ({}, [problem])


def test_nothing_is_a_skipped_item_and_one_flaw_does_not_hide_the_rest(asked: Questionnaire) -> None:
    given = {"anx1": None, "nobody": 1, "today": 0, "since": "new"}
    answers, problems = answers_from_values(asked, given)
    assert answers == {"since": "new"}
    assert [problem.partition(":")[0] for problem in problems] == ["nobody", "today"]


def test_each_kind_of_item_offers_what_it_says(asked: Questionnaire) -> None:
    labels = choices_of(asked, "anx1")
    assert next(iter(labels.values())) == asked.responses_of("anx1").options[next(iter(labels))].label
    assert choices_of(asked, "since") == {"new": "This year", "old": "For longer"}
    assert choices_of(asked, "line") == choices_of(asked, "hello") == {}
    assert list((allowed_values(asked, "anx1") or {}).values()) == [1, 2, 3, 4, 5]
    assert allowed_values(asked, "since") == {"new": "new", "old": "old"}
    assert allowed_values(asked, "line") is None


@pytest.mark.parametrize(
    ("item", "answer", "words"),
    [
        ("since", "old", "For longer"),
        ("since", "ever", None),
        ("since", None, None),
        ("line", "Some words.", "Some words."),
        ("line", "", None),
        ("line", None, None),
    ],
)
def test_an_answer_is_read_as_what_was_picked_or_written(
    asked: Questionnaire, item: str, answer: str | None, words: str | None
) -> None:
    assert words_of(asked, item, answer) == words
