"""What is asked, and the answers that are offered. See ``questionnaire`` on texts and mappings."""

from dataclasses import dataclass, field
from typing import Literal

from quizapp.domain.response_model import ResponseModel
from quizapp.domain.wording import Text

Kind = Literal["likert", "rating", "choice", "short_text", "long_text", "note"]


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
