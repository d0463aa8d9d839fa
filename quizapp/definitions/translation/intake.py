"""Rows that come back -> the texts that they change, or what is wrong in which row."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from quizapp.definitions.checks.texts import check_text, placeholders
from quizapp.definitions.decoding import find_refused
from quizapp.definitions.problems import Place, Problem
from quizapp.definitions.translation.cells import BadCell, from_cell, normal, to_cell
from quizapp.definitions.translation.entries import STATES, Entry
from quizapp.definitions.translation.rows import Row
from quizapp.domain.naming import suggestion


@dataclass(slots=True)
class Intake:
    """``changes``: new texts; ``confirmed``: places whose stale translation was found to hold still."""

    changes: dict[Place, object] = field(default_factory=dict)
    confirmed: set[Place] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def take_in(rows: Collection[Row], entries: Collection[Entry], frames: Collection[str], path: str) -> Intake:
    """Compare every row with the questionnaire as it is now. A row without a translation changes nothing."""
    known, seen, intake = {entry.name: entry for entry in entries}, dict[str, int](), Intake()
    for row in rows:
        found = list(_check_row(row, known, seen))
        entry = known.get(row.place)
        if entry is not None and not found:
            found = list(_take(row, entry, frames, intake))
        seen.setdefault(row.place, row.line)
        intake.problems += [Problem(path, row.line, f"`{row.place[:80]}`: {said}", remedy) for said, remedy in found]
    return intake


def _check_row(row: Row, known: dict[str, Entry], seen: dict[str, int]) -> Iterator[tuple[str, str]]:
    if row.place not in known:
        yield "there is no text at this place", f"{suggestion(row.place, known, 'place')} Or take the row out"
    elif row.place in seen:
        yield f"stands here twice (first in line {seen[row.place]})", "take one of the two rows out"
    elif normal(row.source) != known[row.place].source:
        remedy = "export once more, and copy the translation over if it still fits"
        yield "the source text is not that of the questionnaire, which changed since, or it was changed here", remedy
    if row.state.lower() not in ("", *STATES):
        yield f"the state is `{row.state[:20]}`", f"write one of {', '.join(STATES)}, or leave it empty"


def _take(row: Row, entry: Entry, frames: Collection[str], intake: Intake) -> Iterator[tuple[str, str]]:
    cell = normal(row.translation)
    if entry.state == "stale" and row.state.lower() == "done":
        intake.confirmed.add(entry.place)
    if not cell or cell == entry.translation:
        return
    try:
        text = from_cell(cell)
    except BadCell as error:
        yield error.problem, error.remedy
        return
    if to_cell(text) == entry.translation:
        return
    problems = list(_check_translation(entry, text, frames))
    yield from problems
    if not problems:
        intake.changes[entry.place] = text


def _check_translation(
    entry: Entry, text: str | dict[str, str], frames: Collection[str]
) -> Iterator[tuple[str, str]]:
    refused = find_refused(to_cell(text))
    if refused is not None:
        yield refused
    for finding in check_text(entry.place, text, frames):
        if finding.severity == "error":
            yield finding.problem, finding.remedy
    for wording in text.values() if isinstance(text, dict) else (text,):
        for name in sorted(placeholders(entry.source) - placeholders(wording)):
            yield f"`{{{name}}}` is not used", "put it where the engine should fill it in"
