"""Single entries of a plan: as long as a page can hold, and for somebody."""

from collections.abc import Iterator
from itertools import chain

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.plan_definition import Exercise, LetterPrompt, PlanDefinition, Reason
from quizapp.domain.questionnaire import Questionnaire

_MOST_STEPS = 5
_DAY_LINES = 2
_MOST_EFFORT = 3
_MOST_LINES = 8


def check_entries(questionnaire: Questionnaire) -> Iterator[Finding]:
    plan = questionnaire.plan
    if plan is None:
        return
    for key, exercise in plan.exercises.items():
        yield from _check_exercise(key, exercise, ("plan", "exercises", key))
    for key, letter in plan.letters.items():
        yield from _check_letter(key, letter, ("plan", "letters", key))
    yield from _check_actions(plan)
    yield from _check_reason(plan.letter_today, ("plan", "letter_today"))
    yield from _check_audience(questionnaire, plan)


def _check_exercise(key: str, exercise: Exercise, place: Place) -> Iterator[Finding]:
    if not 1 <= len(exercise.steps) <= _MOST_STEPS:
        problem = f"exercise `{key}` has {len(exercise.steps)} steps"
        yield Finding((*place, "steps"), problem, f"write one to {_MOST_STEPS}")
    if len(exercise.days) != _DAY_LINES:
        problem = f"exercise `{key}` has {len(exercise.days)} lines for the sheet"
        yield Finding((*place, "days"), problem, "write two: for the first day, and for doing it again")
    if not 0 <= exercise.lines <= _MOST_LINES:
        yield Finding((*place, "lines"), f"exercise `{key}` has {exercise.lines} lines", f"write 0 to {_MOST_LINES}")
    yield from _check_reason(exercise.why, (*place, "why"))


def _check_letter(key: str, letter: LetterPrompt, place: Place) -> Iterator[Finding]:
    if not letter.openings:
        yield Finding((*place, "openings"), f"letter `{key}` has no opening", "write one or more to begin with")
    yield from _check_reason(letter.why, (*place, "why"))


def _check_reason(reason: Reason, place: Place) -> Iterator[Finding]:
    for at, variant in enumerate(reason.when):
        if not variant.when:
            problem = "a variant without conditions always holds, so the text for anyone is never used"
            yield Finding((*place, "when", at), problem, "add a condition, or make it the text for anyone")


def _check_actions(plan: PlanDefinition) -> Iterator[Finding]:
    for key, action in plan.actions.items():
        if not 1 <= action.effort <= _MOST_EFFORT:
            problem = f"action `{key}` has an effort of {action.effort}"
            yield Finding(("plan", "actions", key, "effort"), problem, f"write 1 to {_MOST_EFFORT}")
    if not 1 <= plan.actions_offered <= len(plan.actions):
        problem = f"{plan.actions_offered} actions are offered of {len(plan.actions)} declared"
        yield Finding(("plan", "actions_offered"), problem, "write 1 or more, and no more than there are")


def _check_audience(questionnaire: Questionnaire, plan: PlanDefinition) -> Iterator[Finding]:
    """Every entry is for an edition and a frame that exist."""
    groups = {name: getattr(plan, name).items() for name in ("exercises", "letters", "phrases", "actions")}
    guidance: list[tuple[Place, object]] = [(("plan", "guidance", n), g) for n, g in enumerate(plan.guidance)]
    named = ((("plan", name, key), entry) for name, group in groups.items() for key, entry in group)
    for place, entry in chain(guidance, named):
        if getattr(entry, "editions", None) == []:
            yield Finding(
                (*place, "editions"), "no edition is named, so nobody gets this", "name one, or take it out"
            )
        for at, frame in enumerate(getattr(entry, "frames", [])):
            if frame not in questionnaire.frames:
                problem = f"frame `{frame}` cannot be chosen in this questionnaire"
                yield warn((*place, "frames", at), problem, "take it out, or declare it under `frames`")
