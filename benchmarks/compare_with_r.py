"""The same answers through ``quizapp score`` and ``stats`` and through R's psych: how far apart the figures are.

Needs R with psych (Debian: r-base-core r-cran-psych). Exits with 1 when anything differs by more than it may:
1e-9, and 1e-6 for omega, whose maximum R's optimiser finds no nearer.
"""

import csv
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.setting import questionnaire
from quizapp.domain.questionnaire import Questionnaire
from quizapp.simulation.files import write_takers
from quizapp.simulation.takers import simulate

PEOPLE = 5000
CLOSE = 1e-9
CLOSE_TO_THE_MAXIMUM = 1e-6


def write_keys(of: Questionnaire, folder: Path) -> None:
    with (folder / "keys.csv").open("w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["scale", "composite", "key", "low", "high"])
        for scale in [*of.scales, *of.composites]:
            for item, known in of.items_of(scale).items():
                responses = of.responses_of(item)
                composite = "yes" if scale in of.composites else "no"
                key = "-" * known.reverse + item
                writer.writerow([scale, composite, key, responses.lowest, responses.highest])


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as source:
        return list(csv.DictReader(source))


def of_scores(of: Questionnaire, folder: Path) -> tuple[int, float]:
    """How many scores both give, and the largest difference."""
    ours, theirs = rows_of(folder / "scores.csv"), rows_of(folder / "psych_scores.csv")
    pairs = [
        (one[scale], other[scale])
        for one, other in zip(ours, theirs, strict=True)
        for scale in [*of.scales, *of.composites]
        if one[scale]
    ]
    return len(pairs), max(abs(float(one) - float(other)) for one, other in pairs)


def of_figures(folder: Path) -> dict[str, tuple[int, float]]:
    """The name of a figure -> how many of it there are, and the largest difference."""
    ours = {(row["id"], row["figure"]): row["value"] for row in rows_of(folder / "figures.csv")}
    found: dict[str, tuple[int, float]] = {}
    for row in rows_of(folder / "psych_figures.csv"):
        value = ours[row["id"], row["figure"]]
        if not value:
            continue  # omega, where one factor does not fit
        count, largest = found.get(row["figure"], (0, 0.0))
        found[row["figure"]] = count + 1, max(largest, abs(float(value) - float(row["value"])))
    return found


def compare(of: Questionnaire, folder: Path, questionnaires: Path | None = None) -> bool:
    """Print how far our figures of ``folder/answers.csv`` and R's are apart; whether they are near enough."""
    write_keys(of, folder)
    quizapp = [sys.executable, "-m", "quizapp.cli"]
    more = ["--questionnaires", questionnaires] if questionnaires else []
    run(*quizapp, "score", of.slug, folder / "answers.csv", "-o", folder / "scores.csv", *more)
    run(*quizapp, "stats", of.slug, folder / "answers.csv", "-o", folder / "figures.csv", *more)
    run("Rscript", Path(__file__).parent / "psych.R", folder)
    near = True
    for figure, (count, largest) in {"score": of_scores(of, folder), **of_figures(folder)}.items():
        allowed = CLOSE_TO_THE_MAXIMUM if figure == "omega" else CLOSE
        near &= largest <= allowed
        print(f"{figure:>10}: {count:>6,} compared, largest difference {largest:.1e} (may be {allowed:.0e})")
    return near


def main() -> None:
    if shutil.which("Rscript") is None:
        sys.exit("Rscript is not here - install r-base-core and r-cran-psych")
    of = questionnaire()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_takers(of, simulate(of, count=PEOPLE, seed=11), folder / "answers.csv")
        near = compare(of, folder)
    sys.exit(0 if near else 1)


if __name__ == "__main__":
    main()
