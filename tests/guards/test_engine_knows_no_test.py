"""The engine runs any questionnaire: no code, no template and no style names an id of a shipped one.

An id that no sentence would hold, such as ``rep2``, may stand nowhere, not even in a comment. One that is also an
English word may stand in sentences, and in code as neither a name nor a text of its own.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.definitions.library import Library, Listing
from quizapp.settings import shipped

ROOT = Path(__file__).parents[2]
LOOKED_AT = ("quizapp", "templates")
TEXTS = ROOT / "templates/texts"
"""What is written for readers about the shipped tests may name what is in them."""

MADE = {"__pycache__", "shipped", "LC_MESSAGES/messages.mo"}
"""Compiled or copied in, so that its source is looked at instead."""

WORDS_OF_THE_ENGINE = {
    "actions": "the part of a plan file that holds the menu of small actions",
    "exceptions": "what Python calls its errors, in the name of a module",
    "keeping": "holding on to a result, on the pages of it",
    "today": "the day on which the support lines are looked at",
}
"""Ids that are also words of the engine itself, and what each means there."""

LIBRARY = Library.load(shipped("questionnaires"))
_WORD = re.compile(r"[A-Za-z_][\w-]*")


def ids_of(listing: Listing) -> set[str]:
    one = LIBRARY.get(listing.slug, listing.version, listing.source_language, listing.frames[0])
    found = {*one.items, *one.scales, *one.composites, *one.families, *one.patterns, *one.first_steps}
    if one.plan:
        plan = one.plan
        found |= {*plan.stages, *plan.exercises, *plan.letters, *plan.phrases, *plan.actions, *plan.early_signs}
    return found


def ids() -> set[str]:
    return set().union(*(ids_of(listing) for listing in LIBRARY.versions()))


def is_plain_word(name: str) -> bool:
    """Whether a sentence may hold it by chance."""
    return re.fullmatch(r"[a-z]+", name) is not None


def files() -> list[Path]:
    return sorted(
        path
        for folder in LOOKED_AT
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and TEXTS not in path.parents and not _is_made(path.relative_to(ROOT))
    )


def _is_made(path: Path) -> bool:
    return bool(MADE & set(path.parts)) or any(path.as_posix().endswith(end) for end in MADE)


def named_in(name: str, text: str, wanted: set[str]) -> set[str]:
    """The ids that a file knows. ``name``: of the file, whose ending says how it is read."""
    anywhere = set(_WORD.findall(text)) & {one for one in wanted if not is_plain_word(one)}
    return anywhere | (set(_spoken_of(name, text)) & wanted)


def _spoken_of(name: str, text: str) -> Iterator[str]:
    """Names and whole texts of code, of a template's tags, or of a style or script; no words of sentences."""
    if name.endswith(".py"):
        yield from _python_names(ast.parse(text))
    elif name.endswith((".html", ".svg")):
        for tag in re.findall(r"\{[{%](.*?)[%}]\}", text, re.DOTALL):
            yield from _WORD.findall(re.sub(r"""(["'])[^"']*\s[^"']*\1""", "", tag))
    elif name.endswith((".css", ".js")):
        yield from re.findall(r"""[.#"'\[]([A-Za-z_][\w-]*)""", text)


def _python_names(tree: ast.AST) -> Iterator[str]:
    """Names, attributes, arguments, imports; texts of one word, alone or behind a prefix as in "strength:id"."""
    for node in ast.walk(tree):
        for _, value in ast.iter_fields(node):
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str):
                    yield from re.findall(r"^(?:\w+[:.#])*([A-Za-z_][\w-]*)$", one)


def test_there_is_something_to_look_for_and_at() -> None:
    assert len(LIBRARY.newest()) > 1
    assert len(ids()) > 300
    assert {path.suffix for path in files()} >= {".py", ".html", ".css", ".js", ".po", ".svg"}


def test_no_code_template_or_style_names_an_id() -> None:
    wanted = ids() - set(WORDS_OF_THE_ENGINE)
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files()
        for name in named_in(path.name, path.read_text(encoding="utf-8"), wanted)
    }
    assert found == set()


def test_every_exclusion_is_needed() -> None:
    found = {name for path in files() for name in named_in(path.name, path.read_text(encoding="utf-8"), ids())}
    assert found == set(WORDS_OF_THE_ENGINE)


def test_no_two_shipped_tests_share_an_id() -> None:
    """So nothing can work for one of them because it happens to look like the other."""
    counted = Counter(name for listing in LIBRARY.newest() for name in ids_of(listing))
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", 'x = "ANX" if y == "strength:REP" else 0', {"ANX", "REP"}),
        ("a.py", "# what REP was for", {"REP"}),
        ("a.py", "page.heat = heat_of(page)", {"heat"}),
        ("a.py", "def build(heat: int) -> None: ...", {"heat"}),
        ("a.py", 'f"{page.heat} is told"', {"heat"}),
        ("a.py", '"""In the heat of it."""', set()),
        ("a.html", "{% if page.heat %}", {"heat"}),
        ("a.html", "{{ page['heat'] }}", {"heat"}),
        ("a.html", "<p>{{ _('In the heat of it') }} in the heat</p>", set()),
        ("a.html", '<p class="anx5">', {"anx5"}),
        ("a.css", ".heat { color: red }", {"heat"}),
        ("a.css", "/* the heat of it */", set()),
        ("a.po", 'msgid "write_it_down"', {"write_it_down"}),
    ],
)
def test_an_id_is_noticed_and_a_word_in_a_sentence_is_not(name: str, text: str, found: set[str]) -> None:
    assert named_in(name, text, {"ANX", "REP", "heat", "anx5", "write_it_down"}) == found
