"""The database is opened as promised, and what is deleted leaves nothing in its files."""

import logging
import sqlite3
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from quizapp.domain.result import Sitting
from quizapp.storage import tables
from quizapp.storage.database import database_url, engine_options, open_database, truncate_log
from quizapp.storage.sealing import Secret, lookup_id
from quizapp.storage.store import Store
from quizapp.storage.upgrading import upgrade

ONE = Secret(bytes(range(100, 132)))
MARKERS = {"item-marker-7f3a": "option-marker-91c5"}


def bytes_of(folder: Path) -> bytes:
    """All that is in the database's files, the log and its index among them."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def pieces(sealed: bytes) -> list[bytes]:
    """Cut small, since SQLite spreads long values over several pages."""
    return [sealed[start : start + 24] for start in range(0, len(sealed) - 24, 24)]


def count(found: list[bytes], folder: Path) -> int:
    raw = bytes_of(folder)
    return sum(piece in raw for piece in found)


def add_marked(store: Store, engine: Engine, sitting: Sitting, expires_at: datetime) -> list[bytes]:
    """Add a row, change it, and give the pieces of both revisions and of its id."""
    store.sittings.add(ONE, sitting, expires_at)
    sealed = []
    larger = {str(number): "x" * 100 for number in range(100)}
    for answered in (sitting.with_answers(MARKERS), sitting.with_answers(larger)):
        with engine.begin() as connection:
            sealed.append(connection.execute(select(tables.sitting.c.sealed)).scalar_one())
        change = partial(lambda new, _: (new, expires_at), answered)
        store.sittings.change(ONE, sitting.started_at, change)
    with engine.begin() as connection:
        sealed.append(connection.execute(select(tables.sitting.c.sealed)).scalar_one())
    return [lookup_id(ONE, "sitting"), *(piece for each in sealed for piece in pieces(each))]


@pytest.mark.only("sqlite")
def test_the_files_hold_neither_answers_nor_the_secret(
    store: Store, engine: Engine, sitting: Sitting, tomorrow: datetime, tmp_path: Path
) -> None:
    add_marked(store, engine, sitting, tomorrow)
    raw = bytes_of(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"quizapp.db", "quizapp.db-wal", "quizapp.db-shm"}
    assert lookup_id(ONE, "sitting") in raw
    for hidden in (
        b"item-marker",
        b"option-marker",
        b"between-us",
        ONE.key,
        ONE.text.encode(),
        ONE.key.hex().encode(),
    ):
        assert hidden not in raw


@pytest.mark.only("sqlite")
def test_what_was_removed_and_wiped_leaves_nothing_in_the_files(
    store: Store, engine: Engine, sitting: Sitting, tomorrow: datetime, tmp_path: Path
) -> None:
    marked = add_marked(store, engine, sitting, tomorrow)
    assert count(marked, tmp_path) > len(marked) * 0.9
    store.sittings.remove(ONE)
    assert store.wipe()
    assert count(marked, tmp_path) == 0


@pytest.mark.only("sqlite")
def test_what_was_purged_leaves_nothing_in_the_files(
    store: Store, engine: Engine, sitting: Sitting, tomorrow: datetime, tmp_path: Path
) -> None:
    marked = add_marked(store, engine, sitting, tomorrow)
    store.purge(tomorrow)
    assert count(marked, tmp_path) == 0


@pytest.mark.only("sqlite")
def test_what_a_reader_held_up_is_made_up_for_by_the_next_purge(
    store: Store, engine: Engine, sitting: Sitting, now: datetime, tomorrow: datetime, tmp_path: Path
) -> None:
    marked = add_marked(store, engine, sitting, tomorrow)
    other = Store(engine)
    with other.read_only():
        other.sittings.find(ONE, now)
        assert store.sittings.remove(ONE)
        assert not store.wipe()
        assert count(marked, tmp_path) > 0
    store.purge(now)
    assert count(marked, tmp_path) == 0


@pytest.mark.only("sqlite")
def test_emptying_the_log_leaves_the_patience_of_its_connection_as_it_was(engine: Engine) -> None:
    assert truncate_log(engine, patience=1)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 1500


@pytest.mark.only("sqlite")
def test_every_connection_to_sqlite_is_set_up_as_promised(engine: Engine) -> None:
    promised = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 1500,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            bare = connection.connection.driver_connection
            assert isinstance(bare, sqlite3.Connection)
            assert bare.isolation_level is None
            reader = connection.execution_options(write=False)
            found = {name: reader.exec_driver_sql(f"PRAGMA {name}").scalar() for name in promised}
            assert found == promised


def test_postgresql_is_given_little_time_and_dead_connections_are_noticed(engine: Engine) -> None:
    options = engine_options("postgresql://localhost/quizapp")
    assert options["pool_pre_ping"]
    assert options["pool_timeout"] == 1.5
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        for name, promised in {"statement_timeout": "1500ms", "lock_timeout": "1s"}.items():
            assert connection.exec_driver_sql(f"SHOW {name}").scalar() == promised


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:////var/lib/quizapp.db", "sqlite"),
        ("postgres://localhost/quizapp", "postgresql+psycopg"),
        ("postgresql://localhost/quizapp", "postgresql+psycopg"),
        ("postgresql+psycopg://localhost/quizapp", "postgresql+psycopg"),
    ],
)
def test_both_databases_are_known_by_their_usual_urls(given: str, driver: str) -> None:
    assert database_url(given).drivername == driver
    assert engine_options(given)["hide_parameters"]


@pytest.mark.parametrize(
    "given", ["mysql://taker:password-marker@localhost/quizapp", "postgresql+asyncpg://localhost/q"]
)
def test_another_database_is_refused_without_showing_its_password(given: str) -> None:
    with pytest.raises(ValueError, match="not supported") as refused:
        database_url(given)
    assert "marker" not in str(refused.value)


def test_the_noisiest_log_holds_neither_answers_nor_the_secret(
    url: str, sitting: Sitting, now: datetime, tomorrow: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "sqlalchemy"):
        app = Flask("quizapp_test")
        engine = open_database(app, url)
        upgrade(app)
        store = Store(engine)
        store.sittings.add(ONE, sitting.with_answers(MARKERS), tomorrow)
        store.sittings.find(ONE, now)
        engine.dispose()
    assert "INSERT INTO sitting" in caplog.text
    for hidden in ("marker", ONE.text, ONE.key.hex(), repr(ONE.key)[2:-1]):
        assert hidden not in caplog.text


@pytest.mark.only("sqlite")
def test_an_acknowledged_row_survives_without_the_file_being_closed(
    store: Store, sitting: Sitting, tomorrow: datetime, tmp_path: Path
) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    with closing(sqlite3.connect(tmp_path / "quizapp.db")) as other:
        assert other.execute("SELECT count(*) FROM sitting").fetchone() == (1,)
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
