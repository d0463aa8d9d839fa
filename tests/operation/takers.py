"""People who take a test over real connections, again and again, and do not give up when something breaks."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random
from threading import Event, Lock, Thread
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from quizapp.domain.questionnaire import Questionnaire
from tests.serving import Browser, Reply
from tests.web.walk import TOKEN

PAUSE = 0.2
"""Seconds before somebody tries again."""

REPORT_EVERY = 50
"""Of so many people one asks for the report: more than one process can make would fill its queue."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A sitting whose handing in was acknowledged: the link that was given, and what had been answered."""

    owner: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request: when it was sent and how long it took, in seconds; ``status`` 0 for no answer at all.

    ``kept``: everything that was sent stands on the page that came back. ``of_report``: a 503 may also say that
    enough reports wait.
    """

    at: float
    seconds: float
    status: int
    kept: bool
    of_report: bool


@dataclass
class Takers:
    """``people`` at the same time, from entering to leaving the context; then each completes what was begun.

    ``asking``: whether some of them ask for the report too.
    """

    address: str
    questionnaire: Questionnaire
    random: Random
    people: int = 3
    asking: bool = True
    taken: list[Taken] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lock, self._closing = Lock(), Event()
        seeds = [Random(self.random.random()) for _ in range(self.people)]  # noqa: S311  # a run has to be repeatable
        self._threads = [Thread(target=self._go_on, args=(random,), daemon=True) for random in seeds]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _at: TracebackType | None) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join(120)
        assert not any(thread.is_alive() for thread in self._threads), "somebody never got an answer"

    def _go_on(self, random: Random) -> None:
        while not self._closing.is_set() and not self.wrong:
            try:
                taken = self._take(Browser(self.address), random)
            except AssertionError as error:
                self.wrong.append(str(error))
                return
            with self._lock:
                self.taken.append(taken)
                asks = self.asking and len(self.taken) > REPORT_EVERY * len(self.asked)
            if asks:
                self.asked.append(taken.owner)
                self._send(Browser(self.address), taken.owner + "forty-days.pdf", None)

    def _take(self, browser: Browser, random: Random) -> Taken:
        start = f"/en/{self.questionnaire.slug}/"
        page = self._persist(browser, start, None)
        found = TOKEN.search(page.text)
        assert found, "the first page has no form"
        token = {"csrf_token": found[1]}
        answers: dict[str, str] = {}
        self._persist(browser, start, {**token, "frame": "now", "agree": "yes"})
        for part, items in enumerate(self.questionnaire.pages, start=1):
            given = {item: random.choice(list(self.questionnaire.responses_of(item).options)) for item in items}
            self._persist(browser, f"{start}part/{part}", {**token, **given, "go": "next"})
            answers |= given
        owner = self._persist(browser, f"{start}check", token).location
        assert "/r/" in owner, f"what was answered led to {owner} when it was handed in"
        return Taken(owner, answers)

    def _persist(self, browser: Browser, path: str, data: Mapping[str, str] | None) -> Reply:
        """The same request until it is answered as it should be. Anything but 'not now' is wrong."""
        while True:
            reply = self._send(browser, path, data)
            if reply is not None and reply.status == (303 if data else 200):
                return reply
            assert reply is None or reply.status == 503, f"{path}: {reply.status} {reply.text[:2000]}"
            sleep(PAUSE)

    def _send(self, browser: Browser, path: str, data: Mapping[str, str] | None) -> Reply | None:
        at, reply, cookies = monotonic(), None, list(browser.cookies)
        with suppress(OSError, HTTPException):
            reply = browser.get(path) if data is None else browser.post(path, data)
        if reply is None:
            # A browser would follow the redirect of an answer that was cut off; this one goes back to before it.
            browser.cookies.clear()
            for cookie in cookies:
                browser.cookies.set_cookie(cookie)
        kept = reply is not None and (data is None or all(_stands(reply, *one) for one in data.items()))
        status = reply.status if reply else 0
        took, of_report = monotonic() - at, path.endswith(".pdf")
        self.seen.append(Seen(at=at, seconds=took, status=status, kept=kept, of_report=of_report))
        return reply


def _stands(reply: Reply, name: str, value: str) -> bool:
    return name == "csrf_token" or f'name="{name}" value="{value}"' in reply.text
