"""`quizapp translate`, out and back: what it writes, what it refuses, and in which words."""

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from quizapp import create_app
from quizapp.cli import main
from quizapp.definitions.files import read_version
from quizapp.definitions.library import Library, check_folder
from quizapp.definitions.problems import errors
from quizapp.definitions.translation.exchange import read_exchanged
from quizapp.definitions.wording import texts
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date
from tests.definitions.flaws import copy_valid, edit

FORMATS = ("xlsx", "csv", "po")
STRETCH = 1.4
Rows = list[dict[str, str]]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def translate(version: Path, language: str, *words: object) -> Result:
    return run("translate", version.parent.name, language, "--questionnaires", version.parents[1], *words)


@pytest.fixture
def version(tmp_path: Path) -> Path:
    """The only version of a small questionnaire in two languages."""
    return copy_valid(tmp_path)


@pytest.fixture
def between(tmp_path: Path) -> Path:
    """A copy of the shipped test without what was translated when."""
    folder = tmp_path / "questionnaires"
    shutil.copytree(shipped("questionnaires") / "between-us/v1", folder / "between-us/v1")
    shutil.copy(shipped("questionnaires") / "support.yaml", folder)
    (folder / "between-us/v1/zh-Hans.sources.json").unlink(missing_ok=True)
    return folder / "between-us/v1"


def exported(version: Path, language: str) -> Rows:
    """The rows of an export, to be changed by a test."""
    target = version.parents[2] / f"out-{language}.csv"
    target.unlink(missing_ok=True)
    found = translate(version, language, "-o", target)
    assert found.exit_code == 0, found.output
    with target.open(newline="", encoding="utf-8-sig") as source:
        return list(csv.DictReader(source))


def imported(version: Path, language: str, rows: Rows) -> Result:
    path = version.parents[2] / f"in-{language}.csv"
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return translate(version, language, "--from", path)


def row(rows: Rows, place: str) -> dict[str, str]:
    return next(row for row in rows if row["place"] == place)


def contents(version: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in version.iterdir()}


# --- out and back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_what_goes_out_and_comes_back_changes_no_byte_of_the_overlay(
    format_: str, between: Path, tmp_path: Path
) -> None:
    before = contents(between)
    filled = tmp_path / f"texts.{format_}"
    assert translate(between, "zh-Hans", "-o", filled).exit_code == 0
    back = translate(between, "zh-Hans", "--from", filled)
    assert back.exit_code == 0, back.output
    assert "0 texts written" in back.output
    after = contents(between)
    assert after.pop("zh-Hans.sources.json")
    assert after == before


@pytest.mark.parametrize("format_", FORMATS)
def test_an_overlay_made_anew_says_what_the_one_before_said(format_: str, between: Path, tmp_path: Path) -> None:
    filled, overlay = tmp_path / f"texts.{format_}", between / "zh-Hans.yaml"
    translate(between, "zh-Hans", "-o", filled)
    before = dict(texts(read_version(between).overlays["zh-Hans"].data))  # type: ignore[union-attr]
    overlay.unlink()
    assert translate(between, "zh-Hans", "--from", filled).exit_code == 0
    assert dict(texts(read_version(between).overlays["zh-Hans"].data)) == before  # type: ignore[union-attr]
    assert errors(check_folder(between)) == []


def test_every_text_of_the_questionnaire_and_its_plan_goes_out(between: Path) -> None:
    rows = exported(between, "fr")
    source = read_version(between).source
    assert source is not None
    assert len(rows) == len(dict(texts(source.data)))
    assert {row["state"] for row in rows} == {"missing"}
    assert {"front.headline.1", "items.anx1.text", "plan.title"} <= {row["place"] for row in rows}
    assert row(rows, "items.anx1.text")["source"].splitlines()[1].startswith("[former] When a reply was late")
    assert all(row["note"] for row in rows)


# --- a new language -------------------------------------------------------------------------------


