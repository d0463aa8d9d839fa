"""What a typesetter does by hand and WeasyPrint has no property for: spaces and marks in running text.

A text comparison must take U+00A0, U+2009 and U+2060 for what they are: spaces and nothing.
"""

import re

from markupsafe import Markup, escape

_HAN = r"\u3400-\u9fff"
_THIN, _NO_BREAK, _JOINER = "\u2009", "\u00a0", "\u2060"
_AFTER_HAN = re.compile(rf"([{_HAN}])([A-Za-z0-9])")
_AFTER_DIGIT = re.compile(rf"([0-9%])([{_HAN}])")
_AFTER_LATIN = re.compile(rf"([A-Za-z])([{_HAN}])")
_FULL_WIDTH = "，。、；：？！“”‘’（）《》〈〉…—"
_NEIGHBOURS = re.compile(rf"([{_FULL_WIDTH}])(?=[，。、；：？！”’）》〉“‘（《〈])")
_OPENING = re.compile("^([“‘（《〈])")
_LAST_WORD = re.compile(r" (?=\S{1,12}$)")
_COUNTED = re.compile(
    "[一二两三四五六七八九十百半几]+(?:个|天|周|行|句|样|次|遍|页|格|件|口)|"
    "[一二两三四五六七八九十百半几]*个?(?:分钟|小时|钟头)"
)
KEPT_TOGETHER = 3
"""So many characters never stand alone on the last line of a Chinese paragraph."""


def typeset(text: str, language: str) -> Markup:
    """``text`` escaped, with the spaces and squeezed marks of its language."""
    return _chinese(text) if language.startswith("zh") else _latin(text)


def _latin(text: str) -> Markup:
    """The last word is never alone on a line."""
    return escape(_LAST_WORD.sub(_NO_BREAK, text))


def _chinese(text: str) -> Markup:
    """Thin spaces between scripts, squeezed neighbouring marks, and a last line of more than two characters.

    A number and what it counts stay on one line.
    """
    spaced = _AFTER_HAN.sub(rf"\1{_THIN}\2", text)
    spaced = _AFTER_DIGIT.sub(rf"\1{_THIN}{_JOINER}\2", spaced)
    spaced = _AFTER_LATIN.sub(rf"\1{_THIN}\2", spaced)
    if len(spaced) <= 2 * KEPT_TOGETHER + 1 or "\n" in spaced:
        return _squeezed(spaced)
    last = len(spaced) - KEPT_TOGETHER
    last = next((found.start() for found in _COUNTED.finditer(spaced) if found.start() < last < found.end()), last)
    head = _COUNTED.sub(lambda found: _JOINER.join(found[0]), spaced[:last])
    return _squeezed(head + _JOINER.join(spaced[last:]))


def _squeezed(text: str) -> Markup:
    squeezed = Markup('<span class="hw">\\1</span>')
    safe = str(escape(text))
    return Markup(_NEIGHBOURS.sub(squeezed, _OPENING.sub(squeezed, safe)))  # noqa: S704  # escaped above
