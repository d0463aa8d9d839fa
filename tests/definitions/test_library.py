"""The library serves what was proved, in every language and frame, and nothing when anything is wrong."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from quizapp.definitions.document import Data
from quizapp.definitions.library import Library, check_folder
from quizapp.definitions.problems import DefinitionError, Problem
from quizapp.definitions.typed import Wording, build_questionnaire
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Frame
from tests.definitions.flaws import VALID, VERSION, copy_valid, edit

SLUG = "two-scales"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(VALID)


@pytest.mark.parametrize(
    ("language", "frame", "text"),
    [
        ("en", "now", "I stay calm with you."),
        ("en", "former", "I stayed calm with you."),
        ("zh-Hans", "now", "我和你在一起很平静。"),
        ("zh-Hans", "former", "那时我和你在一起很平静。"),
    ],
)
def test_a_text_is_in_the_language_and_frame_asked_for(
    library: Library, language: str, frame: Frame, text: str
) -> None:
    questionnaire = library.get(SLUG, 1, language, frame)
    assert questionnaire.items["calm1"].text == text
    assert (questionnaire.language, questionnaire.frame) == (language, frame)
    assert (questionnaire.slug, questionnaire.version) == (SLUG, 1)


def test_only_texts_differ_between_wordings(library: Library) -> None:
    english = library.get(SLUG, 1, "en", "now")
    chinese = library.get(SLUG, 1, "zh-Hans", "former")
    assert english.pages == chinese.pages
    assert [(i.scale, i.reverse, i.responses) for i in english.items.values()] == [
        (i.scale, i.reverse, i.responses) for i in chinese.items.values()
    ]
    assert [p.rule for p in english.patterns.values()] == [p.rule for p in chinese.patterns.values()]
    assert english.plan is not None
    assert chinese.plan is not None
    assert chinese.plan.title != english.plan.title
    assert [e.stage for e in english.plan.exercises.values()] == [e.stage for e in chinese.plan.exercises.values()]


@pytest.mark.parametrize(
    ("slug", "version", "language", "frame"),
    [
        ("other", 1, "en", "now"),
        (SLUG, 2, "en", "now"),
        (SLUG, 1, "de", "now"),
        (SLUG, 1, "en", "general"),
    ],
)
def test_a_wording_that_is_not_there_is_not_found(
    library: Library, slug: str, version: int, language: str, frame: Frame
) -> None:
    assert library.find(slug, version, language, frame) is None
    with pytest.raises(KeyError):
        library.get(slug, version, language, frame)


def test_a_wording_is_built_once_for_all_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library.load(VALID)

    def build_slowly(data: Data, wording: Wording) -> Questionnaire:
        sleep(0.01)
        return build_questionnaire(data, wording)

    monkeypatch.setattr("quizapp.definitions.library.build_questionnaire", build_slowly)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: library.get(SLUG, 1, "zh-Hans", "now"), range(64)))
    assert len({id(questionnaire) for questionnaire in found}) == 1


def test_the_newest_version_is_the_highest_number(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    for number in (2, 10):
        shutil.copytree(version, version.with_name(f"v{number}"))
    shutil.copytree(version.parent, version.parent.with_name("a-first"))
    library = Library.load(version.parent.parent)
    assert [(listing.slug, listing.version) for listing in library.newest()] == [("a-first", 10), (SLUG, 10)]
    assert len(library.versions()) == 6
    newest = library.find_newest(SLUG)
    assert newest is not None
    assert (newest.source_language, newest.frames) == ("en", ["now", "former"])
    assert library.languages(SLUG, 10) == {"en": "reviewed", "zh-Hans": "draft"}
    assert library.find_newest("none") is None


def test_an_error_stops_the_start_with_all_problems_in_order(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", "minutes: 1\n", "minutes: one\n")
    edit(version / "questionnaire.yaml", "    reliability: 0.7\n", "    reliability: 7\n")
    edit(version / "plan.yaml", "    effort: 1", "    effort: 9")
    with pytest.raises(DefinitionError) as raised:
        Library.load(version.parent.parent)
    said = [(Path(found.path).name, found.line, found.problem) for found in raised.value.problems]
    assert said == [
        ("plan.yaml", 163, "action `walk` has an effort of 9"),
        ("questionnaire.yaml", 3, "`minutes` is `one`"),
        ("questionnaire.yaml", 162, "`reliability` is 7"),
    ]


def test_a_warning_does_not_stop_the_start(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", "Four statements.", "Four statements &amp; more.")
    library = Library.load(version.parent.parent)
    assert [found.severity for found in library.warnings] == ["warning"]


def test_what_stops_the_start_is_told_without_what_does_not(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", "Four statements.", "Four statements &amp; more.")
    edit(version / "questionnaire.yaml", "minutes: 1\n", "minutes: one\n")
    with pytest.raises(DefinitionError) as raised:
        Library.load(version.parent.parent)
    assert [found.severity for found in raised.value.problems] == ["error", "warning"]
    assert str(raised.value) == str(raised.value.problems[0])


def test_a_problem_is_written_as_editors_understand_it() -> None:
    problem = Problem("a/questionnaire.yaml", 12, "unknown scale `ANXX`", "did you mean `ANX`?")
    assert str(problem) == "a/questionnaire.yaml:12: unknown scale `ANXX` - did you mean `ANX`?"


@pytest.mark.parametrize("part", [Path(), Path(SLUG), VERSION, VERSION / "questionnaire.yaml"])
def test_a_part_of_the_folder_can_be_checked(part: Path, tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", "minutes: 1\n", "minutes: one\n")
    assert [found.line for found in check_folder(tmp_path / "questionnaires" / part)] == [3]


def said(folder: Path) -> list[tuple[str, str, str]]:
    return [(Path(found.path).name, found.problem, found.remedy) for found in check_folder(folder)]


def test_folders_without_a_definition_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert said(tmp_path / "empty") == [
        (
            "empty",
            "there is no questionnaire here",
            "add `<slug>/v1/questionnaire.yaml`, or name another folder",
        )
    ]
    assert said(tmp_path / "none") == [("none", "the file is missing", "add it")]
    assert said(tmp_path) == [
        ("empty", "the folder holds no version", "put `questionnaire.yaml` into a folder `v1` in it")
    ]


def test_names_of_folders_and_files_are_checked(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    (version / "de.yml").write_text("title: x\n", "utf-8")
    version.parent.rename(version.parent.with_name("Two Scales"))
    remedy = "use small Latin letters, digits and single hyphens: it becomes part of an address"
    assert said(tmp_path / "questionnaires") == [
        ("v1", "`Two Scales` cannot be the name of a questionnaire", remedy),
        ("de.yml", "files ending in `.yml` are not read", "rename it to `de.yaml`"),
    ]


def test_a_version_without_its_source_is_told_of(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    (version / "questionnaire.yaml").unlink()
    assert said(tmp_path / "questionnaires") == [("questionnaire.yaml", "the file is missing", "add it")]


def test_a_folder_for_a_file_is_told_of(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    (version / "plan.yaml").unlink()
    (version / "plan.yaml").mkdir()
    assert said(version) == [("plan.yaml", "cannot be read: Is a directory", "give the server the right to read it")]


def test_a_questionnaire_needs_no_plan(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    (version / "plan.yaml").unlink()
    overlay = (version / "zh-Hans.yaml").read_text("utf-8")
    (version / "zh-Hans.yaml").write_text(overlay[: overlay.index("plan:")], "utf-8")
    library = Library.load(version.parent.parent)
    assert library.get(SLUG, 1, "zh-Hans", "now").plan is None


def test_a_language_tag_is_checked(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    (version / "zh-Hans.yaml").rename(version / "chinese.yaml")
    edit(version / "questionnaire.yaml", "  zh-Hans: draft", "  chinese: draft")
    assert said(version) == [
        ("questionnaire.yaml", "`chinese` is no language tag", "write it like `en`, `pt-BR` or `zh-Hans`")
    ]


def test_a_translation_into_the_source_language_is_refused(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    shutil.copy(version / "zh-Hans.yaml", version / "en.yaml")
    assert said(version) == [
        (
            "questionnaire.yaml",
            "the file `en.yaml` is in the language of the source",
            "take the file out, and its texts into the source",
        )
    ]


def test_a_folder_that_is_no_version_is_told_of(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    version.rename(version.with_name("draft"))
    assert said(version.with_name("draft")) == [
        ("draft", "`draft` is no version", "name the folder `v1`, `v2` and so on")
    ]


@pytest.mark.parametrize(
    ("file", "name", "problem", "remedy"),
    [
        (
            "zh-Hans.yaml",
            "zh-hans.yaml",
            "`zh-Hans` has no file of its own",
            "make `zh-Hans.yaml` with `quizapp translate two-scales zh-Hans`, or rename `zh-hans.yaml` to it",
        ),
        (
            "plan.yaml",
            "plans.yaml",
            "the file `plans.yaml` belongs to no declared language",
            "rename it to `plan.yaml`",
        ),
    ],
)
def test_a_file_whose_name_is_mistyped_is_recognised(
    file: str, name: str, problem: str, remedy: str, tmp_path: Path
) -> None:
    version = copy_valid(tmp_path)
    (version / file).rename(version / name)
    assert ("questionnaire.yaml", problem, remedy) in said(version)
