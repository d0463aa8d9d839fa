"""A copy of the whole database in one new file, made while others use it."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from quizapp.storage.database import database_url

QUEUE = "huey_*"
"""Tables of a render queue in the same database: what waits there, a backup need not hold."""


class NoBackup(Exception):
    """Nothing was kept, for the reason that it says."""


def back_up(url: str, target: Path) -> None:
    """Copy the database at ``url`` into the new file ``target``, which only its owner may read.

    It appears whole or not at all. Raises ``NoBackup``.
    """
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    parsed = database_url(url)
    copy = _copy_sqlite if parsed.get_backend_name() == "sqlite" else _copy_postgresql
    try:
        _write(draft, lambda: copy(parsed, draft))
        # Unlike a renaming, this refuses to put it in place of another.
        os.link(draft, target)
    except FileExistsError:
        raise NoBackup(f"{target} is there already - name a new file") from None
    except OSError as error:
        raise NoBackup(f"{target} cannot be written ({error.strerror}) - name another place") from None
    finally:
        draft.unlink(missing_ok=True)


def _write(draft: Path, copy: Callable[[], None]) -> None:
    """Make ``draft`` for its owner's eyes, let ``copy`` fill it, and see to it that it is on the disk."""
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
    try:
        copy()
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_sqlite(url: URL, draft: Path) -> None:
    """Row by row, so that neither deleted rows nor their order come along."""
    path = Path(url.database or "")
    if not path.is_file():
        raise NoBackup(f"There is no database {path} - look at QUIZAPP_DATA and QUIZAPP_DATABASE_URL")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
    except sqlite3.Error as error:
        raise NoBackup(f"SQLite did not do it ({error.sqlite_errorname}) - look with `quizapp doctor`") from None


def _copy_postgresql(url: URL, draft: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise NoBackup("pg_dump is missing - install PostgreSQL's client, of the server's version or newer")
    words = ["--format=custom", "--no-owner", f"--exclude-table={QUEUE}", f"--file={draft}"]
    done = subprocess.run(  # noqa: S603  # a program that was just found, and our own words
        [program, *words], env={**os.environ, **_told_to_libpq(url)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoBackup(f"pg_dump did not do it ({_last_line(done.stderr)}) - look at QUIZAPP_DATABASE_URL")


def _told_to_libpq(url: URL) -> dict[str, str]:
    """The variables for ``url``: among the words of a command, every user of the machine could read its password."""
    from psycopg import pq  # noqa: PLC0415  # its driver is an extra
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    named = {each.keyword.decode(): (each.envvar or b"").decode() for each in pq.Conninfo.get_defaults()}
    return {named[key]: str(value) for key, value in conninfo_to_dict(plain).items() if named.get(key)}


def _last_line(said: str) -> str:
    return (said.strip().splitlines() or ["it said nothing"])[-1].removeprefix("pg_dump: ")
