"""A real Redis: limits hold across web workers, the queue works on it, and a site goes on without it."""

import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from quizapp.storage.queue import AHEAD, URGENT, QueueUnavailable, RenderQueue
from quizapp.storage.sealing import Secret
from tests.redis_server import RedisServer, running_redis
from tests.serving import Served, serving

KEY = "a key of this installation, and of no other"
ONE, TWO, THREE = (Secret(letter * 32) for letter in (b"1", b"2", b"3"))
FALSE = "/en/r/" + "A" * 43 + "/"
GUESSES = 30


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with running_redis() as running:
        yield running


@pytest.fixture
def queue(server: RedisServer) -> Iterator[RenderQueue]:
    made = RenderQueue(server.url, KEY)
    while made.take():
        pass
    yield made
    made.close()


def taken(queue: RenderQueue) -> Secret | None:
    message = queue.take()
    return queue.open(message) if message else None


def test_the_urgent_come_first_and_nothing_can_be_read(queue: RenderQueue, server: RedisServer) -> None:
    for secret, priority in ((ONE, AHEAD), (TWO, URGENT), (THREE, URGENT)):
        queue.add(secret, priority)
    queue.beat()
    waiting = server.everything()

    assert queue.length() == 3
    assert queue.silence() is not None
    assert [taken(queue) for _time in range(4)] == [TWO, THREE, ONE, None]
    for readable in (ONE.key, ONE.text.encode(), KEY.encode()):
        assert readable not in waiting


def test_a_queue_whose_redis_is_silent_or_away_says_so_soon_and_is_found_again(
    queue: RenderQueue, server: RedisServer
) -> None:
    server.signal(signal.SIGSTOP)
    began = monotonic()
    with pytest.raises(QueueUnavailable):
        queue.add(ONE, URGENT)
    assert monotonic() - began < 2.5
    server.signal(signal.SIGCONT)
    with suppress(QueueUnavailable):
        queue.length()
    assert queue.length() >= 0

    server.stop()
    with pytest.raises(QueueUnavailable):
        queue.add(ONE, URGENT)
    server.start()
    queue.add(TWO, URGENT)
    assert taken(queue) == TWO


def guess_until_refused(served: Served) -> int:
    """How many false links are looked at before one is refused, each over a connection of its own."""
    for count in range(4 * GUESSES):
        if served.browser().get(FALSE).status == 429:
            return count
    raise AssertionError("nothing was ever refused")


def test_limits_hold_across_web_workers_and_a_site_goes_on_without_redis(tmp_path: Path, server: RedisServer) -> None:
    several = {"QUIZAPP_LIMITS_URL": server.url, "QUIZAPP_QUEUE_URL": server.url.replace("/0", "/1")}
    with serving(tmp_path, "--workers", "2", "--processes", "1", **several) as served:
        assert guess_until_refused(served) == GUESSES
        kept = server.everything()

        server.stop()
        try:
            began = monotonic()
            assert served.browser().get("/en/").status == 200
            # Each of two workers now counts by itself, and from nothing.
            assert GUESSES <= guess_until_refused(served) <= 2 * GUESSES
            assert monotonic() - began < 30
            assert served.process.poll() is None
        finally:
            server.start()

    assert b"127.0.0.1" not in kept
    assert b"A" * 43 not in kept
    assert f"{datetime.now(UTC):%Y}".encode() not in kept
    assert "does not count requests just now" in served.log.read_text()
