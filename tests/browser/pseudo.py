"""Two languages that nobody speaks: what a page in English would be if its words were longer, or ran the other way.

They exist in tests alone. Whatever page is served is said in them, the texts of other people's questionnaires too.
"""

from collections.abc import Iterator
from math import ceil
from xml.etree.ElementTree import Element

import html5lib

LONGER = 0.4
LONGEST_IN_A_DRAWING = 24
"""Signs: what an author may write there."""

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG_TEXT = "{http://www.w3.org/2000/svg}text"
SAID = ("alt", "aria-label", "data-column", "data-copied", "data-copy", "placeholder", "title")
UNSAID = frozenset({XHTML + "script", XHTML + "style", XHTML + "textarea", XHTML + "code"})
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابثدعفغهيجكلمنوقرسشتطخضحذص")
LETTERS = {"de": None, "ar": ARABIC}
DIRECTIONS = {"de": "ltr", "ar": "rtl"}


def longer(words: str, letters: dict[int, int] | None) -> str:
    """``words``, each two fifths longer, in other letters."""
    found = " ".join(word + word[: ceil(LONGER * len(word))] if word.isalpha() else word for word in words.split(" "))
    return found.lower().translate(letters) if letters else found


def say_in(language: str, page: str) -> str:
    """An English page as it would be in "de" (long) or "ar" (long, from right to left)."""
    document = html5lib.parse(page)
    document.set("lang", language)
    document.set("dir", DIRECTIONS[language])
    for element in _spoken(document):
        _say(element, LETTERS[language])
    said: str = html5lib.serialize(document, omit_optional_tags=False, quote_attr_values="always")
    return "<!doctype html>" + said


def _spoken(element: Element) -> Iterator[Element]:
    """Everything but what is no speech, and what is said in a language of its own."""
    if element.tag in UNSAID:
        return
    yield element
    for child in element:
        if child.get("hreflang") is None:
            yield from _spoken(child)


def _say(element: Element, letters: dict[int, int] | None) -> None:
    if element.text:
        said = longer(element.text, letters)
        element.text = said[:LONGEST_IN_A_DRAWING] if element.tag == SVG_TEXT else said
    for child in element:
        if child.tail:
            child.tail = longer(child.tail, letters)
    for name in SAID:
        if words := element.get(name):
            element.set(name, longer(words, letters))
