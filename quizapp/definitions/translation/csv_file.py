"""CSV. UTF-8 with a byte order mark, without which spreadsheet programs guess another encoding."""

import csv
import io
from collections.abc import Iterable

from quizapp.definitions.problems import Problem
from quizapp.definitions.translation.entries import Entry
from quizapp.definitions.translation.rows import COLUMNS, Read, cells, formula, missing_columns, row_of
from quizapp.spreadsheets import guarded, unguarded

_DELIMITERS = ",;\t"
_LONGEST_CELL = 1024 * 1024


def write_csv(entries: Iterable[Entry]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in cells(entry)] for entry in entries)
    return target.getvalue().encode("utf-8-sig")


def read_csv(data: bytes, path: str) -> Read:
    """The rows; or what is wrong with the file as CSV."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [Problem(path, line, "the file is not saved as UTF-8", "save it as `CSV UTF-8`, or use XLSX")]
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        # Lines are counted as a spreadsheet program shows them, where a cell may hold several.
        lines = list(reader)
    except csv.Error as error:
        return [], [Problem(path, reader.line_num, f"is no CSV: {error}", "export once more, and fill that in")]
    header = [name.strip().lower() for name in (lines[0] if lines else [])]
    problems = missing_columns(header, path)
    if problems:
        return [], problems
    formulas = [number for number, line in enumerate(lines[1:], start=2) if _holds_formula(header, line)]
    if formulas:
        return [], [formula(path, number) for number in formulas]
    rows = (
        row_of(number, header, [unguarded(cell) for cell in line]) for number, line in enumerate(lines[1:], start=2)
    )
    return [row for row in rows if row is not None], []


def _holds_formula(header: list[str], line: list[str]) -> bool:
    at = header.index("translation")
    return at < len(line) and line[at].lstrip().startswith("=")


def _delimiter(text: str) -> str:
    """Spreadsheet programs write the one of their country."""
    first = text.partition("\n")[0]
    return max(_DELIMITERS, key=first.count)
