"""What of a questionnaire somebody meets: proved by answers from every region that a rule cuts out.

Each region gives one taker, who answers what its rule asks about and skips the rest; beside them stand those who
skip everything, and who answer everything low, in the middle or high. The engine itself tells what each of them gets.
What none of them meets is left to simulated takers: entries that compete for few places, and rules over a composite
and a scale that is part of it, whose scores cannot be chosen apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.definitions.checks.conditions import find_rules
from quizapp.definitions.regions import answers_at, answers_in
from quizapp.domain.plan import Plan
from quizapp.domain.plan_definition import PlanDefinition
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Answers
from quizapp.simulation.tally import entries_of, planned, plans_of

Entry = tuple[str, str]
"""Kind and id of something that can be met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """``regions``: how many the rules cut out. ``met``: entries proved so; ``left``: those that are not, in order."""

    regions: int
    met: list[Entry]
    left: list[Entry]


def prove_reach(questionnaire: Questionnaire) -> Reach:
    """What the takers of all regions meet. For a questionnaire without errors; takes tenths of a second."""
    takers = list(_takers(questionnaire))
    met = {entry for answers in takers for entry in met_by(questionnaire, answers)}
    entries = list(declared(questionnaire))
    return Reach(
        regions=len(takers),
        met=[entry for entry in entries if entry in met],
        left=[entry for entry in entries if entry not in met],
    )


def _takers(questionnaire: Questionnaire) -> Iterator[Answers]:
    seen: list[Answers] = []
    for _, rule in find_rules(questionnaire, ()):
        answers = answers_in(questionnaire, rule)
        if answers not in seen:
            seen.append(answers)
    yield from seen
    yield {}
    yield from (answers_at(questionnaire, where) for where in ("low", "middle", "high"))


def declared(questionnaire: Questionnaire) -> Iterator[Entry]:
    """Everything that somebody should meet."""
    yield from (("pattern", key) for key in questionnaire.patterns)
    yield from (("first step", key) for key in questionnaire.first_steps)
    if questionnaire.plan is not None:
        yield from _declared_in_plan(questionnaire.plan)


def _declared_in_plan(plan: PlanDefinition) -> Iterator[Entry]:
    yield from ((kind, key) for kind, keys in entries_of(plan).items() for key in keys)
    reasons = {key: entry.why for group in (plan.exercises, plan.letters) for key, entry in group.items()}
    yield from (("reason", f"{key} {at + 1}") for key, why in reasons.items() for at in range(len(why.when)))


def met_by(questionnaire: Questionnaire, answers: Answers) -> Iterator[Entry]:
    """What one taker meets, in every frame and edition."""
    profile = build_profile(questionnaire, answers)
    yield from (("pattern", named.pattern) for named in profile.patterns.values() if named.tier != "between")
    if profile.first_step is not None:
        yield "first step", profile.first_step
    if questionnaire.plan is not None:
        for frame in questionnaire.frames:
            for plan in plans_of(questionnaire.plan, profile, frame):
                yield from _planned(plan)


def _planned(plan: Plan) -> Iterator[Entry]:
    yield from planned(plan)
    for stage in plan.stages:
        for chosen in (*stage.exercises, stage.letter):
            if chosen.variant is not None:
                yield "reason", f"{chosen.id} {chosen.variant + 1}"
