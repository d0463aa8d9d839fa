"""The score that each possible sum of answers gives, worked out once by the domain.

A scale's score depends on how many items were answered and on the sum of their keyed answers, and both are small
whole numbers. So the domain scores every possible pair once, and a file is scored by looking pairs up: the
numbers of the pages to the last bit, by construction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import COVERAGE, SHARE_NEEDED, Score, score_answered
from quizapp.score_files.columns import Codes

COUNT = "_answered"
"""What follows the id of a scale in the name of the column that counts its answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What is written of each score. ``coverage``: of its interval, 0 to 1, exclusive.

    ``certainty``: also what its sentences are worked out from: the mean of the keyed answers, the standard error of
    the score, and how likely the true score is above the middle of the answers.
    """

    coverage: float = COVERAGE
    certainty: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """What follows the id of a scale in the names of its columns."""
        parts = ("", "_low", "_high", COUNT)
        return (*parts, "_mean", "_error", "_above") if self.certainty else parts

    def values(self, score: Score | None, answered: int) -> list[float | None]:
        """One value for each of ``parts``; None for all but the count without a score."""
        if score is None:
            return [answered if part == COUNT else None for part in self.parts]
        values = [score.estimate, *score.interval(self.coverage), answered]
        more = [score.mean_answer, score.error, score.probability_above(score.middle)]
        return [*values, *(more if self.certainty else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleTable:
    """``rows``: which rows of the codes are its items. ``keyed``: for each item, by code, what the answer adds.

    ``numbers``: (cell, part), the score of a cell in the order of ``parts_written``; NaN without enough answers.
    ``texts``: the same as CSV. A cell stands at ``answered * width + sum of the answers above the lowest``; the
    second half is for rows that have not enough answers in each of ``parts``, which are the scales of a composite.
    """

    scale: str
    rows: list[int]
    parts: list[list[int]]
    keyed: list[NDArray[np.int64]]
    numbers: NDArray[np.float64]
    texts: NDArray[np.object_]
    parts_written: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        return [self.scale + part for part in self.parts_written]

    def places(self, codes: Codes) -> NDArray[np.int64]:
        """For each row of answers, where its score stands."""
        found = np.zeros(codes.shape[1], dtype=np.int64)
        short = np.zeros(codes.shape[1], dtype=bool)
        for row, keyed in zip(self.rows, self.keyed, strict=True):
            found += keyed[codes[row]]
        for part in self.parts:
            answered = np.count_nonzero(codes[part], axis=0)
            short |= (answered == 0) | (answered < SHARE_NEEDED * len(part))
        return found + np.where(short, len(self.texts) // 2, 0)


def build_tables(
    questionnaire: Questionnaire, items: Sequence[str], norms: NormSet | None, detail: Detail
) -> list[ScaleTable]:
    """A table for each scale and composite; ``items``: to which item each row of the codes belongs."""
    return [
        _build_table(questionnaire, scale, items, norms, detail)
        for scale in [*questionnaire.scales, *questionnaire.composites]
    ]


def keyed_values(questionnaire: Questionnaire, item: str) -> list[int]:
    """What each option of an item counts, reverse-keyed items turned."""
    responses = questionnaire.responses_of(item)
    turn = responses.lowest + responses.highest
    values = [option.value for option in responses.options.values()]
    return [turn - value for value in values] if questionnaire.items[item].reverse else values


def _build_table(
    questionnaire: Questionnaire, scale: str, items: Sequence[str], norms: NormSet | None, detail: Detail
) -> ScaleTable:
    own = questionnaire.items_of(scale)
    responses = questionnaire.responses_of(next(iter(own)))
    reach = responses.highest - responses.lowest
    width = len(own) * reach + 1
    pairs = list(product(range(len(own) + 1), range(width)))
    scores = [
        score_answered(questionnaire, scale, (answered * responses.lowest + added) / answered, answered, norms)
        if answered and added <= answered * reach
        else None
        for answered, added in pairs
    ]
    cells = [*zip(scores, pairs, strict=True), *((None, pair) for pair in pairs)]
    values = [detail.values(score, answered) for score, (answered, _) in cells]
    return ScaleTable(
        scale=scale,
        rows=[items.index(item) for item in own],
        parts=[
            [items.index(key) for key in questionnaire.items_of(part)]
            for part in (questionnaire.composites[scale].scales if scale in questionnaire.composites else [scale])
        ],
        # Each answer adds one to the count, so it moves on by a whole width.
        keyed=[
            np.array([0, *(width + value - responses.lowest for value in keyed_values(questionnaire, item))])
            for item in own
        ],
        numbers=np.array(values, dtype=np.float64),
        texts=np.array([_text(cell) for cell in values], dtype=object),
        parts_written=detail.parts,
    )


def _text(values: list[float | None]) -> bytes:
    return ",".join("" if value is None else str(value) for value in values).encode()
