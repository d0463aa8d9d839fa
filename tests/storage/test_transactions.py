"""Several calls are one: all of it happens, or nothing."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from quizapp.domain.result import KeptAnswers, Sitting
from quizapp.storage.sealing import Secret
from quizapp.storage.store import StorageUnavailable, Store

ONE, OTHER = Secret(b"1" * 32), Secret(b"2" * 32)
KEPT = KeptAnswers(answers={"a1": "often"})


def test_what_happens_in_one_transaction_happens_together(store: Store, now: datetime, tomorrow: datetime) -> None:
    with store.transaction():
        store.answers.add(ONE, KEPT, tomorrow)
        assert store.answers.find(ONE, now) == KEPT
        store.answers.change(ONE, now, lambda _: (KeptAnswers(answers={}), tomorrow))
    assert store.answers.find(ONE, now) == KeptAnswers(answers={})


def test_an_error_undoes_all_of_it(store: Store, sitting: Sitting, now: datetime, tomorrow: datetime) -> None:
    store.sittings.add(OTHER, sitting, tomorrow)

    def break_off() -> None:
        with store.transaction():
            store.answers.add(ONE, KEPT, tomorrow)
            store.sittings.remove(OTHER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert store.answers.find(ONE, now) is None
    assert store.sittings.find(OTHER, now) == sitting
    assert store.answers.add(ONE, KEPT, tomorrow)


def test_a_transaction_inside_another_is_part_of_it(store: Store, now: datetime, tomorrow: datetime) -> None:
    def break_off() -> None:
        with store.transaction():
            with store.transaction():
                store.answers.add(ONE, KEPT, tomorrow)
            with store.read_only():
                assert store.answers.find(ONE, now) == KEPT
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert store.answers.find(ONE, now) is None


def test_nothing_is_written_while_only_reading(store: Store, now: datetime, tomorrow: datetime) -> None:
    with store.read_only(), pytest.raises(RuntimeError, match="only reads"):
        store.answers.add(ONE, KEPT, tomorrow)
    assert store.answers.find(ONE, now) is None


def test_a_reader_sees_one_moment_and_holds_up_no_writer(
    store: Store, engine: Engine, now: datetime, tomorrow: datetime
) -> None:
    other = Store(engine)
    with store.read_only():
        assert store.answers.find(ONE, now) is None
        assert other.answers.add(ONE, KEPT, tomorrow)
        assert store.answers.find(ONE, now) is None
    assert store.answers.find(ONE, now) == KEPT


@pytest.mark.only("sqlite")
def test_a_second_writer_waits_from_the_start_of_its_transaction(
    store: Store, tmp_path: Path, now: datetime, tomorrow: datetime
) -> None:
    """A transaction that reads before it writes would otherwise be refused when it comes to writing."""
    with store.transaction():
        store.answers.find(ONE, now)
        with (
            closing(sqlite3.connect(tmp_path / "quizapp.db", timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError),
        ):
            other.execute("BEGIN IMMEDIATE")
        assert store.answers.add(ONE, KEPT, tomorrow)


def test_a_failure_that_was_swallowed_still_undoes_the_transaction(
    store: Store, engine: Engine, now: datetime, tomorrow: datetime
) -> None:
    """PostgreSQL would answer the commit with success and keep nothing."""
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE share"))

    def swallow() -> None:
        with store.transaction():
            store.answers.add(ONE, KEPT, tomorrow)
            with pytest.raises(StorageUnavailable):
                store.shares.remove(ONE)

    with pytest.raises(StorageUnavailable, match="nothing of it was kept"):
        swallow()
    assert store.answers.find(ONE, now) is None


@pytest.mark.only("sqlite")
def test_threads_stand_in_line_to_write_and_give_up_after_a_while(
    store: Store, tomorrow: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.storage.transactions.PATIENCE", 50)
    with ThreadPoolExecutor(1) as pool:
        with store.transaction():
            waiting = pool.submit(store.answers.add, ONE, KEPT, tomorrow)
            with pytest.raises(StorageUnavailable, match="too many are waiting"):
                waiting.result()
            assert not pool.submit(store.wipe).result()
        assert pool.submit(store.answers.add, ONE, KEPT, tomorrow).result()
