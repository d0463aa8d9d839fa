"""A server that stops, and one that takes over from it: no request is lost, and nobody's sitting."""

import os
import re
import shutil
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.error import URLError
from urllib.parse import urlencode

import pytest

from quizapp.settings import shipped
from tests.definitions.flaws import copy_valid
from tests.serving import PATIENCE, Browser, Reply, Served, free_port, serving, serving_at
from tests.web.test_versions import CALM, SLUG
from tests.workers.conftest import children, descendants, until

ANSWERS = {**CALM, "where": "ten"}
AGREED = {"frame": "now", "agree": "yes"}
CROWD = 12
"""More than there are threads."""


def token_of(page: Reply) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found
    return found[1]


def begun(served: Served) -> Browser:
    """A browser that has just begun a sitting."""
    browser = served.browser()
    token = token_of(browser.get(f"/en/{SLUG}/"))
    assert browser.post(f"/en/{SLUG}/", {**AGREED, "csrf_token": token}).status == 303
    return browser


def finish(browser: Browser) -> str:
    """From the first page of sentences to the title of the result."""
    place = f"/en/{SLUG}/part/1"
    while "/r/" not in place:
        page = browser.get(place)
        given = {name: value for name, value in ANSWERS.items() if f'name="{name}"' in page.text}
        reply = browser.post(place, {"csrf_token": token_of(page), **given})
        assert reply.status == 303, reply.text
        place = reply.location
    return browser.get(place).text


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    version = copy_valid(tmp_path)
    shutil.copy(shipped("questionnaires") / "support.yaml", version.parents[1])
    return version.parents[1]


def a_request(served: Served) -> tuple[bytes, bytes]:
    """Head and body of one that begins a sitting."""
    browser = served.browser()
    body = urlencode({**AGREED, "csrf_token": token_of(browser.get(f"/en/{SLUG}/"))}).encode()
    [cookie] = list(browser.cookies)
    head = (
        f"POST /en/{SLUG}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie.name}={cookie.value}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode(), body


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return True
    return False


def test_who_was_let_in_is_answered_and_who_comes_later_is_refused(tmp_path: Path, definitions: Path) -> None:
    with serving(tmp_path / "one", QUIZAPP_QUESTIONNAIRES=str(definitions)) as served:
        requests = [a_request(served) for _ in range(CROWD)]
        wires = [socket.create_connection(("127.0.0.1", served.port), PATIENCE) for _ in requests]
        for wire, (head, _) in zip(wires, requests, strict=True):
            wire.sendall(head)
        served.process.send_signal(signal.SIGTERM)
        until(lambda: refuses(served.port), "the door to close")

        for wire, (_, body) in zip(wires, requests, strict=True):
            wire.sendall(body)
        answers = [wire.recv(65536) for wire in wires]

        assert {answer.partition(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 303 SEE OTHER"}
        for wire in wires:
            wire.close()
        assert served.process.wait(40) == 0


@contextmanager
def visitors(served: Served) -> Iterator[list[str]]:
    """People who keep coming, each by a new connection; what went wrong for one of them."""
    wrong: list[str] = []
    over = Event()

    def come() -> None:
        browser = served.browser()
        while not over.is_set():
            try:
                status = browser.get(f"/en/{SLUG}/").status
            except (URLError, HTTPException, OSError) as error:
                wrong.append(repr(error))
            else:
                wrong.extend([] if status == 200 else [str(status)])

    people = [Thread(target=come, daemon=True) for _ in range(3)]
    for person in people:
        person.start()
    try:
        yield wrong
    finally:
        over.set()
        for person in people:
            person.join(PATIENCE)


def counted(figures: Browser) -> int:
    """How many visits of one page all web workers together have answered."""
    found = re.search(r'quizapp_requests_total\{[^}]*route="texts.people"[^}]*\} (\d+)', figures.get("/metrics").text)
    return int(found[1]) if found else 0


def test_a_web_worker_that_is_told_to_stop_alone_has_a_successor(tmp_path: Path, definitions: Path) -> None:
    with serving(tmp_path / "one", "--processes", "0", QUIZAPP_QUESTIONNAIRES=str(definitions)) as served:
        [gunicorn] = children(served.process.pid)
        [worker] = children(gunicorn)

        os.kill(worker, signal.SIGTERM)

        until(lambda: worker not in children(gunicorn), "its end")
        assert served.browser().get("/healthz").status == 200


def test_another_server_takes_over_and_nobody_notices(tmp_path: Path, definitions: Path) -> None:
    around = {"QUIZAPP_QUESTIONNAIRES": str(definitions), "QUIZAPP_DATA": str(tmp_path / "data")}
    with serving(tmp_path / "one", "--share-port", **around) as old, visitors(old) as wrong:
        taker = begun(old)
        following = definitions / SLUG / "v2"
        shutil.copytree(following.with_name("v1"), following)
        titles = following / "questionnaire.yaml"
        titles.write_text(titles.read_text("utf-8").replace("You stay calm", "You sail on"), "utf-8")
        figures = free_port()
        # No Redis is there: each worker counts requests of an address by itself, and says so.
        several = {"QUIZAPP_LIMITS_URL": "redis://127.0.0.1:1/0", "QUIZAPP_METRICS": f"127.0.0.1:{figures}"}
        options = ("--share-port", "--workers", "2")
        with serving_at(old.port, tmp_path / "two", *options, **around, **several) as new:
            until(lambda: b'"answered"' in new.log.read_bytes(), "the second to answer")
            old.process.send_signal(signal.SIGTERM)
            assert old.process.wait(40) == 0
            assert not wrong

            result = finish(taker)

            assert "You stay calm" in result
            assert "You sail on" not in result
            assert "You sail on" in finish(begun(new))
            assert len(descendants(new.process.pid)) >= 4  # gunicorn's parent, two workers, one that renders
            for _ in range(20):
                new.browser().get("/en/people")
            assert counted(Browser(f"http://127.0.0.1:{figures}")) == 20
            assert not wrong
