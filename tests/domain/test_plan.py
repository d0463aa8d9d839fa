"""What everybody's plan holds, whatever they answered."""

from collections.abc import Iterator
from dataclasses import replace
from math import exp, pi, sqrt
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.definitions.library import Library
from quizapp.domain.conditions import Condition
from quizapp.domain.plan import (
    Chosen,
    Plan,
    build_plan,
    expected_excess,
    rooms_of,
)
from quizapp.domain.plan_definition import Edition, LetterPrompt, PlanDefinition, Reason, Weights
from quizapp.domain.plan_for_two import build_plan_for_two
from quizapp.domain.profile import Profile, build_profile, probability_of_all
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Score
from quizapp.domain.wording import FRAMES, Frame
from quizapp.simulation.takers import simulate
from tests.domain.answering import all_values
from tests.simulated_takers import answers_from

EDITIONS: tuple[Edition, ...] = ("solo", "together")
DAYS = {"establish": (1, 7), "resources": (8, 14), "vision": (15, 21)} | {
    "exceptions": (22, 28),
    "actions": (29, 35),
    "keeping": (36, 40),
}

anybody = settings(derandomize=True, deadline=None)
frames, editions = st.sampled_from(FRAMES), st.sampled_from(EDITIONS)


def definition_of(questionnaire: Questionnaire) -> PlanDefinition:
    assert questionnaire.plan is not None
    return questionnaire.plan


def plan_of(questionnaire: Questionnaire, given_values: dict[str, int], edition: Edition) -> Plan:
    profile = build_profile(questionnaire, answers_from(questionnaire, given_values))
    return planned_for(definition_of(questionnaire), profile, questionnaire.frame, edition)


def planned_for(definition: PlanDefinition, profile: Profile, frame: Frame, edition: Edition) -> Plan:
    return build_plan(definition, profile, frame) if edition == "solo" else build_plan_for_two(definition, frame)


def chosen_with_reasons(definition: PlanDefinition, plan: Plan) -> Iterator[tuple[Chosen, Reason]]:
    for stage in plan.stages:
        yield from ((chosen, definition.exercises[chosen.id].why) for chosen in stage.exercises)
        yield stage.letter, definition.letters[stage.letter.id].why


@anybody
@given(values=all_values, frame=frames, edition=editions)
def test_every_stage_has_three_exercises_and_the_one_to_do_if_only_one(
    library: Library, values: dict[str, int], frame: Frame, edition: Edition
) -> None:
    questionnaire = library.get("between-us", 1, "en", frame)
    definition = definition_of(questionnaire)
    for stage in plan_of(questionnaire, values, edition).stages:
        ids = [chosen.id for chosen in stage.exercises]
        assert len(ids) == 3
        assert ids == [key for key in definition.exercises if key in ids]
        assert sum(definition.exercises[key].only_one for key in ids) == 1
        assert {definition.exercises[key].stage for key in ids} == {stage.stage}
        assert definition.letters[stage.letter.id].stage == stage.stage


@anybody
@given(values=all_values, frame=frames, edition=editions)
def test_nothing_is_chosen_that_is_meant_for_another_frame_or_edition(
    library: Library, values: dict[str, int], frame: Frame, edition: Edition
) -> None:
    questionnaire = library.get("between-us", 1, "en", frame)
    definition = definition_of(questionnaire)
    plan = plan_of(questionnaire, values, edition)
    exercises = [definition.exercises[chosen.id] for stage in plan.stages for chosen in stage.exercises]
    actions = [definition.actions[key] for key in plan.actions]
    phrases = [definition.phrases[key] for stage in plan.stages for key in stage.phrases]
    letters = [definition.letters[stage.letter.id] for stage in plan.stages]
    for allowed in ([e.editions for e in exercises], [a.editions for a in actions]):
        assert all(edition in editions for editions in allowed)
    for meant in ([e.frames for e in exercises], [a.frames for a in actions]):
        assert all(not frames or frame in frames for frames in meant)
    for meant in ([p.frames for p in phrases], [letter.frames for letter in letters]):
        assert all(not frames or frame in frames for frames in meant)
    if edition == "solo":
        assert "say" not in {phrase.voice for phrase in phrases}


