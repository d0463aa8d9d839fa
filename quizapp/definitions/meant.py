"""What a value of the wrong kind was probably meant to be, and how to write that."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from quizapp.definitions.shapes import LeafShape, ListShape, MapShape, ObjectShape, Shape
from quizapp.definitions.syntax import scalar

_COMMAS = re.compile("[，、；;]")
_FLAGS = {"yes": "true", "on": "true", "y": "true", "是": "true", "no": "false", "off": "false", "n": "false"}
_FLAGS |= {"否": "false"}
_DECIMAL_COMMA = re.compile(r"-?[0-9]*,[0-9]+")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?) ?%")


def find_meant(shape: Shape, given: object) -> str | None:
    """How to write what was meant, as an imperative; None where nothing can be told."""
    if isinstance(shape, LeafShape) and isinstance(given, str):
        return _entries(given) or _number_or_flag(shape.type, given)
    if isinstance(shape, ListShape):
        return "write a list: between `[` and `]`, or each entry after `- `"
    if isinstance(shape, MapShape) and isinstance(shape.each, ObjectShape) and not shape.each.required:
        names = given if isinstance(given, Sequence) and not isinstance(given, str) else [given]
        if all(isinstance(name, str) and (not shape.keys or name in shape.keys) for name in names):
            return f"write `{{{', '.join(f'{name}: {{}}' for name in names)}}}`"
    return None


def _entries(given: str) -> str | None:
    """Of several entries that a comma of another keyboard has made one."""
    comma = _COMMAS.search(given)
    return f"write `, ` between two entries; `{comma[0]}` is no comma here" if comma else None


def _number_or_flag(kind: type, given: str) -> str | None:
    plain = normalize("NFKC", given).strip()
    percent = _PERCENT.fullmatch(plain)
    if kind is float and percent:
        return f"write it as a part of 1: `{float(percent[1]) / 100:g}`"
    if kind is float and _DECIMAL_COMMA.fullmatch(plain):
        return f"write it with a point: `{plain.replace(',', '.')}`"
    if kind is bool and (flag := _FLAGS.get(plain.lower())):
        return f"write `{flag}`"
    read = scalar(plain, plain=True)
    if kind is str or not (type(read) is kind or (kind is float and type(read) is int)):
        return None
    return f"write it without quotes: `{plain}`" if plain == given else f"write it with plain digits: `{plain}`"
