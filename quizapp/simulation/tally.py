"""How many people meet each thing that a questionnaire can say: counted over answers, entry by entry."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from quizapp.domain.plan import Plan, build_plan
from quizapp.domain.plan_definition import Edition, PlanDefinition
from quizapp.domain.plan_for_two import build_plan_for_two
from quizapp.domain.profile import Profile, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Answers
from quizapp.domain.strengths import strengths
from quizapp.domain.wording import Frame
from quizapp.simulation.takers import simulate

EDITIONS: tuple[Edition, ...] = get_args(Edition)
SURE = ("plain", "leaning")
GIVEN = ("given",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries of one kind. ``ways``: how each can be met. ``met``: entry -> way -> people."""

    ways: tuple[str, ...]
    met: dict[str, Counter[str]]

    @property
    def unmet(self) -> list[str]:
        return [entry for entry, ways in self.met.items() if not ways.total()]


@dataclass(slots=True, kw_only=True)
class Tally:
    """``groups``: kind of entry -> its entries. ``patternless``: people of whom no pattern is named."""

    questionnaire: Questionnaire
    groups: dict[str, Group]
    people: int = 0
    patternless: int = 0
    _frames: list[Frame] = field(init=False)

    def __post_init__(self) -> None:
        self._frames = list(self.questionnaire.frames)

    def add(self, answers: Answers) -> None:
        """Count one person, who thinks of the next frame in turn, and both editions of their plan."""
        profile = build_profile(self.questionnaire, answers)
        for kind, entry, way in _met(self.questionnaire, profile):
            self.groups[kind].met[entry][way] += 1
        if self.questionnaire.plan is not None:
            frame = self._frames[self.people % len(self._frames)]
            for plan in plans_of(self.questionnaire.plan, profile, frame):
                for kind, entry in planned(plan):
                    self.groups[kind].met[entry][plan.edition] += 1
        self.people += 1
        self.patternless += all(named.tier == "between" for named in profile.patterns.values())

    @property
    def unmet(self) -> dict[str, list[str]]:
        """Kind -> the entries that nobody met."""
        return {kind: group.unmet for kind, group in self.groups.items() if group.unmet}


def tally_takers(questionnaire: Questionnaire, *, count: int, seed: int) -> Tally:
    """What ``count`` simulated takers meet; the same for the same ``seed``, 0 or more, on any machine."""
    tally = build_tally(questionnaire)
    for taker in simulate(questionnaire, count=count, seed=seed):
        tally.add(taker.answers)
    return tally


def build_tally(questionnaire: Questionnaire) -> Tally:
    """A tally of nobody yet, with every entry that the questionnaire declares."""
    scales = questionnaire.scales
    carrying = [
        f"{key} {end}" for key in scales for end in ("high", "low") if questionnaire.end_of(key, end).strength
    ]
    groups = {
        "pattern": _group(questionnaire.patterns, SURE),
        "scale": _group(scales, ("high, plain", "high, leaning", "between", "low, leaning", "low, plain")),
        "strength": _group(carrying, SURE),
        "first step": _group(questionnaire.first_steps, GIVEN),
    }
    plan = questionnaire.plan
    if plan is not None:
        groups |= {kind: _group(entries, EDITIONS) for kind, entries in entries_of(plan).items()}
    return Tally(questionnaire=questionnaire, groups={kind: group for kind, group in groups.items() if group.met})


def _group(entries: Iterable[str], ways: tuple[str, ...]) -> Group:
    return Group(ways=ways, met={entry: Counter() for entry in entries})


def _met(questionnaire: Questionnaire, profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Kind, entry and way of what the result page can say."""
    for pattern in profile.patterns.values():
        if pattern.tier != "between":
            yield "pattern", pattern.pattern, pattern.tier
    for said in profile.statements:
        yield "scale", said.scale, said.tier if said.tier == "between" else f"{said.end}, {said.tier}"
    for said in strengths(questionnaire, profile):
        if said.tier != "between":
            yield "strength", f"{said.scale} {said.end}", said.tier
    if profile.first_step is not None:
        yield "first step", profile.first_step, *GIVEN


def entries_of(plan: PlanDefinition) -> dict[str, Iterable[str]]:
    """Kind -> the ids of all that a plan can choose."""
    return {
        "exercise": plan.exercises,
        "letter": plan.letters,
        "phrase": plan.phrases,
        "small action": plan.actions,
        "early sign": plan.early_signs,
    }


def plans_of(definition: PlanDefinition, profile: Profile, frame: Frame) -> tuple[Plan, Plan]:
    """Both editions that somebody can have."""
    return build_plan(definition, profile, frame), build_plan_for_two(definition, frame)


def planned(plan: Plan) -> Iterator[tuple[str, str]]:
    """Kind and id of everything that was chosen for one person."""
    for stage in plan.stages:
        yield "letter", stage.letter.id
        yield from (("exercise", chosen.id) for chosen in stage.exercises)
        yield from (("phrase", key) for key in stage.phrases)
    yield from (("small action", key) for key in plan.actions)
    yield from (("early sign", key) for key in plan.early_signs)
