"""The plan of the edition for two: the same for everyone, so that it tells nothing of the one who asked for it.

It is a menu for two people who both want it. First stands what only two can do or say, then what fits anyone, and
what is left follows as declared.
"""

from collections.abc import Mapping
from itertools import islice

from quizapp.domain.plan import EXERCISES_A_STAGE, Chosen, Plan, PlannedStage, fill_sheet
from quizapp.domain.plan_definition import PlanDefinition, is_for
from quizapp.domain.wording import Frame

PHRASES_FOR_TWO = 6


def build_plan_for_two(definition: PlanDefinition, frame: Frame) -> Plan:
    """What two people can take from. Nothing that anybody answered or wrote is handed in, so nothing gets out."""
    return Plan(
        edition="together",
        stages=[_plan_stage(definition, key, frame) for key in definition.stages],
        actions=actions_for_two(definition, frame),
        early_signs=list(definition.early_signs),
        letter_today=None,
    )


def _plan_stage(definition: PlanDefinition, key: str, frame: Frame) -> PlannedStage:
    exercises = list(map(_for_anyone, exercises_for_two(definition, key, frame)))
    letter = _for_anyone(letters_for_two(definition, key, frame)[0])
    return PlannedStage(
        stage=key,
        room="usual",
        exercises=exercises,
        letter=letter,
        phrases=phrases_for_two(definition, key, frame),
        days=list(fill_sheet(definition.stages[key], exercises, letter)),
    )


def _for_anyone(key: str) -> Chosen:
    return Chosen(id=key, variant=None, fit=0.0)


def exercises_for_two(definition: PlanDefinition, stage: str, frame: Frame) -> list[str]:
    """The one to do if only one, those that take two, and others as declared: ``EXERCISES_A_STAGE`` in all."""
    ranks = {
        key: (not exercise.only_one, "solo" in exercise.editions)
        for key, exercise in definition.exercises.items()
        if exercise.stage == stage and "together" in exercise.editions and is_for(exercise.frames, frame)
    }
    return _foremost(ranks, EXERCISES_A_STAGE)


def letters_for_two(definition: PlanDefinition, stage: str, frame: Frame) -> list[str]:
    """The first one; none where a stage has none for this frame."""
    fitting = (
        key for key, letter in definition.letters.items() if letter.stage == stage and is_for(letter.frames, frame)
    )
    return list(islice(fitting, 1))


def phrases_for_two(definition: PlanDefinition, stage: str, frame: Frame) -> list[str]:
    """What can be said to the other person, then what anyone can say: ``PHRASES_FOR_TWO`` in all."""
    ranks = {
        key: (phrase.voice != "say",)
        for key, phrase in definition.phrases.items()
        if phrase.stage == stage and is_for(phrase.frames, frame) and (phrase.voice == "say" or not phrase.when)
    }
    return _foremost(ranks, PHRASES_FOR_TWO)


def actions_for_two(definition: PlanDefinition, frame: Frame) -> list[str]:
    """What takes two, what fits anyone, and others as declared: as many as are offered."""
    ranks = {
        key: ("solo" in action.editions, bool(action.when))
        for key, action in definition.actions.items()
        if "together" in action.editions and is_for(action.frames, frame)
    }
    return _foremost(ranks, definition.actions_offered)


def _foremost(ranks: Mapping[str, tuple[bool, ...]], most: int) -> list[str]:
    """The ids of the lowest rank, at most ``most``, in the order of the definition."""
    kept = set(sorted(ranks, key=lambda key: ranks[key])[:most])
    return [key for key in ranks if key in kept]
