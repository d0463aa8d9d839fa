"""Whatever is chosen for a person, a stage takes its pages: none more, and none half empty."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from quizapp.domain.plan import EXERCISES_A_STAGE
from quizapp.domain.plan_definition import Exercise, PlanDefinition, Reason
from quizapp.domain.reflection import Pick, Reflection
from quizapp.domain.result import Result
from quizapp.reports.action_report import ActionReport, ExerciseView, LetterView, StageView, build_action_report
from quizapp.reports.own_words import build_quotations
from quizapp.reports.pdf import render_report
from quizapp.settings import shipped
from quizapp.submissions import with_reflection
from tests.reports.made import LANGUAGES, questionnaire_in, result_of

PAGES_A_STAGE = 3
USUAL = {
    "en": "A usual answer of a few lines, as long as people write. ",
    "zh-Hans": "平时会写的几句话，不长也不短。",
}


def longest(reason: Reason) -> str:
    return max((reason.text, *(variant.text for variant in reason.when)), key=len)


def told_at_length(language: str) -> Result:
    """A result with a reflection of which every quotation is as long as quotations are."""
    answer, questionnaire = USUAL[language] * 6, questionnaire_in(language)
    told = Reflection(
        ratings={"today_again": 9, "enough_again": 10},
        rankings={"values": [Pick(choice="understood"), Pick(choice="there"), Pick(choice="fair")]},
        texts={"carried": answer, "better": answer, "hope": USUAL[language]},
    )
    return with_reflection(questionnaire, result_of("all_middle"), told)


def view_of(plan: PlanDefinition, result: Result, key: str) -> ExerciseView:
    exercise = plan.exercises[key]
    quotations = build_quotations(plan, result, exercise.own_words)
    return ExerciseView(id=key, why=longest(exercise.why), quotations=quotations, text=exercise)


def length_of(exercise: Exercise) -> int:
    return sum(map(len, [longest(exercise.why), *exercise.steps, exercise.notice, exercise.if_not]))


def stages_at_their_longest(plan: PlanDefinition, report: ActionReport, result: Result) -> Iterator[StageView]:
    """Each stage once for every exercise that can stand on its first page, before the two longest of the others."""
    for stage in report.stages:
        keys = [key for key, exercise in plan.exercises.items() if exercise.stage == stage.id]
        letters = [key for key, letter in plan.letters.items() if letter.stage == stage.id]
        note = max(stage.text.more_room, stage.text.lighter, key=len)
        for at, first in enumerate(keys[: len(keys) + 1 - EXERCISES_A_STAGE]):
            after = sorted(keys[at + 1 :], key=lambda key: -length_of(plan.exercises[key]))
            chosen = [first, *after[: EXERCISES_A_STAGE - 1]]
            letter = letters[at % len(letters)]
            yield replace(
                stage,
                room="more",
                room_note=note,
                exercises=[view_of(plan, result, key) for key in chosen],
                letter=_letter(plan, result, letter),
            )


def _letter(plan: PlanDefinition, result: Result, key: str) -> LetterView:
    letter = plan.letters[key]
    quotations = build_quotations(plan, result, letter.own_words)
    return LetterView(id=key, why=longest(letter.why), day=3, quotations=quotations, text=letter)


def headings(report: ActionReport) -> set[str]:
    return {stage.text.plain if report.plain_first else stage.text.name for stage in report.stages}


def sections(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    """The page, from 0, and the title of every bookmark, in their order."""
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            waiting = [*item.children, *waiting]
            assert isinstance(item.destination, pikepdf.Array)
            yield pdf.pages.index(pikepdf.Page(item.destination[0])), item.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stage_takes_three_pages_whatever_is_chosen(language: str) -> None:
    result, questionnaire = told_at_length(language), questionnaire_in(language)
    report = build_action_report(questionnaire, result, "solo", [])
    stages = list(stages_at_their_longest(report.plan, report, result))

    pdf = pikepdf.open(BytesIO(render_report(replace(report, stages=stages, support=[]), shipped("templates"))))

    begin = [page for page, title in sections(pdf) if any(title.startswith(name) for name in headings(report))]
    taken = {
        f"{stage.id}: {stage.exercises[0].id}, then {', '.join(e.id for e in stage.exercises[1:])}": b - a
        for stage, a, b in zip(stages, begin, begin[1:], strict=False)
    }
    assert len(begin) == len(stages)
    assert {name: count for name, count in taken.items() if count != PAGES_A_STAGE} == {}
