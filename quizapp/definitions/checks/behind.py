"""Entries of a plan that always come behind others: they fit anyone no better, and were declared later.

Proved by going through every edition and frame. What fits some people better is not looked at here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from quizapp.definitions.checks.choices import EDITIONS
from quizapp.definitions.problems import Finding
from quizapp.domain.plan import EXERCISES_A_STAGE, PHRASES_A_STAGE
from quizapp.domain.plan_definition import Edition, Exercise, PlanDefinition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Frame


@dataclass(frozen=True, slots=True)
class _Rival:
    """``group``: what competes. ``fits_anyone``: no better for one than for another.

    ``steady``: never less fitting than one that fits anyone. ``first``, ``only_two``: what goes before a better fit.
    """

    group: str
    editions: list[Edition]
    frames: list[Frame]
    fits_anyone: bool
    steady: bool = False
    first: bool = False
    only_two: bool = False


def check_behind(questionnaire: Questionnaire) -> Iterator[Finding]:
    plan = questionnaire.plan
    if plan is None:
        return
    yield from _check(questionnaire, "exercises", _exercises(plan), EXERCISES_A_STAGE)
    yield from _check(questionnaire, "letters", _letters(plan), 1)
    yield from _check(questionnaire, "phrases", _phrases(plan), PHRASES_A_STAGE)
    yield from _check(questionnaire, "actions", _actions(plan), plan.actions_offered)


def _exercises(plan: PlanDefinition) -> dict[str, _Rival]:
    def only_two(exercise: Exercise) -> bool:
        return "solo" not in exercise.editions

    return {
        key: _Rival(
            e.stage, e.editions, e.frames, not e.why.when, steady=True, first=e.only_one, only_two=only_two(e)
        )
        for key, e in plan.exercises.items()
    }


def _letters(plan: PlanDefinition) -> dict[str, _Rival]:
    return {
        key: _Rival(letter.stage, list(EDITIONS), letter.frames, not letter.why.when, steady=True)
        for key, letter in plan.letters.items()
    }


def _phrases(plan: PlanDefinition) -> dict[str, _Rival]:
    return {
        key: _Rival(p.stage, ["together"] if p.voice == "say" else list(EDITIONS), p.frames, not p.when, not p.when)
        for key, p in plan.phrases.items()
    }


def _actions(plan: PlanDefinition) -> dict[str, _Rival]:
    return {key: _Rival("", a.editions, a.frames, not a.when, not a.when) for key, a in plan.actions.items()}


def _check(questionnaire: Questionnaire, group: str, rivals: Mapping[str, _Rival], places: int) -> Iterator[Finding]:
    for key, own in rivals.items():
        met = [(e, f) for e, f in product(EDITIONS, questionnaire.frames) if _may_have(own, e, f)]
        if own.fits_anyone and met and all(_before(rivals, key, e, f) >= places for e, f in met):
            problem = f"`{key}` is never chosen: enough others that come before it are there for everyone"
            yield Finding(("plan", group, key), problem, "say with `when` for whom it fits better, or take it out")


def _may_have(rival: _Rival, edition: Edition, frame: Frame) -> bool:
    return edition in rival.editions and (not rival.frames or frame in rival.frames)


def _before(rivals: Mapping[str, _Rival], key: str, edition: Edition, frame: Frame) -> int:
    """How many of its rivals come before an entry whatever was answered."""
    own, count, earlier = rivals[key], 0, True
    for other_key, other in rivals.items():
        if other_key == key:
            earlier = False
        elif other.group == own.group and _may_have(other, edition, frame):
            ranks, own_ranks = (other.first, other.only_two), (own.first, own.only_two)
            count += ranks > own_ranks or (ranks == own_ranks and earlier and other.steady)
    return count
