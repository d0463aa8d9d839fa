"""The columns of a file of answers: which are items, what may stand in them, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.answers import allowed_values
from quizapp.domain.naming import suggestion
from quizapp.domain.questionnaire import Questionnaire

Codes = NDArray[np.uint8]
"""Items x rows: 0 is missing, else 1 for the first option of the item, whatever it counts, 2 for the second, ..."""

Cells = Sequence[Sequence[object]]
"""The cells of some rows, one sequence a column of the file."""

RESPONDENT_NAMES = ("respondent", "id")
"""A column of one of these names, if no item has it, tells the rows apart and is carried over as it is."""


class BadAnswers(Exception):
    """A file cannot be used; the text names row, column, problem and remedy. Row 1 is the line of names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some rows; ``respondents``: who they are, if the file says so."""

    codes: Codes
    respondents: list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """``items``: ids of the columns to read, in the order of the questionnaire; ``places``: where they stand.

    ``respondent``: where the column stands that tells the rows apart. ``header``: all names, as in the file.
    What people wrote in their own words is not looked at, so it may hold anything.
    """

    items: list[str]
    places: list[int]
    respondent: int | None
    header: list[str]
    codes: list[Mapping[object, int]]

    @property
    def respondent_name(self) -> str | None:
        return None if self.respondent is None else self.header[self.respondent]

    def chunk(self, cells: Cells, first_row: int) -> Chunk:
        """Some rows as codes. Raises BadAnswers; ``first_row`` is for its text."""
        encoded = np.empty((len(self.items), len(cells[0])), dtype=np.uint8)
        for index, (place, code) in enumerate(zip(self.places, self.codes, strict=True)):
            try:
                encoded[index] = np.frombuffer(bytes(map(code.__getitem__, cells[place])), dtype=np.uint8)
            except (KeyError, TypeError):
                raise self._bad_cell(index, cells[place], first_row) from None
        return Chunk(codes=encoded, respondents=self._names(cells))

    def _names(self, cells: Cells) -> list[str] | None:
        if self.respondent is None:
            return None
        return ["" if name is None else str(name) for name in cells[self.respondent]]

    def _bad_cell(self, index: int, cells: Sequence[object], first_row: int) -> BadAnswers:
        allowed = [key for key in self.codes[index] if isinstance(key, str) and key]
        texts = [str(cell) if isinstance(cell, list | dict) else cell for cell in cells]
        offset = next(n for n, cell in enumerate(texts) if cell not in self.codes[index])
        return BadAnswers(
            f"row {first_row + offset}, column {self.items[index]}: {str(texts[offset])[:40]!r} is no answer to it - "
            f"use one of {', '.join(allowed)}, or leave the cell empty"
        )


def read_header(questionnaire: Questionnaire, header: list[str]) -> Columns:
    """Raises BadAnswers for a column that is unknown, stands twice, or is missing."""
    named = [name for name in header if name in RESPONDENT_NAMES and name not in questionnaire.asked]
    _check_names(questionnaire, header, named)
    allowed = {item: allowed_values(questionnaire, item) for item in questionnaire.asked if item in header}
    codes = {item: _codes(values.values()) for item, values in allowed.items() if values is not None}
    return Columns(
        items=list(codes),
        places=[header.index(item) for item in codes],
        respondent=header.index(named[0]) if named else None,
        header=header,
        codes=list(codes.values()),
    )


def scored_items(questionnaire: Questionnaire) -> list[str]:
    return [key for key, item in questionnaire.items.items() if item.scale is not None]


def _check_names(questionnaire: Questionnaire, header: list[str], named: list[str]) -> None:
    unknown = [name for name in header if name not in questionnaire.asked and name not in named]
    if unknown:
        raise BadAnswers(
            f"row 1, column {unknown[0]}: no item of {questionnaire.slug} has this id - "
            f"{suggestion(unknown[0], [*questionnaire.asked, *RESPONDENT_NAMES], 'item')}"
        )
    doubled = [name for name, times in Counter(header).items() if times > 1]
    if doubled:
        raise BadAnswers(f"row 1, column {doubled[0]}: stands twice - leave one of the two out")
    if len(named) > 1:
        raise BadAnswers(
            f"row 1, column {named[1]}: {named[0]} tells the rows apart already - leave one of the two out"
        )
    missing = [item for item in scored_items(questionnaire) if item not in header]
    if missing:
        raise BadAnswers(f"row 1, column {missing[0]}: is missing - add it; leave its cells empty if nobody answered")


def _codes(allowed: Iterable[int | str]) -> dict[object, int]:
    """What a cell may hold -> its code. Numbers also as text, since files hold either."""
    codes: dict[object, int] = {None: 0, "": 0}
    for place, value in enumerate(allowed, start=1):
        codes[value] = codes[str(value)] = place
    return codes
