"""What someone writes after the result: kept as written, and a reason to choose what quotes it."""

import pytest

from quizapp.domain.plan import Plan, build_plan
from quizapp.domain.profile import Profile, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import Pick, Reflection, cleaned
from tests.web.walk import all_answered


def plan_of(questionnaire: Questionnaire, *wrote: str) -> Plan:
    assert questionnaire.plan is not None
    return build_plan(questionnaire.plan, profile_of(questionnaire), "now", frozenset(wrote))


def profile_of(questionnaire: Questionnaire) -> Profile:
    return build_profile(questionnaire, all_answered(questionnaire, 4))


def exercises(plan: Plan) -> set[str]:
    return {chosen.id for stage in plan.stages for chosen in stage.exercises}


def test_an_exercise_that_quotes_what_was_written_is_chosen(between_us: Questionnaire) -> None:
    plan = plan_of(between_us, "today_again", "values", "carried", "better", "hope")

    assert {"kitchen_ladder", "five_cups", "untidy_drawer", "ten_lines"} <= exercises(plan)
    assert {stage.letter.id for stage in plan.stages} >= {"to_the_one_who_kept_going", "to_a_good_moment"}


def test_what_was_not_written_about_stays_as_it_was(between_us: Questionnaire) -> None:
    before, after = plan_of(between_us), plan_of(between_us, "values")

    assert "five_cups" not in exercises(before)
    changed = [old.stage for old, new in zip(before.stages, after.stages, strict=True) if old != new]
    assert changed == ["vision"]


def test_the_one_to_do_if_only_one_is_done_is_always_there(between_us: Questionnaire) -> None:
    assert between_us.plan is not None
    always = {key for key, exercise in between_us.plan.exercises.items() if exercise.only_one}

    assert always <= exercises(plan_of(between_us, *between_us.plan.reflection))


def test_what_was_answered_is_known_by_prompt() -> None:
    told = Reflection(ratings={"a": 3}, rankings={"b": [Pick(words="tea")]}, texts={"c": "words"})

    assert told.answered == {"a", "b", "c"}
    assert Reflection().answered == frozenset()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x00\x08\x0b\x0c\x1b\x7f\x85b", "ab"),
        ("a\ud800b", "ab"),
        ("tab\there", "tab\there"),
        ("X marks\nthe spot XX", "X marks\nthe spot XX"),
        ("zero\u200bwidth \u200f\u2067 e\u0301 👩\u200d👧", "zero\u200bwidth \u200f\u2067 e\u0301 👩\u200d👧"),
    ],
)
def test_only_what_can_be_neither_seen_nor_printed_goes(text: str, kept: str) -> None:
    assert cleaned(text) == kept
