"""No sentence holds one line of a person against another: "more this than that" would need a probability of its own.

What is compared is told elsewhere and gated there: "among your three strongest" (``strengths.rank_probability``), and
two results of one person (``change``).
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import FRAMES

COMPARING = {
    "en": re.compile(
        r"\b(?:more|less|stronger|higher|weaker|lower)\b[^.;:]*\bthan\b|\b(?:strongest|most of all|above all)\b",
        re.IGNORECASE,
    ),
    "zh-Hans": re.compile(r"比[^。；：，]{1,12}(?:更|强|明显|突出|多)|最(?:强|明显|突出)|更(?:强|明显|突出)"),
}
COMPARED_WITH_NO_LINE = ("more than you can bear", "more than you could bear")
"""Held against a limit, not against another line."""


def sentences(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in sentences(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in sentences(inner))
    elif is_dataclass(value):
        yield from (text for field in fields(value) for text in sentences(getattr(value, field.name)))


def told(questionnaire: Questionnaire) -> Iterator[str]:
    """All that can be said of a person on a result page."""
    for part in (
        questionnaire.scales,
        questionnaire.composites,
        questionnaire.patterns,
        questionnaire.families,
        questionnaire.first_steps,
        questionnaire.opening,
        questionnaire.in_between,
    ):
        yield from sentences(part)


@pytest.mark.parametrize("language", COMPARING)
def test_no_line_is_held_against_another(library: Library, language: str) -> None:
    questionnaires = [
        library.get(found.slug, found.version, language, frame)
        for found in library.newest()
        for frame in FRAMES
        if frame in found.frames
    ]
    texts = {text for questionnaire in questionnaires for text in told(questionnaire)}
    assert len(texts) > 200
    found = {text for text in texts if COMPARING[language].search(text)}
    assert {text for text in found if not any(known in text for known in COMPARED_WITH_NO_LINE)} == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You are more anxious than avoidant."),
        ("en", "Asking is your strongest side."),
        ("zh-Hans", "你的追问比退后更多。"),
        ("zh-Hans", "你最明显的一样是追问。"),
    ],
)
def test_one_that_was_would_be_noticed(language: str, text: str) -> None:
    assert COMPARING[language].search(text)
