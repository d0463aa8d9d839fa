"""The first paragraph, case by case: it is made of the surest single statements and needs no pattern."""

import pytest

from quizapp.domain.profile import BothWays, Profile, Statement
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import End
from quizapp.reports.letter import build_letter
from tests.reports.made import LANGUAGES, questionnaire_in

SURE, RATHER, OPEN = 0.93, 0.7, 0.55
CARRIES: list[tuple[str, End]] = [("REP", "high"), ("DIA", "high")]
LOUD: tuple[str, End] = ("WDR", "high")


@pytest.fixture(params=LANGUAGES)
def asked(request: pytest.FixtureRequest) -> Questionnaire:
    return questionnaire_in(request.param)


def letter(questionnaire: Questionnaire, *said: tuple[tuple[str, End], float], **more: BothWays) -> list[str]:
    """The letter to someone of whom only ``said`` is known, surest first; the first step is a fixed one."""
    statements = [Statement(scale=s, end=end, probability=sure) for (s, end), sure in said]
    profile = Profile(
        scores={},
        ratings={},
        statements=sorted(statements, key=lambda s: -s.probability),
        both_ways=dict(more),
        first_step=next(iter(questionnaire.first_steps)),
    )
    return build_letter(questionnaire, profile)


def step(questionnaire: Questionnaire) -> str:
    first = next(iter(questionnaire.first_steps.values()))
    return questionnaire.opening.step.replace("{step}", first.text)


def test_the_scales_of_these_cases_carry_and_are_loud(asked: Questionnaire) -> None:
    assert all(asked.end_of(*one).strength for one in CARRIES)
    assert asked.end_of(*LOUD).strength is None


def test_something_sure_and_something_loud(asked: Questionnaire) -> None:
    loud = asked.end_of(*LOUD)
    care = [loud.care] if loud.care else []
    assert letter(asked, (CARRIES[0], SURE), (LOUD, SURE)) == [
        asked.end_of(*CARRIES[0]).plain,
        loud.plain,
        *care,
        step(asked),
    ]


@pytest.mark.parametrize("loud", [RATHER, OPEN])
def test_what_is_loud_is_told_only_when_it_is_sure(asked: Questionnaire, loud: float) -> None:
    assert letter(asked, (CARRIES[0], SURE), (LOUD, loud)) == letter(asked, (CARRIES[0], SURE))


def test_only_clear_things(asked: Questionnaire) -> None:
    first, second = (asked.end_of(*one).clause for one in CARRIES)
    assert letter(asked, (CARRIES[0], 0.95), (CARRIES[1], 0.9)) == [
        asked.opening.clear.replace("{first}", first).replace("{second}", second),
        step(asked),
    ]


def test_one_clear_thing(asked: Questionnaire) -> None:
    one = asked.opening.clear_one.replace("{first}", asked.end_of(*CARRIES[0]).clause)
    assert letter(asked, (CARRIES[0], SURE)) == [one, step(asked)]
    assert letter(asked, (CARRIES[0], SURE), (CARRIES[1], RATHER)) == [one, step(asked)]


def test_a_leaning(asked: Questionnaire) -> None:
    leaning = asked.opening.strength_leaning.replace("{clause}", asked.end_of(*CARRIES[0]).clause)
    assert letter(asked, (CARRIES[0], RATHER)) == [leaning, step(asked)]
    assert letter(asked, (CARRIES[0], RATHER), (LOUD, SURE))[:2] == [leaning, asked.end_of(*LOUD).plain]


def test_in_between_quietly(asked: Questionnaire) -> None:
    topic = asked.scales[CARRIES[0][0]].topic
    assert letter(asked, (CARRIES[0], OPEN)) == [
        asked.in_between.middle.replace("{topic}", topic),
        step(asked),
    ]


def test_in_between_both_ways(asked: Questionnaire) -> None:
    scale = CARRIES[0][0]
    low, high = list(asked.items_of(scale))[:2]
    pair = BothWays(first=low, first_agreed=False, second=high, second_agreed=True)
    told = letter(asked, (CARRIES[0], OPEN), **{scale: pair})
    assert len(told) == 2
    assert asked.scales[scale].topic in told[0]
    for item, agreed in ((low, False), (high, True)):
        one = asked.items[item]
        words = (one.retelling if agreed else one.retelling_low) or one.text
        assert words[1:] in told[0]
    assert "{" not in told[0]


def test_everything_low(asked: Questionnaire) -> None:
    low: list[tuple[str, End]] = [(s, "low") for s, scale in asked.scales.items() if scale.high.strength]
    assert low
    assert letter(asked, *((one, SURE) for one in low)) == [asked.opening.no_strength]
    assert letter(asked, *((one, SURE) for one in low), (LOUD, 0.99)) == [asked.opening.no_strength]
    assert asked.opening.no_strength not in letter(asked, *((one, SURE) for one in low), (CARRIES[0], 0.81))


def test_nothing_answered(asked: Questionnaire) -> None:
    assert letter(asked) == [asked.opening.too_few, step(asked)]
    empty = Profile(scores={}, ratings={}, statements=[])
    assert build_letter(asked, empty) == [asked.opening.too_few]


def test_only_something_loud(asked: Questionnaire) -> None:
    assert letter(asked, (LOUD, SURE))[0] == asked.end_of(*LOUD).plain
    assert letter(asked, (LOUD, SURE))[-1] == step(asked)
