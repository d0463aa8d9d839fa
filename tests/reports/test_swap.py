"""Swapped with somebody whose every answer is the opposite, nothing personal still fits."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from quizapp.domain.plan_definition import PlanDefinition, Reason
from quizapp.domain.result import Result, Sitting
from quizapp.reports.action_report import build_action_report
from quizapp.submissions import build_result
from tests.golden.test_golden_takers import TAKERS, answers_of
from tests.reports.made import LANGUAGES, MADE_AT, plan_in, questionnaire_in

LIKENESS, TEN = 6, 11
"""An answer and its opposite add up to this."""
SENTENCE = re.compile(r"(?<=[.?])\s|(?<=[。？])")
WITH_A_SIDE = sorted(set(TAKERS) - {"all_middle"})


def opposite(taker: dict[str, dict[str, str]]) -> dict[str, dict[str, object]]:
    turned = {
        scale: " ".join(answer if answer == "-" else str(LIKENESS - int(answer)) for answer in line.split())
        for scale, line in taker["answers"].items()
    }
    return {"answers": dict(turned), "ratings": {item: TEN - int(n) for item, n in taker["ratings"].items()}}


def result_from(taker: dict[str, dict[str, object]], language: str) -> Result:
    questionnaire = questionnaire_in(language)
    answers = answers_of(questionnaire, taker)
    sitting = Sitting(
        slug=questionnaire.slug, version=1, frame="now", consent="", started_at=MADE_AT, answers=answers
    )
    return build_result(questionnaire, sitting, MADE_AT)


def personal(result: Result, language: str) -> Iterator[str]:
    """Every sentence of the report that is there for a reason of this person's.

    That no pattern could be named is left out: it is so of someone in the middle and of their opposite.
    """
    plan = plan_in(language)
    unnamed = {family.unclear for family in questionnaire_in(language).families.values()}
    report = build_action_report(questionnaire_in(language), result, "solo", [])
    chosen = result.plans["solo"]
    yield from report.letter
    yield from (report.rating_note, report.card) if report.rating_note and report.card else ()
    yield from (
        words
        for family in (report.on_plane, *report.families)
        if family
        for words in family.says
        if words not in unnamed
    )
    yield from (words for strength in report.strengths for words in (strength.title, strength.detail))
    yield from (words for row in report.signs for words in (row.sign, row.within_the_hour, row.next_day))
    for stage, planned in zip(report.stages, chosen.stages, strict=True):
        yield from (stage.room_note,) if stage.room_note else ()
        yield from (e.why for e in stage.exercises if is_personal(plan.exercises[e.id].why, e.why))
        yield from (stage.letter.why,) if is_personal(plan.letters[stage.letter.id].why, stage.letter.why) else ()
        yield from phrases_for_somebody(plan, planned.phrases)
    yield from (plan.actions[key].text for key in chosen.actions if plan.actions[key].when)


def is_personal(reason: Reason, said: str) -> bool:
    return said != reason.text


def phrases_for_somebody(plan: PlanDefinition, keys: list[str]) -> Iterator[str]:
    yield from (plan.phrases[key].text for key in keys if plan.phrases[key].when)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("taker", WITH_A_SIDE)
def test_nothing_that_is_said_to_one_is_said_to_the_opposite(language: str, taker: str) -> None:
    one = set(personal(result_from(TAKERS[taker], language), language))
    other = set(personal(result_from(opposite(TAKERS[taker]), language), language))

    assert one
    assert one & other == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("taker", WITH_A_SIDE)
def test_no_reason_is_given_twice_and_no_small_thing_advised_twice(language: str, taker: str) -> None:
    """The last sentence of a reason says what is done with it here; what comes before is the reason."""
    result = result_from(TAKERS[taker], language)
    report, plan = build_action_report(questionnaire_in(language), result, "solo", []), plan_in(language)
    entries = [(plan.exercises[e.id].why, e.why) for stage in report.stages for e in stage.exercises]
    entries += [(plan.letters[stage.letter.id].why, stage.letter.why) for stage in report.stages]
    given = [SENTENCE.split(said, 1)[0] for reason, said in entries if is_personal(reason, said)]
    advised = [words for row in report.signs for words in (row.within_the_hour, row.next_day)]
    advised += [plan.actions[key].text for key in result.plans["solo"].actions]

    assert [words for words, times in Counter(given).items() if times > 1] == []
    assert [words for words, times in Counter(advised).items() if times > 1] == []


def test_who_answers_in_the_middle_is_their_own_opposite() -> None:
    """So that the test above is known to notice what it looks for."""
    middle = TAKERS["all_middle"]
    assert set(personal(result_from(middle, "en"), "en")) & set(personal(result_from(opposite(middle), "en"), "en"))
