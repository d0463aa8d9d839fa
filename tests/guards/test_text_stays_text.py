"""Hostile words in every text of a definition: pages, drawings, report and files show them as they are.

Such words are refused when a definition is read. Here they are brought in past that, so that what draws them has to
hold by itself; and, field by field, what is read has to refuse them.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, cast

import html5lib
import openpyxl
import pikepdf
import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from quizapp.application import build_app
from quizapp.definitions.checks.texts import check_text
from quizapp.definitions.completion import whole
from quizapp.definitions.document import Data, Document
from quizapp.definitions.files import VersionFiles, read_version
from quizapp.definitions.library import Library, build_sound
from quizapp.definitions.problems import Place, Problem
from quizapp.definitions.reader import read
from quizapp.definitions.shapes import QUESTIONNAIRE, ListShape, MapShape, ObjectShape, Shape, TextShape
from quizapp.definitions.support import SUPPORT, load_support
from quizapp.definitions.translation.entries import read_language
from quizapp.definitions.translation.exchange import exported
from quizapp.definitions.wording import replaced, texts
from quizapp.domain.items import Item
from quizapp.domain.plan_definition import Edition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Sitting
from quizapp.domain.wording import Text
from quizapp.previewing import create_preview
from quizapp.reports.action_report import build_action_report
from quizapp.reports.pdf import render_report
from quizapp.score_files.codebook import as_csv, build_codebook
from quizapp.score_files.scales import Detail
from quizapp.score_files.scoring import codebook_beside, score_file
from quizapp.settings import read_settings, shipped
from quizapp.simulation.files import write_takers
from quizapp.simulation.takers import simulate
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.submissions import Submissions, build_result
from quizapp.web.headers import CONTENT_POLICY
from tests.conftest import Clock, StrictClient
from tests.definitions.flaws import VALID, VERSION
from tests.reports.made import MADE_AT, Made, plain
from tests.web.walk import send

RIGHT_TO_LEFT = "שלום עולם"
CORPUS = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{{ config }}",
    "{% for x in y %}",
    "${7*7}#{7*7}",
    "]]><!-- --><?x",
    "%s%(name)s%n",
    "</title></style></textarea>",
    "&lt;b&gt;&amp;&#60;",
    "javascript:alert(1)",
    "\\1\\g<0>",
    "=cmd|'/C calc'!A0",
    RIGHT_TO_LEFT,
]
"""A control character and an override of direction cannot stand here: no page can show them, and ``check`` below
proves that no definition holds them."""

REFUSED = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{ 7*7 }}",
    "{% raw %}",
    "${x}",
    "a\x00b",
    "a\u202eb",
]
PLACES = ("step", "first", "second", "topic", "clause", "rating", "next")
"""What the engine fills in, so that what is filled in is seen as well."""

SHORTHAND = (Questionnaire, "responses")
"""Written out as a response set before anything is drawn."""

NOT_ADDED = {SHORTHAND, (Item, "paragraphs")}
"""Paragraphs are of a note alone, and the definition has one."""

_MARKED = re.compile(r"T(\d+)<(.*?)>T", re.DOTALL)


@cache
def files() -> VersionFiles:
    return read_version(VALID / VERSION)


@cache
def marked() -> tuple[Data, list[str]]:
    """The valid definition with every text a hostile one between marks of its number; and these texts."""
    source = files().source
    assert source is not None
    words = cycle(CORPUS)
    told: list[str] = []

    def hostile(place: Place, _own: object) -> str:
        told.append(next(words))
        filled = "".join(f" {{{name}}}" for name in PLACES) if place[0] in {"opening", "in_between"} else ""
        filled += " {rating} {next}" if place[:2] == ("plan", "letter_today") else ""
        return f"T{len(told) - 1}<{told[-1]}>T{filled}"

    full = whole(source.data, None, "en", "now", {"en": "draft"})
    return cast(Data, replaced(with_all_texts(full), hostile)), told


def with_all_texts(value: object, shape: Shape = QUESTIONNAIRE) -> object:
    """A copy in which every group has all texts that it may have."""
    if isinstance(value, list) and isinstance(shape, ListShape):
        return [with_all_texts(each, shape.each) for each in value]
    if not isinstance(value, dict) or isinstance(shape, TextShape):
        return value
    if isinstance(shape, MapShape):
        return {key: with_all_texts(each, shape.each) for key, each in value.items()}
    assert isinstance(shape, ObjectShape)
    own = {key: with_all_texts(each, shape.fields[key]) for key, each in value.items()}
    left_out = {
        name: text_for(inner)
        for name, inner in shape.fields.items()
        if name not in own and (shape.of, name) not in NOT_ADDED
    }
    return {name: text for name, text in left_out.items() if text is not None} | own


def text_for(shape: Shape) -> object:
    """A text, one for each key that is known, or some; None where the definition has to say which there are."""
    if isinstance(shape, MapShape) and isinstance(shape.each, TextShape) and shape.keys:
        return dict.fromkeys(shape.keys, "x")
    if isinstance(shape, ListShape) and isinstance(shape.each, TextShape):
        return ["x"] * 4
    return "x" if isinstance(shape, TextShape) else None


def text_fields(shape: Shape, seen: frozenset[type] = frozenset()) -> Iterator[tuple[type, str]]:
    """Class and name of every field that leads to texts without another class between."""
    if isinstance(shape, ListShape | MapShape):
        yield from text_fields(shape.each, seen)
    elif isinstance(shape, ObjectShape) and shape.of not in seen:
        for name, inner in shape.fields.items():
            if isinstance(leaf(inner), TextShape):
                yield shape.of, name
            yield from text_fields(inner, seen | {shape.of})


def leaf(shape: Shape) -> Shape:
    return leaf(shape.each) if isinstance(shape, ListShape | MapShape) else shape


def fields_of(place: Place) -> tuple[type, str]:
    """The class and field that a text at this place belongs to."""
    shape: Shape = QUESTIONNAIRE
    found: tuple[type, str] | None = None
    for key in place:
        if isinstance(shape, ObjectShape):
            found, shape = (shape.of, str(key)), shape.fields[str(key)]
        else:
            shape = cast(ListShape | MapShape, shape).each
    assert found is not None
    return found


def test_every_text_that_a_definition_can_hold_is_made_hostile() -> None:
    data, _ = marked()
    assert set(text_fields(QUESTIONNAIRE)) - {SHORTHAND} == {fields_of(place) for place, _ in texts(data)}


# --- drawn ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library() -> Library:
    source = files().source
    assert source is not None
    document = Document(source.path, marked()[0], {})
    return build_sound([VersionFiles(slug="two-scales", version=1, path=source.path, source=document)], [])


@pytest.fixture
def client(library: Library, tmp_path: Path) -> FlaskClient:
    settings = read_settings({"QUIZAPP_DATA": str(tmp_path / "data")})
    bring_up_to_date(settings.database_url)
    support = {"en": load_support(shipped("questionnaires") / SUPPORT, "en")}

    def over(store: Any) -> Submissions:
        return Submissions(
            library=library, store=store, support=support, now=Clock(), random_bytes=lambda n: b"7" * n
        )

    app: Flask = build_app(settings, over)
    app.test_client_class = StrictClient
    app.config["TESTING"] = True
    return app.test_client()


def whole_texts(shown: str) -> set[int]:
    """The numbers of the texts that stand in ``shown`` unchanged; the mark of one that was changed fails."""
    _, told = marked()
    begun = {int(number) for number in re.findall(r"T(\d+)<", shown)}
    found = {int(number): words for number, words in _MARKED.findall(shown) if words == told[int(number)]}
    assert begun == found.keys(), [told[number] for number in begun - found.keys()]
    return begun


def check_page(client: FlaskClient, url: str) -> set[int]:
    """Nothing in the page but what the templates put there; the numbers of the texts that it shows."""
    reply = client.get(url)
    assert reply.status_code == 200
    assert reply.headers["Content-Security-Policy"] == CONTENT_POLICY
    source = reply.get_data(as_text=True)
    assert "T49" not in source.replace("T49<", "").replace("T49&lt;", "")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source)
    shown = []
    for element in tree.iter():
        shown += [element.text or "", element.tail or ""] if isinstance(element.tag, str) else []
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), (element.tag, name)
            assert "alert" not in value or name in {"aria-label", "content", "value", "alt"}, (
                element.tag,
                name,
                value,
            )
            shown.append(value)
        if element.tag == "script":
            assert element.attrib["src"].startswith("/static/")
            assert not element.text
    assert "alert(1)" not in "".join(e.text or "" for e in tree.iter("script"))
    return whole_texts("\n".join(shown))


def walk(client: FlaskClient, library: Library, value: int) -> Iterator[str]:
    """The addresses of every page, from the first to what somebody else opens."""
    questionnaire = library.get("two-scales", 1, "en", "now")
    yield from ("/en/", "/en/about/method", "/en/about/kept", "/en/about/questions", "/en/two-scales/")
    send(client, "/en/two-scales/", {"frame": "now", "agree": "yes"})
    answers = answers_of(questionnaire, value)
    for number, items in enumerate(questionnaire.pages, start=1):
        yield f"/en/two-scales/part/{number}"
        send(client, f"/en/two-scales/part/{number}", {item: answers[item] for item in items if item in answers})
        if number == questionnaire.forms["short"].pages:
            yield "/en/two-scales/first"
    yield "/en/two-scales/check"
    owner = send(client, "/en/two-scales/check", {}).location
    yield owner
    boxes = re.findall(r'name="show" value="([^"]+)"', client.get(owner).get_data(as_text=True))
    assert boxes
    made = send(client, owner + "share", {"show": boxes, "go": "make"}, page=owner)
    link = client.get(made.location).get_data(as_text=True).partition("/en/s/")[2][:43]
    yield made.location
    yield f"/en/s/{link}/"
    yield send(client, f"/en/s/{link}/", {}).location
    yield owner + "delete"


def answers_of(questionnaire: Questionnaire, value: int) -> dict[str, str]:
    """The option of this value wherever there is one, the first elsewhere."""
    picked = [key for key, item in questionnaire.items.items() if item.responses]
    options = {key: questionnaire.responses_of(key).options for key in picked}
    return {key: next((o for o in own if own[o].value == value), next(iter(own))) for key, own in options.items()}


@pytest.mark.parametrize("value", [1, 3, 5])
def test_pages_and_drawings_show_hostile_words_as_they_are(client: FlaskClient, library: Library, value: int) -> None:
    seen = set().union(*(check_page(client, url) for url in walk(client, library, value)))
    assert len(seen) > 40


def test_a_preview_shows_problems_as_they_are(tmp_path: Path) -> None:
    version = tmp_path / "two-scales/v1"
    version.mkdir(parents=True)
    (version / "questionnaire.yaml").write_text("title: '<svg onload=alert(1)>'\n'<script>': 1\n", "utf-8")
    app = create_preview(tmp_path, "two-scales", 8001, Clock())
    app.test_client_class = StrictClient
    page = app.test_client().get("/en/two-scales/").get_data(as_text=True)
    assert "unknown key `&lt;script&gt;`" in page
    assert "&lt;svg onload" in page
    assert "<svg onload" not in page


# --- printed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["solo", "together"])
def test_the_report_prints_hostile_words_as_they_are(library: Library, edition: Edition) -> None:
    questionnaire = library.get("two-scales", 1, "en", "now")
    sitting = Sitting(
        slug="two-scales",
        version=1,
        frame="now",
        consent="",
        started_at=MADE_AT,
        answers=answers_of(questionnaire, 5),
    )
    report = build_action_report(questionnaire, build_result(questionnaire, sitting, MADE_AT), edition, [])
    pdf = render_report(report, shipped("templates"))
    shown = Made("en", "", report, pdf, []).text
    _, told = marked()
    whole = {number for number, words in enumerate(told) if f"T{number}<{plain(words)}>T" in shown}
    begun = {int(number) for number in re.findall(r"T(\d+)<", shown)}
    right_to_left = {number for number, words in enumerate(told) if words == RIGHT_TO_LEFT}
    assert begun - right_to_left == whole - right_to_left, [told[number] for number in begun - whole]
    assert len(whole) > 60
    opened = pikepdf.open(io.BytesIO(pdf))
    assert "/JavaScript" not in opened.Root.get("/Names", {})
    assert "/OpenAction" not in opened.Root


# --- written to files -----------------------------------------------------------------------------


def handed_out(format_: str) -> bytes:
    """Every hostile text, to be translated, in a file of this format."""
    source = files().source
    assert source is not None
    document = Document(source.path, {**marked()[0], "languages": {"en": "draft"}}, {})
    hostile = VersionFiles(slug="two-scales", version=1, path=source.path, source=document)
    language, _ = read_language(hostile, "fr")
    assert language is not None
    return exported(language, format_, MADE_AT)


def bare() -> set[str]:
    """The hostile texts as a cell holds them, without marks, so that each begins as it would in a definition."""
    return set(CORPUS)


@pytest.fixture
def unmarked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that begin with the hostile word: what a spreadsheet runs stands at the beginning."""
    source = files().source
    assert source is not None
    words = cycle(CORPUS)
    data = cast(Data, replaced(whole(source.data, None, "en", "now", {"en": "draft"}), lambda *_: next(words)))
    monkeypatch.setattr(f"{__name__}.marked", lambda: (data, CORPUS))


