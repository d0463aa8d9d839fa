"""What the domain classes say a definition looks like, in the few kinds of value that a file can hold.

Everything that walks a definition (which values are text, the overlays, the schema) walks these, so that a
new field or class of the domain is known everywhere at once.
"""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from quizapp.definitions.problems import Place
from quizapp.domain.page_words import FrameWords, Front, InBetween, Opening
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import Composite, Scale, ScaleEnd
from quizapp.domain.wording import Text

FROM_OUTSIDE = frozenset({"slug", "version", "language", "frame", "form"})
"""Fields that no file declares: the folder and the request say them."""

_FIGURES = frozenset({"meaning", "reliability", "standard_deviation", "retest_reliability"})
_ALL: frozenset[str] = frozenset({"*"})
_SUPPLIED: dict[type, frozenset[str]] = {
    Questionnaire: frozenset(
        {
            "source_language",
            "languages",
            "minutes",
            "front",
            "frames",
            "response_sets",
            "pages",
            "opening",
            "in_between",
        }
    ),
    Front: _ALL,
    FrameWords: _ALL,
    Opening: _ALL,
    InBetween: _ALL,
    Scale: _FIGURES | {"topic", "high", "low"},
    ScaleEnd: frozenset({"plain", "leaning", "clause", "word"}),
    Composite: _FIGURES,
}
"""Fields that ``completion`` supplies where a file leaves them out, as far as the language has standard words."""


@dataclass(frozen=True, slots=True)
class TextShape:
    """A sentence, or one a frame."""


@dataclass(frozen=True, slots=True)
class LeafShape:
    """A word, number or flag of the structure. ``options``: the words allowed, empty for any."""

    type: type
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListShape:
    each: "Shape"


@dataclass(frozen=True, slots=True)
class MapShape:
    """Values by id. ``keys``: the ids allowed, empty for any."""

    each: "Shape"
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ObjectShape:
    """The fields of a class, in its order. ``required`` must stand in a file, ``supplied`` in what is made of it."""

    of: type
    fields: dict[str, "Shape"]
    required: frozenset[str]
    supplied: frozenset[str] = frozenset()


Shape = TextShape | LeafShape | ListShape | MapShape | ObjectShape


@cache
def shape_of(annotation: Any) -> Shape:
    """The shape that an annotation of a domain class describes. TypeError for one that no file can hold."""
    if annotation is Text:
        return TextShape()
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return LeafShape(str, arguments)
    if origin is list:
        return ListShape(shape_of(arguments[0]))
    if origin is dict:
        return MapShape(shape_of(arguments[1]), get_args(arguments[0]))
    if origin in (Union, UnionType):
        (one,) = (argument for argument in arguments if argument is not NoneType)
        return shape_of(one)
    return _object_shape(annotation) if is_dataclass(annotation) else _leaf_shape(annotation)


def _leaf_shape(annotation: Any) -> LeafShape:
    if annotation not in (str, int, float, bool):
        raise TypeError(f"no definition file can hold a {annotation}")
    return LeafShape(annotation)


def _object_shape(of: Any) -> ObjectShape:
    hints = get_type_hints(of)
    declared = [field for field in fields(of) if of is not Questionnaire or field.name not in FROM_OUTSIDE]
    needed = frozenset(f.name for f in declared if f.default is MISSING and f.default_factory is MISSING)
    left_out = _SUPPLIED.get(of, frozenset())
    supplied = needed if left_out is _ALL else needed & left_out
    inner = {field.name: shape_of(hints[field.name]) for field in declared}
    return ObjectShape(of, inner, needed - supplied, supplied)


def _questionnaire_shape() -> ObjectShape:
    own = _object_shape(Questionnaire)
    shorthand: dict[str, Shape] = {"responses": ListShape(TextShape())}
    return ObjectShape(own.of, shorthand | own.fields, own.required, own.supplied)


QUESTIONNAIRE = _questionnaire_shape()
"""Of the files together. ``responses`` is short for one response set, and is written out before it is built."""


def find_inner(shape: Shape, key: str | int) -> Shape | None:
    """The shape of what stands under ``key``, or None when nothing can."""
    if isinstance(shape, ObjectShape):
        return shape.fields.get(key) if isinstance(key, str) else None
    if isinstance(shape, ListShape):
        return shape.each if isinstance(key, int) else None
    return shape.each if isinstance(shape, MapShape) else None


def find_shape(place: Place) -> Shape | None:
    """The shape at a place of a questionnaire, or None when nothing can stand there."""
    shape: Shape | None = QUESTIONNAIRE
    for key in place:
        shape = find_inner(shape, key) if shape is not None else None
    return shape


@cache
def can_hold_text(shape: Shape) -> bool:
    """Whether a text stands anywhere in what has this shape."""
    if isinstance(shape, ObjectShape):
        return any(can_hold_text(inner) for inner in shape.fields.values())
    if isinstance(shape, ListShape | MapShape):
        return can_hold_text(shape.each)
    return isinstance(shape, TextShape)


def entries(value: object) -> Iterator[tuple[str | int, object]]:
    """What a mapping or list holds, by key or position; nothing for any other value."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)
