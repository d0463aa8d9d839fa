"""A file of answers, CSV or Parquet by its ending, as codes, some rows at a time."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.questionnaire import Questionnaire
from quizapp.score_files.columns import BadAnswers, Chunk, Columns, read_header
from quizapp.score_files.csv_files import CsvAnswers, open_csv
from quizapp.score_files.parquet_files import ParquetAnswers, check_parquet, open_parquet
from quizapp.score_files.respondents import FirstDoubled, Respondents

ENDINGS = (".csv", ".parquet")


@contextmanager
def open_answers(questionnaire: Questionnaire, path: Path) -> Iterator[tuple[Columns, Iterator[Chunk]]]:
    """The columns of ``path`` and its rows. Raises BadAnswers, at the latest when the last row was read."""
    with _open(path) as answers:
        columns = read_header(questionnaire, answers.header)
        yield columns, _checked(path, columns, answers.chunks(columns))


def read_values(questionnaire: Questionnaire, path: Path) -> dict[str, NDArray[np.float64]]:
    """Item id -> what each row answered, in points; NaN where nothing, or where an item has no column.

    Only items whose answers are numbers. Unlike scoring, this holds all rows at once: eight bytes an answer.
    Raises BadAnswers.
    """
    with open_answers(questionnaire, path) as (columns, chunks):
        held = [chunk.codes for chunk in chunks]
    codes = np.concatenate(held, axis=1) if held else np.empty((len(columns.items), 0), dtype=np.uint8)
    values = {item: np.full(codes.shape[1], np.nan) for item in questionnaire.counted}
    for item, row in zip(columns.items, codes, strict=True):
        if item in values:
            options = questionnaire.responses_of(item).options.values()
            values[item] = np.array([np.nan, *(option.value for option in options)])[row]
    return values


def check_ending(path: Path) -> None:
    """Raises BadAnswers or ParquetMissing when ``path`` is no kind of file that can be read and written here."""
    if path.suffix.lower() not in ENDINGS:
        raise BadAnswers(f"{path.name}: is neither CSV nor Parquet - let its name end in .csv or .parquet")
    if path.suffix.lower() == ".parquet":
        check_parquet()


def _open(path: Path) -> AbstractContextManager[CsvAnswers | ParquetAnswers]:
    check_ending(path)
    return open_parquet(path) if path.suffix.lower() == ".parquet" else open_csv(path)


def _checked(path: Path, columns: Columns, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The same rows; raises BadAnswers for a respondent without a name, or with that of another."""
    row, everyone = 2, Respondents()
    for chunk in chunks:
        if chunk.respondents is not None:
            _check_named(columns, chunk.respondents, row)
            everyone.add(chunk.respondents)
        yield chunk
        row += chunk.codes.shape[1]
    suspects = everyone.suspects()
    if suspects:
        _check_doubled(path, columns, suspects)


def _check_named(columns: Columns, names: list[str], first_row: int) -> None:
    if "" in names:
        row = first_row + names.index("")
        raise BadAnswers(
            f"row {row}, column {columns.respondent_name}: is empty - name every row, or leave the column out"
        )


def _check_doubled(path: Path, columns: Columns, suspects: frozenset[int]) -> None:
    """Read the identifiers once more, since only their hashes were kept."""
    look, row = FirstDoubled(suspects), 2
    with _open(path) as answers:
        for chunk in answers.chunks(columns):
            names = chunk.respondents or []
            found = look.find(names, row)
            if found:
                name, before, again = found
                raise BadAnswers(
                    f"row {again}, column {columns.respondent_name}: {name[:40]!r} stands in row {before} already - "
                    "leave one of the two out, or give each its own identifier"
                )
            row += len(names)