def longer(words: str) -> str:
    """Made-up words, with accents and signs at both ends, so that what is cut off shows."""
    stretched = words.translate(str.maketrans("aeiouAEIOU", "áéîöüÁÉÎÖÜ"))
    return f"⟦{stretched}{'~' * int(len(words) * (STRETCH - 1))}⟧"


def pseudo(rows: Rows) -> Rows:
    for each in rows:
        marked = re.split(r"^(\[\w+\] )", each["source"], flags=re.MULTILINE)
        each["translation"] = "".join(
            part if re.fullmatch(r"(\[\w+\] )?", part) else longer(part.strip()) + "\n" for part in marked
        )
        # What the engine fills in keeps its name.
        for name in re.findall(r"\{(\w+)\}", each["source"]):
            each["translation"] = each["translation"].replace(
                "{" + longer(name)[1 : len(name) + 1] + "}", f"{{{name}}}"
            )
    return rows


def test_a_language_two_fifths_longer_passes_the_check_and_is_shown(between: Path, tmp_path: Path) -> None:
    (between / "zh-Hans.yaml").unlink()
    edit(between / "questionnaire.yaml", "  zh-Hans: draft\n", "")
    done = imported(between, "zh-Hans", pseudo(exported(between, "zh-Hans")))
    assert done.exit_code == 0, done.output
    assert "add to `languages`" in done.output
    edit(between / "questionnaire.yaml", "  en: draft\n", "  en: draft\n  zh-Hans: draft\n")
    checked = run("check", between)
    assert checked.exit_code == 0, checked.output
    assert re.search(r"^between-us@1 zh-Hans: 100 % \([\d,]+ texts\), 0 stale, draft$", checked.output, re.MULTILINE)
    settings = read_settings(
        {"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_QUESTIONNAIRES": str(between.parents[1])}
    )
    bring_up_to_date(settings.database_url)
    page = create_app(settings).test_client().get("/zh-Hans/").get_data(as_text=True)
    assert longer("Some of us reach.") in page


def test_a_language_from_right_to_left_is_data_like_any_other(version: Path) -> None:
    rows = exported(version, "ar")
    for number, each in enumerate(rows):
        places = " ".join(re.findall(r"\{\w+\}", each["source"]))
        each["translation"] = f"نص \u200f{number} {places}".strip()
    assert imported(version, "ar", rows).exit_code == 0
    edit(version / "questionnaire.yaml", "  zh-Hans: draft\n", "  zh-Hans: draft\n  ar: reviewed\n")
    assert errors(check_folder(version)) == []
    found = Library.load(version.parents[1]).get("two-scales", 1, "ar", "now")
    assert found.items["talk1"].text.startswith("نص \u200f")
    assert "two-scales@1 ar: 100 %" in run("check", version).output


def test_a_new_language_holds_what_was_filled_in_and_nothing_else(version: Path) -> None:
    rows = exported(version, "fr")
    row(rows, "title")["translation"] = "Deux échelles"
    row(rows, "items.calm1.text")["translation"] = "[now] Je reste calme.\n[former] Je restais calme."
    row(rows, "front.headline.2")["translation"] = "Parler"
    done = imported(version, "fr", rows)
    assert "3 texts written" in done.output
    assert (version / "fr.yaml").read_text("utf-8") == (
        'title: "Deux échelles"\n'
        'front:\n  headline:\n    - ""\n    - "Parler"\n'
        'items:\n  calm1:\n    text:\n      now: "Je reste calme."\n      former: "Je restais calme."\n'
    )


def test_a_language_on_its_way_stops_nothing_and_says_how_far_it_is(version: Path) -> None:
    rows = exported(version, "fr")
    for each in rows[:20]:
        each["translation"] = "mot"
    done = imported(version, "fr", rows)
    assert f"once the {len(rows) - 20} missing texts are in, add to `languages`" in done.output
    checked = run("check", version)
    assert checked.exit_code == 0
    share = 100 * 20 // len(rows)
    assert f"two-scales@1 fr: {share} % ({len(rows)} texts), 0 stale, not declared\n" in checked.output
    assert "fr" not in Library.load(version.parents[1]).languages("two-scales", 1)


