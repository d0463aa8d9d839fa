"""Texts that stand twice in one language, as copying leaves them."""

from collections.abc import Iterator

from quizapp.definitions.document import Data
from quizapp.definitions.problems import Finding, Place, warn

Placed = Iterator[tuple[Place, object]]


def check_repeated(data: Data) -> Iterator[Finding]:
    """Of the source or of a translation: the sentences to answer, and the labels of one response set."""
    yield from _check(_inner(data, ("items",), "text"), "is asked a second time", "word it anew, or take one out")
    labels = data.get("responses")
    shown = [_options(data, key) for key in _keys(data.get("response_sets"))]
    shown += [((("responses", at), label) for at, label in enumerate(labels))] if isinstance(labels, list) else []
    for some in shown:
        yield from _check(some, "stands a second time among the answers", "give each answer words of its own")


def _options(data: Data, key: str) -> Placed:
    return _inner(data, ("response_sets", key, "options"), "label")


def _inner(data: Data, place: Place, field: str) -> Placed:
    """``field`` of every entry under ``place``, where it has one."""
    held: object = data
    for key in place:
        held = held.get(str(key)) if isinstance(held, dict) else None
    for key in _keys(held):
        entry = held[key] if isinstance(held, dict) else None
        if isinstance(entry, dict) and entry.get(field):
            yield (*place, key, field), entry[field]


def _keys(held: object) -> list[str]:
    return list(held) if isinstance(held, dict) else []


def _check(texts: Placed, problem: str, remedy: str) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for place, text in texts:
        first = seen.setdefault(repr(text), place)
        if first != place:
            named = f"`{first[-2]}`" if isinstance(first[-1], str) else f"the label {first[-1] + 1}"
            yield warn(place, f"`{_said(text)}` {problem}, as {named}", remedy)


def _said(text: object) -> str:
    """A text, or its first wording, as far as it is needed to find it."""
    return str(next(iter(text.values())) if isinstance(text, dict) else text)[:40]
