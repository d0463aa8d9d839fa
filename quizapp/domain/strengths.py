"""What carries a person: which strengths are told, and when one may be called among the three strongest."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from quizapp.domain.profile import PLAIN, Profile, Statement
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import Strength

STRENGTHS_TOLD = 3
POINTS = 41
"""Where the rank is worked out along the curve of one true score; more points move it by less than .003."""

_STANDARD_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStrength:
    """A strength that is named on the page, and the statement it stands on.

    ``rank_probability``: how likely it is truly among the person's ``STRENGTHS_TOLD`` strongest, 0 to 1.
    """

    statement: Statement
    strength: Strength
    rank_probability: float

    @property
    def among_strongest(self) -> bool:
        """Whether that may be said: from .80. The single strongest is never named: it is right half of the time."""
        return self.rank_probability >= PLAIN


def strengths(questionnaire: Questionnaire, profile: Profile) -> list[Statement]:
    """The statements that tell of something that carries, surest first."""
    return [s for s in profile.statements if questionnaire.end_of(s.scale, s.end).strength is not None]


def strains(questionnaire: Questionnaire, profile: Profile) -> list[Statement]:
    """The statements that tell of something that is hard, surest first."""
    return [s for s in profile.statements if questionnaire.end_of(s.scale, s.end).strength is None]


def told_strengths(questionnaire: Questionnaire, profile: Profile) -> list[ToldStrength]:
    """Up to three of the surest strengths; else what a hard end also holds, if that is sure; else one leaning.

    Nothing is told below .60, so nothing is made up.
    """
    found = strengths(questionnaire, profile)
    sure = [s for s in found if s.tier == "plain"][:STRENGTHS_TOLD]
    leaning = [s for s in found if s.tier == "leaning"][:1]
    told = sure or _held(questionnaire, profile)[:1] or leaning
    return [
        ToldStrength(
            statement=statement,
            strength=strength,
            rank_probability=rank_probability(questionnaire, profile, statement),
        )
        for statement in told
        if (strength := strength_of(questionnaire, statement))
    ]


def strength_of(questionnaire: Questionnaire, statement: Statement) -> Strength | None:
    """What a statement tells of someone as a strength, or None when there is nothing of the kind in it."""
    end = questionnaire.end_of(statement.scale, statement.end)
    return end.strength or end.holds


def _held(questionnaire: Questionnaire, profile: Profile) -> list[Statement]:
    """The sure statements of what is hard whose end also holds a strength, surest first."""
    return [s for s in strains(questionnaire, profile) if s.tier == "plain" and strength_of(questionnaire, s)]


def rank_probability(questionnaire: Questionnaire, profile: Profile, statement: Statement) -> float:
    """How likely the strength in ``statement`` is truly among the ``STRENGTHS_TOLD`` strongest, 0 to 1.

    Strengths are compared by how far the true score lies beyond the middle on the side that carries, in points.
    The true scores are taken as normal and independent given the answers, and the rank is worked out by
    quadrature: at ``POINTS`` places of one curve, how likely at most two of the others lie beyond. No draws, so
    the same answers always give the same number. 0 for one that is only held, which is not compared.
    """
    rivals = _beyond(questionnaire, profile)
    own = rivals.pop(statement.scale, None)
    if own is None or questionnaire.end_of(statement.scale, statement.end).strength is None:
        return 0.0
    return _rank(own, tuple(rivals.values()))


# A page tells its strengths in three places.
@lru_cache(maxsize=100)
def _rank(own: NormalDist, rivals: tuple[NormalDist, ...]) -> float:
    """How likely fewer than ``STRENGTHS_TOLD`` of ``rivals`` lie beyond ``own``."""
    places = [own.mean + own.stdev * _STANDARD_NORMAL.inv_cdf((at + 0.5) / POINTS) for at in range(POINTS)]
    return sum(_few_beyond(rivals, place) for place in places) / POINTS


def _beyond(questionnaire: Questionnaire, profile: Profile) -> dict[str, NormalDist]:
    """Of each scored scale with a strength, how far the true score lies beyond the middle towards it."""
    found: dict[str, NormalDist] = {}
    for key, scale in questionnaire.scales.items():
        score = profile.scores.get(key)
        if score is not None and (scale.high.strength or scale.low.strength):
            towards = 1 if scale.high.strength else -1
            found[key] = NormalDist(towards * (score.estimate - score.middle), score.error)
    return found


def _few_beyond(rivals: tuple[NormalDist, ...], place: float) -> float:
    """How likely fewer than ``STRENGTHS_TOLD`` of ``rivals`` lie beyond ``place`` (Poisson binomial)."""
    exactly = [1.0] + [0.0] * (STRENGTHS_TOLD - 1)
    for rival in rivals:
        beyond = 1 - rival.cdf(place)
        for count in range(STRENGTHS_TOLD - 1, 0, -1):
            exactly[count] += (exactly[count - 1] - exactly[count]) * beyond
        exactly[0] *= 1 - beyond
    return sum(exactly)
