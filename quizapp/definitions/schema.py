"""JSON Schema of the definition files, from the same classes that they are checked against."""

import json
from inspect import cleandoc
from pathlib import Path

from quizapp.definitions.folders import PLAN, SCHEMAS, SOURCE
from quizapp.definitions.shapes import (
    QUESTIONNAIRE,
    LeafShape,
    ListShape,
    MapShape,
    ObjectShape,
    Shape,
    TextShape,
)
from quizapp.definitions.support import SUPPORT
from quizapp.definitions.support_schema import build_support_schema
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


SCHEMA_FILES = {kind: f"{kind}.schema.json" for kind in ("questionnaire", "plan", "overlay", "support")}
"""Kind -> the file that its schema is written to, in the folder ``schema`` beside the questionnaires."""


def write_schema(kind: str) -> str:
    """The schema of one of ``SCHEMA_FILES``, as JSON."""
    build = {
        "questionnaire": build_source_schema,
        "plan": build_plan_schema,
        "overlay": build_overlay_schema,
        "support": build_support_schema,
    }
    return json.dumps(build[kind](), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write all of them into ``folder``, made when it is not there. OSError as it comes."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, name in SCHEMA_FILES.items():
        (folder / name).write_text(write_schema(kind), "utf-8")


def comment_for(name: str) -> str:
    """The first line of a definition file called ``name``, by which editors find its schema."""
    kind = {SOURCE: "questionnaire", PLAN: "plan", SUPPORT: "support"}.get(name, "overlay")
    folder = SCHEMAS if kind == "support" else f"../../{SCHEMAS}"
    return f"# yaml-language-server: $schema={folder}/{SCHEMA_FILES[kind]}"


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
