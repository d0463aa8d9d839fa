"""Parquet in and out. pyarrow is an extra: imported here only, and only when such a file is named."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from quizapp.score_files.columns import BadAnswers, Chunk, Columns
from quizapp.score_files.csv_files import CHUNK
from quizapp.score_files.scales import COUNT, ScaleTable

if TYPE_CHECKING:
    from pyarrow import parquet


class ParquetMissing(Exception):
    """pyarrow is not installed; the text says how to get it."""


def check_parquet() -> None:
    """Raises ParquetMissing."""
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise ParquetMissing("Parquet needs the extra: pip install 'quizapp[parquet]' - or use a .csv file") from None


class ParquetAnswers:
    """The rows of one file. ``header``: the names of its columns. Raises BadAnswers for columns of yes and no."""

    def __init__(self, source: "parquet.ParquetFile") -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra

        self._source = source
        self.header: list[str] = source.schema_arrow.names
        for field in source.schema_arrow:
            if pa.types.is_boolean(field.type):
                raise BadAnswers(f"row 1, column {field.name}: holds true and false - use the numbers of the answers")

    def chunks(self, columns: Columns) -> Iterator[Chunk]:
        """Some rows at a time. Raises BadAnswers."""
        row = 2
        for batch in self._source.iter_batches(batch_size=CHUNK):
            yield columns.chunk([column.to_pylist() for column in batch.columns], row)
            row += batch.num_rows


@contextmanager
def open_parquet(path: Path) -> Iterator[ParquetAnswers]:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    try:
        with parquet.ParquetFile(path) as source:
            yield ParquetAnswers(source)
    except pa.ArrowInvalid as error:
        raise BadAnswers(f"is no Parquet that can be read ({error}) - write it anew") from None


class ParquetScores:
    """Writes scores as Parquet; each column carries its label."""

    def __init__(
        self, target: BinaryIO, tables: list[ScaleTable], respondent: str | None, labels: dict[str, str]
    ) -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415 - an extra

        self._arrow, self._tables = pa, tables
        fields = [pa.field(respondent, pa.string())] if respondent else []
        for table in tables:
            fields += [
                pa.field(name, pa.int16() if part == COUNT else pa.float64(), metadata={"label": labels[name]})
                for name, part in zip(table.columns, table.parts_written, strict=True)
            ]
        self._schema: pa.Schema = pa.schema(fields)
        self._writer = parquet.ParquetWriter(target, self._schema)

    def write(self, cells: list[np.ndarray], respondents: Sequence[str] | None) -> None:
        """``cells``: for each scale, where each row stands in its table."""
        columns = [] if respondents is None else [self._arrow.array(respondents, self._arrow.string())]
        for table, places in zip(self._tables, cells, strict=True):
            numbers = table.numbers[places]
            columns += [
                self._arrow.array(numbers[:, at].astype(np.int16))
                if part == COUNT
                else self._arrow.array(numbers[:, at], self._arrow.float64(), from_pandas=True)
                for at, part in enumerate(table.parts_written)
            ]
        self._writer.write_batch(self._arrow.record_batch(columns, schema=self._schema))

    def close(self) -> None:
        """Write what a Parquet file ends with."""
        self._writer.close()
