"""What is published never changes: whatever is done to its files is named at the file, with the way out."""

import shutil
from pathlib import Path

import pytest

from quizapp.definitions.library import Library, check_folder
from quizapp.definitions.problems import DefinitionError
from quizapp.definitions.published import LOCK, digests, lock_with
from tests.definitions.flaws import copy_valid, edit

WAY_OUT = "change a copy of it instead: quizapp new --from two-scales@1"
BY_HAND = "take the file from before this change: `quizapp publish` alone writes it"


@pytest.fixture
def version(tmp_path: Path) -> Path:
    """A published version."""
    folder = copy_valid(tmp_path)
    lock = lock_with("", "two-scales", 1, digests(folder))
    (folder.parents[1] / LOCK).write_text(lock, "utf-8")
    return folder


def said(folder: Path) -> list[tuple[str, int, str, str]]:
    return [(Path(p.path).name, p.line, p.problem, p.remedy) for p in check_folder(folder)]


def test_a_published_version_that_is_as_it_was_has_no_problem(version: Path) -> None:
    assert said(version.parents[1]) == []


def test_a_folder_without_a_lock_is_its_authors_own(tmp_path: Path) -> None:
    assert said(copy_valid(tmp_path).parents[1]) == []


@pytest.mark.parametrize("name", ["questionnaire.yaml", "plan.yaml", "zh-Hans.yaml"])
def test_a_changed_file_is_named_with_the_way_out(version: Path, name: str) -> None:
    with (version / name).open("a", encoding="utf-8") as file:
        file.write("# one more word\n")
    expected = [
        (
            name,
            1,
            "two-scales@1 is published, and this file was changed since",
            f"bring back what was published; {WAY_OUT}",
        )
    ]
    for part in (version.parents[1], version.parent, version, version / "questionnaire.yaml"):
        assert said(part) == expected


def test_a_changed_file_stops_the_start(version: Path) -> None:
    edit(version / "plan.yaml", "effort: 1", "effort: 2")
    with pytest.raises(DefinitionError, match=r"plan\.yaml:1: .*changed since - .*quizapp new --from two-scales@1"):
        Library.load(version.parents[1])


def test_line_ends_of_another_system_change_nothing(version: Path) -> None:
    for path in version.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert said(version.parents[1]) == []


def test_a_language_may_be_marked_as_reviewed_and_nothing_else(version: Path) -> None:
    edit(version / "questionnaire.yaml", "  zh-Hans: draft\n", "  zh-Hans: reviewed\n")
    assert said(version.parents[1]) == []
    edit(version / "questionnaire.yaml", "  zh-Hans: reviewed\n", "")
    assert [found[2] for found in said(version)][:1] == ["two-scales@1 is published, and this file was changed since"]


def test_the_mark_is_one_where_languages_stand_in_one_line(version: Path) -> None:
    edit(
        version / "questionnaire.yaml",
        "languages:\n  en: reviewed\n  zh-Hans: draft\n",
        "languages: {en: reviewed}\n",
    )
    one_line = digests(version)
    edit(version / "questionnaire.yaml", "languages: {en: reviewed}\n", "languages: {en: draft}\n")
    assert digests(version) == one_line


@pytest.mark.parametrize("text", ["  en: reviewed\n", "title: draft\n", "# languages: reviewed\n"])
def test_the_same_words_elsewhere_count(version: Path, text: str) -> None:
    path = version / "plan.yaml"
    path.write_text(text + path.read_text("utf-8"), "utf-8")
    before = digests(version)
    changed = text.replace("reviewed", "read").replace("draft", "reviewed")
    path.write_text(path.read_text("utf-8").replace(text, changed), "utf-8")
    assert digests(version) != before


def test_an_added_file_is_named(version: Path) -> None:
    edit(version / "questionnaire.yaml", "  zh-Hans: draft\n", "  zh-Hans: draft\n  de: draft\n")
    shutil.copy(version / "zh-Hans.yaml", version / "de.yaml")
    assert ("de.yaml", 1, "two-scales@1 was published without this file", f"take it out; {WAY_OUT}") in said(version)


def test_a_missing_file_is_named(version: Path) -> None:
    (version / "zh-Hans.yaml").unlink()
    problem = "the file is missing, and two-scales@1 was published with it"
    assert ("zh-Hans.yaml", 1, problem, f"bring it back; {WAY_OUT}") in said(version)


def test_a_version_that_is_gone_is_named_in_the_lock(version: Path) -> None:
    shutil.copytree(version, version.with_name("v2"))
    shutil.rmtree(version)
    problem = "two-scales@1 was published, and its folder is gone"
    remedy = "bring the folder back: results that were made with it are worded from it"
    for part in (version.parents[1], version.parent):
        assert said(part) == [(LOCK, 4, problem, remedy)]
    assert said(version.with_name("v2")) == []


def test_only_what_is_asked_for_is_compared(version: Path) -> None:
    shutil.copytree(version.parent, version.parents[1] / "other")
    edit(version / "plan.yaml", "effort: 1", "effort: 2")
    assert said(version.parents[1] / "other") == []


BROKEN = {
    "a line that says nothing": (
        "two-scales@1",
        "two scales",
        4,
        "this line names neither a version nor a file of one",
    ),
    "half a hash": ("  plan.yaml ", "  plan.yaml 0", 5, "this line names neither a version nor a file of one"),
    "a file of another folder": (
        "  plan.yaml ",
        "  ../plan.yaml ",
        5,
        "this line names neither a version nor a file of one",
    ),
    "a file that was taken out": ("  zh-Hans.yaml ", "# ", 4, "the entry of two-scales@1 was changed"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_lock_that_was_written_by_hand_is_named_in_its_line(version: Path, name: str) -> None:
    old, new, line, problem = BROKEN[name]
    edit(version.parents[1] / LOCK, old, new)
    assert (LOCK, line, problem, BY_HAND) in said(version.parents[1])


def test_a_version_that_is_named_twice_is_named(version: Path) -> None:
    lock = version.parents[1] / LOCK
    text = lock.read_text("utf-8")
    lock.write_text(lock_with(text, "two-scales", 1, digests(version)), "utf-8")
    assert said(version) == [(LOCK, 9, "two-scales@1 stands here twice (first in line 4)", BY_HAND)]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"two-scales@1\n" * 1000, b"\x00\x07", b"@" * 2_000_000])
def test_any_lock_gives_problems_and_nothing_else(version: Path, content: bytes) -> None:
    (version.parents[1] / LOCK).write_bytes(content)
    found = check_folder(version.parents[1])
    assert found
    assert {Path(problem.path).name for problem in found} == {LOCK}


def test_a_folder_for_a_lock_is_named(version: Path) -> None:
    lock = version.parents[1] / LOCK
    lock.unlink()
    lock.mkdir()
    assert said(version) == [(LOCK, 1, "cannot be read: Is a directory", "give the server the right to read it")]
