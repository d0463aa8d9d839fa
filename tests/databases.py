"""Which databases a test runs on, and a fresh one for it: SQLite in a file, PostgreSQL on a server of our own.

What touches storage runs on both; ``--database postgresql`` runs everything else there as well.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.storage.upgrading import bring_up_to_date
from tests.postgresql import PostgreSQL, running_postgresql

KINDS = ("sqlite", "postgresql")
ON_BOTH = {"storage"}
"""Folders of tests that run on both. Elsewhere the mark ``both_databases`` says so."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=KINDS, help="run every test on this one, and on no other")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only(database): is about this kind of database")
    config.addinivalue_line("markers", "both_databases: runs on both kinds of database")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", _kinds(metafunc), indirect=True, scope="module")


def _kinds(metafunc: pytest.Metafunc) -> list[str]:
    mark, chosen = metafunc.definition.get_closest_marker, metafunc.config.getoption("--database")
    only = mark("only")
    if only is not None:
        return list(only.args)
    if chosen:
        return [chosen]
    both = mark("both_databases") is not None or metafunc.definition.path.parent.name in ON_BOTH
    return list(KINDS if both else KINDS[:1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Started for the first test that asks for it."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of SQLite with all tables. Copying it is quicker than making them anew."""
    path = tmp_path_factory.mktemp("migrated") / "quizapp.db"
    bring_up_to_date(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="module")
def database(request: pytest.FixtureRequest) -> str:
    """Which kind it is."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[str]:
    """A database with all tables and nothing in them; SQLite's file lies in the folder ``data``."""
    if database == "postgresql":
        with request.getfixturevalue("postgresql").database() as url:
            yield url
        return
    path = tmp_path / "data" / "quizapp.db"
    path.parent.mkdir()
    shutil.copy(request.getfixturevalue("migrated"), path)
    yield f"sqlite:///{path}"
