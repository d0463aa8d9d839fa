"""Profile -> plan: which entries a person gets in the edition for one, and why. Ids and reasons, never sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, pi, sqrt
from statistics import NormalDist, fmean
from typing import Literal

from quizapp.domain.conditions import Condition
from quizapp.domain.plan_definition import (
    Edition,
    Exercise,
    LetterPrompt,
    PlanDefinition,
    Reason,
    Slot,
    Stage,
    is_for,
)
from quizapp.domain.profile import LEANING, Profile, probability_of_all
from quizapp.domain.scoring import Score
from quizapp.domain.wording import Frame

EXERCISES_A_STAGE = 3
PHRASES_A_STAGE = 3
SIGNS_AT_MOST = 4
Room = Literal["lighter", "usual", "more"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One entry of the plan. ``variant``: which of its reasons holds, or None for the one that holds for anyone.

    ``fit``: the probability of that reason, 0 to 1.
    """

    id: str
    variant: int | None
    fit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One line of the sheet. ``id`` is of an exercise or letter; None on a free day."""

    day: int
    slot: Slot
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStage:
    """One stage as this person gets it."""

    stage: str
    room: Room
    exercises: list[Chosen]
    letter: Chosen
    phrases: list[str]
    days: list[Day]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the report is made of, for one edition. ``early_signs``: those that fit, or all of them for two."""

    edition: Edition
    stages: list[PlannedStage]
    actions: list[str]
    early_signs: list[str]
    letter_today: int | None


@dataclass(frozen=True, slots=True)
class _Person:
    """What the choices look at."""

    profile: Profile
    frame: Frame
    wrote: frozenset[str]

    def fit(self, conditions: list[Condition]) -> float:
        return probability_of_all(conditions, self.profile.scores, self.profile.ratings)

    def may_have(self, editions: Iterable[Edition], frames: list[Frame]) -> bool:
        return "solo" in editions and is_for(frames, self.frame)

    def because(self, reason: Reason) -> tuple[int | None, float]:
        """The surest reason from .60 and its probability, or (None, 0)."""
        fits = [self.fit(variant.when) for variant in reason.when]
        best = max(range(len(fits)), key=lambda index: fits[index], default=None)
        return (best, fits[best]) if best is not None and fits[best] >= LEANING else (None, 0.0)

    def is_quoted_in(self, entry: Exercise | LetterPrompt) -> bool:
        """Whether something that this person wrote belongs there."""
        return any(own.prompt in self.wrote for own in entry.own_words)


def build_plan(
    definition: PlanDefinition,
    profile: Profile,
    frame: Frame,
    wrote: frozenset[str] = frozenset(),
) -> Plan:
    """Choose every entry of the edition for one. Pure and deterministic; ties go to what is declared first.

    ``wrote``: the prompts that were answered; an entry that quotes one of them goes before a better fit.
    """
    person = _Person(profile, frame, wrote)
    rooms = rooms_of(definition, profile)
    return Plan(
        edition="solo",
        stages=[_plan_stage(definition, key, person, rooms[key]) for key in definition.stages],
        actions=_choose_actions(definition, person),
        early_signs=_best(
            {key: person.fit(sign.when) for key, sign in definition.early_signs.items()}, SIGNS_AT_MOST
        ),
        letter_today=person.because(definition.letter_today)[0],
    )


def _plan_stage(definition: PlanDefinition, key: str, person: _Person, room: Room) -> PlannedStage:
    exercises = _choose_exercises(definition, key, person)
    letter = _choose_letter(definition, key, person)
    return PlannedStage(
        stage=key,
        room=room,
        exercises=exercises,
        letter=letter,
        phrases=_choose_phrases(definition, key, person),
        days=list(fill_sheet(definition.stages[key], exercises, letter)),
    )


def _choose_exercises(definition: PlanDefinition, stage: str, person: _Person) -> list[Chosen]:
    """The one to do if only one, and those that fit best, ``EXERCISES_A_STAGE`` in all, as declared."""
    fitting: dict[str, Exercise] = {
        key: exercise
        for key, exercise in definition.exercises.items()
        if exercise.stage == stage and person.may_have(exercise.editions, exercise.frames)
    }
    chosen = {key: _chosen(key, exercise.why, person) for key, exercise in fitting.items()}
    ranked = sorted(
        fitting,
        key=lambda key: (not fitting[key].only_one, not person.is_quoted_in(fitting[key]), -chosen[key].fit),
    )
    kept = set(ranked[:EXERCISES_A_STAGE])
    return [chosen[key] for key in fitting if key in kept]


