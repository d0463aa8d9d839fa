"""Stages of a plan: their days follow one another, and the sheet fills each of them."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.plan import EXERCISES_A_STAGE
from quizapp.domain.plan_definition import Stage
from quizapp.domain.questionnaire import Questionnaire


def check_days(questionnaire: Questionnaire) -> Iterator[Finding]:
    plan = questionnaire.plan
    if plan is None:
        return
    if not plan.stages:
        yield Finding(("plan", "stages"), "the plan has no stages", "declare at least one")
    next_day = 1
    for key, stage in plan.stages.items():
        place: Place = ("plan", "stages", key)
        if len(stage.days) != 2 or stage.days[0] > stage.days[1]:
            problem = f"`days` of stage `{key}` is {stage.days}"
            yield Finding((*place, "days"), problem, "write its first and its last day, such as `[1, 7]`")
            return
        if stage.days[0] != next_day:
            problem = f"stage `{key}` begins on day {stage.days[0]}"
            yield Finding((*place, "days"), problem, f"begin it on day {next_day}: no day is left out or used twice")
        yield from _check_sheet(key, stage, (*place, "sheet"))
        next_day = stage.days[1] + 1


def _check_sheet(key: str, stage: Stage, place: Place) -> Iterator[Finding]:
    days = stage.days[1] - stage.days[0] + 1
    if len(stage.sheet) != days:
        problem = f"the sheet of stage `{key}` has {len(stage.sheet)} slots for {days} days"
        yield Finding(place, problem, "write one slot a day")
    exercises, letters = stage.sheet.count("exercise"), stage.sheet.count("letter")
    if exercises > EXERCISES_A_STAGE:
        problem = f"the sheet of stage `{key}` asks for {exercises} exercises, a stage has {EXERCISES_A_STAGE}"
        yield Finding(place, problem, "make some of them `again` or `free`")
    if not exercises:
        yield Finding(place, f"the sheet of stage `{key}` has no exercise", "add a slot `exercise`")
    if letters > 1:
        problem = f"the sheet of stage `{key}` asks for {letters} letters, a stage has one"
        yield Finding(place, problem, "write the slot `letter` once")
    if not letters:
        problem = f"the sheet of stage `{key}` has no day for the letter of the stage"
        yield warn(place, problem, "make a slot `letter`, if it should have one")
