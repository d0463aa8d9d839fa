"""Pooled answers lead back to nobody; norms replace those before them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from flask import Flask
from sqlalchemy import Engine, exc, inspect, text

from quizapp.domain.norms import NormSet, ScaleNorm
from quizapp.domain.pool import PooledAnswers
from quizapp.storage.pool import KEY_SIZE
from quizapp.storage.shapes import ShapeUnknown
from quizapp.storage.store import Store
from quizapp.storage.upgrading import upgrade

ANSWERS = PooledAnswers(
    slug="between-us",
    version=1,
    language="en",
    frame="now",
    form="full",
    month="2026-11",
    consent="2026-11",
    seconds=4.5,
    answers={"a1": "often", "b2": "never"},
)
NORM = ScaleNorm(
    mean=3.1,
    standard_deviation=0.8,
    reliability=0.7,
    reliability_low=0.6,
    reliability_high=0.8,
    coefficient="omega",
    n=300,
    percentiles=[1.0, 2.5],
)
NORMS = NormSet(
    slug="between-us",
    version=1,
    language="en",
    first_day=date(2026, 11, 1),
    last_day=date(2026, 12, 31),
    people=320,
    provenance="Visitors.",
    scales={"ANX": NORM},
)


@pytest.fixture
def keys() -> Iterator[bytes]:
    random = Random(7)  # noqa: S311 - the same keys every time
    return (random.randbytes(KEY_SIZE) for _ in range(1000))


def test_what_was_given_is_found_for_its_version_and_language(store: Store, keys: Iterator[bytes]) -> None:
    chinese = replace(ANSWERS, language="zh-Hans", seconds=None)
    for given in (ANSWERS, chinese, replace(ANSWERS, version=2), replace(ANSWERS, slug="other")):
        store.pool.add(next(keys), given)
    assert store.pool.find_all("between-us", 1, "en") == [ANSWERS]
    assert store.pool.find_all("between-us", 1, "zh-Hans") == [chinese]
    assert len(store.pool.find_all("between-us", 1)) == 2


@pytest.mark.only("postgresql")
def test_a_pool_may_take_longer_to_read_than_a_page(store: Store, engine: Engine, keys: Iterator[bytes]) -> None:
    store.pool.add(next(keys), ANSWERS)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE pool RENAME TO kept"))
        connection.execute(text("CREATE VIEW pool AS SELECT kept.* FROM kept, (SELECT pg_sleep(2)) AS slowly"))

    assert store.pool.find_all("between-us", 1, "en") == [ANSWERS]


def test_a_key_is_never_used_twice(store: Store, keys: Iterator[bytes]) -> None:
    key = next(keys)
    store.pool.add(key, ANSWERS)
    with pytest.raises(exc.IntegrityError):
        store.pool.add(key, ANSWERS)


def test_rows_come_back_in_the_order_of_their_keys_not_of_their_coming(store: Store, keys: Iterator[bytes]) -> None:
    used = {}
    for number in range(50):
        key = next(keys)
        used[key] = f"o{number}"
        store.pool.add(key, replace(ANSWERS, answers={"a1": used[key]}))
    found = [given.answers["a1"] for given in store.pool.find_all("between-us", 1)]
    assert found == [used[key] for key in sorted(used)]
    assert found != list(used.values())


@pytest.mark.only("sqlite")
def test_sqlite_counts_no_rows_of_the_pool(url: str, store: Store, keys: Iterator[bytes]) -> None:
    store.pool.add(next(keys), ANSWERS)
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    with pytest.raises(sqlite3.OperationalError, match="rowid"):
        connection.execute("SELECT rowid FROM pool")
    connection.close()


def test_a_row_holds_no_time_but_the_month_and_no_key_to_a_result(app: Flask, engine: Engine) -> None:
    upgrade(app)
    columns = {column["name"] for column in inspect(engine).get_columns("pool")}
    assert columns == {
        "id", "slug", "version", "language", "frame", "form", "month", "consent", "seconds", "answers",
    }  # fmt: skip
    assert inspect(engine).get_foreign_keys("pool") == []


def test_norms_are_those_put_last_for_their_version_and_language(store: Store) -> None:
    assert store.norms.find("between-us", 1, "en") is None
    later = replace(NORMS, people=400)
    chinese = replace(NORMS, language="zh-Hans")
    for norms in (NORMS, chinese, later):
        store.norms.put(norms)
    assert store.norms.find("between-us", 1, "en") == later
    assert store.norms.find("between-us", 1, "zh-Hans") == chinese
    assert store.norms.find("between-us", 2, "en") is None


def test_norms_of_another_program_are_refused(store: Store, engine: Engine) -> None:
    store.norms.put(NORMS)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE norms SET figures = '[9, {}]'")
    with pytest.raises(ShapeUnknown, match="NormSet"):
        store.norms.find("between-us", 1, "en")
