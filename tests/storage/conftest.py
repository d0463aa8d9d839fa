"""A database of each kind, without tables at first, fresh for every test."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from quizapp.domain.result import Sitting
from quizapp.storage.database import open_database
from quizapp.storage.store import Store
from quizapp.storage.tables import db
from quizapp.storage.upgrading import upgrade


@pytest.fixture
def url(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'quizapp.db'}"
        return
    with request.getfixturevalue("postgresql").database(upgraded=False) as made:
        yield made


@pytest.fixture
def app(url: str) -> Iterator[Flask]:
    app = Flask("quizapp_test")
    engine = open_database(app, url)
    yield app
    engine.dispose()


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@pytest.fixture
def store(app: Flask, engine: Engine) -> Store:
    upgrade(app)
    return Store(engine)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def tomorrow(now: datetime) -> datetime:
    return now + timedelta(days=1)


@pytest.fixture
def sitting(now: datetime) -> Sitting:
    return Sitting(slug="between-us", version=1, frame="now", consent="en-1", started_at=now, answers={"a1": "often"})
