"""New texts -> an overlay file, with its comments and its layout left alone. The only file that knows ruamel.yaml."""

import io
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from quizapp.definitions.document import Data
from quizapp.definitions.problems import Place

_WIDEST = 1 << 20


class _Words(VersionedResolver):
    """Every word is itself, as in ``definitions.reader``: a key ``1`` or ``no`` is no number and no flag."""

    @property
    def versioned_resolver(self) -> dict[str, object]:
        return {}


class UnreadableOverlay(Exception):
    """``line``: where reading broke off, from 1."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}")


def overlay_text(present: str, source: Data, changes: Mapping[Place, object]) -> str:
    """The overlay with each text of ``changes`` set, a new one where the order of ``source`` puts it.

    UnreadableOverlay for a file that ruamel.yaml, stricter than the reader, does not take.
    """
    yaml = _yaml()
    try:
        overlay = yaml.load(present) or CommentedMap()
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        raise UnreadableOverlay(mark.line + 1 if mark else 1) from error
    for place, text in changes.items():
        _set(overlay, source, place, text)
    target = io.StringIO()
    yaml.dump(overlay, target)
    return target.getvalue()


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _Words
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _set(overlay: Any, source: Any, place: Place, text: object) -> None:
    for key, further in pairwise(place):
        overlay, source = _holder(overlay, source, key, further), source[key]
    _put(overlay, source, place[-1], _quoted(text))


def _holder(overlay: Any, source: Any, key: str | int, further: str | int) -> Any:
    """What stands under ``key`` and holds ``further``; made when it is not there."""
    kind = CommentedSeq if isinstance(further, int) else CommentedMap
    there = key < len(overlay) if isinstance(key, int) else key in overlay
    if not there or not isinstance(overlay[key], kind):
        _put(overlay, source, key, kind())
    return overlay[key]


def _put(overlay: Any, source: Any, key: str | int, value: object) -> None:
    if isinstance(key, int):
        # A list keeps the length of the source; what is not translated yet stands empty, and `check` names it.
        overlay.extend(_empty(each) for each in source[len(overlay) :])
        overlay[key] = value
    elif key in overlay:
        overlay[key] = value
    else:
        overlay.insert(_position(overlay, source, key), key, value)


def _position(overlay: Any, source: Any, key: str) -> int:
    """After the nearest key before it in the source that the overlay has."""
    before = list(source)[: list(source).index(key)]
    present = list(overlay)
    return max((present.index(known) + 1 for known in before if known in overlay), default=0)


def _empty(value: object) -> object:
    if isinstance(value, list):
        return CommentedSeq(_empty(each) for each in value)
    # One text a frame is a text too, and a group of keys may lack all of them.
    return CommentedMap() if isinstance(value, dict) else DoubleQuotedScalarString("")


def _quoted(text: object) -> object:
    if isinstance(text, dict):
        return CommentedMap((frame, DoubleQuotedScalarString(words)) for frame, words in text.items())
    return DoubleQuotedScalarString(str(text))
