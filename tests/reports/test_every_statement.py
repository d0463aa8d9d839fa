"""Whatever a page says of someone stands among the claims that the page lists, with its probability."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from statistics import mean

import pytest

from quizapp.definitions.library import Library
from quizapp.domain.certainty import Kind, build_claims
from quizapp.domain.norms import NormSet
from quizapp.domain.profile import LEANING, PLAIN, Profile, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result
from quizapp.domain.wording import Form, Frame
from quizapp.reports.result_page import ResultPage, build_result_page
from quizapp.simulation.takers import simulate
from tests.calibration import norms_of_takers

TAKERS = 120
SEED = 20261124
Told = tuple[str, Kind, str, float]
"""A text of the definition, the claim that it makes, and from which probability it may be said."""


def told_of_ends(questionnaire: Questionnaire) -> Iterator[Told]:
    for scale, figures in questionnaire.scales.items():
        for end in (figures.high, figures.low):
            yield end.plain, "scale", scale, PLAIN
            yield end.leaning, "scale", scale, LEANING
            if end.care:
                yield end.care, "scale", scale, PLAIN
            for strength in (end.strength, end.holds):
                if strength:
                    yield strength.detail, "strength", scale, LEANING


def told_of_more(questionnaire: Questionnaire, profile: Profile) -> Iterator[Told]:
    for key, pattern in questionnaire.patterns.items():
        named = [found for found in profile.patterns.values() if found.pattern == key]
        plain_from = named[0].plain_from if named else PLAIN
        yield pattern.summary, "pattern", key, plain_from
        yield pattern.leaning, "pattern", key, LEANING
    for key, step in questionnaire.first_steps.items():
        if step.when:
            yield step.text, "step", key, LEANING


def texts_in(view: object) -> Iterator[str]:
    """Every text of a view model, however deep."""
    if isinstance(view, str):
        yield view
    elif isinstance(view, list):
        for part in view:
            yield from texts_in(part)
    elif is_dataclass(view):
        for field in fields(view):
            yield from texts_in(getattr(view, field.name))


def shown_on(page: ResultPage) -> str:
    """What the page says of someone, without its list of claims and what it offers to show another."""
    named = [page.on_plane, *page.families]
    patterns = [replace(one, full=None) for one in named if one is not None]
    parts = [page.letter, page.strengths, patterns, page.step]
    return "\n".join(texts_in([text for part in parts for text in texts_in(part)]))


def page_of(questionnaire: Questionnaire, profile: Profile, norms: NormSet | None) -> ResultPage:
    """The page right after submission; what it does not say of someone is left empty."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    result = Result(
        slug=questionnaire.slug,
        version=questionnaire.version,
        form=questionnaire.form,
        language=questionnaire.language,
        frame=questionnaire.frame,
        consent="",
        submitted_at=now,
        keep_until=now,
        answered=len(questionnaire.items),
        of=len(questionnaire.items),
        profile=profile,
        norms=norms,
        plans={},
    )
    return build_result_page(questionnaire, result, None)


def check_page(questionnaire: Questionnaire, profile: Profile, norms: NormSet | None) -> int:
    """How many statements of the definition the page makes; each must be among its claims, and surely enough."""
    page = page_of(questionnaire, profile, norms)
    claims = {(claim.kind, claim.id): claim.probability for claim in build_claims(questionnaire, profile)}
    assert len(page.sure) == len(claims)
    shown, made = shown_on(page), 0
    for text, kind, key, surely in (*told_of_ends(questionnaire), *told_of_more(questionnaire, profile)):
        if text in shown:
            assert claims.get((kind, key), 0) >= surely, (text, kind, key)
            made += 1
    check_what_can_be_shown(page, profile, claims)
    for row in (*page.rows, *(row for axis in page.axes for row in axis.rows)):
        assert (("scale", row.scale) in claims) is bool(row.word)
    for strength in page.strengths:
        scale = strength.key.removeprefix("strength:")
        leaning = strength.title in (
            questionnaire.scales[scale].high.leaning,
            questionnaire.scales[scale].low.leaning,
        )
        assert claims["strength", scale] >= (LEANING if leaning else PLAIN)
        assert (claims.get(("among strongest", scale), 0) >= PLAIN) is strength.among_strongest
    return made


def check_what_can_be_shown(page: ResultPage, profile: Profile, claims: dict[tuple[Kind, str], float]) -> None:
    """To another person nothing is said that is not plain."""
    patterns = {found.pattern: found.plain_from for found in profile.patterns.values()}
    for offered in page.shareable:
        name = offered.key.partition(":")[2]
        if offered.kind == "pattern":
            assert claims["pattern", name] >= patterns[name]
        elif offered.kind != "plane":
            assert claims["scale", name] >= PLAIN


def variants(library: Library) -> Iterator[tuple[str, int, str, Frame, Form]]:
    for one in library.newest():
        for language in one.languages:
            for form in one.forms:
                yield one.slug, one.version, language, one.frames[0], form


@pytest.mark.parametrize("with_norms", [False, True])
def test_each_has_its_probability(library: Library, *, with_norms: bool) -> None:
    """Both tests, both languages, both forms, both regimes."""
    for slug, version, language, frame, form in variants(library):
        full, cut = (library.get(slug, version, language, frame, each) for each in ("full", form))
        takers = list(simulate(full, count=TAKERS, seed=SEED))
        norms = norms_of_takers(full, takers) if with_norms and form == "full" else None
        profiles = [build_profile(cut, taker.answers, norms) for taker in takers]
        made = [check_page(cut, profile, norms) for profile in [*profiles, build_profile(cut, {})]]
        assert min(made[:-1]) >= 1
        assert mean(made[:-1]) >= 4
        assert made[-1] == 0
