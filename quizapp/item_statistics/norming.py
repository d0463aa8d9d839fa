"""Answers of many people -> norms."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from quizapp.domain.norms import PEOPLE_FOR_PERCENTILES, PEOPLE_NEEDED, PERCENTILES, NormSet, ScaleNorm
from quizapp.domain.pool import PooledAnswers
from quizapp.domain.questionnaire import Questionnaire
from quizapp.item_statistics.answered import Answered, Floats, complete, people_in
from quizapp.item_statistics.reliability import alpha, omega

HOW = (
    "Means and standard deviations over those who answered every item of a scale; as reliability the lower of omega "
    "(one factor, maximum likelihood) and alpha."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Whose answers they are: ``who`` in plain words, as one sentence; when they answered."""

    who: str
    first_day: date
    last_day: date


def people_of_pool(given: Sequence[PooledAnswers]) -> People:
    """``given``: at least one."""
    months = sorted(one.month for one in given)
    who = "Visitors of this site, 18 or over, who agreed to be counted after they saw their result."
    return People(who=who, first_day=_day(months[0], last=False), last_day=_day(months[-1], last=True))


def check_number(questionnaire: Questionnaire, people: int) -> list[str]:
    """What is wrong with norms from so few; empty when there are enough."""
    if people >= PEOPLE_NEEDED:
        return []
    named = f"{questionnaire.slug}@{questionnaire.version} in {questionnaire.language}"
    return [f"{named}: {people} people answered - wait for {PEOPLE_NEEDED}, since norms from fewer would mislead"]


def build_norms(
    questionnaire: Questionnaire, answered: Answered, people: People, made: date
) -> tuple[NormSet, list[str]]:
    """Norms, and a sentence for each scale that has none. ``answered``: all of one version and language."""
    scales, left_out = {}, []
    for scale in [*questionnaire.scales, *questionnaire.composites]:
        found = _scale_norm(complete(questionnaire, scale, answered))
        if isinstance(found, ScaleNorm):
            scales[scale] = found
        else:
            left_out.append(f"{scale}: {found} - it is scored without norms")
    norms = NormSet(
        slug=questionnaire.slug,
        version=questionnaire.version,
        language=questionnaire.language,
        first_day=people.first_day,
        last_day=people.last_day,
        people=people_in(answered),
        provenance=f"{people.who} {HOW} Worked out on {made.isoformat()}.",
        scales=scales,
    )
    return norms, left_out


def _scale_norm(keyed: Floats) -> ScaleNorm | str:
    """The norm of a scale, or why there is none. ``keyed``: (people, items)."""
    if len(keyed) < PEOPLE_NEEDED:
        return f"{len(keyed)} people answered all of it, fewer than {PEOPLE_NEEDED}"
    known = {"omega": omega(keyed), "alpha": alpha(keyed)}
    found = {name: one for name, one in known.items() if one and 0 < one.value < 1}
    if not known["alpha"] or "alpha" not in found:
        return "its items do not hang together"
    name = min(found, key=lambda name: found[name].value)
    # The sum of whole numbers divided once, as for a single person, so that equal scores are equal.
    scores = keyed.sum(axis=1) / keyed.shape[1]
    return ScaleNorm(
        mean=float(scores.mean()),
        standard_deviation=float(scores.std(ddof=1)),
        reliability=found[name].value,
        reliability_low=found[name].low,
        reliability_high=found[name].high,
        coefficient="omega" if name == "omega" else "alpha",
        n=len(keyed),
        percentiles=_percentiles(scores) if len(keyed) >= PEOPLE_FOR_PERCENTILES else [],
    )


def _percentiles(scores: Floats) -> list[float]:
    """Scores that somebody had, so that ties count as ties."""
    at = np.arange(1, PERCENTILES + 1)
    found: list[float] = np.percentile(scores, at, method="inverted_cdf").tolist()
    return found


def _day(month: str, *, last: bool) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1] if last else 1)
