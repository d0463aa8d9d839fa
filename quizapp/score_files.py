"""Files of answers -> files of scores, many thousands at a time, with the same numbers as one by one."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np

from quizapp.domain.answers import allowed_values
from quizapp.domain.naming import suggestion
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import SHARE_NEEDED, score_answered

RESPONDENT = "respondent"
"""A column of this name is carried over as it is."""

CHUNK = 8192
MISSING = -(2**31)
"""Stands for an empty cell. No option can count this; 0 is what some options do count."""


class BadAnswers(Exception):
    """A file of answers cannot be scored; the text names row, column, problem and remedy."""


@dataclass(frozen=True, slots=True)
class _ScaleColumns:
    """Where the answers of one scale stand. ``parts``: the rows of each scale that must be scorable."""

    name: str
    columns: list[int]
    parts: list[list[int]]
    turned: list[int]
    turn: int


def score_file(questionnaire: Questionnaire, answers: Path, scores: Path) -> int:
    """Score every row of ``answers`` (CSV, columns are item ids, empty is missing) into ``scores``.

    Returns how many rows there were. Raises BadAnswers; ``scores`` then stays as it was, or absent: rows go to
    a temporary file beside it that takes its place at the end.
    """
    with (
        answers.open(newline="", encoding="utf-8-sig") as source,
        NamedTemporaryFile("w", dir=scores.parent, newline="", encoding="utf-8", delete=False) as target,
    ):
        try:
            rows = _score(questionnaire, source, target)
            target.flush()
            Path(target.name).replace(scores)
        except BaseException:
            Path(target.name).unlink(missing_ok=True)
            raise
    return rows


def _score(questionnaire: Questionnaire, source: Iterable[str], target) -> int:  # type: ignore[no-untyped-def]
    reader = csv.reader(source)
    header = next(reader, [])
    columns = _check_header(questionnaire, header)
    codes = [_codes(questionnaire, item) for item in columns]
    named = header.index(RESPONDENT) if RESPONDENT in header else None
    places = [header.index(item) for item in columns]
    plan = [_scale_columns(questionnaire, scale, columns) for scale in _scales(questionnaire)]
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*([RESPONDENT] if named is not None else []), *_titles(questionnaire)])
    count = 0
    for chunk in _chunks(reader):
        values = _values(chunk, columns, places, codes, first_row=count + 2, width=len(header))
        scored = [part for scale in plan for part in _columns_of(questionnaire, scale, values)]
        if named is not None:
            scored.insert(0, [row[named] for row in chunk])
        writer.writerows(zip(*scored, strict=True))
        count += len(chunk)
    return count


def _check_header(questionnaire: Questionnaire, header: list[str]) -> list[str]:
    """The columns to read, in the order of the questionnaire: what was written is not looked at."""
    unknown = [name for name in header if name not in questionnaire.asked and name != RESPONDENT]
    if unknown:
        raise BadAnswers(
            f"row 1, column {unknown[0]}: no item of {questionnaire.slug} has this id - "
            f"{suggestion(unknown[0], [*questionnaire.asked, RESPONDENT], 'item')}"
        )
    doubled = [name for name in header if header.count(name) > 1]
    if doubled:
        raise BadAnswers(f"row 1, column {doubled[0]}: stands twice - leave one of the two out")
    missing = [item for item in _scored_items(questionnaire) if item not in header]
    if missing:
        raise BadAnswers(f"row 1, column {missing[0]}: is missing - add it; leave its cells empty if nobody answered")
    return [
        item for item in questionnaire.asked if item in header and allowed_values(questionnaire, item) is not None
    ]


def _scored_items(questionnaire: Questionnaire) -> list[str]:
    return [key for key, item in questionnaire.items.items() if item.scale is not None]


def _codes(questionnaire: Questionnaire, item: str) -> dict[str, int]:
    """What a cell may hold -> its number. A choice has none, so each of its options stands for another."""
    allowed = (allowed_values(questionnaire, item) or {}).values()
    numbers = {str(value): value if isinstance(value, int) else at for at, value in enumerate(allowed, start=1)}
    return {"": MISSING, **numbers}


def _chunks(reader: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while chunk := list(islice(reader, CHUNK)):
        yield chunk


def _values(
    chunk: list[list[str]],
    columns: list[str],
    places: list[int],
    codes: list[dict[str, int]],
    *,
    first_row: int,
    width: int,
) -> np.ndarray:
    """The answers as numbers, one row a column of the file; ``MISSING`` where a cell is empty."""
    for offset, row in enumerate(chunk):
        if len(row) != width:
            raise BadAnswers(
                f"row {first_row + offset}: has {len(row)} cells where the header has {width} - "
                "give every row one cell a column"
            )
    values = np.empty((len(columns), len(chunk)), dtype=np.int32)
    for index, (place, code) in enumerate(zip(places, codes, strict=True)):
        try:
            values[index] = [code[row[place]] for row in chunk]
        except KeyError:
            raise _bad_cell(chunk, columns[index], place, code, first_row) from None
    return values


def _bad_cell(chunk: list[list[str]], column: str, place: int, code: dict[str, int], first_row: int) -> BadAnswers:
    offset, value = next((n, row[place]) for n, row in enumerate(chunk) if row[place] not in code)
    allowed = ", ".join(key for key in code if key)
    return BadAnswers(
        f"row {first_row + offset}, column {column}: {value[:40]!r} is no answer to it - "
        f"use one of {allowed}, or leave the cell empty"
    )


def _scales(questionnaire: Questionnaire) -> list[str]:
    return [*questionnaire.scales, *questionnaire.composites]


def _titles(questionnaire: Questionnaire) -> list[str]:
    return [scale + suffix for scale in _scales(questionnaire) for suffix in ("", "_low", "_high", "_answered")]


def _scale_columns(questionnaire: Questionnaire, scale: str, columns: list[str]) -> _ScaleColumns:
    items = questionnaire.items_of(scale)
    responses = questionnaire.responses_of(next(iter(items)))
    return _ScaleColumns(
        name=scale,
        columns=[columns.index(item) for item in items],
        parts=[
            [row for row, item in enumerate(items.values()) if item.scale == part]
            for part in dict.fromkeys(item.scale for item in items.values())
        ],
        turned=[index for index, item in enumerate(items.values()) if item.reverse],
        turn=responses.lowest + responses.highest,
    )


def _columns_of(questionnaire: Questionnaire, scale: _ScaleColumns, values: np.ndarray) -> list[list]:  # type: ignore[type-arg]
    """Estimate, low, high and number of answers of one scale; estimate and interval empty without enough."""
    given = values[scale.columns].astype(np.int64)
    answered = given != MISSING
    given[scale.turned] = scale.turn - given[scale.turned]
    sums, counts = np.where(answered, given, 0).sum(axis=0), answered.sum(axis=0)
    scorable = np.all([answered[rows].mean(axis=0) >= SHARE_NEEDED for rows in scale.parts], axis=0)
    table: list[list] = [[], [], []]  # type: ignore[type-arg]
    cells: dict[tuple[int, int, bool], tuple[object, object, object]] = {}
    for key in zip(sums.tolist(), counts.tolist(), scorable.tolist(), strict=True):
        if key not in cells:
            cells[key] = _cells(questionnaire, scale.name, *key)
        for column, cell in zip(table, cells[key], strict=True):
            column.append(cell)
    return [*table, counts.tolist()]


def _cells(
    questionnaire: Questionnaire,
    scale: str,
    total: int,
    count: int,
    scorable: bool,  # noqa: FBT001 - a row of a table
) -> tuple[object, object, object]:
    if not scorable:
        return "", "", ""
    score = score_answered(questionnaire, scale, total / count, count)
    return score.estimate, score.low, score.high
