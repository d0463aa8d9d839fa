"""What the owner of a result may tick to be shared."""

from dataclasses import dataclass

from quizapp.domain.profile import Profile, Statement
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.strengths import STRENGTHS_TOLD, strength_of
from quizapp.reports.charts import build_plane

TICKED, HELPS_TOLD = 2, 6
PLANE = "plane"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shareable:
    """One thing that the owner may tick, in the words that another person will read."""

    key: str
    label: str
    ticked: bool

    @property
    def kind(self) -> str:
        """What such things are: "strength", "line", "helps", "pattern" or "plane"."""
        return self.key.partition(":")[0]


def build_shareable(questionnaire: Questionnaire, profile: Profile) -> list[Shareable]:
    """What can be ticked, all of it said plainly: strengths (two ticked), what helps, lines, patterns, the plane."""
    sure = [statement for statement in profile.statements if statement.tier == "plain"]
    told = [
        *_shareable_strengths(questionnaire, sure),
        *_shareable_helps(questionnaire, sure),
        *(
            Shareable(key=f"line:{s.scale}", label=end.shared, ticked=False)
            for s in sure
            if (end := questionnaire.end_of(s.scale, s.end)).shared and not end.strength
        ),
        *(
            Shareable(key=f"pattern:{key}", label=questionnaire.patterns[key].shared_title, ticked=False)
            for key in (named.pattern for named in profile.patterns.values() if named.tier == "plain")
        ),
    ]
    plane = build_plane(questionnaire, profile)
    return [*told, Shareable(key=PLANE, label=plane.title, ticked=False)] if plane else told


def _shareable_helps(questionnaire: Questionnaire, sure: list[Statement]) -> list[Shareable]:
    """The surest first, and no more than can be weighed one by one."""
    told = [
        Shareable(key=f"helps:{s.scale}", label=helps, ticked=False)
        for s in sorted(sure, key=lambda statement: -statement.probability)
        if (helps := questionnaire.end_of(s.scale, s.end).helps)
    ]
    return told[:HELPS_TOLD]


def _shareable_strengths(questionnaire: Questionnaire, sure: list[Statement]) -> list[Shareable]:
    found = [(s, strength) for s in sure if (strength := questionnaire.end_of(s.scale, s.end).strength)]
    held = [(s, strength) for s in sure if (strength := strength_of(questionnaire, s))]
    return [
        Shareable(key=f"strength:{statement.scale}", label=strength.shared_title, ticked=index < TICKED)
        for index, (statement, strength) in enumerate((found or held)[:STRENGTHS_TOLD])
    ]
