"""What was answered, in words."""

from dataclasses import dataclass

from quizapp.domain.answers import words_of
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import KeptAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One sentence and what was answered; ``answer`` is None when it was skipped."""

    text: str
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleAnswers:
    """The answers behind one score."""

    meaning: str
    lines: list[AnswerLine]


def build_answers(questionnaire: Questionnaire, kept: KeptAnswers) -> dict[str, ScaleAnswers]:
    """The sentences of each scale, and what was answered."""
    return {
        scale_key: ScaleAnswers(
            meaning=scale.meaning,
            lines=[_line(questionnaire, key, kept) for key in questionnaire.items_of(scale_key)],
        )
        for scale_key, scale in questionnaire.scales.items()
    }


def build_besides(questionnaire: Questionnaire, kept: KeptAnswers) -> list[AnswerLine]:
    """The answers that stand behind no score of their own: numbers, choices, and what was written."""
    asked = questionnaire.asked.items()
    return [_line(questionnaire, key, kept) for key, item in asked if item.scale not in questionnaire.scales]


def _line(questionnaire: Questionnaire, item: str, kept: KeptAnswers) -> AnswerLine:
    answer = words_of(questionnaire, item, kept.answers.get(item))
    return AnswerLine(text=questionnaire.items[item].text, answer=answer)
