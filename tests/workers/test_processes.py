"""Real processes: what they do to one another, and what is left when one of them is killed."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.domain.printing import Printing
from quizapp.domain.result import Rendering
from quizapp.rendering.desk import ReportDesk
from quizapp.storage.sealing import Secret
from quizapp.submissions import rendering_secret
from quizapp.workers.restraint import NICENESS
from tests.serving import free_port
from tests.workers.conftest import Start, alive, children, descendants, until

WORKER = ("quizapp.cli", "worker")


def state(desk: ReportDesk, owner: Secret) -> str:
    standing = desk.ask(owner, "en", Printing())
    assert standing
    return standing.state


def rendering(desk: ReportDesk, owner: Secret) -> Rendering | None:
    return desk.submissions.store.renderings.find(rendering_secret(owner, "en", Printing()), desk.now())


def begun(desk: ReportDesk, owner: Secret) -> bool:
    found = rendering(desk, owner)
    return found is not None and found.step == "begun"


@pytest.mark.both_databases
def test_a_report_comes_although_its_worker_was_killed_in_the_middle(
    desk: ReportDesk, owner: Secret, start: Start
) -> None:
    worker = start(*WORKER)
    desk.ask(owner, "en", Printing())
    until(lambda: begun(desk, owner), "a worker to begin")
    [renderer] = children(worker.pid)

    os.kill(renderer, signal.SIGKILL)

    until(lambda: state(desk, owner) == "ready", "the report")
    standing = desk.ask(owner, "en", Printing())
    assert standing
    assert standing.made.startswith(b"%PDF-")
    found = rendering(desk, owner)
    assert found
    assert found.tries == 2
    assert renderer not in children(worker.pid)


@pytest.mark.parametrize("how", ["deaf", "greedy", "gone"])
def test_a_report_that_comes_to_no_end_ends_its_worker_and_no_other(
    how: str, desk: ReportDesk, owner: Secret, start: Start
) -> None:
    worker = start("tests.workers.misbehaving", how)
    until(lambda: children(worker.pid), "a render process")
    [renderer] = children(worker.pid)

    desk.ask(owner, "en", Printing())

    until(lambda: begun(desk, owner), "a worker to begin")
    until(lambda: not alive(renderer), "its end")
    until(lambda: given_up(desk, owner), "another worker to let go of the report")
    assert worker.poll() is None


def test_a_process_that_has_made_its_share_of_reports_is_replaced(
    desk: ReportDesk, owner: Secret, start: Start
) -> None:
    worker = start("tests.workers.misbehaving", "done")
    until(lambda: children(worker.pid), "a render process")
    [renderer] = children(worker.pid)

    desk.ask(owner, "en", Printing())

    until(lambda: begun(desk, owner), "a worker to begin")
    until(lambda: children(worker.pid) not in ([renderer], []), "another render process")
    assert not given_up(desk, owner)


def given_up(desk: ReportDesk, owner: Secret) -> bool:
    found = rendering(desk, owner)
    return found is not None and found.busy_until <= desk.now()


def test_render_processes_give_way_and_leave_no_core_file(start: Start) -> None:
    worker = start(*WORKER)
    # At first its child is the one that looks after the database.
    until(lambda: [one for one in children(worker.pid) if niceness(one) == NICENESS], "a render process that is nice")
    [renderer] = children(worker.pid)

    # It may be left to wait between the one limit and the other.
    until(lambda: limits(renderer)["Max core file size"][:2] == ["0", "0"], "no core file")
    until(lambda: limits(renderer)["Max address space"][:2] == [str(1024**3)] * 2, "a limit of memory")
    assert limits(worker.pid)["Max core file size"][:2] == ["0", "0"]


def niceness(pid: int) -> int | None:
    try:
        return os.getpriority(os.PRIO_PROCESS, pid)
    except ProcessLookupError:
        return None


def limits(pid: int) -> dict[str, list[str]]:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return {line[:25].strip(): line[25:].split() for line in lines}


def serving(start: Start) -> "subprocess.Popen[bytes]":
    """A server with its web process, its web worker and a render process."""
    server = start("quizapp.cli", "serve", "--port", str(free_port()))
    until(lambda: len(descendants(server.pid)) == 3, "all processes")
    return server


@pytest.mark.usefixtures("desk")
def test_nobody_is_left_behind_when_the_parent_is_killed(start: Start) -> None:
    server = serving(start)
    family = descendants(server.pid)

    server.send_signal(signal.SIGKILL)

    server.wait(20)
    until(lambda: not any(map(alive, family)), "the end of all children")


@pytest.mark.only("sqlite")
def test_nobody_is_left_behind_when_a_server_is_killed_while_it_upgrades(start: Start, database_url: str) -> None:
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        server = start("quizapp.cli", "serve", "--port", str(free_port()))
        until(lambda: descendants(server.pid), "the process that upgrades")
        family = descendants(server.pid)

        server.send_signal(signal.SIGKILL)

        server.wait(20)
        until(lambda: not any(map(alive, family)), "the end of what upgrades")


@pytest.mark.only("sqlite")
def test_an_upgrade_that_is_killed_is_one_line_with_a_remedy(
    around: dict[str, str], tmp_path: Path, database_url: str
) -> None:
    log = tmp_path / "said.txt"
    with (
        log.open("wb") as said,
        closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        server = subprocess.Popen([sys.executable, "-m", "quizapp.cli", "upgrade"], env=around, stderr=said)
        until(lambda: children(server.pid), "the process that upgrades")
        os.kill(children(server.pid)[0], signal.SIGKILL)

        assert server.wait(20) == 1

    assert log.read_text().count("\n") == 1
    assert "was killed, and changed nothing - " in log.read_text()


@pytest.mark.usefixtures("desk")
def test_nobody_is_left_behind_when_the_parent_is_told_to_stop(start: Start) -> None:
    server = serving(start)
    family = descendants(server.pid)

    server.terminate()

    assert server.wait(40) == 0
    assert not any(map(alive, family))


@pytest.mark.usefixtures("desk")
def test_a_server_whose_web_process_ends_ends_with_it(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start("quizapp.cli", "serve", "--port", str(taken.getsockname()[1]))

        assert server.wait(60) != 0
