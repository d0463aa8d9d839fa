"""Entries and reasons of a plan that nobody gets.

The edition for two is the same for everyone, so what is in it is known. In the edition for one an entry always comes
behind others when they fit anyone no worse and were declared before it; proved by going through every frame. What
fits some people better is not looked at here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizapp.definitions.checks.choices import EDITIONS
from quizapp.definitions.problems import Finding, Place
from quizapp.domain.plan import EXERCISES_A_STAGE, PHRASES_A_STAGE
from quizapp.domain.plan_definition import Action, Edition, Exercise, LetterPrompt, Phrase, PlanDefinition, is_for
from quizapp.domain.plan_for_two import actions_for_two, exercises_for_two, letters_for_two, phrases_for_two
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Frame

Entry = Exercise | LetterPrompt | Phrase | Action


@dataclass(frozen=True, slots=True)
class _Group:
    """Entries of one kind. ``places``: how many of them one person gets, of each stage. ``for_two``: what two get."""

    name: str
    entries: Mapping[str, Entry]
    places: int
    for_two: frozenset[str]


def check_behind(questionnaire: Questionnaire) -> Iterator[Finding]:
    plan = questionnaire.plan
    if plan is None:
        return
    frames = list(questionnaire.frames)
    for group in _groups(plan, frames):
        for key in group.entries.keys() - group.for_two:
            if problem := _say_never_chosen(plan, frames, group, key):
                yield Finding(("plan", group.name, key), *problem)
        for key, entry in group.entries.items():
            if _editions(entry) == ["together"] and not _fits_anyone(entry):
                yield _say_asks_in_vain(("plan", group.name, key), entry)


def _groups(plan: PlanDefinition, frames: list[Frame]) -> Iterator[_Group]:
    met = [(stage, frame) for stage in plan.stages for frame in frames]
    exercises = frozenset(key for stage, frame in met for key in exercises_for_two(plan, stage, frame))
    letters = frozenset(key for stage, frame in met for key in letters_for_two(plan, stage, frame))
    phrases = frozenset(key for stage, frame in met for key in phrases_for_two(plan, stage, frame))
    actions = frozenset(key for frame in frames for key in actions_for_two(plan, frame))
    yield _Group("exercises", plan.exercises, EXERCISES_A_STAGE, exercises)
    yield _Group("letters", plan.letters, 1, letters)
    yield _Group("phrases", plan.phrases, PHRASES_A_STAGE, phrases)
    yield _Group("actions", plan.actions, plan.actions_offered, actions)


def _say_never_chosen(plan: PlanDefinition, frames: list[Frame], group: _Group, key: str) -> tuple[str, str] | None:
    entry = group.entries[key]
    met = [frame for frame in frames if is_for(entry.frames, frame)]
    if not met or not _editions(entry) or _stage(entry) not in ("", *plan.stages):
        return None
    if "solo" not in _editions(entry):
        problem = f"`{key}` is never chosen: the edition for two is full without it"
        return problem, "declare it earlier, or take it out"
    if _fits_anyone(entry) and all(_before(group, key, frame) >= group.places for frame in met):
        problem = f"`{key}` is never chosen: enough others that come before it are there for everyone"
        return problem, "say with `when` for whom it fits better, or take it out"
    return None


def _say_asks_in_vain(place: Place, entry: Entry) -> Finding:
    asked: Place = ("why", "when") if isinstance(entry, Exercise) else ("when",)
    problem = f"`{place[-1]}` is for two alone, and the edition for two is the same whatever was answered"
    return Finding((*place, *asked), problem, "take `when` out")


def _editions(entry: Entry) -> list[Edition]:
    if isinstance(entry, Exercise | Action):
        return entry.editions
    return ["together"] if isinstance(entry, Phrase) and entry.voice == "say" else list(EDITIONS)


def _stage(entry: Entry) -> str:
    return "" if isinstance(entry, Action) else entry.stage


def _fits_anyone(entry: Entry) -> bool:
    """No better for one than for another."""
    return not (entry.why.when if isinstance(entry, Exercise | LetterPrompt) else entry.when)


def _before(group: _Group, key: str, frame: Frame) -> int:
    """How many come before an entry in the edition for one, whatever was answered."""
    own, count, earlier = group.entries[key], 0, True
    for other_key, other in group.entries.items():
        if other_key == key:
            earlier = False
        elif _stage(other) == _stage(own) and is_for(other.frames, frame) and "solo" in _editions(other):
            count += _is_first(other) > _is_first(own) or (
                _is_first(other) == _is_first(own) and earlier and _is_steady(other)
            )
    return count


def _is_first(entry: Entry) -> bool:
    return isinstance(entry, Exercise) and entry.only_one


def _is_steady(entry: Entry) -> bool:
    """Whether it never fits less than one that fits anyone: there is still its reason for anyone."""
    return isinstance(entry, Exercise | LetterPrompt) or not entry.when
