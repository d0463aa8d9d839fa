"""The closed vocabulary in which definitions say when something applies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A closed rule: a scale's true score above or below a value, or a rating at least or at most one."""

    scale: str | None = None
    above: float | None = None
    below: float | None = None
    rating: str | None = None
    at_least: int | None = None
    at_most: int | None = None
