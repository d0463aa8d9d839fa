"""One questionnaire, as its file declares it.

These classes are at once the model that a file is checked against and what the engine works with.
An instance is in one language, one frame and one form: every ``Text`` in it is the sentence to be shown, every
item in it is asked. What a file left out was completed from the standard words before it got here.
Mappings are keyed by id, in the order of the file.
"""

from dataclasses import dataclass, field
from typing import Literal

from quizapp.domain.items import Item, ResponseSet
from quizapp.domain.page_words import FrameWords, Front, InBetween, Opening
from quizapp.domain.patterns import Axis, Family, FirstStep, Pattern, Plane
from quizapp.domain.plan_definition import PlanDefinition
from quizapp.domain.scales import Composite, End, Scale, ScaleEnd
from quizapp.domain.wording import Form, Frame, Text

Tier = Literal["plain", "leaning", "between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparableWith:
    """Whose scores may be held beside those of this version: that has to be shown with data, so it is said here.

    ``versions``: earlier ones. ``languages``: those of which scores are comparable with one another.
    """

    versions: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, and a sentence or two, above every page that holds ``items`` of it."""

    heading: Text
    text: Text | None = None
    items: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How far a shorter form goes: its first ``items`` that are asked, or its first ``pages``; one of the two."""

    items: int | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One version of one questionnaire, in one language, one frame and one form.

    ``figures_from``: where the reliabilities and spreads of its scales come from, for readers of the method page.
    """

    slug: str
    version: int
    language: str
    source_language: str
    languages: dict[str, Literal["draft", "reviewed"]]
    frame: Frame
    form: Form
    title: Text
    minutes: int
    front: Front
    frames: dict[Frame, FrameWords]
    response_sets: dict[str, ResponseSet]
    items: dict[str, Item]
    pages: list[list[str]]
    sections: list[Section] = field(default_factory=list)
    forms: dict[Literal["short"], Extent] = field(default_factory=dict)
    scales: dict[str, Scale]
    composites: dict[str, Composite] = field(default_factory=dict)
    comparable_with: ComparableWith = field(default_factory=ComparableWith)
    figures_from: Text | None = None
    families: dict[str, Family] = field(default_factory=dict)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    first_steps: dict[str, FirstStep] = field(default_factory=dict)
    opening: Opening
    in_between: InBetween
    plane: Plane | None = None
    axes: list[Axis] = field(default_factory=list)
    fear: Text | None = None
    plan: PlanDefinition | None = None

    @property
    def asked(self) -> dict[str, Item]:
        """The items that can be answered."""
        return {key: item for key, item in self.items.items() if item.kind != "note"}

    @property
    def counted(self) -> dict[str, Item]:
        """The items whose answers are numbers: those answered from a response set."""
        return {key: item for key, item in self.items.items() if item.responses}

    @property
    def ratings(self) -> dict[str, Item]:
        """The items with a number of their own: answered from a response set, and of no scale."""
        return {key: item for key, item in self.counted.items() if item.scale is None}

    def items_of(self, scale: str) -> dict[str, Item]:
        """The items of a scale, or of all scales of a composite, by id."""
        scales = self.composites[scale].scales if scale in self.composites else [scale]
        return {key: item for key, item in self.items.items() if item.scale in scales}

    def end_of(self, scale: str, end: End) -> ScaleEnd:
        return self.scales[scale].high if end == "high" else self.scales[scale].low

    def responses_of(self, item: str) -> ResponseSet:
        """The options of an item that has a response set. KeyError for one of another kind."""
        return self.response_sets[self.items[item].responses]
