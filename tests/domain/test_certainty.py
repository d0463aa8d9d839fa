"""Every statement on the page has a probability behind it, and the page shows it."""

from dataclasses import replace

import pytest

from quizapp.domain.certainty import build_claims, find_probability
from quizapp.domain.norms import NormSet
from quizapp.domain.profile import LEANING, PLAIN, build_profile, likeliest_patterns, probability_of_all
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Score, score
from quizapp.reports.how_sure import build_how_sure
from quizapp.reports.result_page import build_strengths
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
    assert [line.kind for line in lines] == [claim.kind for claim in claims]
    for claim, line in zip(claims, lines, strict=True):
        assert abs(line.chances - 100 * claim.probability) <= 1
        assert 1 <= line.chances <= 99
        assert line.says.strip()


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
