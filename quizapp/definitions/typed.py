"""Plain data -> ``Questionnaire``, through pydantic. The only file that knows it."""

import json
from dataclasses import dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from quizapp.definitions.bridging import bridged
from quizapp.definitions.document import Data
from quizapp.definitions.meant import find_meant
from quizapp.definitions.problems import Finding, Place
from quizapp.definitions.shapes import (
    FROM_OUTSIDE,
    LeafShape,
    ListShape,
    ObjectShape,
    Shape,
    TextShape,
    find_shape,
)
from quizapp.domain.naming import suggestion
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Form, Frame

_EXPECTED = {str: "a word", int: "a whole number", float: "a number, with a point: `0.7`", bool: "`true` or `false`"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Which wording of which version, and how much of it. ``language``: a BCP 47 tag."""

    slug: str
    version: int
    language: str
    frame: Frame
    form: Form = "full"


@cache
def _adapter() -> TypeAdapter[list[Questionnaire]]:
    # pydantic takes no configuration for a standard dataclass, but hands one down to those inside a type.
    return TypeAdapter(list[Questionnaire], config=ConfigDict(extra="forbid", strict=True))


def build_questionnaire(data: Data, wording: Wording) -> Questionnaire:
    """The questionnaire in ``data``, in which every text is one string. ValidationError when it is none."""
    outside = {name: getattr(wording, name) for name in FROM_OUTSIDE}
    # Strict validation takes a dataclass from JSON only; the way through text costs a millisecond.
    return _adapter().validate_json(json.dumps([{**data, **outside}]))[0]


def check_types(data: Data, wording: Wording) -> tuple[Questionnaire | None, list[Finding]]:
    """Everything missing, unknown or of the wrong kind; and the questionnaire, if all else can be checked.

    A slip in a single value or an unknown key is bridged, so that the other checks still say what they see.
    """
    outside = [(name,) for name in sorted(FROM_OUTSIDE & data.keys())]
    findings = [Finding(place, _outside(place), "take the line out") for place in outside]
    own = {key: value for key, value in data.items() if key not in FROM_OUTSIDE}
    try:
        return build_questionnaire(own, wording), findings
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
    places = [_place(detail) for detail in details]
    findings += [_finding(detail, place) for detail, place in zip(details, places, strict=True)]
    try:
        return build_questionnaire(bridged(own, places), wording), findings
    except ValidationError:
        return None, findings


def _outside(place: Place) -> str:
    return f"`{place[0]}` stands in the file, but the folder or the request says it"


def _place(detail: ErrorDetails) -> Place:
    return tuple(key for key in detail["loc"][1:] if key != "[key]")


def _finding(detail: ErrorDetails, place: Place) -> Finding:
    name, kind = str(place[-1]) if place else "", detail["type"]
    parent = find_shape(place[:-1])
    if kind == "missing":
        supplied = isinstance(parent, ObjectShape) and name in parent.supplied
        why = ", and this language has no standard words for it" if supplied else ""
        return Finding(place, f"`{name}` is missing{why}", f"add `{name}: …`{_meaning(find_shape(place))}")
    if kind == "unexpected_keyword_argument" and isinstance(parent, ObjectShape):
        return Finding(place, f"unknown key `{name}`", suggestion(name, parent.fields, "key"))
    if "[key]" in detail["loc"]:
        keys = getattr(parent, "keys", ())
        return Finding(place, f"unknown key `{name}`", suggestion(name, keys, "key"))
    return _wrong_kind(detail, place)


def _wrong_kind(detail: ErrorDetails, place: Place) -> Finding:
    shape, name, given = find_shape(place), _called(place), detail["input"]
    meant = find_meant(shape, given) if shape is not None else None
    if isinstance(shape, LeafShape) and shape.options and isinstance(given, str):
        return Finding(place, f"{name} cannot be `{given}`", meant or suggestion(given, shape.options, "value"))
    if shape is None:
        return Finding(place, f"{name}: {detail['msg']}", "see docs/authoring.md")
    return Finding(place, f"{name} is {_said(given)}", meant or f"write {_wanted(shape)}")


def _called(place: Place) -> str:
    last = place[-1] if place else "the file"
    return f"entry {last + 1} of `{place[-2]}`" if isinstance(last, int) else f"`{last}`"


def _said(given: object) -> str:
    if given is None:
        return "empty"
    if isinstance(given, dict):
        return "a group of keys"
    return "a list" if isinstance(given, list) else f"`{str(given)[:40]}`"


def _wanted(shape: Shape) -> str:
    if isinstance(shape, TextShape):
        return "a text"
    if isinstance(shape, LeafShape):
        options = ", ".join(f"`{option}`" for option in shape.options)
        return f"one of {options}" if options else _EXPECTED[shape.type]
    if isinstance(shape, ObjectShape):
        needed = shape.required | shape.supplied or shape.fields.keys()
        return "its keys: " + ", ".join(f"`{key}`" for key in shape.fields if key in needed)
    if isinstance(shape, ListShape):
        return "a list, each entry after `- `"
    return (
        "ids, each with its keys" if isinstance(shape.each, ObjectShape) else f"ids, each with {_wanted(shape.each)}"
    )


def _meaning(shape: Shape | None) -> str:
    return f" with {_wanted(shape)}" if shape is not None else ""
