"""The edition for two: what it offers, and in which order."""

from dataclasses import replace

import pytest

from quizapp.definitions.library import Library
from quizapp.domain.conditions import Condition
from quizapp.domain.plan import Plan
from quizapp.domain.plan_definition import PlanDefinition, is_for
from quizapp.domain.plan_for_two import build_plan_for_two, letters_for_two, phrases_for_two
from quizapp.domain.wording import FRAMES, Frame


@pytest.fixture(scope="module")
def definition(library: Library) -> PlanDefinition:
    plan = library.get("between-us", 1, "en", "now").plan
    assert plan is not None
    return plan


def exercises(plan: Plan) -> list[list[str]]:
    return [[chosen.id for chosen in stage.exercises] for stage in plan.stages]


@pytest.mark.parametrize("frame", FRAMES)
def test_whatever_takes_two_is_in_it(definition: PlanDefinition, frame: Frame) -> None:
    plan = build_plan_for_two(definition, frame)
    offered = {key for keys in exercises(plan) for key in keys} | set(plan.actions)
    offered |= {key for stage in plan.stages for key in stage.phrases}
    for_two = {
        key
        for group in (definition.exercises, definition.actions)
        for key, entry in group.items()
        if entry.editions == ["together"] and is_for(entry.frames, frame)
    }
    for_two |= {key for key, p in definition.phrases.items() if p.voice == "say" and is_for(p.frames, frame)}
    assert for_two <= offered
    assert bool(for_two) == (frame != "former")


def test_the_one_to_do_comes_first_then_what_takes_two_then_what_was_declared(definition: PlanDefinition) -> None:
    stage, key = exercises(build_plan_for_two(definition, "now")), list(definition.exercises)
    only_one, for_two, *others = (
        next(each for each in key if definition.exercises[each].only_one),
        "kitchen_timer",
        "light_under_the_door",
        "visitor_in_the_hall",
    )
    assert stage[0] == [only_one, for_two, others[0]]
    turned = replace(definition, exercises=dict(reversed(definition.exercises.items())))
    assert exercises(build_plan_for_two(turned, "now"))[0] == [others[1], for_two, only_one]


def test_no_entry_is_there_for_one_alone(definition: PlanDefinition) -> None:
    plan = build_plan_for_two(definition, "now")
    assert [
        key for keys in exercises(plan) for key in keys if "together" not in definition.exercises[key].editions
    ] == []
    assert "listening_chair" not in exercises(plan)[0]


def test_what_is_said_to_oneself_or_a_friend_fits_anyone_and_fills_up(definition: PlanDefinition) -> None:
    for planned in build_plan_for_two(definition, "now").stages:
        phrases = [definition.phrases[key] for key in planned.phrases]
        assert len(phrases) == 6
        assert [phrase for phrase in phrases if phrase.voice != "say" and phrase.when] == []
        assert planned.phrases == [key for key in definition.phrases if key in planned.phrases]


def test_small_things_are_for_two_then_for_anyone_then_as_declared(definition: PlanDefinition) -> None:
    actions = definition.actions
    for_two = {key for key, action in actions.items() if action.editions == ["together"]}
    anyone = [key for key, action in actions.items() if not action.when and key not in for_two]
    other = next(key for key, action in actions.items() if action.when and key not in for_two)
    for offered, expected in (
        (len(for_two) + 2, for_two | set(anyone[:2])),
        (len(for_two) + len(anyone) + 1, for_two | {*anyone, other}),
    ):
        plan = build_plan_for_two(replace(definition, actions_offered=offered), "now")
        assert plan.actions == [key for key in actions if key in expected]


def test_rooms_letters_and_signs_are_those_of_anyone(definition: PlanDefinition) -> None:
    plan = build_plan_for_two(definition, "now")
    first = [next(key for key, e in definition.letters.items() if e.stage == stage) for stage in definition.stages]
    assert [stage.letter.id for stage in plan.stages] == first
    assert {stage.room for stage in plan.stages} == {"usual"}
    assert {chosen.variant for stage in plan.stages for chosen in (*stage.exercises, stage.letter)} == {None}
    assert plan.early_signs == list(definition.early_signs)
    assert plan.letter_today is None


def test_a_letter_is_one_for_this_frame(definition: PlanDefinition) -> None:
    of_then = {key: replace(letter, frames=["former"]) for key, letter in definition.letters.items()}
    plan = build_plan_for_two(replace(definition, letters=of_then), "former")
    assert {stage.letter.id for stage in plan.stages} <= set(of_then)
    assert len(plan.stages) == len(definition.stages)


def test_the_first_letter_for_this_frame_is_the_one(definition: PlanDefinition) -> None:
    stage, key = next(iter(definition.stages)), next(iter(definition.letters))
    letter = replace(definition.letters[key], stage=stage, frames=[])
    letters = {"then": replace(letter, frames=["former"]), "now": replace(letter, frames=["now"]), "any": letter}
    own = replace(definition, letters=letters)
    assert {frame: letters_for_two(own, stage, frame) for frame in FRAMES} == {
        "now": ["now"],
        "former": ["then"],
        "general": ["any"],
    }


def test_what_can_be_said_to_the_other_goes_before_what_fits_anyone_however_late_it_stands(
    definition: PlanDefinition,
) -> None:
    stage = next(iter(definition.stages))
    phrase = replace(next(iter(definition.phrases.values())), stage=stage, voice="friend", when=[], frames=[])
    of_some = [Condition(scale="PUR", above=3.2)]
    phrases = {f"friend{at}": phrase for at in range(7)} | {
        "say": replace(phrase, voice="say", when=of_some),
        "of some": replace(phrase, when=of_some),
    }
    offered = phrases_for_two(replace(definition, phrases=phrases), stage, "now")
    assert offered == [*(f"friend{at}" for at in range(5)), "say"]
