"""A real server and a real client: what a test client would hide."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp import create_app
from quizapp.definitions.library import Library
from quizapp.settings import read_settings
from quizapp.submissions import Submissions
from tests.serving import Reply, Served, free_port, serving
from tests.test_settings import PUBLIC
from tests.web.walk import all_answered
from tests.workers.conftest import children, until

EVERYWHERE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
FALSE = "A" * 43
OF_AN_OWNER = ("", "code.svg", "link.txt", "days.ics?start=2026-12-01", "my-data.json", "compare", "count/", "delete")
SECURE = {**PUBLIC, "QUIZAPP_PROXIES": "1"}
FORWARDED = {"Host": "example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
AGREED = {"frame": "now", "agree": "yes"}


@pytest.fixture(scope="module")
def figures() -> int:
    return free_port()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, figures: int) -> Iterator[Served]:
    """On this machine alone, over http."""
    with serving(tmp_path_factory.mktemp("plain"), QUIZAPP_METRICS=f"127.0.0.1:{figures}") as running:
        yield running


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """As people reach it over https, through one proxy."""
    with serving(tmp_path_factory.mktemp("public"), **SECURE) as running:
        yield running


def token_of(page: Reply) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found
    return found[1]


def raw_headers(answer: bytes) -> dict[str, str]:
    head = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return dict(line.split(": ", 1) for line in head)


def lines(served: Served) -> list[dict[str, object]]:
    return [json.loads(line) for line in served.log.read_text().splitlines() if line.startswith("{")]


def made_in(served: Served, library: Library) -> str:
    """The address of a result that was put into the database of ``served``."""
    app = create_app(read_settings({"QUIZAPP_DATA": str(served.data)}))
    found: Submissions = app.extensions["quizapp.submissions"]
    with app.app_context():
        sitting = found.start("between-us", "now")
        found.answer(sitting, all_answered(library.get("between-us", 1, "en", "now"), 4), 1, "en")
        owner = found.submit(sitting)
    assert owner
    return f"/en/r/{owner.text}/"


# --- headers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/en/", 200),
        ("/en", 308),
        ("/en/between-us/over", 410),
        ("/static/look.css", 200),
        ("/static/nothing.css", 404),
        ("/favicon.ico", 301),
        (f"/en/r/{FALSE}/forty-days.pdf", 404),
        (f"/en/s/{FALSE}/", 404),
        (f"/en/r/{FALSE}/share", 404),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/leave", 302),
    ],
)
def test_every_answer_carries_every_header(served: Served, path: str, status: int) -> None:
    reply = served.browser().get(path)

    assert reply.status == status
    assert {name: reply.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert reply.headers["Cache-Control"] == ("no-cache" if path.endswith("look.css") else "no-store")
    assert reply.headers["Strict-Transport-Security"] is None


def test_so_do_the_report_the_pictures_and_all_that_an_owner_is_given(served: Served, library: Library) -> None:
    browser, owner = served.browser(), made_in(served, library)
    token = {"csrf_token": token_of(browser.get(owner))}
    sent = [
        *(browser.get(owner + name) for name in OF_AN_OWNER),
        browser.post(owner + "share", token),
        browser.post(owner + "count/", token),
        browser.post(owner + "own-words/", {**token, "p.carried": "x" * 30_000}),
        browser.post(owner + "keep", {"days": "3"}),
    ]

    until(lambda: browser.get(owner + "forty-days.pdf").status == 200, "the report")
    sent.append(browser.get(owner + "forty-days.pdf"))

    assert sent[-1].body.startswith(b"%PDF-")
    assert {reply.status for reply in sent} >= {200, 303, 400, 422}
    for reply in sent:
        told = {name: reply.headers[name] for name in EVERYWHERE}
        assert (reply.status, told) == (reply.status, EVERYWHERE)
        assert reply.headers["Cache-Control"] in ("no-store", "no-cache")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"\x16\x03\x01\x02\x00\x01\n\r\n\r\n", b"400"),
        (b"GET /en/r/" + b"A" * 8000 + b"/ HTTP/1.1\r\n\r\n", b"414"),
        (b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-A: b\r\n" * 200 + b"\r\n", b"431"),
        (b"GET /en/ HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", b"400"),
        (b"POST /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", b"400"),
        (b"GET /en/ HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n", b"400"),
        (b"PUT /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", b"405"),
    ],
)
def test_what_is_no_request_is_refused_with_every_header(served: Served, sent: bytes, status: bytes) -> None:
    answer = served.raw(sent)

    assert answer.split(b" ")[1] == status
    headers = raw_headers(answer)
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert headers["Cache-Control"] == "no-store"
    assert b"AAAA" not in answer


def test_another_name_is_refused_without_being_repeated(served: Served) -> None:
    reply = served.browser().get("/en/", {"Host": "elsewhere.example"})

    assert reply.status == 400
    assert "elsewhere" not in reply.text
    assert reply.text == "This site does not answer to that name.\n"


# --- cookies --------------------------------------------------------------------------------------


def test_on_this_machine_the_cookie_works_without_https(served: Served) -> None:
    browser = served.browser()

    started = browser.post("/en/between-us/", {**AGREED, "csrf_token": token_of(browser.get("/en/between-us/"))})

    [cookie] = list(browser.cookies)
    assert (cookie.name, cookie.secure, cookie.path) == ("between", False, "/")
    assert (started.status, started.location) == (303, "/en/between-us/part/1")
    assert browser.get(started.location).status == 200


def test_over_https_the_cookie_belongs_to_this_host_alone(public: Served) -> None:
    page = public.browser().get("/en/between-us/", FORWARDED)

    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-between=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert page.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_over_https_even_what_is_no_request_is_told_to_stay_there(public: Served) -> None:
    assert "max-age" in raw_headers(public.raw(b"nonsense\r\n\r\n"))["Strict-Transport-Security"]


def test_a_form_counts_only_with_its_own_session_and_from_its_own_site(public: Served) -> None:
    mine, other = public.browser(), public.browser()
    page = mine.get("/en/between-us/", FORWARDED)
    token, cookie = token_of(page), page.headers["Set-Cookie"].partition(";")[0]
    theirs = other.get("/en/between-us/", FORWARDED).headers["Set-Cookie"].partition(";")[0]

    def send(cookie: str, referer: str) -> bytes:
        body = f"frame=now&agree=yes&csrf_token={token}".encode()
        head = {
            **FORWARDED,
            "Cookie": cookie,
            "Referer": referer,
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        return public.raw(f"POST /en/between-us/ HTTP/1.1\r\n{lines}\r\n".encode() + body).split(b" ")[1]

    own = "https://example.org/en/between-us/"
    assert send(theirs, own) == b"400"
    assert send(cookie, "https://elsewhere.example/") == b"400"
    assert send(cookie, own) == b"303"


# --- size -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("chunked", [False, True])
def test_too_much_is_refused_whether_or_not_its_length_is_told(served: Served, *, chunked: bool) -> None:
    much = b"a=" + b"b" * (260 * 1024)
    head = b"POST /en/between-us/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    head += b"Content-Type: application/x-www-form-urlencoded\r\n"
    if chunked:
        body = b"Transfer-Encoding: chunked\r\n\r\n" + f"{len(much):x}".encode() + b"\r\n" + much + b"\r\n0\r\n\r\n"
    else:
        body = b"Content-Length: " + str(len(much)).encode() + b"\r\n\r\n" + much

    assert served.raw(head + body).split(b" ")[1] == (b"411" if chunked else b"413")


# --- probes, figures, log -------------------------------------------------------------------------


def test_probes_answer_by_any_name_of_this_machine_and_set_no_cookie(served: Served) -> None:
    for path in ("/healthz", "/readyz"):
        for host in ("127.0.0.1", "localhost"):
            reply = served.browser().get(path, {"Host": host})
            assert (reply.status, reply.headers["Set-Cookie"]) == (200, None)


def test_figures_are_served_beside_the_pages_and_know_routes_alone(served: Served, figures: int) -> None:
    browser = served.browser()
    for number in range(20):
        browser.get(f"/en/nothing-{number}/part/1")
        browser.get(f"/nowhere/{number}")
    other = type(browser)(f"http://127.0.0.1:{figures}")

    text = other.get("/metrics").text

    assert browser.get("/metrics").status == 404
    routes = set(re.findall(r'route="([^"]+)"', text))
    assert all(re.fullmatch(r"none|static|[a-z]+\.[a-z_]+", route) for route in routes)
    assert 'route="sittings.part"' in text
    assert not re.search(r"nothing-|nowhere|127\.0\.0\.1", text)


def test_the_log_tells_route_method_status_and_time_of_each_request(served: Served) -> None:
    served.browser().get("/en/people?who=someone-marker")

    said = [line for line in lines(served) if line.get("route") == "texts.people"]

    assert said
    assert set(said[-1]) == {"time", "level", "from", "says", "route", "method", "status", "ms"}
    assert (said[-1]["method"], said[-1]["status"]) == ("GET", 200)
    assert "marker" not in served.log.read_text()


# --- what it takes ---------------------------------------------------------------------------------


def test_a_web_worker_stays_small(served: Served) -> None:
    served.browser().get("/en/")
    workers: list[int] = []

    def found() -> bool:  # the system's list of children may miss one while another one ends
        workers[:] = [worker for child in children(served.process.pid) for worker in children(child)]
        return len(workers) == 1

    until(found, "one web worker")
    proportional = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{workers[0]}/smaps_rollup").read_text(), re.MULTILINE)

    assert proportional
    assert int(proportional[1]) < 90_000


# --- starts that are refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("QUIZAPP_DATABASE_URL", "sqlite:////nowhere/at/all.db"),
        ("QUIZAPP_DATABASE_URL", "postgresql+psycopg://taker:p4ss-marker@127.0.0.1:1/quizapp"),
        ("QUIZAPP_SECRET_KEY", "k3y-marker"),
        ("QUIZAPP_DATA", "/dev/null/data"),
    ],
)
def test_a_start_that_cannot_be_is_one_line_with_a_remedy(tmp_path: Path, variable: str, value: str) -> None:
    command = [sys.executable, "-m", "quizapp.cli", "serve", "--port", str(free_port())]
    around = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": ":".join(sys.path),
        "QUIZAPP_DATA": str(tmp_path),
        variable: value,
    }

    done = subprocess.run(command, env=around, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 1
    assert variable in done.stderr
    assert " - " in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "marker" not in done.stderr
