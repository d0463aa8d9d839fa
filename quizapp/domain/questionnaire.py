"""One questionnaire, as its file declares it.

These classes are at once the model that a file is checked against and what the engine works with.
An instance is in one language, one frame and one form: every ``Text`` in it is the sentence to be shown, every
item in it is asked. What a file left out was completed from the standard words before it got here.
Mappings are keyed by id, in the order of the file.
"""

from dataclasses import dataclass, field
from typing import Literal

from quizapp.domain.conditions import Condition
from quizapp.domain.plan_definition import PlanDefinition
from quizapp.domain.response_model import ResponseModel
from quizapp.domain.wording import Form, Frame, Text

Kind = Literal["likert", "rating", "choice", "short_text", "long_text", "note"]
Tier = Literal["plain", "leaning", "between"]
End = Literal["high", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One labelled answer and what it counts."""

    value: int
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSet:
    """The answers offered for a statement, lowest first."""

    options: dict[str, Option]

    @property
    def lowest(self) -> int:
        return min(option.value for option in self.options.values())

    @property
    def highest(self) -> int:
        return max(option.value for option in self.options.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing on a page. ``reverse`` is the only place where the direction of a sentence is said.

    ``likert`` is answered from a response set whose options carry their words; a ``rating`` from one of bare
    numbers, with words at its two ends. These two alone can be scored. A ``choice`` has ``options`` of its own,
    id -> label; a ``short_text`` is one line and a ``long_text`` several, in the taker's own words. A ``note`` is
    a page of text: a heading, ``paragraphs``, and nothing to answer.
    ``responses``: id of a response set, empty where the kind takes none.
    ``retelling``: what someone said who agreed with it, as a clause in the second person;
    ``retelling_low``: what someone said who disagreed. ``response_model``: for simulated takers alone.
    """

    kind: Kind = "likert"
    text: Text
    responses: str = ""
    scale: str | None = None
    reverse: bool = False
    retelling: Text | None = None
    retelling_low: Text | None = None
    lowest_label: Text | None = None
    highest_label: Text | None = None
    response_model: ResponseModel | None = None
    options: dict[str, Text] = field(default_factory=dict)
    paragraphs: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What someone already does well, as an action; with the form in which they may show it to another."""

    title: Text
    detail: Text
    shared_title: Text
    shared_detail: Text
    drawing: Literal["return", "near", "alongside", "open", "steady", "spark"] = "alongside"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleEnd:
    """What is said of someone whose score lies towards one end of a scale.

    ``plain`` is said from a probability of .80, ``leaning`` from .60. ``clause`` is the same in half a
    sentence, to be built into another. ``care``: what it cares for and costs, in one breath.
    ``word``: its place on the line in a word or two. ``helps``: "what helps me", for the other person to read.
    ``holds``: what an end without a ``strength`` also shows that someone can do; told when no strength is sure.
    ``shared``: ``plain`` in the first person; an end without it cannot be shown, unless it is a strength.
    """

    plain: Text
    leaning: Text
    clause: Text
    word: Text
    care: Text | None = None
    strength: Strength | None = None
    holds: Strength | None = None
    helps: Text | None = None
    shared: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A set of items with one score, and the figures its uncertainty is worked out from.

    ``reliability``: of the whole scale, 0 to 1. ``standard_deviation``: in points of the response range.
    ``topic`` follows "On …": what the scale is about. ``general_loading``: for simulated takers alone, how the scale
    correlates with what all scales share, -1 to 1.
    """

    name: Text
    meaning: Text
    topic: Text
    reliability: float
    standard_deviation: float
    retest_reliability: float
    general_loading: float | None = None
    high: ScaleEnd
    low: ScaleEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """A score over all items of several scales."""

    name: Text
    meaning: Text
    scales: list[str]
    reliability: float
    standard_deviation: float
    retest_reliability: float


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords:
    """What the pages say when this frame was chosen."""

    choice: Text
    ask: Text
    result_title: Text
    thinking_of: Text
    shared_title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class InBetween:
    """What is said of a score near the middle.

    ``both``: answers on both sides of it; holds {topic}, {first} and {second}, retellings of the two that lie
    furthest apart. ``middle``: answers at the middle; holds {topic}.
    """

    both_name: Text
    both: Text
    middle_name: Text
    middle: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the first paragraph is joined from when single statements alone do not carry it.

    ``clear`` holds {first} and {second}, ``clear_one`` holds {first}: the surest statements as clauses.
    ``step`` holds {step}. ``strength_leaning`` holds {clause}. ``too_few``: there was no score at all.
    """

    step: Text
    clear: Text
    clear_one: Text
    strength_leaning: Text
    no_strength: Text
    too_few: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The words of the first page, and of the page before the start."""

    headline: list[Text]
    subline: Text
    reassurance: Text
    terms: Text
    example: Text
    line: Text
    invitation: Text
    is_for: list[Text]
    is_not: list[Text]


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
