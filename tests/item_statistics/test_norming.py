"""Norms are made from enough people, and say whose they are."""

from datetime import date

import numpy as np
import pytest

from quizapp.domain.norms import NormSet, check_norms, percentile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.item_statistics.answered import answered_in_pool
from quizapp.item_statistics.norming import build_norms, check_number, people_of_pool
from tests.item_statistics.made import given_by, nobody, simulated

TODAY = date(2026, 12, 24)


def norms_of(questionnaire: Questionnaire, people: int) -> tuple[NormSet, list[str]]:
    given = given_by(questionnaire, people)
    return build_norms(questionnaire, answered_in_pool(questionnaire, given), people_of_pool(given), TODAY)


def test_norms_hold_the_figures_of_those_who_answered_all_of_a_scale(between_us: Questionnaire) -> None:
    found, left_out = norms_of(between_us, 400)
    assert left_out == []
    assert check_norms(between_us, found) == []
    answers = simulated(between_us, 400)
    turned = [6 - answers[item] if one.reverse else answers[item] for item, one in between_us.items_of("ANX").items()]
    means = np.mean(turned, axis=0)
    means = means[~np.isnan(means)]
    norm = found.scales["ANX"]
    assert (norm.mean, norm.standard_deviation, norm.n) == pytest.approx(
        (means.mean(), means.std(ddof=1), len(means))
    )
    assert norm.n < found.people == 400
    assert list(found.scales) == [*between_us.scales, *between_us.composites]


def test_norms_say_whose_they_are_and_when_and_how(between_us: Questionnaire) -> None:
    given = [*given_by(between_us, 150, month="2026-02"), *given_by(between_us, 150, month="2025-11")]
    found, _ = build_norms(between_us, answered_in_pool(between_us, given), people_of_pool(given), TODAY)
    assert (found.first_day, found.last_day) == (date(2025, 11, 1), date(2026, 2, 28))
    assert "agreed to be counted" in found.provenance
    assert "2026-12-24" in found.provenance


def test_fewer_than_a_hundred_are_refused_in_words(between_us: Questionnaire) -> None:
    (words,) = check_number(between_us, 99)
    assert words.startswith("between-us@1 in en: 99 people")
    assert "wait for 100" in words
    assert check_number(between_us, 100) == []


def test_percentiles_come_with_three_hundred(between_us: Questionnaire) -> None:
    few, _ = norms_of(between_us, 250)
    many, _ = norms_of(between_us, 900)
    assert {len(norm.percentiles) for norm in few.scales.values()} == {0}
    assert {len(norm.percentiles) for norm in many.scales.values()} == {99}
    norm = many.scales["AVO"]
    assert percentile(norm, norm.mean) == pytest.approx(50, abs=10)
    assert percentile(norm, 1.0) == 1 or norm.percentiles[0] == 1.0
    assert percentile(norm, 5.0) in (98, 99)


def test_a_scale_that_too_few_answered_in_full_is_left_out_with_the_reason(between_us: Questionnaire) -> None:
    answered = simulated(between_us, 150)
    answered["hop1"][:100] = np.nan
    answered["pur3"] = 6 - answered["pur3"]
    answered["pur1"] = 6 - answered["pur1"]
    given = given_by(between_us, 150)
    found, left_out = build_norms(between_us, answered, people_of_pool(given), TODAY)
    assert {"HOP", "RES", "PUR"}.isdisjoint(found.scales)
    reasons = dict(words.split(": ", 1) for words in left_out)
    assert "fewer than 100" in reasons["HOP"]
    assert "do not hang together" in reasons["PUR"]


def test_nobody_at_all_gives_no_norm(between_us: Questionnaire) -> None:
    found, left_out = build_norms(between_us, nobody(between_us, 200), people_of_pool(given_by(between_us, 1)), TODAY)
    assert found.scales == {}
    assert len(left_out) == len(between_us.scales) + len(between_us.composites)


def test_the_lower_of_omega_and_alpha_is_taken(between_us: Questionnaire) -> None:
    found, _ = norms_of(between_us, 900)
    assert {norm.coefficient for norm in found.scales.values()} <= {"omega", "alpha"}
    for norm in found.scales.values():
        assert norm.reliability_low < norm.reliability < norm.reliability_high
