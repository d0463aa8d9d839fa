"""What is kept: answers on their way, the result, and what was shown of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from quizapp.domain.plan import Plan
from quizapp.domain.plan_definition import Edition
from quizapp.domain.profile import Profile
from quizapp.domain.wording import Form, Frame

Step = Literal["ahead", "asked", "begun"]

SKIPPED = "skip"
"""The answer of someone who chose to skip an item. It is kept while the sitting lasts and never scored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Answers on their way. ``answers``: item id -> option id, ``SKIPPED``, or what was written."""

    slug: str
    version: int
    frame: Frame
    consent: str
    started_at: datetime
    answers: dict[str, str] = field(default_factory=dict)

    def with_answers(self, answers: dict[str, str]) -> "Sitting":
        """With these over the earlier ones; an empty one takes its own back."""
        together = {**self.answers, **answers}
        return replace(self, answers={item: answer for item, answer in together.items() if answer})

    @property
    def given(self) -> dict[str, str]:
        """The answers without those that were skipped."""
        return {item: option for item, option in self.answers.items() if option != SKIPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveShare:
    """What the owner can see and take back. ``secret``: of the share link, 32 bytes in base64url."""

    secret: str
    made_at: datetime
    shows: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What is kept of a sitting after submission. ``consent``: which wording was agreed to.

    ``answered`` and ``of`` count what was asked in its ``form``.
    """

    slug: str
    version: int
    frame: Frame
    consent: str
    submitted_at: datetime
    keep_until: datetime
    answered: int
    of: int
    profile: Profile
    plans: dict[Edition, Plan]
    form: Form = "full"
    shares: list[LiveShare] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswers:
    """The raw answers, kept for a day beside the result."""

    answers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A report in one language and edition: asked for, begun, and then made.

    ``of``: what it is made from; a result that has changed since asks for another one. ``step``: how far it came
    before ``pdf`` was there, which is empty until then. ``busy_until``: until then a worker is taken to be at it,
    and it is asked for again after that. ``tries``: how often it was begun. ``keep_until``: when it goes once made.
    """

    of: Result
    language: str
    edition: Edition
    step: Step
    busy_until: datetime
    keep_until: datetime
    tries: int = 0
    pdf: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Exactly what the owner ticked, for another person to read.

    ``shows``: ids of what was ticked. ``profile``: cut down to what these need.
    """

    slug: str
    version: int
    frame: Frame
    made_at: datetime
    shows: list[str]
    profile: Profile
    form: Form = "full"