@pytest.mark.usefixtures("unmarked")
def test_a_csv_file_to_translate_runs_nothing() -> None:
    text = handed_out(".csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert bare() - {cell.removeprefix("'") for cell in cells} <= {"'><img src=x onerror=alert(1)>"}


@pytest.mark.usefixtures("unmarked")
def test_a_workbook_to_translate_holds_texts_alone() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(handed_out(".xlsx"))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    assert bare() <= {cell.value for cell in cells}


@pytest.mark.usefixtures("unmarked")
def test_a_catalogue_to_translate_holds_texts_alone() -> None:
    found = {str(message.id) for message in read_po(io.BytesIO(handed_out(".po")))}
    assert bare() <= found


def test_files_of_answers_and_scores_hold_no_text(library: Library, tmp_path: Path) -> None:
    questionnaire = library.get("two-scales", 1, "en", "now")
    write_takers(questionnaire, simulate(questionnaire, count=5, seed=1), tmp_path / "takers.csv")
    assert score_file(questionnaire, tmp_path / "takers.csv", tmp_path / "scores.csv") == 5
    assert whole_texts((tmp_path / "takers.csv").read_text("utf-8")) == set()
    assert whole_texts((tmp_path / "scores.csv").read_text("utf-8")) == set()
    assert len(whole_texts(unfolded(codebook_beside(tmp_path / "scores.csv")))) > 10


def unfolded(path: Path) -> str:
    """The cells of a CSV file, each in a line of its own; none that a spreadsheet program would run."""
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    return "\n".join(cells)


def test_a_codebook_runs_nothing(library: Library) -> None:
    questionnaire = library.get("two-scales", 1, "en", "now")
    items = {key: replace(item, text=cast(Text, "=1+1")) for key, item in questionnaire.items.items()}
    cells = as_csv(build_codebook(replace(questionnaire, items=items), None, Detail()))
    assert ",=1+1," not in cells
    assert cells.count(",'=1+1,") == len(questionnaire.asked)


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", REFUSED)
def test_every_text_refuses_what_is_no_text(words: str) -> None:
    """In every field: nothing of this is ever shown, since nothing with it is served."""
    source = files().source
    assert source is not None
    for place, _ in texts(source.data):
        found = list(check_text(place, words, ["now", "former"])) + list(refused_by_reader(words))
        assert any(problem.severity == "error" for problem in found), place


def refused_by_reader(words: str) -> Iterator[Problem]:
    yield from read(f"title: {words}\n".encode(), "q")[1]
    yield from read(f"title: {json.dumps(words)}\n".encode(), "q")[1]