@anybody
@given(values=all_values, frame=frames, edition=editions)
def test_forty_days_follow_one_another_with_two_free_ones_a_stage(
    library: Library, values: dict[str, int], frame: Frame, edition: Edition
) -> None:
    questionnaire = library.get("between-us", 1, "en", frame)
    definition = definition_of(questionnaire)
    plan = plan_of(questionnaire, values, edition)
    assert [day.day for stage in plan.stages for day in stage.days] == list(range(1, 41))
    assert {s.stage: (s.days[0].day, s.days[-1].day) for s in plan.stages} == DAYS
    for stage in plan.stages:
        exercises = [chosen.id for chosen in stage.exercises]
        assert [day.slot for day in stage.days] == definition.stages[stage.stage].sheet
        assert [day.slot for day in stage.days].count("free") == 2
        assert [day.id for day in stage.days if day.slot == "exercise"] == exercises
        # The second line of the first exercise is what "again" stands for.
        assert {day.id for day in stage.days if day.slot == "again"} <= {exercises[0]}
        assert len(definition.exercises[exercises[0]].days) >= 2
        assert {day.id for day in stage.days if day.slot == "letter"} <= {stage.letter.id}
        assert all((day.id is None) == (day.slot == "free") for day in stage.days)


@anybody
@given(values=all_values, frame=frames)
def test_every_reason_is_one_that_the_author_wrote_and_holds_for_this_person(
    library: Library, values: dict[str, int], frame: Frame
) -> None:
    questionnaire = library.get("between-us", 1, "en", frame)
    definition = definition_of(questionnaire)
    profile = build_profile(questionnaire, answers_from(questionnaire, values))
    plan = build_plan(definition, profile, frame)
    for chosen, why in chosen_with_reasons(definition, plan):
        fits = [probability_of_all(v.when, profile.scores, profile.ratings) for v in why.when]
        if chosen.variant is None:
            assert chosen.fit == 0
            assert max(fits, default=0) < 0.60
        else:
            assert chosen.fit == fits[chosen.variant] == max(fits)
            assert chosen.fit >= 0.60
    if plan.letter_today is not None:
        held = definition.letter_today.when[plan.letter_today]
        assert probability_of_all(held.when, profile.scores, profile.ratings) == 1


@anybody
@given(values=all_values, frame=frames)
def test_words_and_actions_are_few_in_the_order_of_the_file_and_hold_for_this_person(
    library: Library, values: dict[str, int], frame: Frame
) -> None:
    questionnaire = library.get("between-us", 1, "en", frame)
    definition = definition_of(questionnaire)
    profile = build_profile(questionnaire, answers_from(questionnaire, values))
    plan = build_plan(definition, profile, frame)
    for stage in plan.stages:
        assert 1 <= len(stage.phrases) <= 3
        assert stage.phrases == [key for key in definition.phrases if key in stage.phrases]
    assert plan.actions == [key for key in definition.actions if key in plan.actions]
    assert len(plan.actions) <= definition.actions_offered
    assert len(plan.early_signs) <= 4
    conditions = [definition.phrases[key].when for stage in plan.stages for key in stage.phrases]
    conditions += [definition.actions[key].when for key in plan.actions]
    conditions += [definition.early_signs[key].when for key in plan.early_signs]
    assert all(probability_of_all(when, profile.scores, profile.ratings) >= 0.60 for when in conditions)


