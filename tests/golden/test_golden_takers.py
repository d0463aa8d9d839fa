"""Takers worked out by hand from the formulas of the method, and proof that they notice a changed figure."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.domain.profile import Profile, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import Scale

TAKERS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
}
ITEMS_OF = {"ANX": 6, "AVO": 6, "PUR": 4, "WDR": 4, "ESC": 4, "SIL": 4, "DIA": 4, "REP": 4} | {
    "COP": 3,
    "EXC": 3,
    "HOP": 3,
    "SUP": 3,
}
ITEMS = [f"{scale.lower()}{number}" for scale, of in ITEMS_OF.items() for number in range(1, of + 1)]
LAST_DIGIT = 0.6e-4
"""Figures in the files have four decimals."""


def answers_of(questionnaire: Questionnaire, taker: dict[str, Any]) -> dict[str, str]:
    """A taker as a browser would send them: the n-th option on the page, whatever it is worth."""
    given = {
        f"{scale.lower()}{number}": answer
        for scale, line in taker["answers"].items()
        for number, answer in enumerate(line.split(), start=1)
        if answer != "-"
    } | taker["ratings"]
    return {item: list(questionnaire.responses_of(item).options)[int(n) - 1] for item, n in given.items()}


def differences(questionnaire: Questionnaire, taker: dict[str, Any]) -> Iterator[str]:
    """What the engine says otherwise than the file, figure by figure."""
    profile = build_profile(questionnaire, answers_of(questionnaire, taker))
    expected = {
        **{f"score of {scale}": figures for scale, figures in (taker["scores"] or {}).items()},
        **{f"{family} pattern": figures for family, figures in taker["patterns"].items()},
        **{f"both ways on {scale}": {"answers": said} for scale, said in taker.get("both_ways", {}).items()},
        "ratings": taker["ratings"],
    }
    found = {**found_scores(profile), **found_patterns(profile), **found_both_ways(profile)}
    found["ratings"] = dict(profile.ratings)
    for name in expected | found:
        if not is_as(found.get(name), expected.get(name)):
            yield f"{name}: {found.get(name)} is not {expected.get(name)}"


def is_as(found: dict[str, Any] | None, expected: dict[str, Any] | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return found.keys() == expected.keys() and all(
        found[key] == pytest.approx(value, abs=LAST_DIGIT) if isinstance(value, float) else found[key] == value
        for key, value in expected.items()
    )


def found_scores(profile: Profile) -> dict[str, dict[str, Any]]:
    said = {statement.scale: statement for statement in profile.statements}
    found: dict[str, dict[str, Any]] = {}
    for scale, score in profile.scores.items():
        above = score.probability_above(score.middle)
        figures = {
            "estimate": score.estimate,
            "low": score.low,
            "high": score.high,
            "answered": score.answered,
        }
        found[f"score of {scale}"] = figures | {"above": above}
        if scale in said:
            assert said[scale].probability == max(above, 1 - above)
            found[f"score of {scale}"] |= {"end": said[scale].end, "tier": said[scale].tier}
    return found


def found_patterns(profile: Profile) -> dict[str, dict[str, Any]]:
    """The likeliest pattern of each family that can be judged."""
    return {
        f"{family} pattern": {"pattern": named.pattern, "probability": named.probability, "tier": named.tier}
        for family, named in profile.patterns.items()
    }


def found_both_ways(profile: Profile) -> dict[str, dict[str, Any]]:
    def said(item: str, *, agreed: bool) -> str:
        return f"{item} {'agreed' if agreed else 'disagreed'}"

    return {
        f"both ways on {scale}": {
            "answers": [
                said(pair.first, agreed=pair.first_agreed),
                said(pair.second, agreed=pair.second_agreed),
            ]
        }
        for scale, pair in profile.both_ways.items()
    }


def noticed(questionnaire: Questionnaire) -> bool:
    return any(difference for taker in TAKERS.values() for difference in differences(questionnaire, taker))


@pytest.mark.parametrize("name", TAKERS)
def test_a_golden_taker_comes_out_as_worked_out_by_hand(between_us: Questionnaire, name: str) -> None:
    assert list(differences(between_us, TAKERS[name])) == []


def test_the_golden_takers_show_every_pattern(between_us: Questionnaire) -> None:
    named = {
        figures.get("pattern")
        for taker in TAKERS.values()
        for figures in taker["patterns"].values()
        if figures["tier"] == "plain"
    }
    assert named == set(between_us.patterns)


def test_the_golden_takers_answer_the_items_of_the_blueprint(between_us: Questionnaire) -> None:
    assert {key for key, item in between_us.items.items() if item.scale} == set(ITEMS)
    assert {scale: len(between_us.items_of(scale)) for scale in between_us.scales} == ITEMS_OF


@pytest.mark.parametrize("item", ITEMS)
def test_the_golden_takers_notice_an_item_keyed_the_other_way(between_us: Questionnaire, item: str) -> None:
    old = between_us.items[item]
    turned = replace(old, reverse=not old.reverse)
    assert noticed(replace(between_us, items={**between_us.items, item: turned}))


@pytest.mark.parametrize("item", ITEMS)
def test_the_golden_takers_notice_an_item_on_another_scale(between_us: Questionnaire, item: str) -> None:
    old = between_us.items[item]
    other = next(scale for scale in between_us.scales if scale != old.scale)
    assert noticed(replace(between_us, items={**between_us.items, item: replace(old, scale=other)}))


@pytest.mark.parametrize("responses", ["likeness", "ten"])
def test_the_golden_takers_notice_any_two_option_values_swapped(between_us: Questionnaire, responses: str) -> None:
    offered = between_us.response_sets[responses]
    for one, other in combinations(offered.options, 2):
        swapped = {
            **offered.options,
            one: replace(offered.options[one], value=offered.options[other].value),
            other: replace(offered.options[other], value=offered.options[one].value),
        }
        sets = {**between_us.response_sets, responses: replace(offered, options=swapped)}
        assert noticed(replace(between_us, response_sets=sets)), f"{one} and {other} of {responses}"


FIGURES: dict[str, Callable[[Scale], Scale]] = {
    "a reliability": lambda scale: replace(scale, reliability=scale.reliability + 0.01),
    "a standard deviation": lambda scale: replace(scale, standard_deviation=scale.standard_deviation + 0.01),
}


@pytest.mark.parametrize("figure", FIGURES)
def test_the_golden_takers_notice_a_changed_figure_of_any_scale(between_us: Questionnaire, figure: str) -> None:
    for key, scale in between_us.scales.items():
        scales = {**between_us.scales, key: FIGURES[figure](scale)}
        assert noticed(replace(between_us, scales=scales)), f"{figure} of {key}"
    for key, composite in between_us.composites.items():
        surer = replace(composite, reliability=composite.reliability + 0.01)
        assert noticed(replace(between_us, composites={**between_us.composites, key: surer})), key


def test_the_golden_takers_notice_a_moved_or_missing_condition_of_any_pattern(
    between_us: Questionnaire,
) -> None:
    for key, pattern in between_us.patterns.items():
        for at, condition in enumerate(pattern.rule):
            moved = replace(
                condition,
                above=None if condition.above is None else condition.above + 0.2,
                below=None if condition.below is None else condition.below - 0.2,
            )
            for instead in ([moved], []):
                rule = [*pattern.rule[:at], *instead, *pattern.rule[at + 1 :]]
                patterns = {**between_us.patterns, key: replace(pattern, rule=rule)}
                assert noticed(replace(between_us, patterns=patterns)), f"{condition} of {key}"
