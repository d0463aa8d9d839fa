"""Answers of real people that R packages bring, as files, and definitions that fit them.

Needs R with psychTools (Debian: r-base-core r-cran-psychtools). Everything is written below ``CACHE``, and nothing
of it belongs to the project. No item has its wording there, only a number.
"""

import csv
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from quizapp.cli import main

CACHE = Path(".cache/held-back")
QUESTIONNAIRES = CACHE / "questionnaires"
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """``items``: id -> whether it is reversed. Answers count from 1 to ``options``."""

    items: dict[str, bool]
    options: int


def fetch() -> list[str]:
    """The packaged answers as files, in a folder that was emptied; returns their names."""
    shutil.rmtree(CACHE, ignore_errors=True)
    if shutil.which("Rscript") is None:
        sys.exit("Rscript is not here - install r-base-core and r-cran-psychtools")
    CACHE.mkdir(parents=True, exist_ok=True)
    run("Rscript", Path(__file__).with_name("packaged_answers.R"), CACHE)
    return sorted(path.name.removesuffix(".keys.csv") for path in CACHE.glob("*.keys.csv"))


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def quizapp(*command: object, questionnaires: Path) -> None:
    """The command in this process: to start one anew for each of hundreds would take most of the time."""
    words = [str(word) for word in (*command, "--questionnaires", questionnaires)]
    with redirect_stdout(StringIO()):
        main(words, standalone_mode=False)


def read_scales(name: str) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    for row in read_rows(CACHE / f"{name}.keys.csv"):
        scale = scales.setdefault(row["scale"], Scale(items={}, options=int(row["options"])))
        scale.items[row["item"]] = row["reverse"] == "1"
    return scales


def read_rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def write_rows(path: Path, rows: list[Row], items: list[str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, items, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def define(slug: str, scales: Mapping[str, Scale], questionnaires: Path) -> None:
    """A definition as an author without figures would write it: the keys, and nothing else."""
    options = next(iter(scales.values())).options
    lines = [f"title: {slug}", f"responses: [{', '.join(f'Answer {at}' for at in range(1, options + 1))}]", "scales:"]
    lines += [f"  {key}: {{name: Scale {key}}}" for key in scales]
    lines.append("items:")
    for key, scale in scales.items():
        for item, reverse in scale.items.items():
            turned = "reverse: true, " if reverse else ""
            lines.append(f"  {item}: {{scale: {key}, {turned}text: Sentence {item}.}}")
    version = questionnaires / slug / "v1"
    version.mkdir(parents=True, exist_ok=True)
    (version / "questionnaire.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
