"""What the pages of a sitting show. The result, the share and the report have their view models in ``reports``."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that can be picked."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One sentence to answer. ``chosen``: the value picked so far, "skip" when it was skipped, None when neither.

    ``ends``: the words at both ends where the choices are bare numbers. ``problem``: what is wrong with it.
    """

    id: str
    number: int
    text: str
    choices: list[Choice]
    chosen: str | None
    ends: tuple[str, str] | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPage:
    """One page of sentences. ``done`` of ``parts`` lie behind it."""

    title: str
    slug: str
    ask: str
    part: int
    parts: int
    done: int
    minutes_left: int
    questions: list[Question]
    back: str
    to_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One sentence on the check page, with the words of its answer; ``url`` leads back to it."""

    number: int
    text: str
    answer: str | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """The last look before the result."""

    title: str
    slug: str
    parts: int
    answered: int
    skipped: list[CheckLine]
    lines: list[CheckLine]
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontTest:
    """One test in the list on the first page."""

    slug: str
    title: str
    line: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """One live share as its owner sees it, by its secret; ``labels`` say what it shows."""

    secret: str
    url: str
    made_at: datetime
    labels: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerControls:
    """What only the owner sees. ``base``: what their forms' addresses begin with. ``shares``: newest first.

    ``new_share``: the link that was made just now.
    """

    link: str
    base: str
    shares: list[ShareLine]
    new_share: str | None
