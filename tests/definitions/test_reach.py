"""What somebody meets is proved by answers from every region of the rules, and what nobody can is named."""

from pathlib import Path

import pytest

from quizapp.definitions.library import Library
from quizapp.definitions.reach import Reach, declared, met_by, prove_reach
from quizapp.definitions.regions import answers_at, answers_in, best_point, most_likely
from quizapp.domain.conditions import Condition
from quizapp.domain.profile import LEANING, build_profile, probability_of_all
from quizapp.domain.questionnaire import Questionnaire
from tests.definitions.flaws import VALID, copy_valid, edit


@pytest.fixture(scope="module")
def two_scales() -> Questionnaire:
    return Library.load(VALID).get("two-scales", 1, "en", "now")


def test_everything_of_the_shipped_test_is_met_in_some_region(between_us: Questionnaire) -> None:
    reach = prove_reach(between_us)
    assert reach.left == []
    assert reach.met == list(declared(between_us))
    kinds = {kind for kind, _ in reach.met}
    assert kinds == {"pattern", "first step", "exercise", "letter", "phrase", "small action", "early sign", "reason"}


def test_every_kind_is_counted_whole(between_us: Questionnaire) -> None:
    plan, entries = between_us.plan, list(declared(between_us))
    assert plan is not None
    for kind, group in (("pattern", between_us.patterns), ("exercise", plan.exercises), ("phrase", plan.phrases)):
        assert [key for found, key in entries if found == kind] == list(group)


@pytest.mark.parametrize(
    "rule",
    [
        [Condition(scale="calm", above=3)],
        [Condition(scale="calm", below=2.5), Condition(scale="talk", above=3.2)],
        [Condition(scale="calm", above=2), Condition(scale="calm", below=4)],
        [Condition(scale="both", below=3), Condition(rating="where", at_least=5)],
    ],
)
def test_the_taker_of_a_region_is_as_deep_in_it_as_one_can_be(
    two_scales: Questionnaire, rule: list[Condition]
) -> None:
    profile = build_profile(two_scales, answers_in(two_scales, rule))
    likely = probability_of_all(rule, profile.scores, profile.ratings)
    assert likely == pytest.approx(most_likely(two_scales, rule), abs=0.02)
    assert likely >= LEANING


def test_no_answers_are_likelier_than_the_best_point(two_scales: Questionnaire) -> None:
    """Against every answer that can be given to the three items of a scale."""
    options = two_scales.response_sets["agree"].options
    for rule in ([Condition(scale="calm", above=3.4)], [Condition(scale="calm", above=2.2, below=3.1)]):
        best = best_point(two_scales, rule[0]).probability
        for first in options:
            for second in options:
                for third in options:
                    profile = build_profile(two_scales, {"calm1": first, "calm2": second, "calm3": third})
                    assert probability_of_all(rule, profile.scores, {}) <= best + 1e-9


def test_a_taker_at_an_end_is_at_that_end_of_every_scale(two_scales: Questionnaire) -> None:
    for where, mean in (("low", 1.0), ("middle", 3.0), ("high", 5.0)):
        profile = build_profile(two_scales, answers_at(two_scales, where))  # type: ignore[arg-type]
        assert {key: found.estimate for key, found in profile.scores.items()} == {
            "calm": pytest.approx(mean),
            "talk": pytest.approx(mean),
            "both": pytest.approx(mean),
        }


def test_what_no_region_meets_is_left_over(tmp_path: Path) -> None:
    """Four exercises say the same of the same people, and a stage has three places."""
    version = copy_valid(tmp_path)
    text = (version / "plan.yaml").read_text("utf-8")
    loud = "      when:\n        - when: [{scale: calm, below: 3}]\n          text: It gets loud at times.\n"
    entry, end = text[text.index("  look2:") : text.index("  look3:")], text.index("  act1:")
    assert loud in entry
    more = "".join(entry.replace("look2", f"look{number}") for number in (4, 5))
    (version / "plan.yaml").write_text(text[:end] + more + text[end:], "utf-8")
    (version / "zh-Hans.yaml").unlink()
    edit(version / "questionnaire.yaml", "  zh-Hans: draft\n", "")
    reach = reach_of(version)
    assert ("exercise", "look5") in reach.left
    assert ("reason", "look5 1") in reach.left
    assert ("exercise", "look4") in reach.met


def reach_of(version: Path) -> Reach:
    return prove_reach(Library.load(version.parents[1]).get("two-scales", 1, "en", "now"))


def test_one_taker_meets_what_the_engine_gives_them(two_scales: Questionnaire) -> None:
    high = set(met_by(two_scales, answers_at(two_scales, "high")))
    assert ("pattern", "open") in high
    assert ("pattern", "heated") not in high
    assert ("exercise", "look1") in high
    assert ("reason", "look2 1") not in high
