"""What a plan is composed of, as the plan file declares it. See ``questionnaire`` on texts and mappings."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from quizapp.domain.conditions import Condition
from quizapp.domain.wording import Frame, Text

Edition = Literal["solo", "together"]
Slot = Literal["exercise", "letter", "again", "free"]
Voice = Literal["say", "yourself", "friend"]
"""Whom words to copy are for: the other person, oneself or a friend."""
QuotingPage = Literal["stand", "loud"]
"""A page of the report, beside exercises and letters, that can quote a person."""

QUOTING_PAGES: tuple[QuotingPage, ...] = get_args(QuotingPage)
VOICES: tuple[Voice, ...] = get_args(Voice)


def is_for(frames: list[Frame], frame: Frame) -> bool:
    """Whether what declares these ``frames`` is for that one; none declared is for all."""
    return not frames or frame in frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What is said instead when the conditions hold with a probability of at least .60, in the edition for one."""

    when: list[Condition]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an entry is there: ``text`` for anyone, or the surest of ``when`` for this person.

    The probability of its surest variant is also how well the entry fits.
    """

    text: Text
    when: list[Variant] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Something that nobody has to answer, on the page after the result.

    ``item``: the rating that a ``rating`` looks at again. ``choices``: what a ``ranking`` offers for its ``places``.
    """

    kind: Literal["rating", "ranking", "short_text", "long_text"]
    label: Text
    help: Text
    item: str | None = None
    choices: dict[str, Text] = field(default_factory=dict)
    places: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """A sentence that quotes the answer to a prompt where it belongs; left out when there is none.

    ``changed``: what is said instead of a rating that is another number when looked at again.
    """

    prompt: str
    text: Text
    changed: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What gives a stage more or less room: scales that are hard when high, scales that carry when high."""

    difficulty: list[str] = field(default_factory=list)
    resource: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One of the stages. ``days`` is its first and last day; ``sheet`` fills them, one slot a day.

    A slot ``exercise`` takes the first day line of the next chosen exercise, ``again`` the second day line
    of the first one, ``letter`` the letter's. A stage that ``offers_actions`` shows the menu of small actions.
    """

    days: list[int]
    sheet: list[Slot]
    name: Text
    plain: Text
    purpose: Text
    leave_alone: Text
    before: Text
    more_room: Text
    lighter: Text
    weights: Weights
    offers_actions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Something to do. ``editions`` and ``frames`` say for whom it can be chosen; empty frames mean all."""

    stage: str
    only_one: bool = False
    editions: list[Edition] = field(default_factory=lambda: ["solo", "together"])
    frames: list[Frame] = field(default_factory=list)
    why: Reason
    title: Text
    gist: Text
    time: Text
    steps: list[Text]
    notice: Text
    if_not: Text
    days: list[Text]
    lines: int = 2
    lines_label: Text
    own_words: list[OwnWords] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPrompt:
    """A letter to write; by default for nobody's eyes."""

    stage: str
    frames: list[Frame] = field(default_factory=list)
    why: Reason
    title: Text
    gist: Text
    invitation: Text
    openings: list[Text]
    stuck: list[Text]
    finish: Text
    day: Text
    own_words: list[OwnWords] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words to copy. ``voice`` is whom they are for; what is said to the other is for the edition for two.

    ``when``: for whom it fits better, in the edition for one; so there is none for what is said to the other.
    """

    stage: str
    voice: Voice
    frames: list[Frame] = field(default_factory=list)
    when: list[Condition] = field(default_factory=list)
    situation: Text
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One line of the menu of small things. ``effort`` is 1 to 3."""

    editions: list[Edition] = field(default_factory=lambda: ["solo", "together"])
    frames: list[Frame] = field(default_factory=list)
    when: list[Condition] = field(default_factory=list)
    setting: Literal["alone", "together", "apart", "after_a_quarrel", "evening", "morning"]
    effort: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlySign:
    """One row of the page for when it gets loud again."""

    when: list[Condition]
    sign: Text
    within_the_hour: Text
    next_day: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """One label and what stands beside it, on the page on how to use the plan."""

    label: Text
    text: Text
    editions: list[Edition] = field(default_factory=lambda: ["solo", "together"])


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDefinition:
    """All that a report can be composed of.

    ``today`` and ``confidence`` are paragraphs of the letter about ratings; they hold {rating} and {next}.
    ``letter_together``: how the first page begins in the edition for two, which has no letter from anyone's answers.
    """

    title: Text
    tagline: Text
    pitch: Text
    choice_note: Text
    free_day: Text
    sheet_note: Text
    letter_rating: str
    letter_today: Reason
    letter_close: Text
    letter_together: Text | None = None
    guidance: list[Guidance]
    stages: dict[str, Stage]
    exercises: dict[str, Exercise]
    letters: dict[str, LetterPrompt]
    phrases: dict[str, Phrase]
    actions: dict[str, Action]
    actions_offered: int
    early_signs: dict[str, EarlySign]
    early_signs_intro: Text
    leave_for_a_day: Text
    more_than_this: Text
    support_intro: Text
    untested: Text
    reflection: dict[str, Prompt] = field(default_factory=dict)
    own_words: dict[QuotingPage, list[OwnWords]] = field(default_factory=dict)
