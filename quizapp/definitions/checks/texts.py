"""Texts, in every language: in each frame, without markup, with the placeholders that their field knows."""

import re
from collections.abc import Collection, Iterator

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.definitions.wording import texts
from quizapp.domain.naming import suggestion
from quizapp.domain.wording import FRAMES

PLACEHOLDERS: dict[Place, frozenset[str]] = {
    ("in_between", "both"): frozenset({"topic", "first", "second"}),
    ("in_between", "middle"): frozenset({"topic"}),
    ("opening", "step"): frozenset({"step"}),
    ("opening", "clear"): frozenset({"first", "second"}),
    ("opening", "clear_one"): frozenset({"first"}),
    ("opening", "strength_leaning"): frozenset({"clause"}),
    ("plan", "letter_today"): frozenset({"rating", "next"}),
}
"""What the engine fills in, by the field or the group of fields that it fills it into. Nowhere else."""

QUOTED = frozenset({"words", "first"})
"""What a sentence under ``own_words`` knows; it uses one of them at least."""

_OPTIONAL: Place = ("plan", "letter_today")
_BRACED = re.compile(r"\{([^{}]*)\}")
_WIDE_BRACED = re.compile("｛([^{}｛｝]*)｝")
_MARKUP = re.compile(r"</?[A-Za-z!?]")
_MARKDOWN = re.compile(r"\*\*[^*]+\*\*|__[^_]+__|\[[^\[\]]+\]\(")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,12}|#x?[0-9A-Fa-f]{1,6});")
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\u3000-\u303f\uff01-\uff60]"
_FOLDED = re.compile(f"({_HAN} {_HAN})")


def check_texts(data: object, frames: Collection[str]) -> Iterator[Finding]:
    """All texts of a source file or an overlay. ``frames``: those that the questionnaire declares."""
    for place, text in texts(data):
        yield from check_text(place, text, frames)


def check_text(place: Place, text: object, frames: Collection[str]) -> Iterator[Finding]:
    if isinstance(text, dict):
        yield from _check_frames(place, text, frames)
    elif not isinstance(text, str):
        given = "empty" if text is None else f"{str(text)[:40]!r}, which is no text"
        yield Finding(
            place,
            f"the text is {given}",
            "write a text; a number, `true`, or one that begins with `#` goes in quotes",
        )
    elif not text.strip():
        yield Finding(place, "the text is empty", "write it, or take the key out where it is optional")
    else:
        yield from _check_markup(place, text)
        yield from _check_placeholders(place, text)


def placeholders(text: str) -> set[str]:
    """The names in braces that a text holds."""
    return set(_BRACED.findall(text))


def _check_frames(place: Place, text: dict[str, object], frames: Collection[str]) -> Iterator[Finding]:
    for frame in frames:
        if frame not in text:
            yield Finding(place, f"the text has no wording for frame `{frame}`", f"add `{frame}: …`")
    for key, inner in text.items():
        if key not in frames:
            undeclared = key in FRAMES
            remedy = "declare the frame under `frames`, or take this out"
            yield Finding(
                (*place, key),
                f"frame `{key}` is not declared" if undeclared else f"`{key}` is no frame",
                remedy if undeclared else suggestion(key, frames, "frame"),
            )
        elif isinstance(inner, dict):
            yield Finding((*place, key), "a wording holds keys of its own", "write one text")
        else:
            yield from check_text((*place, key), inner, frames)


def _check_markup(place: Place, text: str) -> Iterator[Finding]:
    markup = _MARKUP.search(text)
    if markup:
        problem = f"`{text[markup.start() : markup.start() + 12]}` looks like markup"
        yield Finding(place, problem, "write plain text: readers would see these signs as they stand")
    entity = _ENTITY.search(text)
    if entity:
        problem = f"`{entity.group()}` would be read as it stands"
        yield warn(place, problem, "write the character itself")
    markdown = _MARKDOWN.search(text)
    if markdown:
        yield warn(
            place, f"`{markdown.group()[:20]}` looks like Markdown", "write plain text: the signs would be read"
        )
    folded = _FOLDED.search(text)
    if folded:
        problem = f"a blank inside Chinese text (`{folded.group()}`), as when lines are joined"
        yield warn(place, problem, "write the text on one line")


def _check_placeholders(place: Place, text: str) -> Iterator[Finding]:
    prefix = next((prefix for prefix in PLACEHOLDERS if place[: len(prefix)] == prefix), None)
    quotes = _quotes(place)
    known = QUOTED if quotes else PLACEHOLDERS[prefix] if prefix else frozenset[str]()
    used = _BRACED.findall(text)
    for name in used:
        if name not in known:
            remedy = suggestion(name, (f"{{{each}}}" for each in sorted(known)), "placeholder")
            yield Finding(place, f"unknown placeholder `{{{name}}}`", remedy)
    if re.search(r"[{}]", _BRACED.sub("", text)):
        yield Finding(place, "a brace without its other half", "close it, or use other brackets")
    wide = _WIDE_BRACED.search(text) if known else None
    if wide:
        yield Finding(place, f"the braces of `{wide.group()}` are Chinese ones", f"write `{{{wide[1]}}}`")
    if quotes and not known & set(used):
        yield Finding(place, "nothing is quoted here", "put `{words}` where the person's own words should stand")
    for name in sorted(known - set(used)) if prefix and prefix != _OPTIONAL else ():
        yield warn(place, f"`{{{name}}}` is not used", "put it where the engine should fill it in")


def _quotes(place: Place) -> bool:
    """Whether a text stands under ``own_words``, of a page of the report or of one entry of the plan."""
    return place[:2] == ("plan", "own_words") or (place[:1] == ("plan",) and place[3:4] == ("own_words",))
