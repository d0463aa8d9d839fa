"""A database that does not work is one error, which tells nothing of anybody."""

import sqlite3
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

import pytest
from flask import Flask
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import DBAPIError

from quizapp.domain.result import KeptAnswers, Sitting
from quizapp.storage.database import open_database
from quizapp.storage.outage import PAUSE
from quizapp.storage.queue import QueueUnavailable, RenderQueue
from quizapp.storage.sealing import Secret, lookup_id
from quizapp.storage.store import StorageUnavailable, Store
from quizapp.storage.tables import REVISION, answers
from tests.postgresql import PostgreSQL

ONE, OTHER = Secret(b"1" * 32), Secret(b"2" * 32)
KEPT = KeptAnswers(answers={"a1": "often"})


@contextmanager
def closing_engine(engine: Engine) -> Iterator[Store]:
    yield Store(engine)
    engine.dispose()


@pytest.mark.only("sqlite")
def test_a_locked_database_is_given_up_after_a_while_and_can_still_be_read(
    store: Store, tmp_path: Path, now: datetime, tomorrow: datetime
) -> None:
    store.answers.add(ONE, KEPT, tomorrow)
    with closing(sqlite3.connect(tmp_path / "quizapp.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()
        with pytest.raises(StorageUnavailable, match="SQLITE_BUSY"):
            store.answers.add(OTHER, KEPT, tomorrow)
        assert 1 < monotonic() - began < 2
        assert store.answers.find(ONE, now) == KEPT
        began = monotonic()
        with pytest.raises(StorageUnavailable, match="a moment ago"):
            store.answers.add(OTHER, KEPT, tomorrow)
        assert monotonic() - began < 0.2
    sleep(PAUSE)
    assert store.answers.add(OTHER, KEPT, tomorrow)


@pytest.mark.only("sqlite")
def test_a_full_disk_is_reported_and_keeps_what_there_was(
    store: Store, engine: Engine, now: datetime, tomorrow: datetime
) -> None:
    store.answers.add(ONE, KEPT, tomorrow)
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    large = KeptAnswers(answers={str(number): "x" * 1000 for number in range(100)})
    with pytest.raises(StorageUnavailable, match="SQLITE_FULL"):
        store.answers.add(OTHER, large, tomorrow)
    assert store.answers.find(ONE, now) == KEPT
    assert store.answers.find(OTHER, now) is None


@pytest.mark.only("sqlite")
def test_a_read_only_database_is_reported_and_can_still_be_read(
    store: Store, tmp_path: Path, now: datetime, tomorrow: datetime
) -> None:
    store.answers.add(ONE, KEPT, tomorrow)
    engine = open_database(Flask("quizapp_test"), f"sqlite:///file:{tmp_path}/quizapp.db?mode=ro&uri=true")
    with closing_engine(engine) as read_only:
        with pytest.raises(StorageUnavailable, match="SQLITE_READONLY"):
            read_only.answers.add(OTHER, KEPT, tomorrow)
        assert read_only.answers.find(ONE, now) == KEPT


@pytest.mark.only("sqlite")
def test_a_database_that_can_be_written_again_is_opened_anew(
    store: Store, engine: Engine, now: datetime, tomorrow: datetime
) -> None:
    with engine.execution_options(write=False).connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StorageUnavailable, match="SQLITE_READONLY"):
        store.answers.add(ONE, KEPT, tomorrow)
    assert store.answers.add(ONE, KEPT, tomorrow)
    assert store.answers.find(ONE, now) == KEPT


@pytest.mark.only("sqlite")
def test_a_file_that_is_no_database_is_reported(engine: Engine, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "quizapp.db").write_bytes(b"answers-marker" * 1000)
    with pytest.raises(StorageUnavailable, match="SQLITE_NOTADB"):
        Store(engine).answers.find(ONE, now)


def test_a_directory_that_is_away_is_reported(now: datetime, tmp_path: Path) -> None:
    engine = open_database(Flask("quizapp_test"), f"sqlite:///{tmp_path}/away/quizapp.db")
    with closing_engine(engine) as away, pytest.raises(StorageUnavailable, match="SQLITE_CANTOPEN"):
        away.answers.find(ONE, now)


@pytest.mark.only("postgresql")
def test_a_lost_connection_is_reported_and_the_next_call_works(
    store: Store, engine: Engine, now: datetime, tomorrow: datetime
) -> None:

    def lose_it() -> None:
        with store.transaction():
            store.answers.add(ONE, KEPT, tomorrow)
            with engine.connect() as other:
                other.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
            store.answers.find(ONE, now)

    with pytest.raises(StorageUnavailable):
        lose_it()
    assert store.answers.find(ONE, now) is None
    assert store.answers.add(ONE, KEPT, tomorrow)


def test_a_server_that_is_away_is_reported_soon(now: datetime) -> None:
    engine = open_database(Flask("quizapp_test"), "postgresql://taker:password-marker@127.0.0.1:1/quizapp")
    began = monotonic()
    with closing_engine(engine) as away, pytest.raises(StorageUnavailable) as reported:
        away.answers.find(ONE, now)
    assert monotonic() - began < 2.5
    assert "marker" not in "".join(traceback.format_exception(reported.value))


def test_a_database_without_tables_is_reported(engine: Engine, now: datetime) -> None:
    with pytest.raises(StorageUnavailable):
        Store(engine).answers.find(ONE, now)
    assert Store(engine).check() == ["The database has no tables yet: run `quizapp upgrade`."]


@pytest.mark.parametrize(
    ("revision", "remedy"), [("0001", f"not {REVISION}: run `quizapp upgrade`"), ("9999", "install that version")]
)
def test_a_store_says_whether_it_can_be_used(store: Store, engine: Engine, revision: str, remedy: str) -> None:
    assert store.check() == []
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": revision})
    [problem] = store.check()
    assert revision in problem
    assert remedy in problem


def test_no_error_shows_what_was_to_be_stored(
    store: Store, engine: Engine, sitting: Sitting, tomorrow: datetime
) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE sitting"))
    marked = sitting.with_answers({"a1": "answer-marker"})
    with pytest.raises(StorageUnavailable) as reported:
        store.sittings.add(ONE, marked, tomorrow)
    shown = "".join(traceback.format_exception(reported.value))
    for hidden in ("answer-marker", ONE.text, "1" * 32, "INSERT", repr(lookup_id(ONE, "sitting"))[2:-1]):
        assert hidden not in shown


def test_a_mistake_in_the_program_is_not_taken_for_the_weather(store: Store) -> None:
    with pytest.raises(DBAPIError) as reported, store._transactions.begin(write=True) as transaction:
        transaction.connection.execute(text("INSERT INTO share (id) VALUES (:id)"), {"id": b"parameter-marker"})
    assert "parameter-marker" not in str(reported.value).replace("\\x", "")


# --- a server that says nothing -------------------------------------------------------------------


def seconds_in_vain(store: Store, now: datetime) -> float:
    began = monotonic()
    with pytest.raises(StorageUnavailable):
        store.answers.find(ONE, now)
    return monotonic() - began


@pytest.mark.only("postgresql")
def test_a_server_that_falls_silent_is_given_up_and_then_asked_by_one_at_a_time(
    store: Store, postgresql: PostgreSQL, now: datetime, tomorrow: datetime
) -> None:
    store.answers.add(ONE, KEPT, tomorrow)
    with postgresql.frozen():
        assert 1 < seconds_in_vain(store, now) < 2
        assert seconds_in_vain(store, now) < 0.2
        sleep(PAUSE)
        # The connection that was found silent is gone, so this one asks for another.
        with ThreadPoolExecutor(4) as pool:
            waits = sorted(pool.map(lambda _: seconds_in_vain(store, now), range(4)))
        assert waits[2] < 0.5
        assert 1 < waits[3] < 2
    sleep(PAUSE)
    assert store.answers.find(ONE, now) == KEPT


@pytest.mark.only("postgresql")
def test_a_server_that_falls_silent_within_a_transaction_keeps_nothing_of_it(
    store: Store, postgresql: PostgreSQL, now: datetime, tomorrow: datetime
) -> None:
    def write(silence: ExitStack) -> None:
        with store.transaction():
            store.answers.add(ONE, KEPT, tomorrow)
            silence.enter_context(postgresql.frozen())
            store.answers.add(OTHER, KEPT, tomorrow)

    with ExitStack() as silence:
        began = monotonic()
        with pytest.raises(StorageUnavailable):
            write(silence)
        assert monotonic() - began < 2.2
    sleep(PAUSE)
    assert store.answers.find(ONE, now) is None
    assert store.answers.add(OTHER, KEPT, tomorrow)


@pytest.mark.only("postgresql")
def test_a_row_that_somebody_else_holds_keeps_nobody_from_other_rows(
    store: Store, engine: Engine, tomorrow: datetime
) -> None:
    store.answers.add(ONE, KEPT, tomorrow)
    store.answers.add(OTHER, KEPT, tomorrow)
    with engine.begin() as connection:
        connection.execute(select(answers).filter_by(id=lookup_id(ONE, "answers")).with_for_update())
        with pytest.raises(StorageUnavailable, match="55P03"):
            store.answers.remove(ONE)
        assert store.answers.remove(OTHER)


@pytest.mark.only("postgresql")
def test_a_queue_on_a_silent_server_is_given_up_and_found_again(url: str, postgresql: PostgreSQL) -> None:
    queue = RenderQueue(url, "a key of this installation, and of no other")
    queue.add(ONE, 0)
    with postgresql.frozen():
        began = monotonic()
        with pytest.raises(QueueUnavailable):
            queue.length()
        assert monotonic() - began < 2.2
    assert queue.length() == 1
    queue.close()
