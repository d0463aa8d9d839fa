"""Beginning a questionnaire, letting it go, and what editors read: new, publish, schema."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli import main
from quizapp.definitions.document import Data
from quizapp.definitions.library import Library, check_folder
from quizapp.definitions.reader import read
from quizapp.definitions.schema import SCHEMA_FILES, comment_for
from quizapp.definitions.shapes import entries
from quizapp.definitions.starting import LANGUAGES, STARTING, texts_only
from quizapp.definitions.wording import replaced
from quizapp.settings import shipped
from tests.definitions.flaws import copy_valid


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def data_of(path: Path) -> Data:
    document, problems = read(path.read_bytes(), str(path))
    assert document is not None
    assert problems == []
    return document.data


# --- new ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", [(), ("en",), ("zh-Hans",), ("zh-Hans", "en"), ("en", "zh-Hans")])
def test_a_new_questionnaire_has_nothing_to_put_right(tmp_path: Path, languages: tuple[str, ...]) -> None:
    made = run(
        "new", "good-days", "--questionnaires", tmp_path, *(w for each in languages for w in ("--language", each))
    )
    assert made.exit_code == 0, made.output
    assert check_folder(tmp_path) == []
    (listing,) = Library.load(tmp_path).versions()
    wanted = list(languages or LANGUAGES)
    assert (listing.slug, listing.version, listing.source_language) == ("good-days", 1, wanted[0])
    assert set(listing.languages) == set(wanted)


def test_a_new_questionnaire_says_the_same_whichever_language_it_began_in(tmp_path: Path) -> None:
    for slug, languages in (("one", ("en", "zh-Hans")), ("two", ("zh-Hans", "en"))):
        run("new", slug, "--questionnaires", tmp_path, *(w for each in languages for w in ("--language", each)))
    library = Library.load(tmp_path)
    for language in LANGUAGES:
        one, two = (library.get(slug, 1, language, "general") for slug in ("one", "two"))
        assert (one.items, one.scales, one.opening, one.front) == (two.items, two.scales, two.opening, two.front)


def test_the_starting_texts_differ_in_nothing_but_text() -> None:
    blank = [replaced(data_of(STARTING / f"{code}.yaml"), lambda _place, _text: "") for code in LANGUAGES]
    for data in blank:
        assert isinstance(data, dict)
        assert set(data.pop("languages")) == set(LANGUAGES)
        assert data.pop("source_language") in LANGUAGES
    assert blank[0] == blank[1]


def test_the_starting_texts_teach_in_comments() -> None:
    for code in LANGUAGES:
        lines = (STARTING / f"{code}.yaml").read_text("utf-8").splitlines()
        assert sum(line.lstrip().startswith("#") for line in lines) >= 20


def test_only_texts_stay_of_a_translation() -> None:
    data: Data = {
        "minutes": 1,
        "items": {"a": {"text": "A", "reverse": True}},
        "front": {"headline": ["A", "B"]},
        "pages": [["a"]],
    }
    assert texts_only(data) == {"items": {"a": {"text": "A"}}, "front": {"headline": ["A", "B"]}}


def test_the_next_version_is_a_copy_with_the_next_number(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    root = version.parents[1]
    for number in (2, 3):
        made = run("new", "--from", "two-scales@1", "--questionnaires", root)
        assert made.exit_code == 0, made.output
        assert everything_in(version.with_name(f"v{number}")) == everything_in(version)
    assert run("new", "three-scales", "--from", "two-scales", "--questionnaires", root).exit_code == 0
    assert everything_in(root / "three-scales/v1") == everything_in(version)
    assert check_folder(root) == []


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "support.yaml").write_text("own", "utf-8")
    (tmp_path / "schema").mkdir()
    run("new", "good-days", "--questionnaires", tmp_path)
    before = everything_in(tmp_path)
    again = run("new", "good-days", "--questionnaires", tmp_path)
    assert again.exit_code == 1
    assert "is there already" in again.output
    assert "quizapp new --from good-days" in again.output
    assert everything_in(tmp_path) == before
    assert before["support.yaml"] == b"own"


def test_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_the_disk(*_words: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizapp.definitions.starting.write_data", fill_the_disk)
    refused = run("new", "good-days", "--questionnaires", tmp_path)
    assert refused.exit_code == 1
    assert "No space left on device" in refused.output
    assert isinstance(refused.exception, SystemExit)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("slug", ["Good Days", "good_days", "../good", "schema", "", "gut-tä"])
def test_a_name_that_cannot_be_an_address_is_refused(tmp_path: Path, slug: str) -> None:
    refused = run("new", slug, "--questionnaires", tmp_path)
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("origin", ["two-scale", "two-scales@7", "two-scales@x", "@1", "two-scales@²"])
def test_a_version_that_is_not_there_cannot_be_copied(tmp_path: Path, origin: str) -> None:
    root = copy_valid(tmp_path).parents[1]
    refused = run("new", "--from", origin, "--questionnaires", root)
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert "two-scales" in refused.output


# --- publish --------------------------------------------------------------------------------------


def test_publishing_freezes_a_version_and_says_so_once(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    root = version.parents[1]
    published = run("publish", "two-scales@1", "--questionnaires", root)
    assert published.exit_code == 0, published.output
    lock = (root / "published.lock").read_bytes()
    again = run("publish", "two-scales", "--questionnaires", root)
    assert again.exit_code == 0
    assert "already" in again.output
    assert (root / "published.lock").read_bytes() == lock
    assert check_folder(root) == []
    (version / "plan.yaml").write_bytes((version / "plan.yaml").read_bytes() + b"# x\n")
    refused = run("publish", "two-scales@1", "--questionnaires", root)
    assert refused.exit_code == 1
    assert "quizapp new --from two-scales@1" in refused.output


def test_what_was_published_before_stays_in_the_lock(tmp_path: Path) -> None:
    root = copy_valid(tmp_path).parents[1]
    run("publish", "two-scales@1", "--questionnaires", root)
    first = (root / "published.lock").read_text("utf-8")
    run("new", "--from", "two-scales@1", "--questionnaires", root)
    assert run("publish", "two-scales@2", "--questionnaires", root).exit_code == 0
    assert (root / "published.lock").read_text("utf-8").startswith(first)
    assert check_folder(root) == []


def test_what_is_wrong_is_not_published(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    (version / "questionnaire.yaml").write_text("title: x\n", "utf-8")
    refused = run("publish", "two-scales", "--questionnaires", version.parents[1])
    assert refused.exit_code == 1
    assert "questionnaire.yaml:1: " in refused.output
    assert not (version.parents[1] / "published.lock").exists()


# --- schema ---------------------------------------------------------------------------------------


def test_the_committed_schemas_are_those_that_would_be_written(tmp_path: Path) -> None:
    """When this fails: `make schema`."""
    assert run("schema", "-o", tmp_path).exit_code == 0
    assert everything_in(tmp_path) == everything_in(shipped("questionnaires") / "schema")


@pytest.mark.parametrize("kind", SCHEMA_FILES)
def test_a_schema_can_be_read_on_the_screen(kind: str) -> None:
    assert json.loads(run("schema", kind).output)["$schema"]


def test_every_shipped_file_names_its_schema_in_the_first_line() -> None:
    paths = sorted(shipped("questionnaires").rglob("*.yaml"))
    assert len(paths) >= 4
    for path in paths:
        first = path.read_text("utf-8").splitlines()[0]
        assert first == comment_for(path.name), path
        assert (path.parent / first.rpartition("=")[2]).is_file()


def test_a_new_questionnaire_names_schemas_that_are_there(tmp_path: Path) -> None:
    run("new", "good-days", "--questionnaires", tmp_path)
    for path in (tmp_path / "good-days/v1").iterdir():
        assert (path.parent / path.read_text("utf-8").splitlines()[0].rpartition("=")[2]).is_file()


def test_every_object_of_a_schema_is_one_that_a_file_may_hold() -> None:
    """A reference that leads nowhere would make editors fall silent."""
    for kind in SCHEMA_FILES:
        schema = json.loads(run("schema", kind).output)
        for reference in references(schema):
            assert reference.removeprefix("#/$defs/") in schema["$defs"]


def references(value: object) -> list[str]:
    own = [value["$ref"]] if isinstance(value, dict) and "$ref" in value else []
    return own + [found for _, inner in entries(value) for found in references(inner)]
