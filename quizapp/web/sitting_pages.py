"""Questionnaire and answers -> what the pages of a sitting show."""

from collections.abc import Collection

from flask import url_for
from flask_babel import gettext as _

from quizapp.domain.questionnaire import Item, Questionnaire
from quizapp.domain.result import SKIPPED
from quizapp.web.views import CheckLine, CheckPage, Choice, PartPage, Question


def build_part_page(
    questionnaire: Questionnaire,
    part: int,
    answers: dict[str, str],
    problems: Collection[str],
    language: str,
    *,
    to_check: bool,
) -> PartPage:
    """One page of sentences with what was answered so far; ``problems``: items whose value is no option."""
    numbers = _numbers(questionnaire)
    parts = len(questionnaire.pages)
    return PartPage(
        title=questionnaire.title,
        slug=questionnaire.slug,
        ask=questionnaire.frames[questionnaire.frame].ask,
        part=part,
        parts=parts,
        done=part - 1,
        minutes_left=max(1, round(questionnaire.minutes * (parts - part + 1) / parts)),
        questions=[
            build_question(questionnaire, item, numbers[item], answers.get(item), wrong=item in problems)
            for item in questionnaire.pages[part - 1]
        ],
        back=_back(questionnaire.slug, part, language, to_check=to_check),
        to_check=to_check,
    )


def build_question(
    questionnaire: Questionnaire, key: str, number: int, chosen: str | None, *, wrong: bool
) -> Question:
    item = questionnaire.items[key]
    options = questionnaire.responses_of(key).options
    return Question(
        id=key,
        number=number,
        text=item.text,
        choices=[Choice(value=value, label=option.label) for value, option in options.items()],
        chosen=chosen,
        ends=_ends(item),
        problem=_("Choose one of the answers, or skip this one") if wrong else None,
    )


def build_check_page(questionnaire: Questionnaire, answers: dict[str, str], language: str) -> CheckPage:
    """The last look: what was skipped, and every answer with the way back to it."""
    numbers = _numbers(questionnaire)
    lines = [
        CheckLine(
            number=numbers[item],
            text=questionnaire.items[item].text,
            answer=_answer(questionnaire, item, answers.get(item)),
            url=url_for(
                "sittings.part",
                language=language,
                slug=questionnaire.slug,
                part=part,
                to_check=1,
                _anchor=item,
            ),
        )
        for part, items in enumerate(questionnaire.pages, start=1)
        for item in items
    ]
    last = url_for("sittings.part", language=language, slug=questionnaire.slug, part=len(questionnaire.pages))
    return CheckPage(
        title=questionnaire.title,
        slug=questionnaire.slug,
        parts=len(questionnaire.pages),
        answered=sum(line.answer is not None for line in lines),
        skipped=[line for line in lines if line.answer is None],
        lines=lines,
        back=last,
    )


def _answer(questionnaire: Questionnaire, item: str, option: str | None) -> str | None:
    if option is None or option == SKIPPED:
        return None
    return questionnaire.responses_of(item).options[option].label


def _ends(item: Item) -> tuple[str, str] | None:
    if item.kind != "rating":
        return None
    return item.lowest_label or "", item.highest_label or ""


def _numbers(questionnaire: Questionnaire) -> dict[str, int]:
    """Item id -> its place among all sentences, as shown, from 1."""
    shown = [item for page in questionnaire.pages for item in page]
    return {item: number for number, item in enumerate(shown, start=1)}


def _back(slug: str, part: int, language: str, *, to_check: bool) -> str:
    if to_check:
        return url_for("sittings.check", language=language, slug=slug)
    if part == 1:
        return url_for("sittings.start", language=language, slug=slug)
    return url_for("sittings.part", language=language, slug=slug, part=part - 1)
