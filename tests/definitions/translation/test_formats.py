"""Whatever a text holds, it comes back from each format as it went out."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from quizapp.definitions.decoding import find_refused
from quizapp.definitions.shapes import QUESTIONNAIRE, ListShape, MapShape, ObjectShape, Shape, can_hold_text
from quizapp.definitions.translation.cells import BadCell, from_cell, to_cell
from quizapp.definitions.translation.csv_file import read_csv, write_csv
from quizapp.definitions.translation.entries import Entry
from quizapp.definitions.translation.notes import SEEN, note_on
from quizapp.definitions.translation.po_file import read_po_file, write_po_file
from quizapp.definitions.translation.rows import Read
from quizapp.definitions.translation.xlsx_file import read_xlsx, write_xlsx
from quizapp.domain.wording import FRAMES

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)
Write = Callable[[Iterable[Entry]], bytes]
FORMATS: dict[str, tuple[Write, Callable[[bytes, str], Read]]] = {
    "xlsx": (write_xlsx, read_xlsx),
    "csv": (write_csv, read_csv),
    "po": (lambda entries: write_po_file(entries, "a-test@1", "fr", MOMENT), read_po_file),
}
FORMULAS = ("=1+1", '=HYPERLINK("http://a.test";"b")', "+1", "-1", "@SUM(A1)", "'=1", "''", "'tis", "\u2212 1")

words = st.text(min_size=1).map(str.strip).filter(lambda text: text and "\r" not in text and not find_refused(text))
framed = st.dictionaries(st.sampled_from(FRAMES), words, min_size=1)


def entry_of(source: object, translation: object) -> Entry:
    return Entry(place=("title",), source=to_cell(source), translation=to_cell(translation), state="done")


@pytest.mark.parametrize("format_", FORMATS)
def test_any_text_comes_back_as_it_went_out(format_: str) -> None:
    write, read = FORMATS[format_]

    @settings(max_examples=200, deadline=None)
    @given(words | framed, words | framed)
    @example("_x0041_", "a\n\nb")
    @example("[now] a", {"now": "[former] b\n\\[now] c", "former": "d"})
    @example('"a" \\n %s %(b)s {c}', "شارع ١٢ (A) \u200f؟")
    def comes_back(source: str | dict[str, str], translation: str | dict[str, str]) -> None:
        (row,), problems = read(write([entry_of(source, translation)]), "a")
        assert (problems, row.place, row.state) == ([], "title", "done")
        assert from_cell(row.source) == source
        assert from_cell(row.translation) == translation

    comes_back()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_text_like_a_formula_comes_back(format_: str, formula: str) -> None:
    write, read = FORMATS[format_]
    (row,), _ = read(write([entry_of(formula, formula)]), "a")
    assert (row.source, row.translation) == (formula, formula)


def test_no_cell_of_a_csv_file_begins_like_a_formula() -> None:
    written = write_csv([entry_of(formula, formula) for formula in FORMULAS]).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(written)) for cell in line]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_every_cell_of_a_workbook_is_text() -> None:
    book = load_workbook(io.BytesIO(write_xlsx([entry_of(formula, formula) for formula in FORMULAS])))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_may_be_divided_as_in_any_country(delimiter: str) -> None:
    data = f"place{delimiter}source{delimiter}translation\r\ntitle{delimiter}a{delimiter}b\r\n".encode()
    (row,), problems = read_csv(data, "a")
    assert (problems, row.line, row.place, row.source, row.translation) == ([], 2, "title", "a", "b")


def test_a_stale_text_is_fuzzy_in_a_po_file_and_coloured_in_a_workbook() -> None:
    stale = Entry(place=("title",), source="a", translation="b", state="stale")
    assert b"#, fuzzy\n" in write_po_file([stale], "a-test@1", "fr", MOMENT)
    assert read_po_file(write_po_file([stale], "a-test@1", "fr", MOMENT), "a")[0][0].state == "stale"
    sheet = load_workbook(io.BytesIO(write_xlsx([stale]))).worksheets[0]
    assert sheet.cell(2, 4).fill.fgColor.rgb == "00FFDCC8"


# --- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("a\n[now] b", "words stand before the first frame"),
        ("[now] a\n[now] b", "`[now]` stands here twice"),
        ("[now] a\n[formr] b", "`[formr]` is no frame"),
    ],
)
def test_frames_that_are_not_told_apart_are_named(cell: str, problem: str) -> None:
    with pytest.raises(BadCell) as found:
        from_cell(cell)
    assert found.value.problem == problem


def test_a_bracket_inside_a_text_is_no_frame() -> None:
    assert from_cell("[now] a [former] b\nsecond line") == {"now": "a [former] b\nsecond line"}
    assert from_cell("\\[Note] a") == "[Note] a"


# --- notes ----------------------------------------------------------------------------------------


def classes(shape: Shape) -> set[str]:
    """The names of all classes that hold a text of their own."""
    if isinstance(shape, ListShape | MapShape):
        return classes(shape.each)
    if not isinstance(shape, ObjectShape):
        return set()
    inner = {name for field in shape.fields.values() for name in classes(field)}
    plain = [field.each if isinstance(field, ListShape) else field for field in shape.fields.values()]
    own = any(can_hold_text(field) and not isinstance(field, ObjectShape | MapShape) for field in plain)
    return inner | {shape.of.__name__} if own else inner


def fields(shape: Shape) -> set[str]:
    """``Class.field`` of every text."""
    if isinstance(shape, ListShape | MapShape):
        return fields(shape.each)
    if not isinstance(shape, ObjectShape):
        return set()
    own = {f"{shape.of.__name__}.{name}" for name, field in shape.fields.items() if can_hold_text(field)}
    return own | {name for field in shape.fields.values() for name in fields(field)}


def test_there_is_a_note_on_the_texts_of_every_class_and_of_no_other() -> None:
    assert {name for name in SEEN if "." not in name} == classes(QUESTIONNAIRE)
    assert {name for name in SEEN if "." in name} <= fields(QUESTIONNAIRE)


def test_a_note_says_where_a_text_is_seen_and_what_has_to_stay() -> None:
    entry = Entry(place=("in_between", "middle"), source="On {topic}", translation="", state="missing")
    assert note_on(entry).startswith("Result page")
    assert "Keep {topic}" in note_on(entry)
    shared = Entry(place=("patterns", "p", "shared"), source="I", translation="", state="missing")
    assert "First person" in note_on(shared)
