"""A file of a million takers through ``quizapp score``, beside pyarrow reading it and writing the same scores.

And one taker through the domain. pyarrow, the extra ``parquet``, does the reference and none of the scoring.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from pyarrow import csv

from benchmarks.setting import SLUG, a_taker, questionnaire
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import score

ROWS = 1_000_000
ROUNDS = 3

COMMAND = """
import atexit, re
from pathlib import Path
from quizapp.cli import main
atexit.register(lambda: print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]))
main()
"""
"""The command, saying at its end how many KB it held at most: of its own, not of what started it."""


def write_takers(of: Questionnaire, path: Path) -> None:
    """Answers from 1 to 5, one digit a cell, so that the file can be laid out in memory."""
    items = [key for key, item in of.items.items() if item.scale]
    random = np.random.default_rng(1)
    with path.open("wb") as target:
        target.write((",".join(items) + "\n").encode())
        for _ in range(10):
            lines = np.full((ROWS // 10, 2 * len(items)), ord(","), dtype=np.uint8)
            lines[:, 0::2] = random.integers(ord("1"), ord("6"), size=(ROWS // 10, len(items)))
            lines[:, -1] = ord("\n")
            target.write(lines.tobytes())


def cost_of_command(answers: Path, scores: Path) -> tuple[float, float]:
    """Seconds, and the most memory held, in MB."""
    command = [sys.executable, "-c", COMMAND, "score", SLUG, str(answers), "-o", str(scores)]
    begun = perf_counter()
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return perf_counter() - begun, int(told.splitlines()[-1]) / 1024


def seconds_of_pyarrow(answers: Path, scores: Path, copy: Path) -> float:
    """Only reading and writing; the scores are in memory before the clock runs."""
    table = csv.read_csv(scores)
    begun = perf_counter()
    csv.read_csv(answers)
    csv.write_csv(table, copy)
    return perf_counter() - begun


def of_a_file(of: Questionnaire) -> None:
    with TemporaryDirectory() as folder:
        answers, scores, copy = (Path(folder) / name for name in ("answers.csv", "scores.csv", "copy.csv"))
        write_takers(of, answers)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(cost_of_command(answers, scores))
            theirs.append(seconds_of_pyarrow(answers, scores, copy))
    seconds, peak = median(cost[0] for cost in ours), max(cost[1] for cost in ours)
    print(
        f"score: {ROWS:,} takers in {seconds:.1f} s at {peak:.0f} MB; pyarrow only reading and writing: "
        f"{median(theirs):.1f} s; ratio {seconds / median(theirs):.2f}"
    )


def of_one(of: Questionnaire) -> None:
    taker, times = a_taker(of), []
    for _ in range(200):
        begun = perf_counter()
        score(of, taker)
        middle = perf_counter()
        build_profile(of, taker)
        times.append((1000 * (middle - begun), 1000 * (perf_counter() - middle)))
    scores, profiles = map(median, zip(*times, strict=True))
    print(f"one taker: scores {scores:.2f} ms, the whole profile {profiles:.2f} ms")


def main() -> None:
    of = questionnaire()
    of_one(of)
    of_a_file(of)


if __name__ == "__main__":
    main()