def test_comments_and_layout_of_an_overlay_stay(version: Path) -> None:
    overlay = version / "zh-Hans.yaml"
    edit(
        overlay,
        "  talk3:\n    text: 译文。\n",
        "  # one of the short ones\n  talk3:\n    text: 译文。  # said aloud\n",
    )
    before = overlay.read_text("utf-8").splitlines()
    rows = exported(version, "zh-Hans")
    row(rows, "items.talk1.text")["translation"] = "我有话直说。"
    assert imported(version, "zh-Hans", rows).exit_code == 0
    after = overlay.read_text("utf-8").splitlines()
    assert [line.strip() for line in after if line not in before and not line.lstrip().startswith("-")] == [
        'text: "我有话直说。"'
    ]
    assert "  # one of the short ones" in after
    assert "    text: 译文。  # said aloud" in after


# --- stale ----------------------------------------------------------------------------------------

OLD, NEW = "    text: I ask.\n", "    text: I ask, and wait.\n"


@pytest.fixture
def settled(version: Path) -> Path:
    """A version whose translation was once taken in, and one text of whose source has changed since."""
    assert imported(version, "zh-Hans", exported(version, "zh-Hans")).exit_code == 0
    edit(version / "questionnaire.yaml", OLD, NEW)
    return version


def stale(version: Path) -> list[str]:
    return [row["place"] for row in exported(version, "zh-Hans") if row["state"] == "stale"]


def test_a_translation_is_stale_when_its_source_has_changed(settled: Path) -> None:
    assert stale(settled) == ["items.talk3.text"]
    assert ", 1 stale, draft" in run("check", settled).output
    assert "has changed" in row(exported(settled, "zh-Hans"), "items.talk3.text")["note"]


def test_it_stays_stale_until_somebody_says_otherwise(settled: Path) -> None:
    assert imported(settled, "zh-Hans", exported(settled, "zh-Hans")).exit_code == 0
    assert stale(settled) == ["items.talk3.text"]


@pytest.mark.parametrize("change", [{"translation": "我会问，也会等。"}, {"state": "done"}])
def test_it_is_done_once_it_is_translated_again_or_found_to_hold(settled: Path, change: dict[str, str]) -> None:
    rows = exported(settled, "zh-Hans")
    row(rows, "items.talk3.text").update(change)
    assert imported(settled, "zh-Hans", rows).exit_code == 0
    assert stale(settled) == []


def test_it_is_done_once_it_is_mended_by_hand(settled: Path) -> None:
    edit(settled / "zh-Hans.yaml", "  talk3:\n    text: 译文。\n", "  talk3:\n    text: 我会问，也会等。\n")
    assert stale(settled) == []


def test_the_source_put_back_makes_nothing_stale(settled: Path) -> None:
    edit(settled / "questionnaire.yaml", NEW, OLD)
    assert stale(settled) == []


def test_a_record_that_is_none_is_named_with_the_way_out(settled: Path) -> None:
    (settled / "zh-Hans.sources.json").write_text("[1]", "utf-8")
    checked = run("check", settled)
    assert checked.exit_code == 1
    assert "zh-Hans.sources.json:1: is no record of what was translated - take it from a backup" in checked.output


# --- what is refused ------------------------------------------------------------------------------

