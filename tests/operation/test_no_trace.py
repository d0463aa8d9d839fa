"""After a whole journey nothing that the application wrote tells what was answered or opens what is kept."""

import re
import shutil
import sqlite3
from base64 import b64encode, urlsafe_b64decode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import shipped
from tests.definitions.test_standard_words import PLAIN
from tests.serving import Browser, Reply, Served, free_port, serving
from tests.web.test_formats import KINDS
from tests.workers.conftest import until

CARRIED = "What carried-marker 44aa me."
WORD, WORDS = "word-marker-7f3a", "A whole sentence-marker 91c5, in my own words."
TABLES = ("sitting", "result", "answers", "share", "rendering", "handover")


@dataclass(frozen=True, slots=True)
class Journey:
    """One person's way to a result, a share and a report, and all that must stay theirs."""

    browser: Browser
    owner: str
    share: str
    hidden: dict[str, bytes]


def token_of(page: Reply) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def send(browser: Browser, path: str, page: str, **data: str) -> Reply:
    reply = browser.post(path, {"csrf_token": token_of(browser.get(page)), **data})
    assert reply.status == 303, reply.text
    return reply


def spellings(name: str, secret: str) -> dict[str, bytes]:
    """A secret as links have it, as bytes, in hexadecimal and in the other base64."""
    raw = urlsafe_b64decode(secret + "=")
    return {
        f"{name} in text": secret.encode(),
        f"{name} in bytes": raw,
        f"{name} in hexadecimal": raw.hex().encode(),
        f"{name} in base64": b64encode(raw).rstrip(b"="),
    }


def session_of(browser: Browser) -> str:
    [value] = [cookie.value for cookie in browser.cookies if cookie.name == "between"]
    assert value
    return value


def go_on_elsewhere(browser: Browser) -> str:
    """Make a link twice and open the second in another browser; the secret of that."""
    for _ in range(2):
        send(browser, "/en/between-us/later", "/en/between-us/later")
    found = re.search(r"/en/c/([\w-]{43})/", browser.get("/en/between-us/later").text)
    assert found
    browser.get("/en/between-us/later/code.svg")
    browser.get("/en/between-us/later/link.txt")
    other = Browser(browser.address)
    assert send(other, f"/en/c/{found[1]}/", f"/en/c/{found[1]}/").location == "/en/between-us/check"
    return found[1]


def take(browser: Browser, questionnaire: Questionnaire) -> Journey:
    send(browser, "/en/between-us/", "/en/between-us/", frame="former", agree="yes")
    given: dict[str, str] = {}
    sitting = urlsafe_b64decode(session_of(browser).partition(".")[0] + "==").decode()
    for part, items in enumerate(questionnaire.pages, start=1):
        answers = {
            item: list(questionnaire.responses_of(item).options)[index % 5]
            for index, item in enumerate(items, start=3)
        }
        given |= answers
        place = f"/en/between-us/part/{part}"
        send(browser, place, place, **answers)
    way_on = go_on_elsewhere(browser)
    send(browser, "/en/between-us/first", "/en/between-us/first")
    owner = send(browser, "/en/between-us/check", "/en/between-us/check").location
    assert browser.get(owner + "forty-days.pdf").status in (200, 202)
    send(browser, owner + "own-words/", owner + "own-words/", **{"p.carried": CARRIED})
    assert CARRIED in browser.get(owner + "own-words/").text
    offered = re.findall(r'name="show"[^>]*value="([^"]+)"', browser.get(owner).text)
    made = send(browser, owner + "share", owner, show=offered[0], go="make").location
    found = re.search(r"/en/s/[\w-]{43}/", browser.get(made).text)
    assert found
    browser.get(send(browser, found[0], found[0]).location)
    send(browser, owner + "remember", owner, remember="yes")
    secret = re.search(r'"between-us": ?"([\w-]{43})"', sitting)
    assert secret
    return Journey(
        browser,
        owner,
        found[0],
        {
            **spellings("the key of the sitting", secret[1]),
            **spellings("the owner's link", owner.split("/")[3]),
            **spellings("the way to go on elsewhere", way_on),
            **spellings("the share", found[0].split("/")[3]),
            "the cookie": session_of(browser).encode(),
            **{f"answer {item}": f'"{item}"'.encode() for item in given},
            **{f"answer {item} as sent": f"{item}={option}".encode() for item, option in given.items()},
            **{f"the words of {item}": questionnaire.items[item].text.encode() for item in given},
            "words after the result": CARRIED.encode(),
            "words after the result, as sent": b"carried-marker",
            "a label": b"like me",
            "the frame": b"former",
            "the address of its taker": b"203.0.113.77",
            "the program of its taker": b"agent-marker",
        },
    )


@pytest.fixture(scope="module")
def figures() -> int:
    return free_port()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, figures: int) -> Iterator[Served]:
    tests = tmp_path_factory.mktemp("tests") / "questionnaires"
    shutil.copytree(shipped("questionnaires"), tests)
    (tests / "evenings/v1").mkdir(parents=True)
    (tests / "evenings/v1/questionnaire.yaml").write_text(PLAIN + KINDS, "utf-8")
    around = {
        "QUIZAPP_METRICS": f"127.0.0.1:{figures}",
        "QUIZAPP_PROXIES": "1",
        "QUIZAPP_QUESTIONNAIRES": str(tests),
    }
    with serving(tmp_path_factory.mktemp("traced"), **around) as running:
        yield running


@pytest.fixture(scope="module")
def journey(served: Served, library: Library) -> Journey:
    browser = served.browser()
    browser.headers |= {"X-Forwarded-For": "203.0.113.77", "User-Agent": "agent-marker"}
    return take(browser, library.get("between-us", 1, "en", "former"))


