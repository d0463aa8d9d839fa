"""Each file or folder in ``broken`` has one flaw, and says in its first line what must be said of it.

A file is the ``questionnaire.yaml`` of a version; a folder holds all files of one, and perhaps a lock. The line reads
``# expected: [FILE:]LINE: problem - remedy``, with ``(warning)`` at the end of a warning. FILE is named when it is
another than the one with the line.
"""

import ast
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import quizapp.definitions
from quizapp.definitions.library import check_folder
from quizapp.definitions.published import LOCK

BROKEN = Path(__file__).parent / "broken"
FLAWED = sorted(path.name.removesuffix(".yaml") for path in BROKEN.iterdir())
EXPECTED = "# expected: "

CODE = Path(quizapp.definitions.__file__).parent
SAYING = {"Finding", "Problem", "warn", "unknown", "refuse"}
"""What problems are made with: wherever one of these is called in the definitions, something is checked."""

TOLD_ELSEWHERE = {
    ("checks/patterns.py", "_check_drawings"): "standard words supply it: only a language without them can lack it",
    ("decoding.py", "decode"): "sizes and encodings: test_reader",
    ("files.py", "read_all"): "folders: test_library",
    ("folders.py", "find_versions"): "folders: test_library",
    ("folders.py", "check_names"): "names of folders: test_library",
    ("files.py", "_unreadable"): "rights and missing files: test_library",
    ("published.py", "read_lock"): "rights: test_published",
    ("languages.py", "check_languages"): "language tags: test_library",
    ("typed.py", "_wrong_kind"): "one of its ways, for what pydantic may come to refuse: test_mutations",
    ("support.py", ""): "another file, which nobody answers: test_support",
}
"""File and function (or all of a file) whose problems need more than one flawed file, and where they are tested."""


def placed(name: str, folder: Path) -> Path:
    """The flawed definition where a questionnaire stands; returns the folder of questionnaires."""
    version = folder / name / "v1"
    if (BROKEN / name).is_dir():
        shutil.copytree(BROKEN / name, version)
    else:
        version.mkdir(parents=True)
        shutil.copy(BROKEN / f"{name}.yaml", version / "questionnaire.yaml")
    if (version / LOCK).exists():
        (version / LOCK).rename(folder / LOCK)
    return folder


def expected_in(folder: Path) -> list[str]:
    """What the files say must be said: file:line: problem - remedy."""
    firsts = {path.name: first_line(path) for path in folder.rglob("*") if path.is_file()}
    told = {name: line.removeprefix(EXPECTED) for name, line in firsts.items() if line.startswith(EXPECTED)}
    return [
        line if line.partition(":")[0].endswith((".yaml", LOCK)) else f"{name}:{line}" for name, line in told.items()
    ]


def first_line(path: Path) -> str:
    # One of them is flawed in its encoding, another begins with a byte order mark.
    return path.read_bytes().partition(b"\n")[0].decode("utf-8-sig")


def said_of(folder: Path) -> list[str]:
    return [
        f"{Path(p.path).name}:{p.line}: {p.problem} - {p.remedy}{' (warning)' * (p.severity == 'warning')}"
        for p in check_folder(folder)
    ]


@pytest.mark.parametrize("name", FLAWED)
def test_a_flaw_is_named_alone_in_its_line(name: str, tmp_path: Path) -> None:
    folder = placed(name, tmp_path)
    assert said_of(folder) == expected_in(folder)


# --- nothing is checked without a flawed file -----------------------------------------------------


def sayings() -> Iterator[tuple[str, str, range]]:
    """Every place in the code where a problem of a definition is made: file, function, lines."""
    for path in sorted(set(CODE.rglob("*.py")) - set((CODE / "translation").iterdir())):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and called(call) in SAYING:
                        lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
                        yield str(path.relative_to(CODE)), function.name, lines


def called(call: ast.Call) -> str:
    named = call.func
    return named.id if isinstance(named, ast.Name) else named.attr if isinstance(named, ast.Attribute) else ""


@pytest.fixture(scope="module")
def passed_through(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, int]]:
    """File and line of all code of the definitions that the flawed files lead through."""
    passed: set[tuple[str, int]] = set()

    inside, beginning = f"{CODE}{os.sep}", len(str(CODE)) + 1

    def follow(frame: FrameType, _event: str, _what: Any) -> Any:
        if not frame.f_code.co_filename.startswith(inside):
            return None
        passed.add((frame.f_code.co_filename[beginning:], frame.f_lineno))
        return follow

    folders = [placed(name, tmp_path_factory.mktemp("broken")) for name in FLAWED]
    before = sys.gettrace()
    sys.settrace(follow)
    try:
        for folder in folders:
            check_folder(folder)
    finally:
        sys.settrace(before)
    return passed


def is_passed(file: str, lines: range, passed: set[tuple[str, int]]) -> bool:
    return any((file, line) in passed for line in lines)


def test_every_check_has_a_flawed_file(passed_through: set[tuple[str, int]]) -> None:
    missed = {(file, function) for file, function, lines in sayings() if not is_passed(file, lines, passed_through)}
    assert (
        missed - TOLD_ELSEWHERE.keys() - {(file, name) for file, name in missed if (file, "") in TOLD_ELSEWHERE}
        == set()
    )


def test_no_check_is_left_out_that_need_not_be(passed_through: set[tuple[str, int]]) -> None:
    missed = {(file, function) for file, function, lines in sayings() if not is_passed(file, lines, passed_through)}
    missed |= {(file, "") for file, _ in missed}
    assert TOLD_ELSEWHERE.keys() - missed == set()


def test_there_are_more_than_forty_distinct_checks(passed_through: set[tuple[str, int]]) -> None:
    assert sum(is_passed(file, lines, passed_through) for file, _, lines in set(sayings())) >= 70
    assert len(FLAWED) >= 100
