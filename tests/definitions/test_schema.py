"""The schema says what the checks demand, so that an editor and the server never disagree."""

from quizapp.definitions.reader import read
from quizapp.definitions.schema import Schema, build_overlay_schema, build_plan_schema, build_source_schema
from tests.definitions.flaws import VALID, VERSION

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def data_of(name: str) -> object:
    document, _ = read((VALID / VERSION / name).read_bytes(), name)
    assert document is not None
    return document.data


def agrees(value: object, schema: Schema, root: Schema) -> bool:
    """Just enough of JSON Schema for what ``build_*_schema`` writes."""
    reference = schema.get("$ref")
    if isinstance(reference, str):
        definitions = root["$defs"]
        assert isinstance(definitions, dict)
        return agrees(value, definitions[reference.removeprefix("#/$defs/")], root)
    choices = schema.get("anyOf")
    if isinstance(choices, list):
        return any(agrees(value, choice, root) for choice in choices)
    allowed = schema.get("enum")
    if isinstance(allowed, list):
        return value in allowed
    return isinstance(value, TYPES[str(schema["type"])]) and inner_agrees(value, schema, root)


def inner_agrees(value: object, schema: Schema, root: Schema) -> bool:
    items = schema.get("items")
    if isinstance(value, list) and isinstance(items, dict):
        return all(agrees(each, items, root) for each in value)
    if not isinstance(value, dict):
        return True
    properties, rest = schema.get("properties", {}), schema.get("additionalProperties")
    required = schema.get("required", [])
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    known = {**(dict.fromkeys(value, rest) if isinstance(rest, dict) else {}), **properties}
    return set(required) <= value.keys() <= known.keys() and all(
        agrees(each, known[key], root) for key, each in value.items()
    )


def test_the_valid_files_agree_with_the_schemas() -> None:
    source, plan, overlay = build_source_schema(), build_plan_schema(), build_overlay_schema()
    assert agrees(data_of("questionnaire.yaml"), source, source)
    assert agrees(data_of("plan.yaml"), plan, plan)
    assert agrees(data_of("zh-Hans.yaml"), overlay, overlay)


def test_the_schemas_refuse_what_the_checks_refuse() -> None:
    source, overlay = build_source_schema(), build_overlay_schema()
    data, texts = data_of("questionnaire.yaml"), data_of("zh-Hans.yaml")
    assert isinstance(data, dict)
    assert isinstance(texts, dict)
    assert not agrees({**data, "minutes": "one"}, source, source)
    assert not agrees({**data, "titel": "x"}, source, source)
    assert not agrees({key: value for key, value in data.items() if key != "title"}, source, source)
    assert not agrees({**data, "slug": "x"}, source, source)
    assert not agrees({**data, "plan": {}}, source, source)
    assert not agrees({**texts, "pages": []}, overlay, overlay)
    assert not agrees({**texts, "items": {"talk3": {"reverse": True}}}, overlay, overlay)


def test_a_text_may_be_one_or_one_a_frame() -> None:
    source = build_source_schema()
    data = data_of("questionnaire.yaml")
    assert isinstance(data, dict)
    assert agrees({**data, "title": {"now": "x", "former": "y"}}, source, source)
    assert not agrees({**data, "title": {"past": "x"}}, source, source)
