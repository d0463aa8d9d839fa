"""What is said and drawn of several scores together. See ``questionnaire`` on texts and mappings."""

from dataclasses import dataclass, field
from typing import Literal

from quizapp.domain.conditions import Condition
from quizapp.domain.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A region of the score space that has a name. Every condition of ``rule`` holds in it."""

    family: str
    rule: list[Condition]
    name: Text
    looks: Text
    protects: Text
    costs: Text
    loosens: Text
    door: Text
    leaning: Text
    summary: Text
    shared_title: Text
    shared: Text
    turns: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Patterns of which at most one is named. ``unclear`` is said when none can be."""

    title: Text
    unclear_name: Text
    unclear: Text
    turns: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """One small thing to do alone, today. Without conditions it fits anyone."""

    text: Text
    because: Text
    to_yourself: Text
    when: list[Condition] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Two scales drawn at right angles, with a family's patterns as its corners."""

    title: Text
    across: str
    across_low: Text
    across_high: Text
    up: str
    up_low: Text
    up_high: Text
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Scales drawn one below another on one line."""

    title: Text
    scales: list[str]
    mark: Literal["carries", "loud"]
