"""What people have on their way, as they themselves would tell it: a model that knows no table and no secret."""

from dataclasses import dataclass, field
from datetime import datetime

from flask.testing import FlaskClient


@dataclass(eq=False)
class Owned:
    """A result: the shares of it that were not taken back, and until when its answers can be given to the pool."""

    path: str
    ends: datetime
    answers_until: datetime
    is_deleted: bool = False
    is_pooled: bool = False
    shares: set[str] = field(default_factory=set)


@dataclass(eq=False)
class UnderWay:
    """The answers of a sitting until ``ends``, the one link that opens it elsewhere, and what was handed in of it."""

    ends: datetime
    answers: dict[str, str] = field(default_factory=dict)
    link: str = ""
    is_over: bool = False
    owned: Owned | None = None


@dataclass(eq=False)
class Person:
    """A browser, what it carries and what it was asked to remember, the newest first."""

    client: FlaskClient
    token: str = ""
    sitting: UnderWay | None = None
    remembered: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Link:
    """A way to go on elsewhere: who opened it, and until when."""

    path: str
    sitting: UnderWay
    ends: datetime
    opened_by: str = ""
