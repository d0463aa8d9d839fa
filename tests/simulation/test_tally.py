"""What simulated takers meet, counted against profiles and plans made one by one."""

from dataclasses import replace

import pytest

from quizapp.domain.plan import build_plan
from quizapp.domain.plan_for_two import build_plan_for_two
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.simulation.takers import simulate
from quizapp.simulation.tally import EDITIONS, Tally, build_tally, tally_takers

COUNT = 90


@pytest.fixture(scope="module")
def tally(between_us: Questionnaire) -> Tally:
    return tally_takers(between_us, count=COUNT, seed=7)


def test_patterns_and_first_steps_are_those_of_the_profiles(between_us: Questionnaire, tally: Tally) -> None:
    profiles = [build_profile(between_us, t.answers) for t in simulate(between_us, count=COUNT, seed=7)]
    for key, ways in tally.groups["pattern"].met.items():
        for way in ("plain", "leaning"):
            named = [n for p in profiles for n in p.patterns.values() if n.pattern == key and n.tier == way]
            assert ways[way] == len(named)
    for key, ways in tally.groups["first step"].met.items():
        assert ways["given"] == sum(p.first_step == key for p in profiles)
    assert tally.patternless == sum(all(n.tier == "between" for n in p.patterns.values()) for p in profiles)
    assert tally.people == COUNT


def test_every_scale_is_said_of_everybody_once(tally: Tally) -> None:
    assert all(0.9 * COUNT <= ways.total() <= COUNT for ways in tally.groups["scale"].met.values())


def test_plans_are_those_of_every_frame_in_turn(between_us: Questionnaire, tally: Tally) -> None:
    assert between_us.plan is not None
    frames = list(between_us.frames)
    given: dict[tuple[str, str], int] = {}
    for number, taker in enumerate(simulate(between_us, count=COUNT, seed=7)):
        profile = build_profile(between_us, taker.answers)
        frame = frames[number % len(frames)]
        for plan in (build_plan(between_us.plan, profile, frame), build_plan_for_two(between_us.plan, frame)):
            for stage in plan.stages:
                for entry in [*(chosen.id for chosen in stage.exercises), stage.letter.id]:
                    given[entry, plan.edition] = given.get((entry, plan.edition), 0) + 1
    counted = {
        (entry, edition): ways[edition]
        for kind in ("exercise", "letter")
        for entry, ways in tally.groups[kind].met.items()
        for edition in EDITIONS
        if ways[edition]
    }
    assert counted == given


def test_what_nobody_meets_is_named(between_us: Questionnaire) -> None:
    pattern = next(iter(between_us.patterns))
    out_of_reach = [replace(between_us.patterns[pattern].rule[0], above=4.99, below=None)]
    patterns = {**between_us.patterns, pattern: replace(between_us.patterns[pattern], rule=out_of_reach)}
    unmet = tally_takers(replace(between_us, patterns=patterns), count=COUNT, seed=7).unmet
    assert pattern in unmet["pattern"]


def test_a_questionnaire_without_a_plan_or_patterns_has_no_groups_of_them(between_us: Questionnaire) -> None:
    bare = replace(between_us, plan=None, patterns={})
    tally = build_tally(bare)
    tally.add({})
    assert set(tally.groups) == {"scale", "strength", "first step"}
    assert tally.patternless == 1
