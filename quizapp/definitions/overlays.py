"""A language beside the source: complete, nothing left over, and nothing in it but text."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place
from quizapp.definitions.shapes import (
    QUESTIONNAIRE,
    ListShape,
    ObjectShape,
    Shape,
    TextShape,
    can_hold_text,
    find_inner,
)
from quizapp.definitions.wording import texts
from quizapp.domain.naming import suggestion


def check_overlay(
    source: object,
    overlay: object,
    excused: frozenset[Place] = frozenset(),
    shape: Shape = QUESTIONNAIRE,
    place: Place = (),
) -> Iterator[Finding]:
    """Walk both side by side. What a text itself may hold is not looked at here.

    ``excused``: texts of ``source`` that need not be translated, since the language has standard words for them.
    """
    if isinstance(shape, TextShape):
        return
    if isinstance(shape, ListShape):
        yield from _check_list(source, overlay, excused, shape, place)
    elif not isinstance(overlay, dict):
        yield Finding(place, f"{_name(place)} holds no keys", "give it the keys of the source language")
    elif isinstance(source, dict):
        yield from _check_left_over(source, overlay, shape, place)
        yield from _check_missing(source, overlay, excused, shape, place)


def _check_list(
    source: object, overlay: object, excused: frozenset[Place], shape: ListShape, place: Place
) -> Iterator[Finding]:
    if not isinstance(source, list):
        return
    if not isinstance(overlay, list):
        yield Finding(place, f"{_name(place)} is no list", f"give it {len(source)} entries, each after `- `")
    elif len(source) != len(overlay):
        problem = f"{_name(place)} has {len(overlay)} entries, the source language {len(source)}"
        yield Finding(place, problem, "give it one entry for each, in the same order")
    else:
        for at, (own, other) in enumerate(zip(source, overlay, strict=True)):
            yield from check_overlay(own, other, excused, shape.each, (*place, at))


def _check_left_over(
    source: dict[str, object], overlay: dict[str, object], shape: Shape, place: Place
) -> Iterator[Finding]:
    for key in overlay:
        here, inner = (*place, key), find_inner(shape, key)
        if inner is not None and not can_hold_text(inner):
            problem = f"`{key}` is no text, and a translation holds nothing else"
            yield Finding(here, problem, "take it out: it stands once, in the source file")
        elif key not in source:
            yield Finding(here, f"`{key}` is not in the source language", _left_over(key, source, inner, shape))


def _left_over(key: str, source: dict[str, object], inner: Shape | None, shape: Shape) -> str:
    if inner is not None and isinstance(shape, ObjectShape):
        return "take it out, or write it in the source language first"
    return suggestion(key, source, "key")


def _check_missing(
    source: dict[str, object],
    overlay: dict[str, object],
    excused: frozenset[Place],
    shape: Shape,
    place: Place,
) -> Iterator[Finding]:
    for key, own in source.items():
        here, inner = (*place, key), find_inner(shape, key)
        if inner is None:
            continue
        if key in overlay:
            yield from check_overlay(own, overlay[key], excused, inner, here) if can_hold_text(inner) else ()
        elif missing := sum(1 for text, _ in texts(own, inner, here) if text not in excused):
            what = "the text" if missing == 1 else f"its {missing} texts"
            yield Finding(here, f"{_name(here)} is not translated", f"add `{key}` with {what}")


def _name(place: Place) -> str:
    return f"`{'.'.join(str(key) for key in place)}`" if place else "the file"
