"""What a score is a score of, and what is said of either end. See ``questionnaire`` on texts and mappings."""

from dataclasses import dataclass
from typing import Literal

from quizapp.domain.wording import Text

End = Literal["high", "low"]


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
