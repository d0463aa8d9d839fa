"""One flaw at a time: an edit of a valid definition, and what must be said of it, and where."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from quizapp.definitions.library import check_folder
from quizapp.definitions.problems import Severity

VALID = Path(__file__).parent / "valid"
VERSION = Path("two-scales", "v1")
Said = tuple[str, int, str, str, str]
"""File name, line, problem, remedy, severity."""

HERE = "«"
"""Marks, in an edit, the end of the line that must be named. It is taken out again before the check."""


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """``old`` becomes ``new``, the only time that it stands in the file.

    ``at``: what the named line holds when the edit is elsewhere, also once; ``named``: its file when another.
    ``translated``: false when the edit brings texts, which a translation would lack.
    """

    file: str = "questionnaire.yaml"
    old: str
    new: str
    problem: str
    remedy: str
    at: str = ""
    named: str = ""
    severity: Severity = "error"
    translated: bool = True


def copy_valid(folder: Path) -> Path:
    """A copy of the valid definitions to break; the folder of its only version."""
    shutil.copytree(VALID, folder / "questionnaires")
    return folder / "questionnaires" / VERSION


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def line_of(path: Path, snippet: str) -> int:
    text = path.read_text("utf-8")
    assert text.count(snippet) == 1, f"{snippet!r} stands {text.count(snippet)} times in {path.name}"
    return text.count("\n", 0, text.index(snippet)) + 1


def said_of(folder: Path) -> list[Said]:
    """All problems of a folder."""
    return [
        (Path(found.path).name, found.line, found.problem, found.remedy, found.severity)
        for found in check_folder(folder)
    ]


def broken(flaw: Flaw, folder: Path) -> tuple[list[Said], list[Said]]:
    """What is said of the valid definition with this flaw in it, and what should be: that one thing."""
    version = copy_valid(folder)
    if not flaw.translated:
        (version / "zh-Hans.yaml").unlink()
        edit(version / "questionnaire.yaml", "  zh-Hans: draft\n", "")
    edit(version / flaw.file, flaw.old, flaw.new)
    named = version / (flaw.named or flaw.file)
    line = line_of(named, flaw.at or HERE)
    if not flaw.at:
        edit(named, HERE, "")
    return said_of(version), [(named.name, line, flaw.problem, flaw.remedy, flaw.severity)]
