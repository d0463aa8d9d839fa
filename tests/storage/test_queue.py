"""The render queue: the urgent first, nothing readable, nothing left behind."""

import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from quizapp.settings import BadSettings, read_settings
from quizapp.storage.queue import AHEAD, URGENT, QueueUnavailable, RenderQueue
from quizapp.storage.sealing import SealBroken, Secret

KEY = "a key of this installation, and of no other"
ONE, TWO, THREE = (Secret(letter * 32) for letter in (b"1", b"2", b"3"))


@pytest.fixture
def queue_url(url: str, tmp_path: Path) -> str:
    """A queue beside the database on SQLite, in it on PostgreSQL."""
    return url if make_url(url).get_backend_name() == "postgresql" else f"sqlite:///{tmp_path / 'queue.db'}"


@pytest.fixture
def queue(queue_url: str) -> Iterator[RenderQueue]:
    made = RenderQueue(queue_url, KEY)
    yield made
    made.close()


def taken(queue: RenderQueue) -> Secret | None:
    message = queue.take()
    return queue.open(message) if message else None


def test_the_urgent_come_first_and_the_others_in_their_order(queue: RenderQueue) -> None:
    for secret, priority in ((ONE, AHEAD), (TWO, URGENT), (THREE, URGENT)):
        queue.add(secret, priority)

    assert queue.length() == 3
    assert [taken(queue) for _time in range(4)] == [TWO, THREE, ONE, None]
    assert queue.length() == 0


@pytest.mark.only("sqlite")
def test_no_byte_of_the_files_tells_a_secret_and_none_stays_once_it_is_taken(
    queue: RenderQueue, tmp_path: Path
) -> None:
    def files() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.glob("queue.db*"))

    queue.add(ONE, URGENT)
    waiting = files()
    message = queue.take()

    assert message is not None
    assert message in waiting
    for readable in (ONE.key, ONE.text.encode(), b"render", KEY.encode()):
        assert readable not in waiting
    assert message[20:200] not in files()


def test_a_message_of_another_installation_is_not_opened(queue: RenderQueue, queue_url: str) -> None:
    queue.add(ONE, URGENT)
    other = RenderQueue(queue_url, KEY + "!")

    assert taken(other) is None
    assert queue.length() == 0
    other.close()


def test_a_message_sealed_with_an_older_key_is_opened(queue: RenderQueue, queue_url: str) -> None:
    queue.add(ONE, URGENT)
    queue.beat()
    newer = RenderQueue(queue_url, "n" + KEY, "m" + KEY, KEY)

    assert newer.silence() is not None
    assert taken(newer) == ONE
    newer.close()


@pytest.mark.only("sqlite")
def test_what_someone_else_wrote_into_the_file_is_never_unpickled(queue: RenderQueue, tmp_path: Path) -> None:
    queue.add(ONE, URGENT)
    with sqlite3.connect(tmp_path / "queue.db") as connection:
        connection.execute("UPDATE task SET data = ?", (pickle.dumps(Bomb()),))

    assert taken(queue) is None
    assert not Bomb.gone_off


class Bomb:
    gone_off = False

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return setattr, (Bomb, "gone_off", True)


def test_a_worker_is_heard_of_by_those_with_its_key_only(queue: RenderQueue, queue_url: str) -> None:
    assert queue.silence() is None
    queue.beat()
    silence = queue.silence()
    assert silence is not None
    assert silence < 5
    other = RenderQueue(queue_url, KEY + "!")
    with pytest.raises(SealBroken):
        other.silence()
    other.close()


@pytest.mark.only("sqlite")
@pytest.mark.parametrize("broken", ["missing folder", "no database"])
def test_a_queue_that_does_not_work_says_so_without_its_address(broken: str, tmp_path: Path) -> None:
    path = tmp_path / ("nowhere/queue.db" if broken == "missing folder" else "queue.db")
    if path.parent.exists():
        path.write_bytes(b"no database at all" * 100)
    queue = RenderQueue(f"sqlite:///{path}", KEY)

    for ask in (lambda: queue.add(ONE, URGENT), queue.length, queue.take, queue.beat, queue.silence):
        with pytest.raises(QueueUnavailable, match="render queue") as caught:
            ask()
        assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("url", ["amqp://here", "queue.db", "immediately", ""])
def test_an_address_that_is_no_queue_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"QUIZAPP_QUEUE_URL: .* - begin it with one of sqlite:///"):
        read_settings({"QUIZAPP_DATA": str(tmp_path), "QUIZAPP_QUEUE_URL": url})
