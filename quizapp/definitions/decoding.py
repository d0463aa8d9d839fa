"""Bytes -> text, refusing what an editor hides from its author."""

import re
from collections.abc import Iterator

from quizapp.definitions.problems import Problem

LARGEST_FILE = 1024 * 1024
"""In bytes. The largest questionnaire imaginable takes a third of it."""

_PLAIN = "save it as plain text in UTF-8, with a text editor"
_OTHER_KINDS = (
    ((b"\xff\xfe", b"\xfe\xff"), "UTF-16", "save it as UTF-8 without BOM"),
    (b"{\\rtf", "RTF", _PLAIN),
    (b"PK\x03\x04", "a document of a word processor or a spreadsheet", _PLAIN),
)

# U+0085, U+2028 and U+2029 are line breaks to YAML and not to editors: line numbers would drift apart.
_REFUSED = (
    (re.compile("\t"), "a tab", "use spaces"),
    (re.compile("\ufeff"), "a byte order mark", "save the file as UTF-8 without BOM"),
    (re.compile("\ufffd"), "a sign that was lost in a change of encoding (U+FFFD)", "write it again"),
    (
        re.compile("[\u202a-\u202e]"),
        "a sign that turns the direction of writing around (U+202A to U+202E)",
        "remove it; text written from right to left needs none",
    ),
    (
        re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"),
        "a control character",
        "delete it: it is invisible, so write the line again",
    ),
)


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, or None when it cannot be read as one; with everything refused in it."""
    if len(data) > LARGEST_FILE:
        return None, [Problem(path, 1, "the file is larger than 1 MiB", "split the questionnaire in two")]
    for beginning, kind, remedy in _OTHER_KINDS:
        if data.startswith(beginning):
            return None, [Problem(path, 1, f"the file is saved as {kind}", remedy)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(path, line, "the file is not saved as UTF-8", "save it as UTF-8")]
    problems = list(check_characters(text, path))
    return (None if problems else text), problems


def check_characters(text: str, path: str) -> Iterator[Problem]:
    """Each kind of refused character once, where it first stands: one slip of a tool makes thousands."""
    for pattern, name, remedy in _REFUSED:
        found = pattern.search(text)
        if found is not None:
            more = len(pattern.findall(text)) - 1
            also = f" (and {more} more below)" if more else ""
            yield Problem(path, text.count("\n", 0, found.start()) + 1, f"{name}{also}", remedy)


def find_refused(text: str) -> tuple[str, str] | None:
    """What is refused in a text that was written with escapes, and the remedy."""
    return next(((name, remedy) for pattern, name, remedy in _REFUSED if pattern.search(text)), None)
