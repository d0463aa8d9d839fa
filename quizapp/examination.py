"""Is this installation sound? Each finding says what was looked at, and when it is not sound, what to do."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from flask import Flask
from limits.storage import storage_from_string

from quizapp.definitions.library import Library
from quizapp.definitions.problems import DefinitionError
from quizapp.definitions.support import SUPPORT, load_support, stale
from quizapp.keys import KEY_FILE
from quizapp.settings import Settings, check_weasyprint
from quizapp.storage.queue import PATIENCE, QueueUnavailable, RenderQueue
from quizapp.storage.sealing import SealBroken
from quizapp.storage.store import StorageUnavailable, build_store
from quizapp.stores import IMMEDIATE, IN_MEMORY

SILENT_AT_MOST = 30
"""Seconds: a worker that is alive makes itself heard every ten."""

FONTS = ("Vollkorn", "Cabin", "Noto Serif CJK SC", "Noto Sans CJK SC", "DejaVu Sans", "Symbola")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    sound: bool
    what: str


def examine(settings: Settings, today: date) -> list[Finding]:
    """Every finding, in the order in which they matter."""
    looks: list[Callable[[Settings, date], Iterator[Finding]]] = [
        _database,
        _definitions,
        _key,
        _workers,
        _counting,
        _renderer,
        _fonts,
    ]
    return [finding for look in looks for finding in look(settings, today)]


def _database(settings: Settings, _today: date) -> Iterator[Finding]:
    try:
        problems = build_store(Flask(__name__), settings.database_url).check()
    except StorageUnavailable as error:
        problems = [str(error)]
    for problem in problems:
        yield Finding(sound=False, what=problem)
    if not problems:
        yield Finding(sound=True, what="the database can be written and is up to date")


def _definitions(settings: Settings, today: date) -> Iterator[Finding]:
    try:
        library = Library.load(settings.questionnaires)
        support = load_support(settings.questionnaires / SUPPORT, "en")
    except DefinitionError as error:
        yield Finding(sound=False, what=str(error))
        return
    yield Finding(sound=True, what=f"{len(library.newest())} questionnaires are sound")
    old = stale(support, today)
    for line in old:
        yield Finding(
            sound=False,
            what=f"{line.name}: last checked {line.checked} - call or read {line.source}, set the new day",
        )
    if not old:
        yield Finding(sound=True, what="every support line was checked within half a year")


def _workers(settings: Settings, _today: date) -> Iterator[Finding]:
    if settings.queue_url == IMMEDIATE:
        yield Finding(
            sound=False, what="reports are rendered in the web process - set no QUIZAPP_QUEUE_URL, or a queue"
        )
        return
    queue = RenderQueue(settings.queue_url, settings.secret_key, *settings.older_keys)
    try:
        yield _of_workers(queue.length(), queue.silence())
    except QueueUnavailable as error:
        yield Finding(sound=False, what=f"{error} - look at QUIZAPP_QUEUE_URL")
    except SealBroken:
        yield Finding(sound=False, what="render workers run with another QUIZAPP_SECRET_KEY - give all the same")
    finally:
        queue.close()


def _key(settings: Settings, _today: date) -> Iterator[Finding]:
    """Only a key that was made here lies in a file."""
    path = settings.data / KEY_FILE
    if not path.exists():
        return
    readable = path.stat().st_mode & 0o077
    yield Finding(
        sound=not readable,
        what=f"others may read {path} - chmod 600 {path}" if readable else "the key is for its owner's eyes only",
    )


def _counting(settings: Settings, _today: date) -> Iterator[Finding]:
    if settings.limits_url == IN_MEMORY:
        return
    redis = storage_from_string(settings.limits_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    sound = bool(redis.check())
    away = "Redis does not count requests, so each process counts its own - look at QUIZAPP_LIMITS_URL"
    yield Finding(sound=sound, what="Redis counts requests" if sound else away)


def _of_workers(waiting: int, silence: float | None) -> Finding:
    if silence is not None and silence <= SILENT_AT_MOST:
        return Finding(sound=True, what=f"a render worker is alive, reports that wait: {waiting}")
    if waiting:
        remedy = "start `quizapp serve` or `quizapp worker`"
        return Finding(sound=False, what=f"no render worker is alive, reports that wait: {waiting} - {remedy}")
    return Finding(sound=True, what="no render worker is running, and no report waits for one")


def _renderer(_settings: Settings, _today: date) -> Iterator[Finding]:
    found = version("weasyprint")
    problems = check_weasyprint(found)
    for problem in problems:
        yield Finding(sound=False, what=problem)
    if not problems:
        yield Finding(sound=True, what=f"WeasyPrint {found}")


def _fonts(_settings: Settings, _today: date) -> Iterator[Finding]:
    lister = shutil.which("fc-list")
    if lister is None:
        yield Finding(sound=False, what="fc-list is missing - install the Debian package fontconfig")
        return
    listed = subprocess.run(  # noqa: S603 - a program that was just found, and our own words
        [lister, ":", "family"], capture_output=True, text=True, check=True
    ).stdout
    missing = [font for font in FONTS if font not in listed]
    remedy = "install fonts-vollkorn fonts-cabin fonts-noto-cjk fonts-dejavu-core fonts-symbola"
    yield Finding(
        sound=not missing, what=f"missing fonts: {', '.join(missing)} - {remedy}" if missing else "all fonts are here"
    )
