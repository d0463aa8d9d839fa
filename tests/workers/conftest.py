"""An installation with a result in it, and the processes that work on it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest

from quizapp import create_app
from quizapp.domain.questionnaire import Questionnaire
from quizapp.rendering.desk import ReportDesk
from quizapp.settings import read_settings
from quizapp.storage.sealing import Secret
from tests.web.walk import all_answered

PATIENCE = 90.0
"""Seconds: a loaded machine gives those who are nice little."""

Start = Callable[..., "subprocess.Popen[bytes]"]


def until(found: Callable[[], object], what: str) -> None:
    deadline = monotonic() + PATIENCE
    while not found():
        assert monotonic() < deadline, f"waited in vain for: {what}"
        sleep(0.05)


def children(pid: int) -> list[int]:
    """The processes that ``pid`` started and that have not ended."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split() if alive(int(child))] if found.exists() else []


def descendants(pid: int) -> list[int]:
    return [one for child in children(pid) for one in (child, *descendants(child))]


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def around(folder: Path, database_url: str) -> dict[str, str]:
    """The environment of every process of the installation."""
    return {**os.environ, "QUIZAPP_DATA": str(folder), "QUIZAPP_DATABASE_URL": database_url}


@pytest.fixture
def desk(around: dict[str, str]) -> Iterator[ReportDesk]:
    """The web's side of an installation, on the real clock."""
    app = create_app(read_settings(around), now=lambda: datetime.now(UTC))
    with app.app_context():
        found: ReportDesk = app.extensions["quizapp.desk"]
        yield found
        found.queue.close()


@pytest.fixture
def owner(desk: ReportDesk, between_us: Questionnaire) -> Secret:
    sitting = desk.submissions.start("between-us", "now")
    desk.submissions.answer(sitting, all_answered(between_us, 3), 1, "en")
    owner = desk.submissions.submit(sitting)
    assert owner
    return owner


@pytest.fixture
def start(around: dict[str, str]) -> Iterator[Start]:
    """Start ``python -m`` with these words on the installation; whatever is left at the end is ended."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*words: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([sys.executable, "-m", *words], env=around)
        started.append(process)
        return process

    yield begin
    for process in started:
        for pid in [*descendants(process.pid), process.pid]:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        process.wait(20)
