"""JSON Schema of the support lines. What a line must have is said in ``support``; this puts it for editors."""

from quizapp.definitions.document import Data
from quizapp.definitions.support import NUMBER, REMEDIES, SOURCE_LANGUAGE

_TEXT: Data = {
    "type": "object",
    "additionalProperties": {"type": "string", "minLength": 1},
    "required": [SOURCE_LANGUAGE],
}
_FIELDS: dict[str, Data] = {
    "name": _TEXT,
    "number": {"type": "string", "pattern": f"^({NUMBER.pattern})$"},
    "note": _TEXT,
    "source": {"type": "string", "pattern": "^https?://"},
    "checked": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def build_support_schema() -> Data:
    """The schema of ``support.yaml``."""
    line = _group({field: {**_FIELDS[field], "description": remedy} for field, remedy in REMEDIES.items()})
    country = _group({"name": _TEXT, "lines": _by_id(line)})
    head: Data = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Who can be called"}
    return {**head, **_group({"countries": _by_id(country)})}


def _group(fields: dict[str, Data]) -> Data:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _by_id(each: Data) -> Data:
    return {"type": "object", "additionalProperties": each, "minProperties": 1}
