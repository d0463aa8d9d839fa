"""Excel workbooks. The only file that knows openpyxl."""

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from quizapp.definitions.problems import Problem
from quizapp.definitions.translation.entries import Entry
from quizapp.definitions.translation.rows import COLUMNS, Read, Row, cells, formula, missing_columns, row_of

Line = list[Cell | MergedCell]

_WIDTHS = {"place": 32, "source": 60, "translation": 60, "state": 10, "note": 50}
_MARKED = {"missing": "FFF3C4", "stale": "FFDCC8"}
_LARGEST_UNPACKED = 64 * 1024 * 1024
_MOST_ROWS, _MOST_COLUMNS = 50_000, 50
# `_x0041_` is how the format writes a sign by its number.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NO_TEXT = "format the cell as text and write it again"


def write_xlsx(entries: Iterable[Entry]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("texts")
    for letter, title in zip("ABCDE", COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = _WIDTHS[title]
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, title, Font(bold=True)) for title in COLUMNS])
    for entry in entries:
        row = [_cell(sheet, value) for value in cells(entry)]
        if entry.state in _MARKED:
            row[COLUMNS.index("state")].fill = PatternFill("solid", fgColor=_MARKED[entry.state])
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(sheet: WriteOnlyWorksheet, words: str, font: Font | None = None) -> Cell:
    """As text, whatever it begins with: else one that begins with `=` would be written as a formula."""
    cell = WriteOnlyCell(sheet, _LOOKS_ESCAPED.sub("_x005F_", words))
    cell.data_type, cell.number_format = "s", "@"
    cell.quotePrefix = words.startswith(("=", "+", "-", "@"))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font is not None:
        cell.font = font
    return cell


def read_xlsx(data: bytes, path: str) -> Read:
    """The rows of the first sheet; or what is wrong with the file as a workbook."""
    try:
        lines = _lines(data)
    except _TooLargeError as error:
        return [], [Problem(path, 1, str(error), "export once more, and fill that in")]
    except Exception:  # noqa: BLE001 - what is no workbook breaks openpyxl in as many ways as it has parts
        return [], [Problem(path, 1, "is no workbook", "save it as `Excel workbook (.xlsx)`")]
    header = [_words(cell).strip().lower() for cell in lines[0]] if lines else []
    problems = missing_columns(header, path) or list(_check_cells(lines[1:], header, path))
    return ([], problems) if problems else (list(_rows(lines[1:], header)), [])


class _TooLargeError(Exception):
    """The text says what there is too much of."""


def _lines(data: bytes) -> list[Line]:
    if sum(part.file_size for part in ZipFile(io.BytesIO(data)).infolist()) > _LARGEST_UNPACKED:
        raise _TooLargeError("the file unpacks to more than 64 MiB")
    with warnings.catch_warnings():
        # Of parts that other programs write and nothing here reads.
        warnings.simplefilter("ignore")
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    if sheet.max_row > _MOST_ROWS:
        raise _TooLargeError(f"the sheet has more than {_MOST_ROWS:,} rows")
    return [list(line) for line in sheet.iter_rows(max_col=min(sheet.max_column, _MOST_COLUMNS))]


def _rows(lines: list[Line], header: list[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        row = row_of(number, header, [_words(cell) for cell in line])
        if row is not None:
            yield row


def _check_cells(lines: list[Line], header: list[str], path: str) -> Iterator[Problem]:
    at = header.index("translation")
    for number, line in enumerate(lines, start=2):
        if line[at].data_type == "f":
            yield formula(path, number)
        elif line[at].data_type not in ("s", "n", "inlineStr"):
            yield Problem(path, number, "the translation is no text", _NO_TEXT)


def _words(cell: Cell | MergedCell) -> str:
    return "" if cell.value is None else unescape(str(cell.value))
