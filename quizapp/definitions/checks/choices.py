"""What a plan must offer so that everyone finds enough of it, whatever was answered.

Proved by going through every edition, frame and stage: which entries may be chosen hangs on nothing else.
"""

from collections.abc import Iterator
from typing import get_args

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.plan import EXERCISES_A_STAGE
from quizapp.domain.plan_definition import Edition, Exercise, PlanDefinition, is_for
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Frame

EDITIONS: tuple[Edition, ...] = get_args(Edition)


def check_choices(questionnaire: Questionnaire) -> Iterator[Finding]:
    plan = questionnaire.plan
    if plan is None:
        return
    for key in plan.stages:
        yield from _check_only_one(plan, key)
        for frame in questionnaire.frames:
            yield from _check_letters(plan, key, frame)
            for edition in EDITIONS:
                yield from _check_exercises(plan, key, edition, frame)
    for frame in questionnaire.frames:
        for edition in EDITIONS:
            yield from _check_actions(plan, edition, frame)


def _of_stage(plan: PlanDefinition, stage: str) -> dict[str, Exercise]:
    return {key: exercise for key, exercise in plan.exercises.items() if exercise.stage == stage}


def _check_exercises(plan: PlanDefinition, stage: str, edition: Edition, frame: Frame) -> Iterator[Finding]:
    fitting = [
        key
        for key, exercise in _of_stage(plan, stage).items()
        if edition in exercise.editions and is_for(exercise.frames, frame)
    ]
    if len(fitting) < EXERCISES_A_STAGE:
        problem = f"stage `{stage}` has {len(fitting)} exercises for edition `{edition}` and frame `{frame}`"
        yield Finding(("plan", "stages", stage), problem, f"write {EXERCISES_A_STAGE} or more")


def _check_letters(plan: PlanDefinition, stage: str, frame: Frame) -> Iterator[Finding]:
    letters = [letter for letter in plan.letters.values() if letter.stage == stage]
    if not any(is_for(letter.frames, frame) for letter in letters):
        problem = f"stage `{stage}` has no letter for frame `{frame}`"
        yield Finding(("plan", "stages", stage), problem, "write one without `frames`, or for this one")


def _check_only_one(plan: PlanDefinition, stage: str) -> Iterator[Finding]:
    marked = {key: exercise for key, exercise in _of_stage(plan, stage).items() if exercise.only_one}
    if not marked:
        problem = f"stage `{stage}` names no exercise to do if only one is done"
        yield Finding(("plan", "stages", stage), problem, "mark one of its exercises `only_one: true`")
    for key in list(marked)[1:]:
        problem = f"stage `{stage}` has a second exercise to do if only one is done"
        yield Finding(("plan", "exercises", key, "only_one"), problem, "leave `only_one` on one of them")
    for key, exercise in marked.items():
        place: Place = ("plan", "exercises", key)
        for edition in EDITIONS:
            if exercise.editions and edition not in exercise.editions:
                problem = f"`{key}` is the one to do if only one is done, but not in edition `{edition}`"
                yield Finding((*place, "editions"), problem, f"add `{edition}`, or mark another exercise")
        if exercise.frames:
            problem = f"`{key}` is the one to do if only one is done, but not in every frame"
            yield Finding((*place, "frames"), problem, "take `frames` out, or mark another exercise")


def _check_actions(plan: PlanDefinition, edition: Edition, frame: Frame) -> Iterator[Finding]:
    sure = [
        key
        for key, action in plan.actions.items()
        if edition in action.editions and is_for(action.frames, frame) and (edition == "together" or not action.when)
    ]
    if len(sure) < plan.actions_offered <= len(plan.actions):
        problem = (
            f"{plan.actions_offered} actions are offered, but only {len(sure)} are sure to fit"
            f" edition `{edition}` and frame `{frame}`"
        )
        yield warn(("plan", "actions_offered"), problem, "write more actions without `when`, or offer fewer")
