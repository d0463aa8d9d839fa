"""Every statement on the page has a probability behind it, and the page shows it."""

from dataclasses import replace

import pytest

from quizapp.domain.certainty import Claim, build_claims, find_probability
from quizapp.domain.conditions import Condition
from quizapp.domain.norms import NormSet
from quizapp.domain.profile import (
    LEANING,
    PLAIN,
    NamedPattern,
    build_profile,
    likeliest_patterns,
    probability_of_all,
    state,
)
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Score, score
from quizapp.reports.how_sure import build_how_sure
from quizapp.reports.strength_view import build_strengths
from tests.domain.test_scoring import norms_of
from tests.golden.test_golden_takers import TAKERS, answers_of
from tests.simulated_takers import LIKERT_ITEMS, answers_from


@pytest.mark.parametrize("name", TAKERS)
def test_every_statement_has_its_probability(between_us: Questionnaire, name: str) -> None:
    profile = build_profile(between_us, answers_of(between_us, TAKERS[name]))
    for said in profile.statements:
        assert find_probability(between_us, profile, "scale", said.scale) == said.probability
    for named in profile.patterns.values():
        shown = find_probability(between_us, profile, "pattern", named.pattern)
        assert shown == (None if named.tier == "between" else named.probability)
    for view in build_strengths(between_us, profile):
        scale = view.key.removeprefix("strength:")
        assert (find_probability(between_us, profile, "strength", scale) or 0) >= LEANING
        rank = find_probability(between_us, profile, "among strongest", scale)
        assert (rank is not None and rank >= PLAIN) is view.among_strongest
    if profile.first_step and (when := between_us.first_steps[profile.first_step].when):
        expected = probability_of_all(when, profile.scores, profile.ratings)
        assert find_probability(between_us, profile, "step", profile.first_step) == expected


@pytest.mark.parametrize("name", TAKERS)
def test_the_page_shows_each_of_them_and_none_as_certain(between_us: Questionnaire, name: str) -> None:
    profile = build_profile(between_us, answers_of(between_us, TAKERS[name]))
    claims, lines = build_claims(between_us, profile), build_how_sure(between_us, profile)
    for claim, line in zip(claims, lines, strict=True):
        open_side = claim.kind == "scale" and claim.probability < LEANING
        assert line.kind == ("open" if open_side else claim.kind)
        assert abs(line.chances - 100 * claim.probability) <= 1
        assert 1 <= line.chances <= 99
        assert line.says.strip()


def test_the_claims_of_one_person_in_full(between_us: Questionnaire) -> None:
    """Two scales far out and certain, everything else at its middle: each claim, its probability and its ground."""
    answers = answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, 3))
    profile = build_profile(between_us, answers, norms_for("PUR", "WDR"))
    far = {"PUR": replace(profile.scores["PUR"], estimate=4.6), "WDR": replace(profile.scores["WDR"], estimate=1.4)}
    scores = {**profile.scores, **far}
    profile = replace(
        profile,
        scores=scores,
        statements=[state(scale, scores[scale]) for scale in ("PUR", "WDR")],
        patterns={"heat": NamedPattern(pattern="heat", probability=0.5)}
        | {"dance": NamedPattern(pattern="reaching", probability=0.97)},
        first_step="write_it_down",
    )
    claims = {(claim.kind, claim.id): claim for claim in build_claims(between_us, profile)}
    assert ("pattern", "heat") not in claims
    assert claims["pattern", "reaching"] == Claim(kind="pattern", id="reaching", probability=0.97, calibrated=True)
    step = claims["step", "write_it_down"]
    assert (step.probability, step.calibrated) == (scores["PUR"].probability_above(3.2), True)
    assert {key: claim.calibrated for key, claim in claims.items() if key[0] == "scale"} == {
        ("scale", "PUR"): True,
        ("scale", "WDR"): True,
    }


def test_a_step_about_a_rating_is_as_sure_as_what_was_given(between_us: Questionnaire) -> None:
    step = replace(between_us.first_steps["write_it_down"], when=[Condition(rating="today", at_most=3)])
    asked = replace(between_us, first_steps={"small": step})
    profile = build_profile(asked, answers_from(asked, {"today": 3}))
    (claim,) = build_claims(asked, profile)
    assert claim == Claim(kind="step", id="small", probability=1.0, calibrated=True)


def test_a_step_that_asks_for_nothing_claims_nothing(between_us: Questionnaire) -> None:
    step = replace(between_us.first_steps["write_it_down"], when=[])
    asked = replace(between_us, first_steps={"any": step})
    profile = build_profile(asked, {})
    assert profile.first_step == "any"
    assert build_claims(asked, profile) == []
    assert build_claims(asked, replace(profile, first_step=None)) == []


def test_someone_who_answered_nothing_is_told_nothing(between_us: Questionnaire) -> None:
    assert build_claims(between_us, build_profile(between_us, {})) == []


# --- with norms -----------------------------------------------------------------------------------


def norms_for(*scales: str) -> NormSet:
    parts = {scale: norms_of(scale).scales[scale] for scale in scales}
    return replace(norms_of(scales[0]), scales=parts)


def test_a_pattern_is_plain_from_70_only_when_all_its_scales_have_norms(between_us: Questionnaire) -> None:
    reaching = replace(between_us, patterns={"reaching": between_us.patterns["reaching"]})
    answers = answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, 3))
    for norms, plain_from in ((norms_for("PUR", "WDR"), 0.70), (norms_for("PUR"), 0.80), (None, 0.80)):
        (named,) = likeliest_patterns(reaching, score(between_us, answers, norms)).values()
        assert named.plain_from == plain_from
        assert replace(named, probability=0.75).tier == ("plain" if plain_from == 0.70 else "leaning")


def test_at_most_two_patterns_are_named_however_many_families_there_are(between_us: Questionnaire) -> None:
    pattern = between_us.patterns["reaching"]
    many = {f"p{number}": replace(pattern, family=f"f{number}") for number in range(4)}
    scores = {
        scale: Score(estimate=estimate, error=0.2, low=1, high=5, lowest=1, highest=5, answered=4, of=4)
        for scale, estimate in (("PUR", 4.5), ("WDR", 1.5))
    }
    assert list(likeliest_patterns(replace(between_us, patterns=many), scores)) == ["f0", "f1"]


def test_a_claim_knows_whether_norms_stand_behind_it(between_us: Questionnaire) -> None:
    answers = answers_from(between_us, dict.fromkeys(LIKERT_ITEMS, 4))
    claims = build_claims(between_us, build_profile(between_us, answers, norms_for("PUR")))
    assert {claim.id for claim in claims if claim.kind == "scale" and claim.calibrated} == {"PUR"}