def test_the_better_fitting_exercise_is_the_one_chosen(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    for taker in simulate(between_us, count=60, seed=7):
        profile = build_profile(between_us, taker.answers)
        plan = build_plan(definition, profile, "now")
        for stage in plan.stages:
            kept = {chosen.id: chosen.fit for chosen in stage.exercises}
            worst = min(fit for key, fit in kept.items() if not definition.exercises[key].only_one)
            for key, exercise in definition.exercises.items():
                if exercise.stage == stage.stage and "solo" in exercise.editions and key not in kept:
                    fits = [
                        probability_of_all(variant.when, profile.scores, profile.ratings)
                        for variant in exercise.why.when
                    ]
                    left_out = max((fit for fit in fits if fit >= 0.60), default=0)
                    assert left_out <= worst


@anybody
@given(values=all_values)
def test_no_language_changes_a_plan(library: Library, values: dict[str, int]) -> None:
    english, chinese = (library.get("between-us", 1, language, "now") for language in ("en", "zh-Hans"))
    for edition in EDITIONS:
        assert plan_of(english, values, edition) == plan_of(chinese, values, edition)


def test_without_answers_there_is_a_plan_for_anyone(library: Library) -> None:
    for frame in FRAMES:
        questionnaire = library.get("between-us", 1, "en", frame)
        for edition in EDITIONS:
            plan = plan_of(questionnaire, {}, edition)
            assert {stage.room for stage in plan.stages} == {"usual"}
            assert {chosen.variant for chosen, _ in chosen_with_reasons(definition_of(questionnaire), plan)} == {None}
            assert plan.early_signs == ([] if edition == "solo" else list(definition_of(questionnaire).early_signs))
            assert plan.letter_today is None


def at(estimate: float, error: float) -> Score:
    return Score(estimate=estimate, error=error, low=1, high=5, lowest=1, highest=5, answered=4, of=4)


@pytest.mark.parametrize("estimate", [1.0, 2.25, 3.0, 3.4, 5.0])
@pytest.mark.parametrize("error", [0.05, 0.26, 0.53])
@pytest.mark.parametrize("upwards", [True, False])
def test_the_expected_excess_is_the_area_beyond_the_middle(
    estimate: float,
    error: float,
    upwards: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    width = 1e-3
    steps = range(int(-8 * error / width), int(8 * error / width) + 1)
    area = 0.0
    for step in steps:
        true = estimate + step * width
        beyond = max(0.0, true - 3 if upwards else 3 - true)
        area += beyond * exp(-(((true - estimate) / error) ** 2) / 2) / (error * sqrt(2 * pi)) * width
    assert expected_excess(at(estimate, error), upwards=upwards) == pytest.approx(area, abs=1e-4)


def test_a_stage_has_more_room_where_it_is_harder_than_elsewhere(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    one = next(iter(definition.stages.values()))
    stages = {
        "hard": replace(one, weights=Weights(difficulty=["ANX"])),
        "missed": replace(one, weights=Weights(resource=["EXC"])),
        "middling": replace(one, weights=Weights(difficulty=["PUR"], resource=["DIA"])),
        "easy": replace(one, weights=Weights(difficulty=["SIL", "ESC"])),
    }
    figures = {"ANX": 4.5, "EXC": 1.5, "PUR": 4.2, "DIA": 4.5, "SIL": 3.7, "ESC": 1.5}
    profile = replace(
        build_profile(between_us, {}), scores={scale: at(value, 0.05) for scale, value in figures.items()}
    )
    # Weights 1.5, 1.5, (1.2 + 0) / 2 and (.7 + 0) / 2, mean .9875: more from 1.4813, lighter up to .4938.
    assert rooms_of(replace(definition, stages=stages), profile) == {
        "hard": "more",
        "missed": "more",
        "middling": "usual",
        "easy": "lighter",
    }


def test_a_stage_of_which_no_answer_tells_has_its_usual_room(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    one = next(iter(definition.stages.values()))
    stages = {
        "hard": replace(one, weights=Weights(difficulty=["ANX"])),
        "skipped": replace(one, weights=Weights(resource=["HOP"])),
    }
    profile = replace(build_profile(between_us, {}), scores={"ANX": at(4.5, 0.05)})
    assert rooms_of(replace(definition, stages=stages), profile) == {"hard": "usual", "skipped": "usual"}


@pytest.mark.parametrize(
    ("figures", "rooms"),
    [
        # Weights 1.5 and .5, mean 1: each lies on its limit.
        pytest.param({"ANX": 4.5, "SIL": 4.0}, {"hard": "more", "less": "lighter"}, id="on the limits"),
        # Weights 1.9 and .5, mean 1.2: more from 1.8, lighter up to .6.
        pytest.param({"ANX": 4.9, "SIL": 4.0}, {"hard": "more", "less": "lighter"}, id="beyond the limits"),
        # Weights 1.5 and .6, mean 1.05: more from 1.575, lighter up to .525.
        pytest.param({"ANX": 4.5, "SIL": 4.2}, {"hard": "usual", "less": "usual"}, id="within the limits"),
        pytest.param({"ANX": 1.0, "SIL": 1.0}, {"hard": "usual", "less": "usual"}, id="nothing is hard"),
    ],
)
def test_rooms_are_apart_from_half_a_mean_on(
    between_us: Questionnaire, figures: dict[str, float], rooms: dict[str, str]
) -> None:
    definition = definition_of(between_us)
    one = next(iter(definition.stages.values()))
    stages = {
        "hard": replace(one, weights=Weights(difficulty=["ANX"])),
        "less": replace(one, weights=Weights(difficulty=["SIL", "ESC"])),
    }
    scores = {scale: at(value, 0.01) for scale, value in {**figures, "ESC": 1.0}.items()}
    profile = replace(build_profile(between_us, {}), scores=scores)
    assert rooms_of(replace(definition, stages=stages), profile) == rooms


@pytest.mark.parametrize(
    ("figures", "room"),
    [
        # Nothing else is hard at all, so .01 would be more than half again the mean; half a point carries.
        pytest.param({"HOP": 3.7, "SIL": 1.5, "ESC": 1.5}, "usual", id="no more room for what carries"),
        pytest.param({"HOP": 2.3, "SIL": 1.5, "ESC": 1.5}, "more", id="more for what does not"),
        # Far less than the mean of what is hard elsewhere, and hard all the same.
        pytest.param({"HOP": 2.8, "SIL": 4.8, "ESC": 4.8}, "usual", id="not lighter for what is hard"),
        pytest.param({"HOP": 3.2, "SIL": 4.8, "ESC": 4.8}, "lighter", id="lighter for what carries"),
        pytest.param({"HOP": 3.0, "SIL": 1.5, "ESC": 1.5}, "usual", id="no more in the middle"),
        pytest.param({"HOP": 3.0, "SIL": 4.8, "ESC": 4.8}, "usual", id="not lighter in the middle"),
    ],
)
def test_what_a_stage_says_of_its_room_is_true_of_its_own_scores(
    between_us: Questionnaire, figures: dict[str, float], room: str
) -> None:
    definition = definition_of(between_us)
    one = next(iter(definition.stages.values()))
    stages = {
        "looking ahead": replace(one, weights=Weights(resource=["HOP"])),
        "peace": replace(one, weights=Weights(difficulty=["SIL"])),
        "heat": replace(one, weights=Weights(difficulty=["ESC"])),
    }
    scores = {scale: at(value, 0.5) for scale, value in figures.items()}
    profile = replace(build_profile(between_us, {}), scores=scores)
    assert rooms_of(replace(definition, stages=stages), profile)["looking ahead"] == room


def test_one_loud_habit_gives_its_stage_more_room_beside_quiet_ones(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    one = next(iter(definition.stages.values()))
    stages = {
        "habits": replace(one, weights=Weights(difficulty=["SIL", "ESC", "PUR"])),
        "looking ahead": replace(one, weights=Weights(resource=["HOP"])),
    }
    figures = {"SIL": 4.5, "ESC": 1.2, "PUR": 1.5, "HOP": 4.0}
    profile = replace(
        build_profile(between_us, {}), scores={scale: at(value, 0.05) for scale, value in figures.items()}
    )
    # Weights (1.5 + 0 + 0) / 3 and 0, mean .25: the habits are at twice the mean, and one of them is loud.
    assert rooms_of(replace(definition, stages=stages), profile) == {"habits": "more", "looking ahead": "lighter"}


def test_a_plan_without_reasons_is_for_anyone_in_its_edition(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    exercises = {key: replace(one, why=replace(one.why, when=[])) for key, one in definition.exercises.items()}
    profile = build_profile(between_us, answers_from(between_us, {"pur1": 5}))
    for edition in EDITIONS:
        plan = planned_for(replace(definition, exercises=exercises), profile, "now", edition)
        assert plan.edition == edition
        assert {(e.variant, e.fit) for stage in plan.stages for e in stage.exercises} == {(None, 0.0)}


@pytest.mark.parametrize(("likely", "variant"), [(0.60, 0), (0.5999, None)])
def test_a_reason_counts_from_6_in_10(between_us: Questionnaire, likely: float, variant: int | None) -> None:
    definition = definition_of(between_us)
    above = [Condition(scale="PUR", above=0)]
    exercises = {
        key: replace(one, why=replace(one.why, when=[replace(one.why.when[0], when=above)]))
        for key, one in definition.exercises.items()
        if one.why.when
    }
    rest = {key: one for key, one in definition.exercises.items() if key not in exercises}
    scores = {"PUR": at(NormalDist().inv_cdf(likely), 1)}
    profile = replace(build_profile(between_us, {}), scores=scores)
    plan = build_plan(replace(definition, exercises={**exercises, **rest}), profile, "now")
    told = {e.variant for stage in plan.stages for e in stage.exercises if e.id in exercises}
    assert told == {variant}


@pytest.mark.parametrize("kept_from", ["edition", "frame"])
def test_however_well_it_fits_nothing_is_chosen_that_is_for_others(between_us: Questionnaire, kept_from: str) -> None:
    """Every entry that fits certainly is for two, or for another frame."""
    definition = definition_of(between_us)
    certain = [Condition(rating="today", at_least=1)]
    first = next(one.why for one in definition.exercises.values() if one.why.when)
    fitting = replace(first, when=[replace(first.when[0], when=certain)])
    closed: dict[str, Any] = {"editions": ["together"]} if kept_from == "edition" else {"frames": ["former"]}
    exercises = dict(definition.exercises)
    exercises |= {f"other {key}": replace(one, why=fitting, **closed) for key, one in exercises.items()}
    actions = dict(definition.actions)
    actions |= {f"other {key}": replace(one, when=certain, **closed) for key, one in actions.items()}
    profile = build_profile(between_us, answers_from(between_us, {"today": 5}))
    plan = build_plan(replace(definition, exercises=exercises, actions=actions), profile, "now")
    chosen = [exercise.id for stage in plan.stages for exercise in stage.exercises] + plan.actions
    assert [key for key in chosen if key.startswith("other")] == []


def test_a_letter_for_another_frame_is_not_chosen_however_well_it_fits(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    first = next(one.why for one in definition.exercises.values() if one.why.when)
    fitting = replace(first, when=[replace(first.when[0], when=[Condition(rating="today", at_least=1)])])
    anyone = {key: replace(one, frames=[]) for key, one in definition.letters.items()}
    own: dict[Frame, dict[str, LetterPrompt]] = {
        frame: {f"{frame} {key}": replace(one, why=fitting, frames=[frame]) for key, one in anyone.items()}
        for frame in ("now", "former")
    }
    profile = build_profile(between_us, answers_from(between_us, {"today": 5}))
    for letters, chosen in ((own["former"], set(anyone)), (own["now"], set(own["now"]))):
        plan = build_plan(replace(definition, letters=anyone | letters), profile, "now")
        assert {stage.letter.id for stage in plan.stages} <= chosen


@pytest.mark.parametrize(("today", "variant"), [(2, 0), (5, None), (9, 1)])
def test_the_letter_at_the_beginning_follows_from_today(
    between_us: Questionnaire, today: int, variant: int | None
) -> None:
    profile = build_profile(between_us, answers_from(between_us, {"today": today}))
    assert build_plan(definition_of(between_us), profile, "now").letter_today == variant


def test_of_many_early_signs_four_are_told(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    sign = next(iter(definition.early_signs.values()))
    signs = {f"sign{at}": replace(sign, when=[Condition(rating="today", at_least=at)]) for at in (9, 1, 2, 3, 4, 5)}
    profile = build_profile(between_us, answers_from(between_us, {"today": 5}))
    plan = build_plan(replace(definition, early_signs=signs), profile, "now")
    assert plan.early_signs == ["sign1", "sign2", "sign3", "sign4"]


LIKELY = {"some": 0.65, "a": 0.70, "anyone": None, "unfit": 0.55, "b": 0.80, "c": 0.90}
"""Entries as declared, and how surely each fits; None of one that fits anyone."""


def fitting(likely: float | None) -> list[Condition]:
    """What holds so surely of someone whose score is 0 with an error of 1."""
    return [] if likely is None else [Condition(scale="PUR", above=-NormalDist().inv_cdf(likely))]


def someone(between_us: Questionnaire) -> Profile:
    return replace(build_profile(between_us, {}), scores={"PUR": at(0, 1)})


@pytest.mark.parametrize(
    ("there_are", "chosen"),
    [
        pytest.param([*LIKELY], ["a", "b", "c"], id="the three that fit best"),
        pytest.param(["some", "anyone", "unfit"], ["some", "anyone"], id="what fits anyone fills up"),
        pytest.param(["anyone", "a", "b", "c"], ["a", "b", "c"], id="what fits anyone comes last"),
    ],
)
def test_words_and_small_actions_are_those_that_fit_best(
    between_us: Questionnaire, there_are: list[str], chosen: list[str]
) -> None:
    definition = definition_of(between_us)
    stage, other, *_ = definition.stages
    phrase = replace(next(iter(definition.phrases.values())), stage=stage, voice="friend", frames=[])
    phrases = {key: replace(phrase, when=fitting(LIKELY[key])) for key in there_are}
    sure = replace(phrase, when=fitting(0.99))
    phrases |= {"say": replace(sure, voice="say"), "then": replace(sure, frames=["former"])}
    phrases |= {"elsewhere": replace(sure, stage=other)}
    action = replace(next(iter(definition.actions.values())), editions=["solo"], frames=[])
    actions = {key: replace(action, when=fitting(LIKELY[key])) for key in there_are}
    actions |= {"two": replace(action, when=fitting(0.99), editions=["together"])}
    actions |= {"then": replace(action, when=fitting(0.99), frames=["former"])}
    own = replace(definition, phrases=phrases, actions=actions, actions_offered=3)
    plan = build_plan(own, someone(between_us), "now")
    assert plan.stages[0].phrases == chosen
    assert plan.stages[1].phrases == ["elsewhere"]
    assert plan.actions == chosen


def test_words_of_this_frame_are_chosen(between_us: Questionnaire) -> None:
    definition = definition_of(between_us)
    of_then = {key: replace(phrase, frames=["former"]) for key, phrase in definition.phrases.items()}
    then = build_plan(replace(definition, phrases=of_then), someone(between_us), "former")
    assert all(stage.phrases for stage in then.stages)
