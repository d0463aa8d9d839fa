"""Running it: serve, worker, purge, upgrade, backup, doctor."""

import gc
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click

from quizapp.commands.inputs import questionnaires_option, settings_from, stop
from quizapp.definitions.problems import DefinitionError
from quizapp.settings import Settings
from quizapp.stores import IMMEDIATE, IN_MEMORY
from quizapp.workers.restraint import end_with


@click.command(epilog="Example: quizapp serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--processes",
    type=click.IntRange(0, 64),
    default=1,
    show_default=True,
    help="How many processes render reports beside it; 0 where `quizapp worker` does.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes serve pages; more than one need Redis in QUIZAPP_LIMITS_URL.",
)
@click.option(
    "--share-port", is_flag=True, help="Let a second server listen on the same port, to take over from one."
)
@questionnaires_option
def serve(
    host: str, port: int, *, processes: int, workers: int, share_port: bool, questionnaires: Path | None
) -> None:
    """Serve the pages and render reports; the database is made or brought up to date first."""
    settings = settings_from(questionnaires, port)
    if workers > 1 and settings.limits_url == IN_MEMORY:
        stop(f"--workers {workers}: each would count requests by itself - name a Redis in QUIZAPP_LIMITS_URL")
    gc.disable()  # what is imported and read from here on stays: looking through it again and again frees nothing
    from quizapp.serving import Place
    from quizapp.serving import serve as serve_until_stopped

    finish = _begin_upgrade(settings)

    def ready() -> None:
        finish()
        gc.freeze()  # a look through it after the fork would also give every process a copy of its own
        gc.enable()
        click.echo(f"Serving at {settings.public_url} - stop it with Ctrl+C.")

    place = Place(host=host, port=port, workers=workers, shared=share_port)
    try:
        sys.exit(serve_until_stopped(settings, place, processes, ready))
    except DefinitionError as error:
        stop(str(error))


@click.command(epilog="Example: quizapp worker --processes 4")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes render reports.",
)
@questionnaires_option
def worker(processes: int, questionnaires: Path | None) -> None:
    """Render reports and nothing else, for the web processes of this or other machines."""
    settings = settings_from(questionnaires)
    if settings.queue_url == IMMEDIATE:
        stop(f"QUIZAPP_QUEUE_URL: is {IMMEDIATE}, so there is nothing for a worker - name a queue, or leave it out")
    _upgrade(settings)
    from quizapp.serving import render

    click.echo("Rendering reports - stop it with Ctrl+C.")
    try:
        sys.exit(render(settings, processes))
    except DefinitionError as error:
        stop(str(error))


@click.command(epilog="Example: quizapp purge")
def purge() -> None:
    """Delete everything that has expired."""
    from quizapp.application import create_app

    app = create_app(settings_from(None))
    with app.app_context():
        click.echo(f"{app.extensions['quizapp.submissions'].purge()} expired rows deleted.")


@click.command(epilog="Example: quizapp upgrade")
def upgrade() -> None:
    """Make the database, or bring it up to date."""
    _upgrade(settings_from(None))
    click.echo("The database is up to date.")


@click.command(epilog="Example: quizapp backup /var/backups/quizapp-2026-11-23")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database into the new FILE, while it is in use.

    From SQLite it is a database again, from PostgreSQL what pg_restore takes.
    """
    from quizapp.storage.backing_up import NoBackup, back_up

    try:
        back_up(settings_from(None).database_url, file)
    except NoBackup as error:
        stop(str(error))
    click.echo(f"{file} holds everything. Without links nobody can read it; keep it no longer than you need it.")


@click.command(epilog="Example: quizapp doctor")
def doctor() -> None:
    """Look whether this installation is sound; exit 1 when something needs doing."""
    from quizapp.examination import examine

    findings = examine(settings_from(None), datetime.now(UTC).date())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.sound else 'MEND'} {finding.what}")
    sys.exit(0 if all(finding.sound for finding in findings) else 1)


def _upgrade(settings: Settings) -> None:
    _begin_upgrade(settings)()


def _begin_upgrade(settings: Settings) -> Callable[[], None]:
    """What waits for the upgrade that begins here, and stops with its problem if there is one.

    In a process of its own: what upgrades a database would stay in the memory of a server for good.
    """
    together = partial(end_with, os.getpid(), signal.SIGKILL)
    apart = ProcessPoolExecutor(1, get_context("fork"), together)
    upgrading = apart.submit(_upgrade_here, settings.database_url)

    def finish() -> None:
        try:
            with apart:
                problem = upgrading.result()
        except BrokenProcessPool:
            problem = "The upgrade was killed, and changed nothing - see why (memory?), and start again"
        if problem:
            stop(problem)

    return finish


def _upgrade_here(url: str) -> str:
    """What is wrong and what to do; nothing when the database is up to date now."""
    from flask import Flask

    from quizapp.storage.outage import StorageUnavailable
    from quizapp.storage.store import build_store

    try:
        return _migrate(url) if build_store(Flask(__name__), url).check() else ""
    except StorageUnavailable as error:
        return f"{error} - look whether what QUIZAPP_DATABASE_URL names is there, and can be written"


def _migrate(url: str) -> str:
    # Alembic takes longer to import than a database that is up to date to be found so.
    from quizapp.storage.upgrading import NewerDatabase, bring_up_to_date

    try:
        bring_up_to_date(url)
    except NewerDatabase as error:
        return str(error)
    return ""
