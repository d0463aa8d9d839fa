"""A definition -> the page that says what a test measures, how surely, and from what data."""

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import Literal

from quizapp.domain.change import change_needed
from quizapp.domain.norms import NormSet
from quizapp.domain.profile import LEANING, PATTERNS_AT_MOST, PLAIN, PLAIN_PATTERN_WITH_NORMS
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import COVERAGE, SHARE_NEEDED, score_answered


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """One scale or composite in figures, as printed; in points of the answers but for the reliabilities.

    ``source``: whether reliability and spread come from norms or are assumed. ``reach``: how far the bar of the
    interval goes to each side of a score in the middle. ``change``: what another time must differ by.
    """

    name: str
    meaning: str
    items: int
    reversed_items: int
    reliability: str
    deviation: str
    retest: str
    reach: str
    change: str
    source: Literal["assumed", "norms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage:
    """All that the method page of one version says in one language.

    ``asked``: how many answers there are to give. ``plain`` to ``coverage`` are the engine's own limits, of 100;
    ``plain_pattern`` is that of a pattern with norms behind all its lines. ``people`` to ``provenance``: of the
    norms, None without.
    """

    slug: str
    title: str
    version: int
    status: Literal["draft", "reviewed"]
    asked: int
    lowest: int
    highest: int
    plain: int
    plain_pattern: int
    leaning: int
    share_needed: int
    coverage: int
    patterns_at_most: int
    rows: list[MethodRow]
    patterns: list[str]
    comparable_versions: list[int]
    comparable_languages: list[str]
    figures_from: str | None
    people: int | None
    first_day: date | None
    last_day: date | None
    provenance: str | None


def build_method(questionnaire: Questionnaire, norms: NormSet | None = None) -> MethodPage:
    """The page, out of the definition and the norms in force, so that it says what is done and nothing else."""
    scales = [*questionnaire.scales, *questionnaire.composites]
    first = questionnaire.responses_of(next(iter(questionnaire.items_of(scales[0])))) if scales else None
    return MethodPage(
        slug=questionnaire.slug,
        title=questionnaire.title,
        version=questionnaire.version,
        status=questionnaire.languages[questionnaire.language],
        asked=len(questionnaire.asked),
        lowest=first.lowest if first else 0,
        highest=first.highest if first else 0,
        plain=round(100 * PLAIN),
        plain_pattern=round(100 * PLAIN_PATTERN_WITH_NORMS),
        leaning=round(100 * LEANING),
        share_needed=round(100 * SHARE_NEEDED),
        coverage=round(100 * COVERAGE),
        patterns_at_most=PATTERNS_AT_MOST,
        rows=[_row(questionnaire, scale, norms) for scale in scales],
        patterns=[pattern.name for pattern in questionnaire.patterns.values()],
        comparable_versions=questionnaire.comparable_with.versions,
        comparable_languages=questionnaire.comparable_with.languages,
        figures_from=questionnaire.figures_from,
        people=norms.people if norms else None,
        first_day=norms.first_day if norms else None,
        last_day=norms.last_day if norms else None,
        provenance=norms.provenance if norms else None,
    )


def _row(questionnaire: Questionnaire, scale: str, norms: NormSet | None) -> MethodRow:
    declared = questionnaire.scales.get(scale) or questionnaire.composites[scale]
    norm = norms.scales.get(scale) if norms else None
    items, used = questionnaire.items_of(scale), norm or declared
    return MethodRow(
        name=declared.name,
        meaning=declared.meaning,
        items=len(items),
        reversed_items=sum(item.reverse for item in items.values()),
        reliability=f"{used.reliability:.2f}",
        deviation=f"{used.standard_deviation:.2f}",
        retest=f"{declared.retest_reliability:.2f}",
        reach=f"{_reach(questionnaire, scale, norms):.2f}",
        change=f"{change_needed(questionnaire, scale, norms):.2f}",
        source="norms" if norm else "assumed",
    )


def _reach(questionnaire: Questionnaire, scale: str, norms: NormSet | None) -> float:
    """Half the printed interval of a score from all items, before it is clipped, in points."""
    items = questionnaire.items_of(scale)
    responses = questionnaire.responses_of(next(iter(items)))
    middle = (responses.lowest + responses.highest) / 2
    error = score_answered(questionnaire, scale, middle, len(items), norms).error
    return NormalDist().inv_cdf((1 + COVERAGE) / 2) * error
