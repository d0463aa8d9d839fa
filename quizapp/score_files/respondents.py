"""Is every respondent there once?

Eight bytes a row are kept: the hash of each identifier. Only when two are equal is the file looked at again, for
the identifiers themselves.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Respondents:
    """The identifiers of a file, as hashes."""

    def __init__(self) -> None:
        self._hashes: list[NDArray[np.int64]] = []

    def add(self, names: Sequence[str]) -> None:
        self._hashes.append(np.fromiter(map(hash, names), dtype=np.int64, count=len(names)))

    def suspects(self) -> frozenset[int]:
        """The hashes that came more than once; empty when all identifiers differ."""
        if not self._hashes:
            return frozenset()
        hashes = np.sort(np.concatenate(self._hashes))
        return frozenset(hashes[1:][hashes[1:] == hashes[:-1]].tolist())


class FirstDoubled:
    """Looks for the first identifier that comes twice, among those whose hash is suspect."""

    def __init__(self, suspects: frozenset[int]) -> None:
        self._suspects = suspects
        self._rows: dict[str, int] = {}

    def find(self, names: Sequence[str], first_row: int) -> tuple[str, int, int] | None:
        """The identifier with its first and second row, or None among ``names``, which begin at ``first_row``."""
        for row, name in enumerate(names, start=first_row):
            if hash(name) in self._suspects and self._rows.setdefault(name, row) != row:
                return name, self._rows[name], row
        return None