@pytest.fixture(scope="module")
def typed(served: Served) -> Journey:
    """A result with words of its taker's own."""
    browser = served.browser()
    send(browser, "/en/evenings/", "/en/evenings/", agree="yes")
    for part in (1, 2, 3):
        page = browser.get(f"/en/evenings/part/{part}")
        if page.status == 200:
            send(browser, f"/en/evenings/part/{part}", f"/en/evenings/part/{part}", word=WORD, more=WORDS)
    owner = send(browser, "/en/evenings/check", "/en/evenings/check").location
    assert WORDS in browser.get(owner).text
    hidden = {
        "a typed word": WORD.encode(),
        "typed words": WORDS.encode(),
        "typed words, as sent": b"sentence-marker",
    }
    return Journey(browser, owner, "", {**hidden, **spellings("the link to what was typed", owner.split("/")[3])})


def written(served: Served, figures: int) -> dict[str, bytes]:
    """Every file of the installation, its log, its temporary files, its figures and what the process list shows."""
    folder = served.data.parent
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shown = {f"/proc/{path.parent.name}/cmdline": path.read_bytes() for path in _processes(served)}
    return {**files, **shown, "metrics": Browser(f"http://127.0.0.1:{figures}").get("/metrics").body}


def _processes(served: Served) -> list[Path]:
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()
    return [Path(f"/proc/{pid}/cmdline") for pid in [str(served.process.pid), *children]]


def found_in(hidden: dict[str, bytes], files: dict[str, bytes]) -> list[str]:
    return [
        f"{what} in {where}"
        for where, content in files.items()
        for what, looked in hidden.items()
        if looked in content
    ]


def sealed_pieces(served: Served) -> dict[str, bytes]:
    """Every row as it is kept, cut small, since SQLite spreads long values over several pages."""
    pieces: dict[str, bytes] = {}
    with closing(sqlite3.connect(served.data / "quizapp.db")) as database:
        for table in TABLES:
            for row_id, sealed in database.execute(f"SELECT id, sealed FROM {table}"):  # noqa: S608  # our own names
                pieces[f"the id of a {table}"] = row_id
                pieces |= {f"{table} from byte {at}": sealed[at : at + 24] for at in range(0, len(sealed) - 24, 24)}
    return pieces


def test_what_was_looked_for_can_be_found(journey: Journey) -> None:
    page = journey.browser.get(journey.owner).body

    assert journey.hidden["the owner's link in text"] in page
    assert len(journey.hidden) > 150


def test_nothing_that_was_written_tells_an_answer_or_a_secret(
    served: Served, journey: Journey, typed: Journey, figures: int
) -> None:
    files = written(served, figures)

    assert {"data/quizapp.db", "data/quizapp.db-wal", "log.txt", "metrics"} <= set(files)
    assert found_in({**journey.hidden, **typed.hidden}, files) == []


def test_nor_does_what_is_written_when_something_goes_wrong(
    served: Served, journey: Journey, typed: Journey, figures: int
) -> None:
    secret = journey.owner.encode()
    for sent in (
        b"GET " + secret + b" HTTP/9.9\r\n\r\n",
        b"GET " + secret + b" HTTP/1.1\r\nbad header\r\n\r\n",
        b"G\xffT " + secret + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET " + secret + b"x" * 5000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nReferer: " + secret + b"\r\nConnection: close\r\n\r\n",
        b"POST " + secret + b"share HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nx=" + secret[:3],
    ):
        served.raw(sent)
    with closing(sqlite3.connect(served.data / "quizapp.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        token = token_of(journey.browser.get(journey.owner))
        assert journey.browser.post(journey.owner + "keep", {"csrf_token": token, "days": "30"}).status == 503
    # For half a second everybody else is told at once.
    until(
        lambda: journey.browser.post(journey.owner + "keep", {"csrf_token": token, "days": "30"}).status == 303,
        "a database that is back",
    )

    assert "could not be answered" in served.log.read_text()
    assert "The database cannot be used" in served.log.read_text()
    assert found_in({**journey.hidden, **typed.hidden}, written(served, figures)) == []


def test_after_a_deletion_nothing_of_it_is_left_at_all(
    served: Served, journey: Journey, typed: Journey, figures: int
) -> None:
    pieces = sealed_pieces(served)
    assert len(found_in(pieces, written(served, figures))) > 0.9 * len(pieces)

    for one in (journey, typed):
        assert send(one.browser, one.owner + "delete", one.owner + "delete").location == "/en/deleted"

    assert found_in(pieces, written(served, figures)) == []
    assert found_in({**journey.hidden, **typed.hidden}, written(served, figures)) == []


# The pool can be read, so this comes last: what lies in it stays when its giver's result is gone.
def test_what_is_given_to_the_pool_leads_back_to_nobody(served: Served, library: Library, figures: int) -> None:
    browser = served.browser()
    browser.headers |= {"X-Forwarded-For": "203.0.113.77", "User-Agent": "agent-marker"}
    giver = take(browser, library.get("between-us", 1, "en", "former"))
    send(browser, giver.owner + "count/", giver.owner + "count/", agree="yes")
    readable = {name for name in giver.hidden if name.startswith(("answer ", "the frame"))}
    assert found_in({name: giver.hidden[name] for name in readable}, written(served, figures))
    hidden = {name: looked for name, looked in giver.hidden.items() if name not in readable}

    assert found_in(hidden, written(served, figures)) == []
    pieces = sealed_pieces(served)
    send(browser, giver.owner + "delete", giver.owner + "delete")

    assert found_in({**hidden, **pieces}, written(served, figures)) == []
