"""JSON Schema of the definition files, from the same classes that they are checked against."""

from inspect import cleandoc

from quizapp.definitions.shapes import (
    QUESTIONNAIRE,
    LeafShape,
    ListShape,
    MapShape,
    ObjectShape,
    Shape,
    TextShape,
)
from quizapp.domain.wording import FRAMES

Schema = dict[str, object]

_JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
_TEXT: Schema = {
    "description": "One text, or one for each frame that the questionnaire declares.",
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {frame: {"type": "string", "minLength": 1} for frame in FRAMES},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
}


def build_source_schema() -> Schema:
    """The schema of ``questionnaire.yaml``."""
    return _document("A questionnaire", _without_plan(QUESTIONNAIRE))


def build_plan_schema() -> Schema:
    """The schema of ``plan.yaml``."""
    return _document("The plan of a questionnaire", QUESTIONNAIRE.fields["plan"])


def build_overlay_schema() -> Schema:
    """The schema of a further language: the same places, texts alone, none of them required on its own."""
    return _document("A questionnaire in a further language", _texts_only(QUESTIONNAIRE) or QUESTIONNAIRE)


def _document(title: str, shape: Shape) -> Schema:
    definitions: dict[str, Schema] = {"Text": _TEXT}
    root = _schema(shape, definitions)
    head: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return {**head, **root, "$defs": dict(sorted(definitions.items()))}


def _schema(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    if isinstance(shape, TextShape):
        return {"$ref": "#/$defs/Text"}
    if isinstance(shape, LeafShape):
        kind: Schema = {"type": _JSON_TYPES[shape.type]}
        return {"enum": list(shape.options)} if shape.options else kind
    if isinstance(shape, ListShape):
        return {"type": "array", "items": _schema(shape.each, definitions)}
    if isinstance(shape, MapShape):
        names: Schema = {"propertyNames": {"enum": list(shape.keys)}} if shape.keys else {}
        return {"type": "object", "additionalProperties": _schema(shape.each, definitions), **names}
    return _named(shape, definitions)


def _named(shape: ObjectShape, definitions: dict[str, Schema]) -> Schema:
    name = shape.of.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = {
            "type": "object",
            "description": cleandoc(shape.of.__doc__ or name).partition("\n")[0],
            "properties": {key: _schema(inner, definitions) for key, inner in shape.fields.items()},
            "required": [key for key in shape.fields if key in shape.required],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _without_plan(shape: ObjectShape) -> Shape:
    own = {key: inner for key, inner in shape.fields.items() if key != "plan"}
    return ObjectShape(shape.of, own, shape.required, shape.supplied)


def _texts_only(shape: Shape) -> Shape | None:
    """The same shape without what holds no text, or None when nothing is left."""
    if isinstance(shape, TextShape | LeafShape):
        return shape if isinstance(shape, TextShape) else None
    if isinstance(shape, ObjectShape):
        inner = {key: kept for key, each in shape.fields.items() if (kept := _texts_only(each)) is not None}
        return ObjectShape(shape.of, inner, frozenset()) if inner else None
    each = _texts_only(shape.each)
    if each is None:
        return None
    return ListShape(each) if isinstance(shape, ListShape) else MapShape(each, shape.keys)
