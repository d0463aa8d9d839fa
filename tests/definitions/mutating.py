"""Ways to spoil the files of a version: by bytes, by what YAML reads as signs, and by structure. All seeded."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from random import Random
from typing import cast

from quizapp.definitions.problems import Place
from quizapp.definitions.reader import read
from quizapp.definitions.shapes import entries

Files = dict[str, bytes]
"""File name -> what stands in it."""

SIGNS = [
    *(b": ", b"- ", b"\n", b"\n  ", b"\t", b"#", b"&a ", b"*a", b"!!int ", b"|", b">-", b'"', b"'", b"[", b"]"),
    *(b"{", b"}", b",", b"?", b"%", b"---\n", b"...\n", b"<<: ", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\\x07"),
    *("：".encode(), "“".encode(), "\u202e".encode(), "\u2028".encode(), "é".encode("latin-1"), b"{first}", b"{"),
    *(b"no", b"null", b"true", b"-1", b"0", b"9" * 30, b".5", b"1e400", b"general", b"now", b"<b>", b"skip", b"en"),
]
VALUES: list[object] = [
    *(None, True, False, 0, 1, -1, 3, 10**14, 0.5, -2.5, 1e15, "", "x", "en", "now", "general", "skip", "<b>"),
    *("{first}", "}", "{", "a" * 3000, "\u202e", "\x00", "=1+1", [], {}, [[]], {"": ""}, [None], ["x", "x"]),
    *({"now": "x"}, {"text": "x"}, {"scale": "x", "above": 3}, {"x": {"x": {"x": 1}}}, [1, 2], [0, 0], [7, 1]),
]


def mutate(files: Mapping[str, bytes], random: Random) -> Files:
    """A copy with one to three things spoiled in it."""
    spoiled = dict(files)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        name = random.choice(sorted(spoiled))
        structured = name.endswith(".yaml") and random.random() < 0.5
        way = _spoil_structure if structured else random.choice((_spoil_bytes, _spoil_signs, _spoil_lines))
        spoiled[name] = way(spoiled[name], random)
    return spoiled


# --- as bytes, signs and lines --------------------------------------------------------------------


def _spoil_bytes(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.randint(0, 4)) + data[at + random.choice((0, 0, 1, 1, 2, 30, 900)) :]


def _spoil_signs(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(SIGNS) + data[at + random.choice((0, 0, 0, 1, 3)) :]


def _spoil_lines(data: bytes, random: Random) -> bytes:
    """A line twice, gone, elsewhere, or moved to one side."""
    lines = data.splitlines(keepends=True) or [b""]
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    changed: list[list[bytes]] = [[], [line, line], [b"  " + line], [line[1:]], [lines[to]], [line.lower()]]
    lines[at : at + 1] = random.choice(changed)
    return b"".join(lines)


# --- as a tree ------------------------------------------------------------------------------------


def _spoil_structure(data: bytes, random: Random) -> bytes:
    document, _ = read(data, "spoiled")
    if document is None:
        return _spoil_signs(data, random)
    tree = deepcopy(document.data)
    places = list(_places(tree))
    if places:
        random.choice((_delete, _put, _put, _copy, _swap, _rename))(tree, places, random)
    # JSON is YAML, written quickly; its lines do for a test that every problem has one.
    return json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _places(value: object, place: Place = ()) -> Iterator[Place]:
    for key, inner in entries(value):
        yield (*place, key)
        yield from _places(inner, (*place, key))


def _at(tree: object, place: Place) -> object:
    for key in place:
        tree = cast(dict[str | int, object], tree)[key]
    return tree


def _holder(tree: object, place: Place) -> dict[str | int, object]:
    """A list has positions as a mapping has keys, and is written to in the same way."""
    return cast(dict[str | int, object], _at(tree, place[:-1]))


def _delete(tree: object, places: list[Place], random: Random) -> None:
    place = random.choice(places)
    del _holder(tree, place)[place[-1]]


def _put(tree: object, places: list[Place], random: Random) -> None:
    place = random.choice(places)
    _holder(tree, place)[place[-1]] = deepcopy(random.choice(VALUES))


def _copy(tree: object, places: list[Place], random: Random) -> None:
    """What stands at one place stands at another as well."""
    here, there = random.choice(places), random.choice(places)
    _holder(tree, there)[there[-1]] = deepcopy(_at(tree, here))


def _swap(tree: object, places: list[Place], random: Random) -> None:
    here, there = random.choice(places), random.choice(places)
    first, second = deepcopy(_at(tree, here)), deepcopy(_at(tree, there))
    if here[: len(there)] == there or there[: len(here)] == here:
        return  # one lies inside the other
    _holder(tree, here)[here[-1]], _holder(tree, there)[there[-1]] = second, first


def _rename(tree: object, places: list[Place], random: Random) -> None:
    place = random.choice(places)
    holder, name = _holder(tree, place), random.choice(("x", "", "skip", str(random.choice(places)[-1])))
    if isinstance(holder, dict):
        holder[name] = holder.pop(place[-1])
