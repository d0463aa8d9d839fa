"""The edition for two is nobody's: whoever's answers it was asked for with, it is the same to the last byte."""

from datetime import timedelta

import pytest

from quizapp.definitions.support import load_support
from quizapp.domain.plan_definition import Edition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result, Sitting
from quizapp.domain.scoring import Answers
from quizapp.domain.wording import FRAMES, Form, Frame
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.reports.pdf import render_report
from quizapp.settings import shipped
from quizapp.simulation.takers import simulate
from quizapp.submissions import build_result, with_reflection
from tests.golden.test_golden_takers import TAKERS, answers_of
from tests.reports.made import LANGUAGES, MADE_AT, library
from tests.reports.twelve import TOLD

SIMULATED = 300


def questionnaire_in(language: str, frame: Frame, form: Form = "full") -> Questionnaire:
    return library().get("between-us", 1, language, frame, form)


def result_of(questionnaire: Questionnaire, answers: Answers) -> Result:
    sitting = Sitting(
        slug=questionnaire.slug,
        version=questionnaire.version,
        frame=questionnaire.frame,
        consent="",
        started_at=MADE_AT - timedelta(seconds=len(answers)),
        answers=dict(answers),
    )
    return build_result(questionnaire, sitting, MADE_AT)


def report_of(questionnaire: Questionnaire, result: Result, edition: Edition = "together") -> ActionReport:
    support = load_support(shipped("questionnaires") / "support.yaml", questionnaire.language)
    return build_action_report(questionnaire, result, edition, support)


@pytest.mark.parametrize("frame", FRAMES)
def test_golden_and_simulated_takers_have_one_edition_for_two(frame: Frame) -> None:
    questionnaire = questionnaire_in("en", frame)
    golden = [answers_of(questionnaire, taker) for taker in TAKERS.values()]
    simulated = [taker.answers for taker in simulate(questionnaire, count=SIMULATED // len(FRAMES), seed=3)]
    nobodys = report_of(questionnaire, result_of(questionnaire, {}))
    results = [result_of(questionnaire, answers) for answers in (*golden, *simulated)]
    assert [result for result in results if report_of(questionnaire, result) != nobodys] == []
    assert len({repr(result.plans) for result in results}) > SIMULATED // len(FRAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_someone_wrote_and_how_much_they_answered_is_not_in_it(language: str) -> None:
    full, short = questionnaire_in(language, "now"), questionnaire_in(language, "now", "short")
    answers = answers_of(full, TAKERS["running_hot"])
    told = with_reflection(full, result_of(full, answers), TOLD[language])
    nobodys = report_of(full, result_of(full, {}))
    assert report_of(full, told) == nobodys
    assert report_of(short, result_of(short, answers)) == nobodys
    assert report_of(full, told, "solo") != report_of(full, result_of(full, {}), "solo")


def test_two_people_print_the_same_bytes() -> None:
    questionnaire = questionnaire_in("en", "now")
    one, other = (
        render_report(report_of(questionnaire, result), shipped("templates"))
        for result in (
            result_of(questionnaire, answers_of(questionnaire, TAKERS[name]))
            for name in ("running_hot", "at_ease_and_mending")
        )
    )
    assert one == other


def test_a_plan_for_two_that_was_kept_with_a_result_is_not_printed() -> None:
    """Results of before this edition was nobody's hold one that was chosen by their answers."""
    questionnaire = questionnaire_in("en", "now")
    result = result_of(questionnaire, answers_of(questionnaire, TAKERS["running_hot"]))
    result.plans["together"] = result.plans["solo"]
    assert report_of(questionnaire, result) == report_of(questionnaire, result_of(questionnaire, {}))
