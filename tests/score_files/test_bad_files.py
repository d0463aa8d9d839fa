"""A bad file is refused with row, column and remedy, and nothing is written."""

import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from quizapp.domain.questionnaire import Questionnaire
from quizapp.score_files import csv_files
from quizapp.score_files.columns import BadAnswers
from quizapp.score_files.parquet_files import ParquetMissing
from quizapp.score_files.scoring import score_file
from tests.score_files.made import Row, write_csv

ROWS = 300


@pytest.fixture
def rows(between_us: Questionnaire) -> list[dict[str, object]]:
    return [{"id": f"p{number}", **dict.fromkeys(between_us.items, 3)} for number in range(ROWS)]


@pytest.fixture(params=["plain", "quoted"])
def quoted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(csv_files, "BLOCK", 2000)
    return bool(request.param == "quoted")


def refused(questionnaire: Questionnaire, answers: Path, scores: str = "scores.csv") -> str:
    """The words with which a file is refused; fails if anything was written."""
    before = sorted(answers.parent.iterdir())
    with pytest.raises(BadAnswers) as found:
        score_file(questionnaire, answers, answers.parent / scores)
    assert sorted(answers.parent.iterdir()) == before
    return str(found.value)


CELLS = [
    ("6", "'6'"),
    ("0", "'0'"),
    ("often", "'often'"),
    ("3.0", "'3.0'"),
    (" 3", "' 3'"),
    ("-1", "'-1'"),
    ("nan", "nan"),
]


@pytest.mark.parametrize(("cell", "named"), CELLS)
def test_a_cell_that_is_no_answer(
    between_us: Questionnaire, tmp_path: Path, rows: list[dict[str, object]], cell: str, named: str, *, quoted: bool
) -> None:
    rows[250]["dia2"] = cell
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows, quoted=quoted)
    said = refused(between_us, answers)
    assert said.startswith(f"row 252, column dia2: {named}" if "'" in named else "row 252, column dia2")
    assert "1, 2, 3, 4, 5" in said


def test_a_respondent_who_comes_twice_is_named_with_both_rows(
    between_us: Questionnaire, tmp_path: Path, rows: list[dict[str, object]], *, quoted: bool
) -> None:
    rows[280]["id"] = "p3"
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows, quoted=quoted)
    said = refused(between_us, answers)
    assert said.startswith("row 282, column id: 'p3' stands in row 5 already")


def test_a_respondent_without_a_name(
    between_us: Questionnaire, tmp_path: Path, rows: list[dict[str, object]], *, quoted: bool
) -> None:
    rows[100]["id"] = ""
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows, quoted=quoted)
    assert refused(between_us, answers).startswith("row 102, column id: is empty")


HEADERS: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "unknown": (lambda names: [*names, "mood"], "row 1, column mood"),
    "twice": (lambda names: [*names, "hop1"], "row 1, column hop1: stands twice"),
    "missing": (lambda names: [name for name in names if name != "anx2"], "row 1, column anx2: is missing"),
    "two that tell apart": (lambda names: ["respondent", *names], "row 1, column id: respondent tells"),
    "none": (lambda names: names[:0], "row 1, column anx1: is missing"),
}


@pytest.mark.parametrize("problem", HEADERS)
def test_a_header_that_cannot_be_used(
    between_us: Questionnaire, tmp_path: Path, rows: list[Row], problem: str
) -> None:
    change, said = HEADERS[problem]
    answers = write_csv(tmp_path / "answers.csv", change(["id", *between_us.items]), rows)
    assert refused(between_us, answers).startswith(said)


LINES = [
    (b"1,2,3", "row 302: has 3 cells where the header has 53"),
    (b"", "row 302: has 0 cells where the header has 53"),
    (b'"never ended', "row 302: is no CSV"),
    (b"\xff\xfe" + b"," * 52, "row 302: is no UTF-8"),
]


@pytest.mark.parametrize(("line", "said"), LINES)
def test_a_line_that_is_no_row(
    between_us: Questionnaire, tmp_path: Path, rows: list[Row], line: bytes, said: str, *, quoted: bool
) -> None:
    assert len(between_us.items) == 52
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows, quoted=quoted)
    answers.write_bytes(answers.read_bytes() + line + b"\n")
    assert refused(between_us, answers).startswith(said)


def test_an_ending_that_is_neither_csv_nor_parquet(
    between_us: Questionnaire, tmp_path: Path, rows: list[Row]
) -> None:
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows)
    assert refused(between_us, answers, "scores.xlsx").startswith("scores.xlsx: is neither CSV nor Parquet")


def test_scores_never_take_the_place_of_the_answers(
    between_us: Questionnaire, tmp_path: Path, rows: list[Row]
) -> None:
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows)
    before = answers.read_bytes()
    assert "another name" in refused(between_us, answers, "answers.csv")
    assert answers.read_bytes() == before


PARQUET = [
    (pa.array([True, None]), "row 1, column hop2: holds true and false"),
    (pa.array([3.0, 3.5]), "row 3, column hop2: '3.5'"),
    (pa.array([3.0, float("nan")]), "row 3, column hop2: 'nan'"),
    (pa.array([3, 9]), "row 3, column hop2: '9'"),
    (pa.array([[3], [3]]), "row 2, column hop2: '[3]'"),
]


@pytest.mark.parametrize(("column", "said"), PARQUET)
def test_a_parquet_column_of_another_type(
    between_us: Questionnaire, tmp_path: Path, column: pa.Array, said: str
) -> None:
    columns = {item: column if item == "hop2" else pa.array([3, 3]) for item in between_us.items}
    parquet.write_table(pa.table(columns), tmp_path / "answers.parquet")
    assert refused(between_us, tmp_path / "answers.parquet").startswith(said)


def test_a_file_that_only_calls_itself_parquet(between_us: Questionnaire, tmp_path: Path) -> None:
    (tmp_path / "answers.parquet").write_text("anx1\n3\n")
    assert refused(between_us, tmp_path / "answers.parquet").startswith("is no Parquet")


def test_without_the_extra_parquet_is_refused_with_its_name(
    between_us: Questionnaire, tmp_path: Path, rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ParquetMissing, match=r"quizapp\[parquet\]"):
        score_file(between_us, answers, tmp_path / "scores.parquet")
    assert score_file(between_us, answers, tmp_path / "scores.csv") == ROWS
