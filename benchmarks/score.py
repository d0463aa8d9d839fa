"""Rows a second of ``quizapp score``, beside a numpy mean of the same matrix already in memory."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from benchmarks.setting import questionnaire
from quizapp.score_files import score_file

ROWS = 100_000


def main() -> None:
    of = questionnaire()
    items = [key for key, item in of.items.items() if item.scale]
    matrix = np.random.default_rng(1).integers(1, 6, size=(ROWS, len(items)))
    with TemporaryDirectory() as folder:
        answers, scores = Path(folder) / "answers.csv", Path(folder) / "scores.csv"
        np.savetxt(answers, matrix, fmt="%d", delimiter=",", header=",".join(items), comments="")
        begun = perf_counter()
        score_file(of, answers, scores)
        ours = perf_counter() - begun
    begun = perf_counter()
    for scale in of.scales:
        matrix[:, [items.index(item) for item in of.items_of(scale)]].mean(axis=1)
    reference = perf_counter() - begun
    print(
        f"score: {ROWS / ours:,.0f} rows/s from file to file; numpy means in memory: "
        f"{ROWS / reference:,.0f} rows/s; ratio {ours / reference:.0f}"
    )


if __name__ == "__main__":
    main()
