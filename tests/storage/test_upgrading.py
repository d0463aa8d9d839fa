"""Migrations lead to the tables in use, keep what is there, and stop before a newer database."""

import subprocess
import sys
from datetime import datetime
from itertools import count

import pytest
from alembic import command, op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column, Connection, Engine, MetaData, insert, inspect, text

from quizapp.domain.result import KeptAnswers
from quizapp.storage import tables
from quizapp.storage.sealing import Secret
from quizapp.storage.store import Store
from quizapp.storage.upgrading import (
    NewerDatabase,
    bring_up_to_date,
    configuration,
    downgrade,
    heads,
    is_current,
    upgrade,
)

ONE = Secret(b"1" * 32)
KEPT = KeptAnswers(answers={"a1": "often"})
NUMBERS = count(1)


def schema(engine: Engine) -> dict[str, object]:
    """Columns, keys and indexes of every table, as the database tells them."""
    found = inspect(engine)
    return {
        name: (
            [(c["name"], repr(c["type"]), c["nullable"], c["default"]) for c in found.get_columns(name)],
            found.get_pk_constraint(name),
            found.get_indexes(name),
        )
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def test_migrations_lead_to_the_tables_that_the_program_uses(app: Flask, engine: Engine) -> None:
    upgrade(app)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.db.metadata) == []
    migrated = schema(engine)
    downgrade(app, "base")
    assert schema(engine) == {}
    tables.db.metadata.create_all(engine)
    assert schema(engine) == migrated
    assert set(migrated) == {"sitting", "result", "answers", "share", "rendering", "handover", "pool", "norms"}


def rows_of_every_kind(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Put a row with something in every column into every table that is there, and tell what all of them hold."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(insert(table).values({column.name: something(column) for column in table.columns}))
    return held(connection)


def something(column: "Column[object]") -> object:
    """A new value each time, of the column's type."""
    kind, number = column.type.python_type, next(NUMBERS)
    made: dict[type, object] = {bytes: number.to_bytes(16, "big"), str: f"v{number}", int: number, float: number / 2}
    return made[kind]


def held(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    found = MetaData()
    found.reflect(connection)
    return {
        table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
        for table in found.sorted_tables
        if table.name != "alembic_version"
    }


def steps(app: Flask) -> list[str]:
    """Every revision, the oldest first."""
    with app.app_context():
        scripts = ScriptDirectory.from_config(configuration(app)).walk_revisions()
        return [script.revision for script in reversed(list(scripts))]


def test_every_migration_keeps_what_was_there_on_its_way_up_and_down(app: Flask, engine: Engine) -> None:
    revisions = steps(app)
    before: list[dict[str, list[tuple[object, ...]]]] = [{}]
    for revision in revisions:
        with app.app_context():
            command.upgrade(configuration(app), revision)
        with engine.begin() as connection:
            now = held(connection)
            assert {name: now[name] for name in before[-1]} == before[-1], revision
            before.append(rows_of_every_kind(connection))
            assert all(before[-1].values()), revision
    for revision, kept in reversed(list(zip(["base", *revisions], before, strict=True))[:-1]):
        downgrade(app, revision)
        with engine.begin() as connection:
            now = held(connection)
        assert set(now) == set(kept), revision
        for name, rows in kept.items():
            # What was written since is there as well: a table outlives the revisions that leave it alone.
            assert set(rows) <= set(now[name]), (revision, name)


def test_a_database_is_current_after_an_upgrade_and_not_before(app: Flask) -> None:
    assert not is_current(app)
    upgrade(app)
    assert is_current(app)
    downgrade(app, "base")
    assert not is_current(app)


def test_a_database_can_be_made_from_its_url_alone(app: Flask, url: str) -> None:
    bring_up_to_date(url)
    assert is_current(app)


def test_an_upgrade_of_a_current_database_changes_nothing(
    app: Flask, store: Store, now: datetime, tomorrow: datetime
) -> None:
    store.answers.add(ONE, KEPT, tomorrow)
    upgrade(app)
    assert store.answers.find(ONE, now) == KEPT


@pytest.mark.parametrize("change", [upgrade, lambda app: downgrade(app, "base")], ids=["upgrade", "downgrade"])
def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    app: Flask, engine: Engine, store: Store, now: datetime, tomorrow: datetime, change: object
) -> None:
    assert callable(change)
    store.answers.add(ONE, KEPT, tomorrow)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match=r"9999.*newer version"):
        change(app)
    assert not is_current(app)
    assert store.answers.find(ONE, now) == KEPT


def test_an_upgrade_that_fails_leaves_nothing_behind(
    app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, *_: object, **__: object) -> None:
        if "share" in name:
            raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(op, "create_index", fail)
        with pytest.raises(RuntimeError, match="the power went"):
            upgrade(app)
    assert inspect(engine).get_table_names() == []
    upgrade(app)
    assert is_current(app)


def test_the_program_and_the_migrations_name_the_same_revision(app: Flask) -> None:
    with app.app_context():
        assert heads(configuration(app)) == {tables.REVISION}


def test_a_web_worker_never_loads_the_migrations() -> None:
    program = "import sys, quizapp.storage.store; print({'alembic', 'flask_migrate', 'mako'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