def _chosen(key: str, why: Reason, person: _Person) -> Chosen:
    variant, fit = person.because(why)
    return Chosen(id=key, variant=variant, fit=fit)


def _choose_letter(definition: PlanDefinition, stage: str, person: _Person) -> Chosen:
    letters = [
        _chosen(key, letter.why, person)
        for key, letter in definition.letters.items()
        if letter.stage == stage and is_for(letter.frames, person.frame)
    ]
    return max(letters, key=lambda letter: (person.is_quoted_in(definition.letters[letter.id]), letter.fit))


def _choose_phrases(definition: PlanDefinition, stage: str, person: _Person) -> list[str]:
    """The best fitting words to copy, none of them to say to the other person."""
    fits = {
        key: person.fit(phrase.when) if phrase.when else LEANING
        for key, phrase in definition.phrases.items()
        if phrase.stage == stage and phrase.voice != "say" and is_for(phrase.frames, person.frame)
    }
    return _best(fits, PHRASES_A_STAGE)


def _choose_actions(definition: PlanDefinition, person: _Person) -> list[str]:
    fits = {
        key: person.fit(action.when) if action.when else LEANING
        for key, action in definition.actions.items()
        if person.may_have(action.editions, action.frames)
    }
    return _best(fits, definition.actions_offered)


def _best(fits: dict[str, float], most: int) -> list[str]:
    """The ids that fit best, from .60 and at most ``most``, in the order of the definition."""
    ranked = sorted((key for key in fits if fits[key] >= LEANING), key=lambda key: -fits[key])
    kept = set(ranked[:most])
    return [key for key in fits if key in kept]


def fill_sheet(stage: Stage, exercises: list[Chosen], letter: Chosen) -> Iterable[Day]:
    """One line a day: each exercise in turn where the sheet asks for one."""
    waiting = iter(exercises)
    for day, slot in enumerate(stage.sheet, start=stage.days[0]):
        if slot == "exercise":
            yield Day(day=day, slot=slot, id=next(waiting).id)
        elif slot == "again":
            yield Day(day=day, slot=slot, id=exercises[0].id)
        else:
            yield Day(day=day, slot=slot, id=letter.id if slot == "letter" else None)


def rooms_of(definition: PlanDefinition, profile: Profile) -> dict[str, Room]:
    """How much room each stage gets: more from 1.5 times the mean weight, lighter up to half of it.

    The stage says so in words, so its own scores have to bear it out: it has more room only where one of them is more
    hard than easy, and is lighter only where together they are more easy than hard. The usual one where no score has
    anything to say of it.
    """
    found = {key: weight_of(stage, profile) for key, stage in definition.stages.items()}
    weights = [weight for weight in found.values() if weight is not None]
    return {
        key: "usual" if weight is None else _room(_pulls(definition.stages[key], profile), weight, fmean(weights))
        for key, weight in found.items()
    }


def _room(pulls: list[tuple[float, float]], weight: float, mean: float) -> Room:
    if mean == 0:
        return "usual"
    if weight >= 1.5 * mean and any(hard > easy for hard, easy in pulls):
        return "more"
    return "lighter" if weight <= 0.5 * mean and weight < fmean(easy for _, easy in pulls) else "usual"


def weight_of(stage: Stage, profile: Profile) -> float | None:
    """Mean over its scales of how far the true score is expected beyond the middle, in points.

    E[max(0, true - middle)] for what is hard, E[max(0, middle - true)] for what carries. None without a score.
    """
    pulls = _pulls(stage, profile)
    return fmean(hard for hard, _ in pulls) if pulls else None


def _pulls(stage: Stage, profile: Profile) -> list[tuple[float, float]]:
    """Of each of its scales with a score: how far it is expected on the hard side of the middle, and on the easy."""
    return [
        (expected_excess(score, upwards=upwards), expected_excess(score, upwards=not upwards))
        for scales, upwards in ((stage.weights.difficulty, True), (stage.weights.resource, False))
        for score in (profile.scores[scale] for scale in scales if scale in profile.scores)
    ]


def expected_excess(score: Score, *, upwards: bool) -> float:
    """E[max(0, d)] for d normal around the distance from the middle: d Phi(d/s) + s phi(d/s)."""
    distance = score.estimate - score.middle if upwards else score.middle - score.estimate
    ratio = distance / score.error
    density = exp(-ratio * ratio / 2) / sqrt(2 * pi)
    return distance * NormalDist().cdf(ratio) + score.error * density
