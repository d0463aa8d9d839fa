"""Every text of the code and the templates is there in Chinese, and what is compiled is what is written."""

import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from quizapp.web.languages import LANGUAGES, locale_of

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "quizapp/translations").glob("*/LC_MESSAGES/messages.po"))
TEMPLATES = ROOT / "templates"
# A page under texts/ is written once a language.
SHARED = sorted(path for path in TEMPLATES.rglob("*.html") if path.parent.parent != TEMPLATES / "texts")
NAMED = re.compile(r"%\((\w+)\)[a-z]")


@cache
def asked() -> Catalog:
    """What the code and the templates ask for, by the mapping of pyproject.toml."""
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "--mapping", "pyproject.toml"]
    with TemporaryDirectory() as folder:
        output = Path(folder) / "messages.pot"
        found = subprocess.run(
            [*command, "--no-location", "--output", str(output), "."], cwd=ROOT, capture_output=True, check=False
        )
        assert found.returncode == 0, found.stderr.decode()
        return read_po(BytesIO(output.read_bytes()))


def texts(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


def places(text: str) -> set[str]:
    """The names of what is put into a text."""
    braces = {name for _, name, _, _ in Formatter().parse(text) if name} if "{" in text else set[str]()
    return set(NAMED.findall(text)) | braces


def problems(wanted: Message, catalogue: Catalog) -> list[str]:
    found = catalogue.get(wanted.id, wanted.context)
    if found is None:
        return [f"{wanted.id!r} is not in the catalogue - run make translations and translate it"]
    strings = texts(found.string)
    if found.fuzzy or not all(strings):
        return [f"{wanted.id!r} is not translated"]
    forms = catalogue.num_plurals if isinstance(wanted.id, list | tuple) else 1
    if len(strings) != forms:
        return [f"{wanted.id!r} has {len(strings)} forms, and the language has {forms}"]
    # A language with one form for every number has only the one that counts.
    in_every_form = set.intersection(*(places(text) for text in texts(wanted.id)))
    in_any_form = set.union(*(places(text) for text in texts(wanted.id)))
    return [
        f"{wanted.id!r} has other places than {text!r}"
        for text in strings
        if not in_every_form <= places(text) <= in_any_form
    ]


def test_something_is_asked_for() -> None:
    assert len(asked()) > 100
    assert [path.parts[-3] for path in CATALOGUES] == ["zh_Hans"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated_with_the_same_places(path: Path) -> None:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parts[-3], abort_invalid=True)
    assert [problem for wanted in asked() if wanted.id for problem in problems(wanted, catalogue)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_translation_is_of_a_text_that_nobody_asks_for(path: Path) -> None:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parts[-3])
    assert [entry.id for entry in catalogue if entry.id and asked().get(entry.id, entry.context) is None] == []
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parts[-3])
    fresh = BytesIO()
    write_mo(fresh, catalogue)
    fresh.seek(0)
    with path.with_suffix(".mo").open("rb") as compiled:
        found = {(message.context, str(message.id)): message.string for message in read_mo(compiled)}
    expected = {(message.context, str(message.id)): message.string for message in read_mo(fresh)}
    assert found == expected, "run make translations"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_number_of_forms_is_that_of_the_language(path: Path) -> None:
    with path.open("rb") as source:
        catalogue = read_po(source)
    assert catalogue.num_plurals == Catalog(locale=path.parts[-3]).num_plurals


def test_every_language_of_the_pages_has_its_catalogue_and_its_longer_pages() -> None:
    # The code and the templates ask in English.
    assert [path.parts[-3] for path in CATALOGUES] == sorted(locale_of(code) for code in LANGUAGES if code != "en")
    written = {code: sorted(page.name for page in (TEMPLATES / "texts" / code).iterdir()) for code in LANGUAGES}
    assert all(pages == written["en"] for pages in written.values()), written


def bare_words(template: str) -> list[str]:
    """Words that stand in a template as they are, which no catalogue can translate."""
    # A block of this name holds a class.
    template = re.sub(r"\{% block \w*width %\}\w*\{% endblock %\}", "", template)
    markup = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", template, flags=re.DOTALL)
    said = re.findall(r"(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"", markup)
    shown = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>|&[a-z]+;", " ", markup, flags=re.DOTALL)
    return [word for text in (*said, shown) for word in re.findall(r"[^\W\d_]{2,}", text)]


@pytest.mark.parametrize("path", SHARED, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_of_all_languages_holds_words_of_one(path: Path) -> None:
    assert bare_words(path.read_text("utf-8")) == []


def test_bare_words_are_noticed() -> None:
    assert bare_words('<p title="Help">{{ _("Start") }} now</p>') == ["Help", "now"]
    assert problems(Message(("%(num)s day", "%(num)s days")), _with_one_form())


def _with_one_form() -> Catalog:
    catalogue = Catalog(locale="de")
    catalogue.add(("%(num)s day", "%(num)s days"), ("%(num)s Tag",))
    return catalogue


def test_an_untranslated_text_and_a_lost_place_are_noticed() -> None:
    catalogue = Catalog(locale="zh_Hans")
    catalogue.add("%(n)s days", "天")
    catalogue.add("Start", "")
    assert problems(Message("%(n)s days"), catalogue)
    assert problems(Message("Start"), catalogue)
    assert problems(Message("Stop"), catalogue)
