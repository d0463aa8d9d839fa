"""A letter too many in any name that the files speak of, or in any key of the format: what was meant is said."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import pytest

from quizapp.definitions.document import Data, Document
from quizapp.definitions.files import VersionFiles, read_version
from quizapp.definitions.problems import Place
from quizapp.definitions.proof import check_version
from quizapp.definitions.shapes import LeafShape, ObjectShape, TextShape, entries, find_shape
from tests.definitions.flaws import VALID, VERSION

FILES = read_version(VALID / VERSION)
assert FILES.source is not None
SOURCE = FILES.source


def places(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    for key, inner in entries(value):
        yield (*place, key), inner
        if not isinstance(find_shape((*place, key)), TextShape):
            yield from places(inner, (*place, key))


def names() -> Iterator[Place]:
    """Where a word of the structure stands: an id, or one of the words that the format knows."""
    for place, value in places(SOURCE.data):
        if isinstance(value, str) and isinstance(find_shape(place), LeafShape) and place[0] != "languages":
            yield place


def keys() -> Iterator[Place]:
    """Where a key of the format stands."""
    for place, _ in places(SOURCE.data):
        if isinstance(find_shape(place[:-1]), ObjectShape) and place != ("plan",):
            yield place


def slipped(place: Place, *, key: bool) -> Document:
    """The definition with the first letter of one name or key written twice."""
    data: Data = deepcopy(SOURCE.data)
    holder: object = data
    for step in place[:-1]:
        holder = dict(entries(holder))[step]
    last = place[-1]
    assert isinstance(holder, dict | list)
    if key:
        assert isinstance(holder, dict)
        holder[twice(last)] = holder.pop(last)
    else:
        holder[last] = twice(holder[last])  # type: ignore[index]
    return replace(SOURCE, data=data)


def twice(name: object) -> str:
    return f"{str(name)[0]}{name}"


def said_of(source: Document) -> list[str]:
    files = VersionFiles(slug="two-scales", version=1, path="q", source=source, overlays=FILES.overlays)
    return [f"{problem.problem} - {problem.remedy}" for problem in check_version(files)]


NAMES, KEYS = list(names()), list(keys())


def test_there_is_much_to_mistype() -> None:
    assert len(NAMES) > 60
    assert len(KEYS) > 250


@pytest.mark.parametrize("group", sorted({str(place[0]) for place in NAMES}))
def test_a_mistyped_name_gets_what_was_meant(group: str) -> None:
    for place in (place for place in NAMES if place[0] == group):
        said = said_of(slipped(place, key=False))
        meant = dict(places(SOURCE.data))[place]
        assert [words for words in said if f"did you mean `{meant}`?" in words], (place, said)


@pytest.mark.parametrize("group", sorted({str(place[0]) for place in KEYS}))
def test_a_mistyped_key_gets_what_was_meant(group: str) -> None:
    for place in (place for place in KEYS if place[0] == group):
        said = said_of(slipped(place, key=True))
        assert [words for words in said if f"did you mean `{place[-1]}`?" in words], (place, said)
