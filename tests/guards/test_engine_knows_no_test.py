"""The engine runs any questionnaire: no code and no template names an id of a shipped one."""

import re
from collections.abc import Iterator
from pathlib import Path

from quizapp.definitions.library import Library
from quizapp.settings import shipped

ROOT = Path(__file__).parents[2]
LOOKED_AT = {"quizapp": "*.py", "templates": "*.html"}
TEXTS = ROOT / "templates/texts"
"""What is written for readers about the shipped test may name what is in it."""

WORDS_OF_THE_ENGINE = {"actions": "the part of a plan file that holds the menu of small actions"}
"""Ids that are also words of the engine itself, and what each means there."""


def ids() -> set[str]:
    library, found = Library.load(shipped("questionnaires")), set[str]()
    for listing in library.newest():
        one = library.get(listing.slug, listing.version, listing.source_language, listing.frames[0])
        found |= {*one.items, *one.scales, *one.composites, *one.families, *one.patterns, *one.first_steps}
        if one.plan:
            plan = one.plan
            found |= {
                *plan.stages,
                *plan.exercises,
                *plan.letters,
                *plan.phrases,
                *plan.actions,
                *plan.early_signs,
            }
    return found


def files() -> list[Path]:
    return sorted(
        path
        for folder, pattern in LOOKED_AT.items()
        for path in (ROOT / folder).rglob(pattern)
        if TEXTS not in path.parents and "shipped" not in path.relative_to(ROOT).parts
    )


def named_in(text: str, wanted: set[str]) -> Iterator[str]:
    """The ids that stand in quotes as a whole word, alone or behind a prefix as in "strength:id"."""
    for match in re.finditer(r"""(["'])(?:\w+:|#)?([A-Za-z][\w-]*)\1""", text):
        if match[2] in wanted:
            yield match[2]


def test_there_is_something_to_look_for_and_at() -> None:
    assert len(ids()) > 100
    assert len(files()) > 80


def test_no_code_or_template_names_an_id() -> None:
    wanted = ids() - set(WORDS_OF_THE_ENGINE)
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files()
        for name in named_in(path.read_text(encoding="utf-8"), wanted)
    ]
    assert found == []


def test_every_exclusion_is_needed() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in files())
    assert set(named_in(everything, ids())) == set(WORDS_OF_THE_ENGINE)


def test_an_id_in_quotes_is_noticed_and_a_word_in_a_sentence_is_not() -> None:
    assert list(named_in("""x = "ANX" if y == 'strength:REP' else "the ANX of it" """, {"ANX", "REP"})) == [
        "ANX",
        "REP",
    ]
