"""Plain data of a definition, before anybody has checked it: nothing here trusts what kind a value is."""

from collections.abc import Callable

from quizapp.definitions.document import Data
from quizapp.domain.wording import filled


def under(own: object, other: object) -> object:
    """``own`` with what only ``other`` has, key by key; in all else ``own`` stands."""
    if not isinstance(own, dict) or not isinstance(other, dict):
        return own
    both = {key: under(inner, other[key]) if key in other else inner for key, inner in own.items()}
    return {**both, **{key: inner for key, inner in other.items() if key not in own}}


def each_group(value: object, change: Callable[[str, Data], object]) -> object:
    """A mapping of groups with each group changed; anything else as it is."""
    if not isinstance(value, dict):
        return value
    return {key: change(key, inner) if isinstance(inner, dict) else inner for key, inner in value.items()}


def groups_of(value: object) -> dict[str, Data]:
    """The groups of a mapping of groups."""
    return {key: each for key, each in value.items() if isinstance(each, dict)} if isinstance(value, dict) else {}


def filled_in(words: object, **values: str) -> object:
    """Standard words with their places filled, however deep."""
    if isinstance(words, dict):
        return {key: filled_in(inner, **values) for key, inner in words.items()}
    if isinstance(words, list):
        return [filled_in(inner, **values) for inner in words]
    return filled(words, **values) if isinstance(words, str) else words
