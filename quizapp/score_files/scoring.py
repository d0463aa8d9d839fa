"""A file of answers -> a file of scores and its codebook."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire
from quizapp.score_files.codebook import Variable, as_csv, build_codebook
from quizapp.score_files.columns import BadAnswers, Chunk
from quizapp.score_files.csv_files import CsvScores
from quizapp.score_files.parquet_files import ParquetScores
from quizapp.score_files.reading import check_ending, open_answers
from quizapp.score_files.scales import Detail, ScaleTable, build_tables


def score_file(
    questionnaire: Questionnaire,
    answers: Path,
    scores: Path,
    *,
    norms: NormSet | None = None,
    detail: Detail | None = None,
    progress: Callable[[int], object] = lambda _rows: None,
) -> int:
    """Score every row of ``answers`` (columns are item ids, empty is missing) into ``scores``, codebook beside it.

    Both are CSV or Parquet by their ending. ``norms``: those in force, for the numbers of the pages; ``detail``:
    what is written of each score, those of the pages unless given. Returns how many rows there were; ``progress`` is
    told after each part. Raises BadAnswers or ParquetMissing; what stood in
    ``scores`` then stays as it was.
    """
    check_ending(scores)
    if scores.exists() and scores.samefile(answers):
        raise BadAnswers("the scores would take the place of the answers - give them another name")
    detail = detail or Detail()
    codebook = build_codebook(questionnaire, norms, detail)
    with _replacing(codebook_beside(scores)) as book, _replacing(scores) as target:
        book.write(as_csv(codebook).encode())
        with open_answers(questionnaire, answers) as (columns, chunks):
            tables = build_tables(questionnaire, columns.items, norms, detail)
            writer = _writer(target, tables, columns.respondent_name, codebook)
            return _write(writer, tables, chunks, progress)


def codebook_beside(scores: Path) -> Path:
    return scores.with_name(f"{scores.stem}.codebook.csv")


def _write(
    writer: CsvScores | ParquetScores,
    tables: list[ScaleTable],
    chunks: Iterator[Chunk],
    progress: Callable[[int], object],
) -> int:
    rows = 0
    for chunk in chunks:
        writer.write([table.places(chunk.codes) for table in tables], chunk.respondents)
        rows += chunk.codes.shape[1]
        progress(rows)
    writer.close()
    return rows


def _writer(
    target: BinaryIO, tables: list[ScaleTable], respondent: str | None, codebook: list[Variable]
) -> CsvScores | ParquetScores:
    if Path(target.name).suffix.lower() == ".parquet":
        return ParquetScores(target, tables, respondent, {line.variable: line.label for line in codebook})
    return CsvScores(target, tables, respondent)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when all went well, and is gone when not."""
    with NamedTemporaryFile("wb", dir=path.parent, suffix=path.suffix, delete=False) as target:
        try:
            yield target.file  # type: ignore[misc]
            target.flush()
            Path(target.name).replace(path)
        except BaseException:
            Path(target.name).unlink(missing_ok=True)
            raise
