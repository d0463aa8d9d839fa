"""A backup, restored in another place: whoever has a link finds what they had."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from quizapp import create_app
from quizapp.cli import main
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings
from quizapp.storage.queue import RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.storage.tables import db
from tests.postgresql import PostgreSQL, find_program

SECRETS = re.compile(r'name="csrf_token" value="[^"]+"')
MANY = 60


@contextmanager
def installation(folder: Path, url: str) -> Iterator[Flask]:
    app = create_app(read_settings({"QUIZAPP_DATA": str(folder), "QUIZAPP_DATABASE_URL": url}))
    with app.app_context():
        yield app
        db.engine.dispose()


def hand_in(app: Flask, questionnaire: Questionnaire, random: Random) -> Secret:
    """A result of somebody who answered at random."""
    submissions = app.extensions["quizapp.submissions"]
    sitting = submissions.start(questionnaire.slug, "now")
    chosen = {key: random.choice([*questionnaire.responses_of(key).options, "skip"]) for key in questionnaire.items}
    submissions.answer(sitting, chosen, 1, "en")
    owner: Secret = submissions.submit(sitting)
    return owner


def told(app: Flask, owner: Secret) -> tuple[object, str]:
    """The scores as kept, and the page as people read it."""
    result = app.extensions["quizapp.submissions"].find_result(owner)
    page = app.test_client().get(f"/en/r/{owner.text}/")
    assert page.status_code == 200
    return result, SECRETS.sub("", page.get_data(as_text=True))


def back_up(url: str, folder: Path, target: Path) -> Result:
    around = {"QUIZAPP_DATA": str(folder), "QUIZAPP_DATABASE_URL": url}
    return CliRunner().invoke(main, ["backup", str(target)], env=around)


@contextmanager
def restored(copy: Path, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """As docs/operating.md says it."""
    if copy.read_bytes().startswith(b"SQLite"):
        folder.mkdir()
        shutil.copy(copy, folder / "quizapp.db")
        yield f"sqlite:///{folder / 'quizapp.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.database(upgraded=False) as url:
        words = ["--no-owner", "--exit-on-error", f"--dbname={url.replace('+psycopg', '')}", str(copy)]
        subprocess.run([find_program("pg_restore"), *words], check=True)
        yield url


@pytest.mark.both_databases
def test_twenty_links_of_a_restored_backup_lead_to_the_same_scores(
    tmp_path: Path, database_url: str, between_us: Questionnaire, request: pytest.FixtureRequest
) -> None:
    random, copy = Random(7), tmp_path / "copy"  # noqa: S311  # the same every time
    with installation(tmp_path / "here", database_url) as app:
        owners = random.sample([hand_in(app, between_us, random) for _ in range(MANY)], 20)
        before = [told(app, owner) for owner in owners]
        done = back_up(database_url, tmp_path / "here", copy)
        late = hand_in(app, between_us, random)
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"]

    with restored(copy, tmp_path / "there", request) as url, installation(tmp_path / "elsewhere", url) as app:
        assert app.extensions["quizapp.submissions"].store.check() == []
        assert [told(app, owner) for owner in owners] == before
        assert app.extensions["quizapp.submissions"].find_result(late) is None
    assert len({page for _result, page in before}) > 15


@pytest.mark.only("sqlite")
def test_a_copy_holds_nothing_of_what_was_deleted(
    tmp_path: Path, database_url: str, between_us: Questionnaire
) -> None:
    with installation(tmp_path / "here", database_url) as app:
        owner = hand_in(app, between_us, Random(7))  # noqa: S311
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as database:
            row_id, sealed = database.execute("SELECT id, sealed FROM result").fetchone()
            # Not through the program: what was deleted by hand is in no copy either.
            database.execute("PRAGMA secure_delete = OFF")
            database.execute("DELETE FROM result")
            database.commit()
        assert back_up(database_url, tmp_path / "here", tmp_path / "copy").exit_code == 0

    copied = (tmp_path / "copy").read_bytes()
    assert not [piece for piece in (row_id, sealed[100:124], owner.key) if piece in copied]


@pytest.mark.both_databases
def test_what_waits_in_a_queue_is_not_copied(tmp_path: Path, database: str, database_url: str) -> None:
    if database == "postgresql":
        queue = RenderQueue(database_url, "a key of this installation, and of no other")
        queue.add(Secret(b"1" * 32), 0)
        queue.close()
    assert back_up(database_url, tmp_path / "here", tmp_path / "copy").exit_code == 0

    assert b"huey" not in (tmp_path / "copy").read_bytes()


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("there", "there is there already - name a new file"),
        ("nowhere/copy", "nowhere/copy cannot be written (No such file or directory) - name another place"),
    ],
)
def test_nothing_is_written_over_and_nothing_is_left_half(
    tmp_path: Path, database_url: str, target: str, words: str
) -> None:
    (tmp_path / "there").write_text("what was there")

    done = back_up(database_url, tmp_path / "here", tmp_path / target)

    assert done.exit_code == 1
    assert words in done.output
    assert (tmp_path / "there").read_text() == "what was there"
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    "url", ["sqlite:///{folder}/none.db", "postgresql+psycopg://taker:p4ss-marker@127.0.0.1:1/quizapp"]
)
def test_a_database_that_is_not_there_is_said_in_one_line(tmp_path: Path, url: str) -> None:
    done = back_up(url.format(folder=tmp_path), tmp_path / "here", tmp_path / "copy")

    assert done.exit_code == 1
    assert " - look at QUIZAPP_DATA" in done.output
    assert len(done.output.splitlines()) == 1
    assert "marker" not in done.output
    assert not list(tmp_path.glob("copy*"))
    assert not (tmp_path / "none.db").exists()


def test_a_password_stands_in_no_process_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    program = tmp_path / "bin/pg_dump"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" > {told}\necho "$PGPASSWORD $PGHOST $PGUSER $PGSSLMODE" >> {told}\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")

    url = "postgresql+psycopg://taker:p4ss%2Fmarker@db.example/quizapp?sslmode=require"
    assert back_up(url, tmp_path / "here", tmp_path / "copy").exit_code == 0

    words, variables = told.read_text().splitlines()
    assert "marker" not in words
    assert variables == "p4ss/marker db.example taker require"
