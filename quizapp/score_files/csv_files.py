"""CSV in and out: plain rows all at once, others by the standard library's reader; rows joined from ready texts."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import numpy as np

from quizapp.score_files.columns import BadAnswers, Chunk, Columns
from quizapp.score_files.plain_csv import PlainRows
from quizapp.score_files.scales import ScaleTable

BLOCK = 1 << 20
"""Bytes that are read at a time."""

CHUNK = 8192
"""Rows that are held at a time when they are read one by one."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SPECIAL = frozenset(',"\r\n')


class CsvAnswers:
    """The rows of one file. ``header``: the names of its columns."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        if source.read(len(_BYTE_ORDER_MARK)) != _BYTE_ORDER_MARK:
            source.seek(0)
        self.header = next(_chunks_of(source, 1, 1), [[]])[0]

    def chunks(self, columns: Columns) -> Iterator[Chunk]:
        """Some rows at a time. Raises BadAnswers."""
        plain, row = PlainRows(columns), 2
        while block := self._source.read(BLOCK):
            block += self._source.readline()
            whole = plain.split(block)
            for chunk in [whole] if whole else self._one_by_one(columns, block, row):
                yield chunk
                row += chunk.codes.shape[1]

    def _one_by_one(self, columns: Columns, block: bytes, row: int) -> Iterator[Chunk]:
        """Rows of ``block``; all that are left when it holds a quotation, since that may go on after it."""
        lines = block.splitlines(keepends=True)
        for rows in _chunks_of(chain(lines, self._source) if b'"' in block else lines, row, CHUNK):
            _check_widths(rows, len(columns.header), row)
            yield columns.chunk(list(zip(*rows, strict=True)), row)
            row += len(rows)


@contextmanager
def open_csv(path: Path) -> Iterator[CsvAnswers]:
    with path.open("rb") as source:
        yield CsvAnswers(source)


def _chunks_of(lines: Iterable[bytes], first_row: int, size: int) -> Iterator[list[list[str]]]:
    rows, row = csv.reader((line.decode() for line in lines), strict=True), first_row
    while True:
        chunk: list[list[str]] = []
        try:
            chunk.extend(islice(rows, size))
        except csv.Error as error:
            problem = f"is no CSV ({error}) - mend the quotation marks, or save the file anew as CSV"
            raise BadAnswers(f"row {row + len(chunk)}: {problem}") from None
        except UnicodeDecodeError:
            raise BadAnswers(f"row {row + len(chunk)}: is no UTF-8 text - save the file as CSV UTF-8") from None
        if not chunk:
            return
        yield chunk
        row += len(chunk)


def _check_widths(chunk: list[list[str]], width: int, first_row: int) -> None:
    if set(map(len, chunk)) == {width}:
        return
    offset, row = next((n, row) for n, row in enumerate(chunk) if len(row) != width)
    problem = f"has {len(row)} cells where the header has {width} - give every row one cell a column"
    raise BadAnswers(f"row {first_row + offset}: {problem}")


class CsvScores:
    """Writes scores as CSV. The four cells of a scale are one text, made once for each possible sum of answers."""

    def __init__(self, target: BinaryIO, tables: list[ScaleTable], respondent: str | None) -> None:
        self._target, self._tables = target, tables
        names = [*([respondent] if respondent else []), *(name for table in tables for name in table.columns)]
        target.write(",".join(map(_quoted, names)).encode() + b"\n")

    def write(self, cells: list[np.ndarray], respondents: Sequence[str] | None) -> None:
        """``cells``: for each scale, where each row stands in its table."""
        texts = [table.texts[places].tolist() for table, places in zip(self._tables, cells, strict=True)]
        if respondents is not None:
            texts.insert(0, [_quoted(name).encode() for name in respondents])
        self._target.write(b"\n".join(map(b",".join, zip(*texts, strict=True))) + b"\n")

    def close(self) -> None:
        """Nothing is held back; the file belongs to whoever opened it."""


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.intersection(text) else text
