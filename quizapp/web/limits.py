"""How often one address may guess links, start, hand in and render. Generous to a household or a class behind one."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b, sha256
from ipaddress import ip_address, ip_network
from math import ceil
from time import monotonic, time
from typing import TypeVar

from flask import Flask, Response, request
from limits import RateLimitItem, parse_many
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from quizapp.settings import Settings
from quizapp.stores import IN_MEMORY
from quizapp.web.extensions import submissions
from quizapp.web.links import holds_secret

log = logging.getLogger(__name__)

T = TypeVar("T")
PATIENCE = 0.5
"""Seconds that Redis may take for an answer."""

AWAY = 10.0
"""Seconds for which Redis is not asked again, once it did not answer."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``most``: how much of what is ``counted``, by the status of its answer, an address may have."""

    name: str
    most: str
    counted: frozenset[int]

    def items(self, times: int) -> list[RateLimitItem]:
        return [type(item)(item.amount * times, item.multiples) for item in parse_many(self.most)]


GUESSES = Rule("guess", "30 per 10 minute", frozenset({404}))
HANDED_IN = Rule("submit", "60 per hour", frozenset({303}))
RULES = {
    # Beside an owner's page another link can be pasted: one that leads nowhere is a guess.
    "results.compare": replace(GUESSES, counted=frozenset({422})),
    "sittings.begin": Rule("start", "60 per hour", frozenset({303})),
    # Each answer as it is given: four a second are what a class behind one address gives.
    "sittings.keep": Rule("keep", "240 per minute", frozenset({204})),
    "going_on.make": Rule("hand over", "30 per hour", frozenset({303})),
    "sittings.submit": HANDED_IN,
    "sittings.submit_first": HANDED_IN,
    # Each may have its pictures drawn, and taking one back makes room for the next.
    "showing.share": Rule("share", "20 per minute; 100 per hour", frozenset({303})),
    # Reports that were given: asking whether one is ready yet costs nothing.
    "results.report": Rule("report", "12 per minute; 60 per hour", frozenset({200})),
}


class Counter:
    """Counts in memory or in Redis; by itself while Redis is away."""

    def __init__(self, url: str) -> None:
        redis = {"wrap_exceptions": True, "socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        self._own = MovingWindowRateLimiter(storage_from_string(IN_MEMORY))
        self._shared = self._own if url == IN_MEMORY else MovingWindowRateLimiter(storage_from_string(url, **redis))
        self._away_until = 0.0

    def find_wait(self, item: RateLimitItem, *key: str) -> int | None:
        """Seconds until there is room for one more, or None when there is."""
        if self._ask(lambda limiter: limiter.test(item, *key)):
            return None
        return max(1, ceil(self._ask(lambda limiter: limiter.get_window_stats(item, *key)).reset_time - time()))

    def count(self, item: RateLimitItem, *key: str) -> None:
        self._ask(lambda limiter: limiter.hit(item, *key))

    def _ask(self, question: Callable[[MovingWindowRateLimiter], T]) -> T:
        if monotonic() >= self._away_until:
            try:
                return question(self._shared)
            except StorageError:
                log.warning("Redis does not count requests just now, so this process counts its own.")
                self._away_until = monotonic() + AWAY
        return question(self._own)


def add_limits(app: Flask, settings: Settings) -> None:
    """Count requests by address. Called before anything else that may refuse one."""
    counter = Counter(settings.limits_url)
    rules = {rule: rule.items(settings.limits_times) for rule in {GUESSES, *RULES.values()}}

    def key() -> str:
        return address_key(settings.secret_key, submissions().now(), request.remote_addr)

    @app.before_request
    def _refuse() -> None:
        for rule in _rules_here():
            waits = [counter.find_wait(item, rule.name, key()) for item in rules[rule]]
            if longest := max((wait for wait in waits if wait), default=None):
                raise TooManyRequests(retry_after=longest)

    @app.after_request
    def _count(response: Response) -> Response:
        for rule in _rules_here():
            if response.status_code in rule.counted:
                for item in rules[rule]:
                    counter.count(item, rule.name, key())
        return response


def _rules_here() -> list[Rule]:
    named = RULES.get(request.endpoint or "")
    return [*([GUESSES] if holds_secret(request.path) else []), *([named] if named else [])]


def address_key(secret_key: str, now: datetime, address: str | None) -> str:
    """What stands for an address for a day. Only this installation can tell whose it is; a household has one /64."""
    try:
        found = ip_address(address or "")
        shown = str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
    except ValueError:
        shown = "none"
    key, day = sha256(secret_key.encode()).digest(), now.date().isoformat().encode()
    return blake2b(shown.encode(), key=key, salt=day, person=b"limits", digest_size=16).hexdigest()
