"""What an exchanged file holds, whatever its format: one row a text."""

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.definitions.problems import Problem
from quizapp.definitions.translation.entries import Entry
from quizapp.definitions.translation.notes import note_on

FORMATS = (".xlsx", ".csv", ".po")
"""What a file of them is called at its end."""

COLUMNS = ("place", "source", "translation", "state", "note")
NEEDED = ("place", "source", "translation")
Read = tuple[list["Row"], list[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text on its way. ``line``: where it stands in the file, as its program counts. ``state``: may be empty."""

    line: int
    place: str
    source: str
    translation: str
    state: str


def cells(entry: Entry) -> tuple[str, ...]:
    """One cell for each of ``COLUMNS``."""
    return entry.name, entry.source, entry.translation, entry.state, note_on(entry)


def missing_columns(header: list[str], path: str) -> list[Problem]:
    """One problem for each column that is needed and not there, or there twice."""
    return [Problem(path, 1, problem, remedy) for problem, remedy in _check_header(header)]


def _check_header(header: list[str]) -> Iterator[tuple[str, str]]:
    for column in COLUMNS:
        if column in NEEDED and column not in header:
            remedy = f"give the first row the columns {', '.join(NEEDED)}; export once more to see them"
            yield f"the column `{column}` is missing", remedy
        if header.count(column) > 1:
            yield f"the column `{column}` stands here twice", "take one of them out"


def formula(path: str, line: int) -> Problem:
    remedy = "write the text itself; one that has to begin with `=` goes in with a `'` before it"
    return Problem(path, line, "the translation is a formula", remedy)


def row_of(line: int, header: list[str], values: list[str]) -> Row | None:
    """The row with these cells; None when all are empty."""
    if not any(value.strip() for value in values):
        return None
    found = dict(zip(header, values, strict=False))
    place, state = found.get("place", "").strip(), found.get("state", "").strip()
    return Row(
        line=line,
        place=place,
        source=found.get("source", ""),
        translation=found.get("translation", ""),
        state=state,
    )
