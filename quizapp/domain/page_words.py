"""What the pages of a test say around its items. See ``questionnaire`` on texts and mappings."""

from dataclasses import dataclass

from quizapp.domain.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords:
    """What the pages say when this frame was chosen."""

    choice: Text
    ask: Text
    result_title: Text
    thinking_of: Text
    shared_title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class InBetween:
    """What is said of a score near the middle.

    ``both``: answers on both sides of it; holds {topic}, {first} and {second}, retellings of the two that lie
    furthest apart. ``middle``: answers at the middle; holds {topic}.
    """

    both_name: Text
    both: Text
    middle_name: Text
    middle: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the first paragraph is joined from when single statements alone do not carry it.

    ``clear`` holds {first} and {second}, ``clear_one`` holds {first}: the surest statements as clauses.
    ``step`` holds {step}. ``strength_leaning`` holds {clause}. ``too_few``: there was no score at all.
    """

    step: Text
    clear: Text
    clear_one: Text
    strength_leaning: Text
    no_strength: Text
    too_few: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The words of the first page, and of the page before the start."""

    headline: list[Text]
    subline: Text
    reassurance: Text
    terms: Text
    example: Text
    line: Text
    invitation: Text
    is_for: list[Text]
    is_not: list[Text]
