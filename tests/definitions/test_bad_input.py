"""Files as they should not be: too large, wrong all over, not to be read. Told in words, in bounded time and room.

What a single file may hold is in ``test_reader``; what is in it, in ``broken``.
"""

import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import process_time

import pytest

from quizapp.definitions.library import Library, check_folder
from quizapp.definitions.problems import errors
from quizapp.definitions.published import LOCK
from tests.definitions.flaws import said_of
from tests.definitions.test_standard_words import PLAIN, written

MEGABYTE = 1024 * 1024
ROOM = 16 * MEGABYTE
LONGEST = 20.0
"""Seconds of CPU for a file as long as a file may be and wrong from end to end; a fifth of it on an idle machine."""


@pytest.mark.parametrize("name", ["questionnaire.yaml", "plan.yaml", "zh-Hans.yaml", LOCK])
def test_fifty_megabytes_are_refused_unread(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path)
    path = folder / name if name == LOCK else folder / "evenings/v1" / name
    with path.open("wb") as file:
        file.truncate(50 * MEGABYTE)
    tracemalloc.start()
    try:
        found = errors(check_folder(folder))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [(Path(p.path).name, p.problem, p.remedy) for p in found] == [
        (name, "the file is larger than 1 MiB", "split the questionnaire in two")
    ]
    assert most < ROOM


def test_a_thousand_items_are_a_test(tmp_path: Path) -> None:
    more = "".join(f"  i{n}: {{scale: {['rest', 'talk'][n % 2]}, text: Sentence {n}.}}\n" for n in range(1000))
    begun = process_time()
    assert errors(check_folder(written(tmp_path, questionnaire=PLAIN + more))) == []
    assert process_time() - begun < LONGEST / 4


WIDE = {
    "unknown keys": ("", "k{n}: 1\n"),
    "items that are none": ("", "  i{n}: 1\n"),
    "items of no scale that is there": ("", "  i{n}: {{scale: rset, text: x}}\n"),
    "scales without items": ("scales:\n", "  s{n}: {{name: N}}\n"),
}


@pytest.mark.parametrize(("after", "line"), WIDE.values(), ids=WIDE)
def test_a_file_that_is_wrong_from_end_to_end_is_told_in_bounded_time(tmp_path: Path, after: str, line: str) -> None:
    count = 200_000 // len(line)
    many = "".join(line.format(n=n) for n in range(count))
    source = PLAIN.replace(after, after + many) if after else PLAIN + many
    begun = process_time()
    assert len(errors(check_folder(written(tmp_path, questionnaire=source)))) >= count
    assert process_time() - begun < LONGEST


@pytest.mark.parametrize("sign", ["{a}", "{", "[", "**", "__a", "<", "&a", "“", "｛", "\\u4e00 "])
def test_a_text_of_one_sign_over_and_over_is_looked_at_once(tmp_path: Path, sign: str) -> None:
    source = PLAIN + f'  z: {{scale: rest, text: "{sign * (600_000 // len(sign))}"}}\n'
    begun = process_time()
    said_of(written(tmp_path, questionnaire=source))
    assert process_time() - begun < LONGEST


# --- folders and files without rights -------------------------------------------------------------

AS_NOBODY = """
import os, sys
from pathlib import Path
from quizapp.definitions.library import Library, check_folder
check_folder(Path(sys.argv[2]))  # what is imported on the way is imported before the rights are given up
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print(*check_folder(Path(sys.argv[1])), sep="\\n")
"""
"""Root reads everything, so whoever runs as root looks as nobody."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody can look into, unlike those of pytest."""
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    rmtree(folder)


@pytest.mark.parametrize("closed", ["", "evenings", "evenings/v1", "evenings/v1/questionnaire.yaml", LOCK])
def test_what_may_not_be_read_is_named_with_a_remedy(open_folder: Path, tmp_path: Path, closed: str) -> None:
    sound = written(tmp_path)
    folder = written(open_folder / "tests")
    (folder / LOCK).write_text("", "utf-8")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    (folder / closed).chmod(0)
    command = [sys.executable, "-c", AS_NOBODY, str(folder), str(sound)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert told.stderr == ""
    wrong = [line for line in told.stdout.splitlines() if "strength" not in line]
    assert len(wrong) == 1
    assert wrong[0].startswith(str(folder / closed))
    assert "cannot be read: Permission denied - give the server the right to read it" in wrong[0]


# --- found by spoiling a hundred thousand ---------------------------------------------------------


def test_forms_without_a_short_one_leave_the_full_one(tmp_path: Path) -> None:
    library = Library.load(written(tmp_path, questionnaire=PLAIN + "forms: {}\n"))
    assert library.versions()[0].forms == ["full"]


def test_a_problem_is_one_line_though_it_quotes_two(tmp_path: Path) -> None:
    source = PLAIN + 'first_steps:\n  look: "one\n\n    two"\n'
    told = [problem for _, _, problem, _, _ in said_of(written(tmp_path, questionnaire=source)) if "one" in problem]
    assert told == ["`look` is `one two`"]
