"""Over real connections to a real server: what is sent ten times at once happens once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from quizapp import create_app
from quizapp.settings import read_settings
from tests.operation.test_no_trace import send, token_of
from tests.serving import Browser, Reply, Served, serving
from tests.web.walk import rows

TIMES = 10


@pytest.fixture
def served(tmp_path: Path, database_url: str) -> Iterator[Served]:
    with serving(tmp_path, "--processes", "0", QUIZAPP_DATABASE_URL=database_url) as running:
        yield running


def at_once(browser: Browser, path: str, data: dict[str, str]) -> list[Reply]:
    """The same form, sent from as many tabs of one browser."""
    ready = Barrier(TIMES)

    def press(_: int) -> Reply:
        tab = Browser(browser.address)
        for cookie in browser.cookies:
            tab.cookies.set_cookie(cookie)
        ready.wait(30)
        return tab.post(path, data)

    with ThreadPoolExecutor(TIMES) as tabs:
        return list(tabs.map(press, range(TIMES)))


@pytest.mark.both_databases
def test_ten_submits_give_one_result_and_ten_gifts_one_row(served: Served, tmp_path: Path, database_url: str) -> None:
    browser = served.browser()
    send(browser, "/en/between-us/", "/en/between-us/", frame="now", agree="yes")
    send(browser, "/en/between-us/part/1", "/en/between-us/part/1", exc1="o4", dia1="o2")
    token = {"csrf_token": token_of(browser.get("/en/between-us/check"))}

    handed_in = at_once(browser, "/en/between-us/check", token)

    [owner] = {reply.location for reply in handed_in}
    assert {reply.status for reply in handed_in} == {303}
    assert browser.get(owner).status == 200
    given = at_once(browser, owner + "count/", {**token, "agree": "yes"})
    assert {reply.status for reply in given} == {303}
    app = create_app(read_settings({"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_DATABASE_URL": database_url}))
    assert {table: rows(app, table) for table in ("sitting", "result", "answers", "pool")} == {
        "sitting": 0,
        "result": 1,
        "answers": 1,
        "pool": 1,
    }
