"""What is kept: answers on their way, the result, and what was shown of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Literal

from quizapp.domain.norms import NormSet
from quizapp.domain.picture import Picture
from quizapp.domain.plan import Plan
from quizapp.domain.plan_definition import Edition, PlanDefinition
from quizapp.domain.printing import Printing
from quizapp.domain.profile import Profile
from quizapp.domain.quality import Quality
from quizapp.domain.reflection import Reflection
from quizapp.domain.wording import Form, Frame

Step = Literal["ahead", "asked", "begun"]

SKIPPED = "skip"
"""The answer of someone who chose to skip an item. It is kept while the sitting lasts and never scored."""


AT_ONCE = 0
"""The page of answers that came all at once, so that nobody takes their time for that of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedPage:
    """When a page, counted from 1, was first sent in a language. ``page`` may be ``AT_ONCE``."""

    page: int
    language: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Answers on their way. ``answers``: item id -> option id, ``SKIPPED``, or what was written.

    ``posted``: first come first. ``handover``: the secret of the one link that was made to go on elsewhere, 32 bytes
    in base64url. ``given_at``: item id -> milliseconds after the start at which its answer was given.
    """

    slug: str
    version: int
    frame: Frame
    consent: str
    started_at: datetime
    answers: dict[str, str] = field(default_factory=dict)
    posted: list[PostedPage] = field(default_factory=list)
    handover: str | None = None
    given_at: dict[str, int] = field(default_factory=dict)

    def with_answers(self, answers: dict[str, str]) -> "Sitting":
        """With these over the earlier ones; an empty one takes its own back."""
        together = {**self.answers, **answers}
        return replace(self, answers={item: answer for item, answer in together.items() if answer})

    def with_given(self, answers: dict[str, str], at: datetime) -> "Sitting":
        """With these, which were given ``at`` that moment, over whatever was there."""
        times = dict.fromkeys(answers, self._milliseconds(at))
        return replace(self.with_answers(answers), given_at={**self.given_at, **times})

    def with_later(self, answers: dict[str, str], at: datetime) -> "Sitting":
        """With those of these that were given after what is there: what was sent earlier may come later."""
        moment = self._milliseconds(at)
        later = {
            item: answer
            for item, answer in answers.items()
            if item not in self.given_at or self.given_at[item] < moment
        }
        return self.with_given(later, at)

    def _milliseconds(self, moment: datetime) -> int:
        return (moment - self.started_at) // timedelta(milliseconds=1)

    def with_page(self, posted: PostedPage) -> "Sitting":
        """The same, knowing when a page was sent; only the first time counts."""
        known = {(page.page, page.language) for page in self.posted}
        return self if (posted.page, posted.language) in known else replace(self, posted=[*self.posted, posted])

    @property
    def language(self) -> str | None:
        """The language it was answered in; None when there was more than one, or that is not known."""
        languages = {page.language for page in self.posted}
        return languages.pop() if len(languages) == 1 else None

    @property
    def page_seconds(self) -> dict[int, float]:
        """Page from 1 -> seconds from the page sent before it until it was first sent itself."""
        seconds: dict[int, float] = {}
        before = self.started_at
        for page in self.posted:
            seconds.setdefault(page.page, (page.at - before).total_seconds())
            before = page.at
        return seconds

    @property
    def given(self) -> dict[str, str]:
        """The answers without those that were skipped."""
        return {item: option for item, option in self.answers.items() if option != SKIPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What a link to go on elsewhere opens. ``sitting``: the secret of the sitting, 32 bytes in base64url.

    ``opened_by``: what stands for the browser that opened it; empty until then.
    """

    slug: str
    sitting: str
    opened_by: str = ""

    def open_to(self, browser: str) -> bool:
        return not self.opened_by or compare_digest(self.opened_by.encode(), browser.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveShare:
    """What the owner can see and take back. ``secret``: of the share link, 32 bytes in base64url.

    ``pictured``: its link has a preview with a picture.
    """

    secret: str
    made_at: datetime
    shows: list[str]
    pictured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What is kept of a sitting after submission. ``consent``: which wording was agreed to.

    ``answered`` and ``of`` count what was asked in its ``form``. ``language``: that of the answers, None when there
    was more than one or it is not known. ``norms``: those in force at submission, so that no later ones change what
    is said. ``plans``: the one chosen for this person, if there is one; that of the edition for two is nobody's, and
    not kept. ``quality``: None when nobody looked. ``pooled``: the answers were given to the pool, which they can be
    once.
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
    language: str | None = None
    norms: NormSet | None = None
    quality: Quality | None = None
    pooled: bool = False
    reflection: Reflection = field(default_factory=Reflection)

    def ratings_now(self, plan: PlanDefinition) -> dict[str, int]:
        """The ratings by item: as looked at again, else as first given."""
        again = {plan.reflection[key].item: value for key, value in self.reflection.ratings.items()}
        return {**self.profile.ratings, **{item: value for item, value in again.items() if item}}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswers:
    """The raw answers, kept for a day beside the result."""

    answers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Exactly what the owner ticked, for another person to read.

    ``shows``: ids of what was ticked. ``profile``: cut down to what these need. ``pictured``: its owner agreed to a
    picture in the preview of the link, which opens without the button.
    """

    slug: str
    version: int
    frame: Frame
    made_at: datetime
    shows: list[str]
    profile: Profile
    form: Form = "full"
    pictured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A report or a picture in one language: asked for, begun, and then made.

    ``of``: what it is made from; a result that has changed since asks for another one. ``step``: how far it came
    before ``made`` was there, which is empty until then. ``busy_until``: until then a worker is taken to be at it,
    and it is asked for again after that. ``tries``: how often it was begun. ``keep_until``: when it goes once made.
    """

    of: Result | Share
    language: str
    order: Printing | Picture
    step: Step
    busy_until: datetime
    keep_until: datetime
    tries: int = 0
    made: bytes = b""
