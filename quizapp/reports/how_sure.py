"""Profile -> how sure each sentence of the result page is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quizapp.domain.certainty import Claim, Kind, build_claims
from quizapp.domain.norms import PEOPLE_FOR_PERCENTILES, NormSet, percentile
from quizapp.domain.profile import Profile, Statement, tier
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result
from quizapp.domain.strengths import strength_of
from quizapp.reports.charts import in_hundred


@dataclass(frozen=True, slots=True, kw_only=True)
class SureLine:
    """One thing that the page says. ``chances``: of 100, that it is true, 1 to 99.

    ``kind``: "open" for a line that is told as in between, where the chances are those of the likelier side.
    """

    kind: Kind | Literal["open"]
    says: str
    chances: int
    calibrated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NormsView:
    """Whom the figures come from. ``lower``: name of a scale and how many of 100 of them answered lower."""

    people: int
    first_day: date
    last_day: date
    lower: list[tuple[str, int]]


def build_how_sure(questionnaire: Questionnaire, profile: Profile) -> list[SureLine]:
    """Every claim of the page with the words it is made in, in the order of the page."""
    return [
        SureLine(
            kind="open" if claim.kind == "scale" and tier(claim.probability) == "between" else claim.kind,
            says=_says(questionnaire, profile, claim),
            chances=in_hundred(claim.probability),
            calibrated=claim.calibrated,
        )
        for claim in build_claims(questionnaire, profile)
    ]


def _says(questionnaire: Questionnaire, profile: Profile, claim: Claim) -> str:
    if claim.kind == "pattern":
        return questionnaire.patterns[claim.id].name
    if claim.kind == "step":
        return questionnaire.first_steps[claim.id].text
    statement = next(said for said in profile.statements if said.scale == claim.id)
    end = questionnaire.end_of(claim.id, statement.end)
    strength = strength_of(questionnaire, statement)
    if claim.kind in ("strength", "among strongest") and strength:
        return strength.title if statement.tier == "plain" else end.leaning
    return f"{questionnaire.scales[claim.id].name} · {_word(questionnaire, profile, statement)}"


def _word(questionnaire: Questionnaire, profile: Profile, statement: Statement) -> str:
    """What stands beside the line: never the whole sentence, which the page may have left unsaid on purpose."""
    if statement.tier != "between":
        return questionnaire.end_of(statement.scale, statement.end).word
    words = questionnaire.in_between
    return words.both_name if statement.scale in profile.both_ways else words.middle_name


def build_norms_view(questionnaire: Questionnaire, result: Result) -> NormsView | None:
    """Whom the figures of a result come from; None where they are assumed."""
    norms = result.norms
    if norms is None:
        return None
    return NormsView(
        people=norms.people,
        first_day=norms.first_day,
        last_day=norms.last_day,
        lower=_lower(questionnaire, result.profile, norms) if norms.people >= PEOPLE_FOR_PERCENTILES else [],
    )


def _lower(questionnaire: Questionnaire, profile: Profile, norms: NormSet) -> list[tuple[str, int]]:
    return [
        (scale.name, found)
        for key, scale in questionnaire.scales.items()
        if key in profile.scores and key in norms.scales
        if (found := percentile(norms.scales[key], profile.scores[key].mean_answer)) is not None
    ]
