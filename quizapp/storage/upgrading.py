"""Migrations. The only module that imports Alembic; a web worker never imports this one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import inspect, select

from quizapp.storage.database import open_database, reading
from quizapp.storage.tables import alembic_version, db
from quizapp.storage.transactions import translated

DIRECTORY = Path(__file__).parent / "migrations"


class NewerDatabase(Exception):
    """A newer version wrote the database, so this one must not touch it."""


def bring_up_to_date(url: str) -> None:
    """``upgrade`` for the database at ``url``, outside of any application."""
    app = Flask(__name__)
    engine = open_database(app, url)
    try:
        upgrade(app)
    finally:
        engine.dispose()


def upgrade(app: Flask) -> None:
    """Bring the database of ``app`` to the newest revision; one that is there already stays as it is.

    All of it happens or nothing. Raises ``NewerDatabase`` for a database that a newer version wrote, and
    ``StorageUnavailable`` for one that does not work.
    """
    with app.app_context(), translated():
        config = configuration(app)
        _refuse_newer(config)
        command.upgrade(config, "head")


def downgrade(app: Flask, revision: str) -> None:
    """Take the database back to ``revision``; ``base`` is the empty one. What has no place there is lost."""
    with app.app_context():
        config = configuration(app)
        _refuse_newer(config)
        command.downgrade(config, revision)


def is_current(app: Flask) -> bool:
    """Whether the database is at the newest revision that this version knows."""
    with app.app_context():
        return found_revisions() == heads(configuration(app))


def heads(config: Config) -> set[str]:
    """The newest revisions that this version knows: one, unless two branches were not merged."""
    return set(ScriptDirectory.from_config(config).get_heads())


def found_revisions() -> set[str]:
    """What the database says it is at; empty before the first upgrade. Needs an application context."""
    with reading(db.engine).connect() as connection:
        if not inspect(connection).has_table(alembic_version.name):
            return set()
        return set(connection.execute(select(alembic_version.c.version_num)).scalars())


def configuration(app: Flask) -> Config:
    """Alembic's configuration for ``app``, through Flask-Migrate so that ``flask db`` finds the same."""
    if "migrate" not in app.extensions:
        Migrate(app, db, directory=str(DIRECTORY))
    config: Config = app.extensions["migrate"].migrate.get_config(str(DIRECTORY))
    return config


def _refuse_newer(config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    unknown = found_revisions() - known
    if unknown:
        raise NewerDatabase(
            f"The database is at revision {', '.join(sorted(unknown))}, which this version does not know:"
            " a newer version wrote it. Install that version, or restore a backup made before."
        )
