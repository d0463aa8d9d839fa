"""Stand-ins for single slips, so that the other checks still say what they see."""

import json

from quizapp.definitions.document import Data
from quizapp.definitions.problems import Place
from quizapp.definitions.shapes import (
    LeafShape,
    ListShape,
    ObjectShape,
    Shape,
    TextShape,
    find_shape,
)

# A flag is not bridged: to guess how an item is keyed would be to invent findings.
_STAND_INS: dict[type, object] = {int: 1, float: 0.5}


def bridged(data: Data, places: list[Place]) -> Data:
    """A copy in which unknown keys are left out and single values at ``places`` are stood in for."""
    copy: Data = json.loads(json.dumps(data))
    for place in places:
        holder = _find_value(copy, place[:-1])
        if not isinstance(holder, dict) or not place:
            continue
        shape = find_shape(place)
        if shape is None:
            holder.pop(place[-1], None)
        elif (stand_in := _stand_in(shape)) is not None:
            holder[place[-1]] = stand_in
    return copy


def _stand_in(shape: Shape) -> object:
    """A text, a number, or a group that needs nothing else; None for what other checks hang on."""
    if isinstance(shape, TextShape):
        return "…"
    if isinstance(shape, LeafShape):
        return None if shape.options else _STAND_INS.get(shape.type)
    if isinstance(shape, ListShape):
        inner = _stand_in(shape.each)
        return None if inner is None else [inner]
    if not isinstance(shape, ObjectShape):
        return None
    group = {key: _stand_in(inner) for key, inner in shape.fields.items() if key in shape.required | shape.supplied}
    return None if None in group.values() else group


def _find_value(value: object, place: Place) -> object:
    for key in place:
        if isinstance(value, list) and isinstance(key, int):
            value = value[key] if key < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value
