"""A database of each supported kind, fresh for every test: SQLite in a file, PostgreSQL if it is there.

``QUIZAPP_TEST_POSTGRESQL`` is the URL of a PostgreSQL database whose user may create others.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, make_url, text

from quizapp.domain.result import Sitting
from quizapp.storage.database import database_url, open_database
from quizapp.storage.store import Store
from quizapp.storage.tables import db
from quizapp.storage.upgrading import upgrade

SERVER = os.environ.get("QUIZAPP_TEST_POSTGRESQL")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only(database): runs on this kind of database only")


@pytest.fixture(params=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    only = request.node.get_closest_marker("only")
    if only is not None and only.args != (request.param,):
        pytest.skip(f"This is about {only.args[0]}.")
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'quizapp.db'}"
        return
    server = create_engine(database_url(SERVER or ""), isolation_level="AUTOCOMMIT")
    name = f"quizapp_test_{token_hex(6)}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER or "").set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


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