WRONG: dict[str, tuple[str, dict[str, str], str]] = {
    "a place that is not there": (
        "title",
        {"place": "titel"},
        "`titel`: there is no text at this place - did you mean",
    ),
    "a changed source": ("items.talk1.text", {"source": "I say."}, "`items.talk1.text`: the source text is not that"),
    "an unknown placeholder": (
        "opening.step",
        {"translation": "{pas} {step}"},
        "`opening.step`: unknown placeholder `{pas}` - use one of `{step}`",
    ),
    "a lost placeholder": (
        "opening.step",
        {"translation": "Un pas."},
        "`opening.step`: `{step}` is not used - put it",
    ),
    "a brace left open": ("title", {"translation": "{Deux"}, "`title`: a brace without its other half"),
    "markup": (
        "title",
        {"translation": "<b>Deux</b>"},
        "`title`: `<b>Deux</b>` looks like markup - write plain text",
    ),
    "a formula": ("title", {"translation": "=1+1"}, "the translation is a formula - write the text itself"),
    "a control character": ("title", {"translation": "Deux\x07"}, "`title`: a control character - delete it"),
    "a turned direction": ("title", {"translation": "\u202edeux"}, "`title`: a sign that turns the direction"),
    "a missing frame": ("fear", {"translation": "[now] Peur."}, "`fear`: the text has no wording for frame `former`"),
    "a frame of no kind": ("fear", {"translation": "[maintenant] Peur."}, "`fear`: `[maintenant]` is no frame - use"),
    "an unknown state": ("title", {"state": "ok"}, "`title`: the state is `ok` - write one of missing, stale, done"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_named_and_nothing_is_written(wrong: tuple[str, dict[str, str], str], version: Path) -> None:
    place, change, said = wrong
    rows = exported(version, "fr")
    row(rows, "front.subline")["translation"] = "Quatre phrases."
    row(rows, place).update(change)
    line = next(number for number, each in enumerate(rows, start=2) if change.items() <= each.items())
    before = contents(version)
    refused = imported(version, "fr", rows)
    assert refused.exit_code == 1
    assert "in-fr.csv:" in refused.output
    assert said in refused.output
    assert f":{line}: " in refused.output
    assert len(refused.output.strip().splitlines()) == 1
    assert contents(version) == before


def test_a_row_that_stands_twice_is_named(version: Path) -> None:
    rows = exported(version, "fr")
    refused = imported(version, "fr", [*rows, rows[0]])
    assert f"in-fr.csv:{len(rows) + 2}: `title`: stands here twice (first in line 2)" in refused.output
    assert "fr.yaml" not in contents(version)


def test_every_wrong_row_is_named_at_once(version: Path) -> None:
    rows = exported(version, "fr")
    for each in rows[:30]:
        each["translation"] = "<b>"
    assert len(imported(version, "fr", rows).output.strip().splitlines()) == 30


def formula(data: bytes) -> bytes:
    book = load_workbook(io.BytesIO(data))
    book.worksheets[0]["C2"] = "=1+1"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def endless(data: bytes) -> bytes:
    book = load_workbook(io.BytesIO(data))
    book.worksheets[0]["XFD1048576"] = "a"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def flagged(data: bytes) -> bytes:
    book = load_workbook(io.BytesIO(data))
    book.worksheets[0]["C2"] = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FILES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a lost column": (
        "csv",
        lambda data: data.replace(b"translation", b"traduction", 1),
        "the column `translation` is missing",
    ),
    "a column twice": (
        "csv",
        lambda data: data.replace(b",note", b",state", 1),
        "the column `state` stands here twice",
    ),
    "UTF-16": ("csv", lambda data: data.decode("utf-8-sig").encode("utf-16"), "the file is not saved as UTF-8"),
    "another encoding": ("csv", lambda data: data + "译文".encode("gb18030"), "the file is not saved as UTF-8"),
    "an empty file": ("csv", lambda data: data[:0], "the column `place` is missing"),
    "PO in another encoding": (
        "po",
        lambda data: data + "# 译文\n".encode("gb18030"),
        "the file is not saved as UTF-8",
    ),
    "PO that breaks off": ("po", lambda data: data + b'msgid "a\n', "is no PO file"),
    "PO with a wrong head": ("po", lambda data: data.replace(b"nplurals=2", b"nplurals=x"), "is no PO file"),
    "PO of an unknown encoding": (
        "po",
        lambda data: data.replace(b"charset=utf-8", b"charset=a"),
        "the head of the file cannot be read",
    ),
    "a CSV file by another name": ("xlsx", lambda _: b"place,source,translation", "is no workbook"),
    "half a workbook": ("xlsx", lambda data: data[: len(data) // 2], "is no workbook"),
    "a formula in a workbook": ("xlsx", formula, ":2: the translation is a formula"),
    "a workbook without end": ("xlsx", endless, "the sheet has more than 50,000 rows"),
    "no text in a workbook": ("xlsx", flagged, ":2: the translation is no text - format the cell as text"),
}


@pytest.mark.parametrize("wrong", FILES.values(), ids=FILES)
def test_a_wrong_file_is_named_and_nothing_is_written(
    wrong: tuple[str, Callable[[bytes], bytes], str], version: Path, tmp_path: Path
) -> None:
    format_, break_, said = wrong
    path = tmp_path / f"texts.{format_}"
    translate(version, "fr", "-o", path)
    path.write_bytes(break_(path.read_bytes()))
    before = contents(version)
    refused = translate(version, "fr", "--from", path)
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert said in refused.output
    assert " - " in refused.output
    assert contents(version) == before


@pytest.mark.parametrize("format_", FORMATS)
def test_a_damaged_file_is_taken_or_named_and_never_breaks_anything(
    format_: str, version: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"texts.{format_}"
    translate(version, "zh-Hans", "-o", path)
    data, chance = path.read_bytes(), Random(7)  # noqa: S311 - damage, not secrets
    for _ in range(300):
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + chance.randbytes(chance.randrange(4)) + data[at + chance.randrange(30) :])
        rows, problems = read_exchanged(path)
        assert rows or problems
        assert all(problem.remedy for problem in problems)


@pytest.mark.parametrize("written", ["title: something else\n", "title: [\n"])
def test_an_overlay_that_would_not_hold_what_was_meant_is_not_written(
    written: str, version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = exported(version, "zh-Hans")
    row(rows, "title")["translation"] = "两把尺子"
    before = contents(version)
    monkeypatch.setattr("quizapp.definitions.translation.exchange.overlay_text", lambda *_: written)
    refused = imported(version, "zh-Hans", rows)
    assert refused.exit_code == 1
    assert "zh-Hans.yaml:" in refused.output
    assert contents(version) == before


def test_a_folder_that_cannot_be_written_keeps_what_it_has(version: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = exported(version, "zh-Hans")
    row(rows, "title")["translation"] = "两把尺子"
    before = contents(version)

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    refused = imported(version, "zh-Hans", rows)
    monkeypatch.undo()
    assert refused.exit_code == 1
    assert "zh-Hans.yaml: cannot be written: No space left on device - " in refused.output
    assert contents(version) == before


ASKED: dict[str, tuple[tuple[str, ...], str]] = {
    "an unknown questionnaire": (("two-scale", "fr"), "there is no such questionnaire in"),
    "an unknown version": (("two-scales@7", "fr"), "two-scales@7: there is no such version"),
    "no language tag": (("two-scales", "français"), "français: is no language tag - write it like"),
    "its own language": (("two-scales", "en"), "en: is the language of the source - edit"),
    "an unknown ending": (("two-scales", "fr", "-o", "a.ods"), "a.ods: the ending says no format that is known here"),
    "both ways at once": (("two-scales", "fr", "-o", "a.po", "--from", __file__), "give one of the two"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_cannot_be_done_is_said_in_one_line(asked: tuple[tuple[str, ...], str], version: Path) -> None:
    words, said = asked
    found = run("translate", *words, "--questionnaires", version.parents[1])
    assert found.exit_code == 1
    assert said in found.output
    assert len(found.output.strip().splitlines()) == 1


def test_somebodys_work_is_not_written_over(version: Path, tmp_path: Path) -> None:
    path = tmp_path / "texts.po"
    path.write_text("work", "utf-8")
    assert "may hold somebody's work" in translate(version, "fr", "-o", path).output
    assert path.read_text("utf-8") == "work"
