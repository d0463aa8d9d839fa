"""What someone wrote after the result, as the report quotes it: the author's sentence around the person's words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.domain.plan_definition import OwnWords, PlanDefinition, Prompt
from quizapp.domain.reflection import Pick
from quizapp.domain.result import Result
from quizapp.domain.wording import filled

QUOTED_AT_MOST = 140
"""Columns of a quotation; a Han character takes two. What is longer stands whole on a page of its own."""

LAID_OUT_AT_MOST = 900
"""Columns of a paragraph on that page."""

_SLOT = re.compile(r"(\{words\}|\{first\})")
_LONGER_THAN_A_LINE = re.compile(r"[^\s\u2e80-\U0010ffff]{60,}")
"""What is written from U+2E80 on may break anywhere."""

_BREAK, _BREAK_EVERY = "\u200b", 6
_BOUND_TO_NEIGHBOUR = "\u200d\ufe0e\ufe0f"
"""A joiner and the two signs that say how the one before them is drawn: nothing is cut beside these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a sentence; ``own`` when a person wrote it, so that no typesetting touches it."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A sentence that quotes. ``whole`` is false when it was cut and the rest stands elsewhere."""

    segments: list[Segment]
    whole: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Some words of an answer that stand in a paragraph of their own. ``gap``: a blank line stands before it."""

    text: str
    gap: bool = False

    @property
    def right_to_left(self) -> bool:
        """Whether its first letter belongs to a script that is written so (rule P2 of UAX 9).

        WeasyPrint finds no direction by itself, so it is told.
        """
        directions = (unicodedata.bidirectional(character) for character in self.text)
        return next((found != "L" for found in directions if found in ("L", "R", "AL")), False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One answer in full, line by line. ``number``: of a rating, what was given first and what was given now."""

    label: str
    lines: list[Line]
    number: tuple[int | None, int] | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as sentences quote it. ``first``: the first number of a rating, the front of a ranking."""

    words: str
    first: str
    number: bool = False


def build_quotations(plan: PlanDefinition, result: Result, sentences: Iterable[OwnWords]) -> list[Quotation]:
    """The sentences whose prompt was answered, in their order. A rating was answered with the test already."""
    found = ((own, _find_answer(plan, result, own.prompt)) for own in sentences)
    return [_quote(own, answer) for own, answer in found if answer is not None]


def build_written(plan: PlanDefinition, result: Result) -> list[Written]:
    """All that was written, in the order of the prompts."""
    return [
        _written(key, prompt, result) for key, prompt in plan.reflection.items() if key in result.reflection.answered
    ]


def _written(key: str, prompt: Prompt, result: Result) -> Written:
    told = result.reflection
    if key in told.ratings:
        number = (result.profile.ratings.get(prompt.item or ""), told.ratings[key])
        return Written(label=prompt.label, lines=[], number=number)
    if key in told.rankings:
        places = enumerate(_ranked(prompt, told.rankings[key]), start=1)
        return Written(label=prompt.label, lines=[Line(f"{place}\u2002{words}") for place, words in places])
    return Written(label=prompt.label, lines=list(_lines(told.texts[key])))


def _lines(text: str) -> Iterator[Line]:
    """As it was written, but for very long lines: the time that one takes to lay out grows with its square."""
    gap = False
    for line in text.split("\n"):
        rest: str = line.strip()
        if not rest:
            gap = True
        while rest:
            end = _find_cut(rest, LAID_OUT_AT_MOST) or len(rest)
            yield Line(rest[:end], gap)
            rest, gap = rest[end:].lstrip(), False


def _find_answer(plan: PlanDefinition, result: Result, key: str) -> _Answer | None:
    prompt, told = plan.reflection[key], result.reflection
    if prompt.kind == "rating":
        return _find_rating(key, prompt, result)
    if key in told.rankings:
        ranked = _ranked(prompt, told.rankings[key])
        return _Answer(" · ".join(ranked), ranked[0])
    return _Answer(told.texts[key], told.texts[key]) if key in told.texts else None


def _find_rating(key: str, prompt: Prompt, result: Result) -> _Answer | None:
    given = result.profile.ratings.get(prompt.item or "")
    now = result.reflection.ratings.get(key, given)
    return None if now is None else _Answer(str(now), str(now if given is None else given), number=True)


def _ranked(prompt: Prompt, picks: list[Pick]) -> list[str]:
    return [prompt.choices[pick.choice] if pick.choice else pick.words for pick in picks]


def _quote(own: OwnWords, answer: _Answer) -> Quotation:
    if answer.number:
        text = own.changed if own.changed and answer.words != answer.first else own.text
        whole = filled(text, words=answer.words, first=answer.first)
        return Quotation(segments=[Segment(text=whole, own=False)], whole=True)
    shown = excerpt(answer.words)
    values = {"{words}": _breakable(shown or answer.words), "{first}": _breakable(answer.first)}
    parts = [Segment(text=values.get(part, part), own=part in values) for part in _SLOT.split(own.text) if part]
    return Quotation(segments=parts, whole=shown is None)


def excerpt(text: str, columns: int = QUOTED_AT_MOST) -> str | None:
    """The beginning of ``text`` on one line, up to a whole word where there is one; None when all of it fits."""
    line = " ".join(text.split())
    end = _find_cut(line, columns)
    return None if end is None else line[:end] + "…"


def _find_cut(line: str, columns: int) -> int | None:
    """Where to cut so that at most ``columns`` stay: after a sentence or a word, never inside one drawn sign."""
    end = next((at for at, used in enumerate(_columns(line)) if used > columns), None)
    if end is None:
        return None
    for ending in ("。", " "):
        found = line.rfind(ending, 2 * end // 3, end)
        if found > 0:
            return found + (ending != " ")
    cut = end
    while cut > 2 * end // 3 and _belongs_together(line[cut - 1], line[cut]):
        cut -= 1
    return cut


def _breakable(text: str) -> str:
    """Words longer than a line get places to break: after a mark of another box, ``overflow-wrap`` finds none."""
    return _LONGER_THAN_A_LINE.sub(lambda run: "".join(_with_breaks(run[0])), text)


def _with_breaks(run: str) -> Iterator[str]:
    for at, character in enumerate(run):
        can_stand_first = not unicodedata.category(character).startswith("M")
        yield f"{_BREAK}{character}" if at % _BREAK_EVERY == 0 and can_stand_first else character


def _columns(text: str) -> Iterator[int]:
    """The columns used up to and with each character."""
    used = 0
    for character in text:
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        yield used


def _belongs_together(before: str, after: str) -> bool:
    joined = before in _BOUND_TO_NEIGHBOUR or after in _BOUND_TO_NEIGHBOUR
    return joined or unicodedata.combining(after) > 0 or "\U0001f3fb" <= after <= "\U0001f3ff"
