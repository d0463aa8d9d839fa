"""Questionnaire and answers -> what the pages of a sitting show."""

from collections.abc import Mapping
from functools import partial

from flask import url_for

from quizapp.domain.answers import LONGEST_ANSWER, choices_of, words_of
from quizapp.domain.items import Item
from quizapp.domain.questionnaire import Questionnaire
from quizapp.web.views import CheckLine, CheckPage, Choice, FirstPage, Heading, Note, PartPage, Question


def build_part_page(
    questionnaire: Questionnaire,
    part: int,
    problems: Mapping[str, str],
    language: str,
    *,
    to_check: bool,
    stale: bool,
) -> PartPage:
    """One page of sentences, whatever was answered; ``problems``: what is wrong with an answer, by item."""
    numbers, parts, shown = _numbers(questionnaire, part), len(questionnaire.pages), questionnaire.pages[part - 1]
    items = [questionnaire.items[key] for key in shown]
    return PartPage(
        title=questionnaire.title,
        slug=questionnaire.slug,
        ask=questionnaire.frames[questionnaire.frame].ask if any(item.kind == "likert" for item in items) else None,
        section=_section(questionnaire, shown),
        note=next((Note(heading=i.text, paragraphs=list(i.paragraphs)) for i in items if i.kind == "note"), None),
        part=part,
        parts=parts,
        done=part - 1,
        minutes_left=None if to_check else _minutes_left(questionnaire, part),
        questions=[
            build_question(questionnaire, key, numbers[key], problems.get(key)) for key in shown if key in numbers
        ],
        back=_back(questionnaire.slug, part, language, to_check=to_check),
        keep=url_for("sittings.keep", language=language, slug=questionnaire.slug, part=part),
        to_check=to_check,
        stale=stale,
    )


def _minutes_left(questionnaire: Questionnaire, part: int) -> int:
    """From the beginning of a page, at the pace that the test states for all that it asks."""
    asked = questionnaire.asked
    left = sum(key in asked for page in questionnaire.pages[part - 1 :] for key in page)
    return max(1, round(questionnaire.minutes * left / len(asked)))


def _section(questionnaire: Questionnaire, shown: list[str]) -> Heading | None:
    found = (one for one in questionnaire.sections if any(key in one.items for key in shown))
    return next((Heading(heading=one.heading, text=one.text) for one in found), None)


def fillings_of(questionnaire: Questionnaire, answers: Mapping[str, str]) -> dict[str, str]:
    """What goes into the gaps of a page of sentences for someone who gave these answers."""
    return {
        item if questionnaire.items[item].kind in LONGEST_ANSWER else f"{item}={answer}": answer
        if questionnaire.items[item].kind in LONGEST_ANSWER
        else " checked"
        for item, answer in answers.items()
    }


def build_question(questionnaire: Questionnaire, key: str, number: int, problem: str | None) -> Question:
    item = questionnaire.items[key]
    return Question(
        id=key,
        kind=item.kind,
        number=number,
        text=item.text,
        choices=[Choice(value=value, label=label) for value, label in choices_of(questionnaire, key).items()],
        ends=_ends(item),
        longest=LONGEST_ANSWER.get(item.kind),
        problem=problem,
    )


def build_first_page(questionnaire: Questionnaire, answers: dict[str, str], part: int, language: str) -> FirstPage:
    """The page after ``part``, the last of the short form."""
    asked = [key for page in questionnaire.pages[:part] for key in page if key in questionnaire.asked]
    url = partial(url_for, "sittings.part", language=language, slug=questionnaire.slug)
    return FirstPage(
        title=questionnaire.title,
        part=part,
        parts=len(questionnaire.pages),
        answered=sum(words_of(questionnaire, key, answers.get(key)) is not None for key in asked),
        rest=len(questionnaire.asked) - len(asked),
        back=url(part=part),
        go_on=url(part=part + 1),
        later=url_for("going_on.later", language=language, slug=questionnaire.slug),
    )


def build_check_page(questionnaire: Questionnaire, answers: dict[str, str], language: str) -> CheckPage:
    """The last look: what was skipped, and every answer with the way back to it."""
    url = partial(url_for, "sittings.part", language=language, slug=questionnaire.slug)
    parts = range(1, len(questionnaire.pages) + 1)
    ways = {part: url(part=part, to_check=1) for part in parts}
    lines = [
        CheckLine(
            number=number,
            text=questionnaire.items[item].text,
            answer=words_of(questionnaire, item, answers.get(item)),
            written=questionnaire.items[item].kind in LONGEST_ANSWER,
            url=f"{ways[part]}#{item}",
        )
        for part in parts
        for item, number in _numbers(questionnaire, part).items()
    ]
    return CheckPage(
        title=questionnaire.title,
        slug=questionnaire.slug,
        parts=len(parts),
        answered=sum(line.answer is not None for line in lines),
        skipped=[line for line in lines if line.answer is None and not line.written],
        lines=lines,
        back=url(part=len(parts)),
        later=url_for("going_on.later", language=language, slug=questionnaire.slug),
    )


def _ends(item: Item) -> tuple[str, str] | None:
    if item.kind != "rating":
        return None
    return item.lowest_label or "", item.highest_label or ""


def _numbers(questionnaire: Questionnaire, part: int) -> dict[str, int]:
    """The items that a page asks -> their places among all that is asked, as shown, from 1."""
    before = questionnaire.pages[: part - 1]
    # A note has its page for itself, so the first item tells; looking at each would make long tests slow.
    first = 1 + sum(len(page) for page in before if questionnaire.items[page[0]].kind != "note")
    asked = [item for item in questionnaire.pages[part - 1] if questionnaire.items[item].kind != "note"]
    return {item: number for number, item in enumerate(asked, start=first)}


def _back(slug: str, part: int, language: str, *, to_check: bool) -> str:
    if to_check:
        return url_for("sittings.check", language=language, slug=slug)
    if part == 1:
        return url_for("sittings.start", language=language, slug=slug)
    return url_for("sittings.part", language=language, slug=slug, part=part - 1)
