"""What is said of two thousand people whose truth is known."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from quizapp.definitions.library import Library
from quizapp.domain.plan import Plan, build_plan
from quizapp.domain.plan_for_two import build_plan_for_two
from quizapp.domain.profile import Profile, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.strengths import strengths
from quizapp.domain.wording import FRAMES, Frame
from quizapp.reports.letter import build_letter
from quizapp.simulation.takers import Taker, simulate
from tests.calibration import is_served, norms_of_takers
from tests.simulated_takers import ITEMS_OF, LIKERT_ITEMS, answers_from

TAKERS = 2000
SEED = 20261123
LANGUAGES = ["en", "zh-Hans"]
PLANNED = 600
"""Profiles that plans are built for, in every frame and edition."""

OF_NO_SIDE: list[dict[str, int]] = [{}, dict.fromkeys(LIKERT_ITEMS, 3)]
"""People whom nothing special fits: simulation hardly makes them, and the last small actions are theirs."""

People = list[tuple[Taker, Profile]]


@pytest.fixture(scope="module")
def people(between_us: Questionnaire) -> People:
    takers = simulate(between_us, count=TAKERS, seed=SEED)
    return [(taker, build_profile(between_us, taker.answers)) for taker in takers]


def share(found: Iterator[bool]) -> float:
    counted = Counter(found)
    return counted[True] / counted.total()


def test_nearly_everyone_has_a_sure_strength_and_a_sure_statement(between_us: Questionnaire, people: People) -> None:
    assert share(is_served(between_us, profile) for _, profile in people) >= 0.95


def test_norms_leave_nearly_everyone_a_sure_strength_and_a_sure_statement(
    between_us: Questionnaire, people: People
) -> None:
    norms = norms_of_takers(between_us, list(simulate(between_us, count=500, seed=SEED + 1)))
    told = (build_profile(between_us, taker.answers, norms) for taker, _ in people[:1000])
    assert share(is_served(between_us, profile) for profile in told) >= 0.95


def test_what_is_said_plainly_is_right_for_most(people: People) -> None:
    right = [
        (taker.truth[said.scale] > 3) == (said.end == "high")
        for taker, profile in people
        for said in profile.statements
        if said.tier == "plain"
    ]
    everything = sum(len(profile.statements) for _, profile in people)
    assert share(iter(right)) >= 0.85
    assert len(right) / everything >= 0.58


def test_a_stated_probability_is_how_often_the_statement_is_right(people: People) -> None:
    stated = [
        (said.probability, (taker.truth[said.scale] > 3) == (said.end == "high"))
        for taker, profile in people
        for said in profile.statements
    ]
    probabilities, right = np.array([s[0] for s in stated]), np.array([s[1] for s in stated])
    bins = np.minimum(((probabilities - 0.5) * 10).astype(int), 4)
    off = 0.0
    for each in range(5):
        inside = bins == each
        gap = right[inside].mean() - probabilities[inside].mean()
        assert gap >= -0.06, f"said with {probabilities[inside].mean():.2f}, right {right[inside].mean():.2f}"
        off += abs(gap) * inside.mean()
    assert off <= 0.10


def covered(people: People, scale: str) -> Iterator[bool]:
    for taker, profile in people:
        if scale in profile.scores:
            yield profile.scores[scale].low <= taker.truth[scale] <= profile.scores[scale].high


def test_the_interval_holds_the_truth_about_as_often_as_it_says(people: People) -> None:
    assert 0.76 <= share(found for scale in ITEMS_OF for found in covered(people, scale)) <= 0.86


@pytest.mark.parametrize("scale", [*ITEMS_OF, "RES"])
def test_no_single_interval_is_far_too_narrow_or_too_wide(people: People, scale: str) -> None:
    assert 0.70 <= share(covered(people, scale)) <= 0.90


# --- the first paragraph --------------------------------------------------------------------------


def test_nobody_is_sent_away_with_nothing(library: Library, people: People) -> None:
    for language, frame in product(LANGUAGES, FRAMES):
        questionnaire = library.get("between-us", 1, language, frame)
        for _, profile in people:
            sentences = build_letter(questionnaire, profile)
            assert sentences
            assert all(sentence.strip() for sentence in sentences)
            assert not re.search(r"\{\w+\}", "".join(sentences))


# What is marked here is wrong today. Each mark is strict: it fails, and goes, when the fault is mended.
MOST = {"en": 110, "zh-Hans": 190}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_paragraph_can_be_read_at_a_glance(
    library: Library, people: People, language: str, frame: Frame
) -> None:
    """At most 110 English words or 190 Chinese characters, signs included, for 99 of 100."""
    questionnaire = library.get("between-us", 1, language, frame)

    def length(profile: Profile) -> int:
        text = " ".join(build_letter(questionnaire, profile))
        return len(text.split()) if language == "en" else len(re.sub(r"\s", "", text))

    assert share(length(profile) <= MOST[language] for _, profile in people) >= 0.99


def test_whoever_has_a_clear_strength_is_told_of_one(between_us: Questionnaire, people: People) -> None:
    for _, profile in people:
        if any(said.tier == "plain" for said in strengths(between_us, profile)):
            assert build_letter(between_us, profile)[0] != between_us.opening.no_strength


@pytest.mark.parametrize("answered", ["", "anx", "pur"])
def test_nothing_is_called_middling_that_was_not_answered_so(between_us: Questionnaire, answered: str) -> None:
    loud = {f"{answered}{n}": 5 for n in range(1, 5)} | {"anx5": 1, "anx6": 1, "pur4": 1} if answered else {}
    own = {item: value for item, value in loud.items() if item.startswith(answered)}
    profile = build_profile(between_us, answers_from(between_us, own))
    in_the_middle = {
        between_us.in_between.middle.replace("{topic}", scale.topic) for scale in between_us.scales.values()
    }
    assert in_the_middle.isdisjoint(build_letter(between_us, profile))


# --- what is reached ------------------------------------------------------------------------------


def entries_of(plan: Plan) -> Iterator[str]:
    yield f"today {plan.letter_today}"
    yield from (f"action {key}" for key in plan.actions)
    yield from (f"sign {key}" for key in plan.early_signs)
    for stage in plan.stages:
        yield f"{stage.stage} with {stage.room} room"
        yield f"letter {stage.letter.id}"
        yield from (f"exercise {chosen.id}" for chosen in stage.exercises)
        yield from (f"phrase {key}" for key in stage.phrases)
        yield from (f"{chosen.id} because {chosen.variant}" for chosen in (*stage.exercises, stage.letter))


@pytest.fixture(scope="module")
def reached(library: Library, people: People) -> dict[Frame, set[str]]:
    """By frame, every entry and every reason that somebody gets in one of the editions."""
    found: dict[Frame, set[str]] = {}
    for frame in FRAMES:
        questionnaire = library.get("between-us", 1, "en", frame)
        definition = questionnaire.plan
        assert definition is not None
        profiles = [profile for _, profile in people[:PLANNED]]
        profiles += [build_profile(questionnaire, answers_from(questionnaire, own)) for own in OF_NO_SIDE]
        plans = [build_plan_for_two(definition, frame), *(build_plan(definition, each, frame) for each in profiles)]
        found[frame] = {entry for plan in plans for entry in entries_of(plan)}
    return found


@pytest.mark.parametrize("frame", FRAMES)
def test_every_entry_of_the_plan_is_for_somebody(
    library: Library, reached: dict[Frame, set[str]], frame: Frame
) -> None:
    definition = library.get("between-us", 1, "en", frame).plan
    assert definition is not None
    rooms = product(definition.stages, ("lighter", "usual", "more"))
    meant = {f"{stage} with {room} room" for stage, room in rooms}
    meant |= {f"exercise {k}" for k, e in definition.exercises.items() if not e.frames or frame in e.frames}
    meant |= {f"letter {k}" for k, w in definition.letters.items() if not w.frames or frame in w.frames}
    meant |= {f"phrase {k}" for k, p in definition.phrases.items() if not p.frames or frame in p.frames}
    meant |= {f"action {k}" for k, a in definition.actions.items() if not a.frames or frame in a.frames}
    meant |= {f"sign {k}" for k in definition.early_signs}
    meant |= {f"today {at}" for at in (None, *range(len(definition.letter_today.when)))}
    assert meant - reached[frame] == set()
    assert {entry for entry in reached[frame] - meant if " because " not in entry} == set()


def test_every_reason_is_somebodys(between_us: Questionnaire, reached: dict[Frame, set[str]]) -> None:
    definition = between_us.plan
    assert definition is not None
    reasons = {key: exercise.why for key, exercise in definition.exercises.items()}
    reasons |= {key: letter.why for key, letter in definition.letters.items()}
    meant = {f"{key} because {at}" for key, why in reasons.items() for at in range(len(why.when))}
    assert meant - set[str]().union(*reached.values()) == set()


def test_every_pattern_and_every_first_step_is_somebodys(between_us: Questionnaire, people: People) -> None:
    named = {
        pattern.pattern for _, profile in people for pattern in profile.patterns.values() if pattern.tier == "plain"
    }
    assert named == set(between_us.patterns)
    assert {profile.first_step for _, profile in people} == set(between_us.first_steps)
