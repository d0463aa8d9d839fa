"""What the pages of a sitting show. The result, the share and the report have their view models in ``reports``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizapp.domain.items import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that can be picked."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to answer, without the answer.

    ``ends``: the words at both ends where the choices are bare numbers. ``longest``: how many signs may be written,
    where it is answered in words. ``problem``: what is wrong with it.
    """

    id: str
    kind: Kind
    number: int
    text: str
    choices: list[Choice]
    ends: tuple[str, str] | None = None
    longest: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands over the pages of a section."""

    heading: str
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A page of text."""

    heading: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPage:
    """One page of sentences. ``done`` of ``parts`` lie behind it. ``minutes_left``: None where one only looks back.

    ``ask`` stands over sentences; where there are none it is None. A page with a ``note`` has only that.
    ``keep``: where a script sends answers as they are given. ``stale``: it was sent with an old token.
    """

    title: str
    slug: str
    ask: str | None
    section: Heading | None
    note: Note | None
    part: int
    parts: int
    done: int
    minutes_left: int | None
    questions: list[Question]
    back: str
    keep: str
    to_check: bool
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One sentence on the check page, with the words of its answer; ``url`` leads back to it.

    ``written``: it is answered in the taker's own words, and nobody is asked to.
    """

    number: int
    text: str
    answer: str | None
    written: bool
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
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """Where the short form ends: a result now, or going on. ``rest``: how many sentences are left."""

    title: str
    part: int
    parts: int
    answered: int
    rest: int
    back: str
    go_on: str
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One place of a ranking: a choice from the list, or own words. ``described``: the id of what is wrong."""

    id: str
    own_id: str
    number: int
    chosen: str
    words: str
    described: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptView:
    """One open prompt. ``as_given``: the words for leaving a rating as it is. ``value``: its number or its words."""

    id: str
    kind: Literal["rating", "ranking", "short_text", "long_text"]
    label: str
    help: str
    numbers: list[Choice]
    ends: tuple[str, str] | None
    as_given: str | None
    choices: list[Choice]
    places: list[PlaceView]
    value: str
    longest: int | None
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionPage:
    """The open prompts after the result. ``written``: something was kept before."""

    title: str
    keep_until: datetime
    prompts: list[PromptView]
    written: bool
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
    """One live share as its owner sees it; ``labels`` say what it shows, ``page`` is where it is sent from."""

    secret: str
    url: str
    page: str
    made_at: datetime
    labels: list[str]
    pictured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a chat shows of a link whose owner agreed to it. ``says``: the words on the picture."""

    url: str
    picture: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One thing that can be ticked, in the words that another person will read."""

    key: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TickGroup:
    """Things that can be ticked, under the heading that they have on the shared page."""

    heading: str
    ticks: list[Tick]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What the owner can show, and what is shown at the moment, newest first.

    ``room``: another link can be made. ``missing``: it was sent with nothing ticked. ``pictured``: its box.
    """

    groups: list[TickGroup]
    shares: list[ShareLine]
    room: bool
    missing: bool
    pictured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerControls:
    """What only the owner sees. ``base``: what their forms' addresses begin with.

    ``method``: where it is told how this version works. ``remembered``: this browser remembers the result.
    """

    link: str
    base: str
    method: str
    remembered: bool
    sharing: Sharing


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedResult:
    """A result that this browser remembers, on the first page."""

    url: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorLines:
    """Who runs the site, in the language of the page."""

    responsible: str
    contact: str
    contact_url: str
    hosted: str
    transfers: str
    complaints: str
