"""Domain objects as JSON and back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Generic, Literal, TypeVar, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError

T = TypeVar("T")
Generation = Literal[1]
"""Goes up when a stored shape can no longer be read; fields with a default may come freely."""

# A field that this version does not know is an error: leaving it out would lose it at the next change.
_CONFIG = ConfigDict(extra="forbid", ser_json_inf_nan="constants", ser_json_bytes="base64", val_json_bytes="base64")


class ShapeUnknown(Exception):
    """What is stored does not fit the class it is read as: another version of the program wrote it."""


class Shape(Generic[T]):
    """How one dataclass is written and read: JSON ``[generation, object]`` in UTF-8."""

    def __init__(self, kind: type[T]) -> None:
        self._name = kind.__name__
        # Inside a tuple the dataclasses take over this configuration; on their own they would refuse it.
        self._adapter: TypeAdapter[tuple[Generation, T]] = TypeAdapter(
            tuple[Generation, kind],  # type: ignore[valid-type]  # the class is known only when running
            config=_CONFIG,
        )

    def dump(self, value: T) -> bytes:
        """Raises ``ValueError`` for a time that is not in UTC, ``TypeError`` for what is no such object."""
        if any(moment.utcoffset() != timedelta(0) for moment in _moments(value)):
            raise ValueError(f"Every time in a {self._name} must be in UTC and say so.")
        try:
            return self._adapter.dump_json((1, value), warnings="error")
        except PydanticSerializationError:
            raise TypeError(f"This is not a whole {self._name}.") from None

    def as_json(self, value: T) -> object:
        """The same, for people to read: objects, lists and what stands in them."""
        return json.loads(self.dump(value))[1]

    def load(self, stored: bytes) -> T:
        """Raises ``ShapeUnknown``, which names fields but never what they held."""
        try:
            return self._adapter.validate_json(stored)[1]
        except ValidationError as error:
            found = "; ".join(dict.fromkeys(map(_describe, error.errors(include_input=False))))
        raise ShapeUnknown(
            f"A stored {self._name} was written by another version and cannot be read ({found})."
            " Run the version that wrote it, or delete it."
        )


def _describe(error: ErrorDetails) -> str:
    """What is wrong, and in which field; what lies deeper may be named after something answered."""
    return " ".join([error["type"].replace("_", " "), *map(str, error["loc"][1:2])])


def _moments(value: object) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif is_dataclass(value):
        for name in _timed(type(value)):  # type: ignore[arg-type]  # stubs think of instances
            yield from _moments(getattr(value, name))
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _moments(part)


@cache
def _timed(kind: Any) -> list[str]:
    """The fields of a dataclass that may hold a time at any depth: looking into all others took most of a writing."""
    hints = get_type_hints(kind)
    return [part.name for part in fields(kind) if _may_be_timed(hints[part.name])]


def _may_be_timed(hint: Any) -> bool:
    if isinstance(hint, type) and is_dataclass(hint):
        return bool(_timed(hint))
    return hint in (datetime, object, Any) or any(map(_may_be_timed, get_args(hint)))
