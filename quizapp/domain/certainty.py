"""The probability behind every statement on a result page."""

from dataclasses import dataclass
from typing import Literal

from quizapp.domain.profile import Profile, probability_of_all
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.strengths import told_strengths

Kind = Literal["strength", "among strongest", "pattern", "scale", "step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a result page says of someone. ``probability``: that it is true, 0 to 1.

    ``id``: of the scale for a strength, its rank or a scale; else of the pattern or first step. ``calibrated``:
    norms stand behind it; without, the probability follows from figures that are assumed.
    """

    kind: Kind
    id: str
    probability: float
    calibrated: bool


def build_claims(questionnaire: Questionnaire, profile: Profile) -> list[Claim]:
    """Everything the page claims, in the order in which it does.

    Source of each probability: ``profile.state`` for one scale, ``profile.probability_of_all`` for a pattern or a
    step, ``strengths.rank_probability`` for a rank. A step for anyone claims nothing and is not in the list.
    """
    told = told_strengths(questionnaire, profile)
    named = [found for found in profile.patterns.values() if found.tier != "between"]
    strengths = [_claim(profile, "strength", t.statement.scale, t.statement.probability) for t in told]
    ranks = [
        _claim(profile, "among strongest", t.statement.scale, t.rank_probability) for t in told if t.among_strongest
    ]
    patterns = [
        Claim(
            kind="pattern",
            id=found.pattern,
            probability=found.probability,
            calibrated=_known(profile, {c.scale for c in questionnaire.patterns[found.pattern].rule if c.scale}),
        )
        for found in named
    ]
    scales = [_claim(profile, "scale", said.scale, said.probability) for said in profile.statements]
    return [*strengths, *ranks, *patterns, *scales, *_step(questionnaire, profile)]


def find_probability(questionnaire: Questionnaire, profile: Profile, kind: Kind, name: str) -> float | None:
    """The probability behind one statement on the page, 0 to 1; None when the page does not make it."""
    claims = build_claims(questionnaire, profile)
    return next((claim.probability for claim in claims if (claim.kind, claim.id) == (kind, name)), None)


def _claim(profile: Profile, kind: Kind, scale: str, probability: float) -> Claim:
    return Claim(kind=kind, id=scale, probability=probability, calibrated=_known(profile, {scale}))


def _known(profile: Profile, scales: set[str]) -> bool:
    return all(profile.scores[scale].calibrated for scale in scales)


def _step(questionnaire: Questionnaire, profile: Profile) -> list[Claim]:
    if profile.first_step is None:
        return []
    when = questionnaire.first_steps[profile.first_step].when
    if not when:
        return []
    likely = probability_of_all(when, profile.scores, profile.ratings)
    known = _known(profile, {condition.scale for condition in when if condition.scale})
    return [Claim(kind="step", id=profile.first_step, probability=likely, calibrated=known)]
