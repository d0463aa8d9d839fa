"""Hostile requests against the whole application: none may end in an error of ours, or in a page without its headers.

python -m benchmarks.fuzz_routes [REQUESTS] [SEED]
"""

import logging
import random
import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from ipaddress import ip_address
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import CollectorRegistry
from werkzeug.datastructures import Headers
from werkzeug.test import run_wsgi_app

from benchmarks.setting import SLUG, a_taker, questionnaire
from benchmarks.sitting import TOKEN
from quizapp import create_app
from quizapp.settings import read_settings
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.web import watching

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{7*7}}{{config}}{{request.environ}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "${7*7}#{7*7}%(answered)s%n%s",
    "' OR 1=1; DROP TABLE result; --",
    "x\r\nSet-Cookie: between=x\r\n\r\n<b>",
    '=HYPERLINK("http://x")',
    "@SUM(1+1)|cmd",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%00",
    "\x00\x01\x7f",
    "%c0%ae%c0%ae/",
    "//elsewhere.example/",
    "https://elsewhere.example",
    "javascript:alert(1)",
    "\u202eevil\u202c\u200b\ufeff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 20,
    "e" + "\u0301" * 500,
    "\ud800",
    "٣",
    "-1",
    "0",
    "99999999999999999999999999",
    "9" * 5000,
    "1e309",
    "NaN",
    "null",
    "[]",
    "A" * 43,
    "A" * 3000,
    "",
]
LARGE = 260 * 1024
A_SITTING = 300
"""Requests after which the test is taken anew, since some of them end a sitting."""

LEAVE = "https://leave.example/"
METHODS = [*["GET"] * 8, *["POST"] * 10, "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X" * 40]
FIELDS = ["frame", "agree", "show", "go", "share", "days", "csrf_token", "edition", "opened", "to_check", "made"]
FIELDS += ["remember", "link", "file", "start", "paper", "part", "picture", "kind", "pictured", "nothing", "at", "v"]
# What an address is made of, and what the framework itself would take for an order.
FIELDS += ["secret", "slug", "language", "version", "name", "filename", "endpoint", "values"]
FIELDS += ["_method", "_scheme", "_external", "_anchor"]
NAME = re.compile(r'<(?:input|textarea|button|select)[^>]* name="([^"]+)"')
PROMISED = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Robots-Tag")


@dataclass(frozen=True, slots=True)
class Known:
    """What an attacker who took the test knows: addresses with live secrets, field names, a session and its token.

    ``forms``: an address -> the fields of the forms that lead there, or stand there.
    """

    addresses: list[str]
    fields: list[str]
    forms: dict[str, list[str]]
    options: list[str]
    cookie: str
    token: str


@dataclass(frozen=True, slots=True)
class Walk:
    """Pages and forms, as a browser would ask for them."""

    client: FlaskClient

    def get(self, address: str) -> str:
        return self.client.get(address).get_data(as_text=True)

    def post(self, address: str, page: str, data: Mapping[str, str]) -> str:
        """Where it led. ``page``: the one that the form stood on."""
        token = TOKEN.search(page)
        return self.client.post(address, data={"csrf_token": token[1] if token else "", **data}).location


def prepare(app: Flask) -> Known:
    """Take the test once, so that not only doors are tried."""
    client, of = app.test_client(), questionnaire()
    walk = Walk(client)
    address = f"/en/{SLUG}/"
    walk.post(address, walk.get(address), {"frame": "now", "agree": "yes"})
    for part, items in enumerate(of.pages, start=1):
        place = f"{address}part/{part}"
        walk.post(place, walk.get(place), {item: a_taker(of)[item] for item in items})
    owner = walk.post(f"{address}check", walk.get(f"{address}check"), {})
    walk.post(owner + "share", walk.get(owner), {"show": "strength:REP", "go": "make"})
    page = walk.get(address)
    walk.post(address, page, {"frame": "now", "agree": "yes"})
    found, cookie = TOKEN.search(page), client.get_cookie("between")
    assert found
    assert cookie
    rest = ["", "code.svg", "link.txt", "share", "preview", "take-back", "keep", "forty-days.pdf"]
    rest += ["days.ics", "compare", "count/", "own-words/", "remember", "my-data.json"]
    walk.post(f"{address}later", walk.get(f"{address}later"), {})
    way_on = re.search(r"/en/c/[\w-]{43}/", walk.get(f"{address}later"))
    assert way_on
    addresses = [
        "/", "/en/", "/zh-Hans/", "/en/people", "/en/about/method", "/en/deleted", "/leave", "/healthz", "/readyz",
        "/favicon.ico", "/static/look.css", f"{address}check", f"{address}first", f"{address}over", address,
        *(f"{address}part/{number}" for number in range(1, len(of.pages) + 1)),
        *(f"{owner}{name}" for name in rest),
        *(f"/en/r/{'A' * 43}/{name}" for name in [*rest, "delete"]),
        f"/en/s/{'A' * 43}/", f"/en/c/{'A' * 43}/", way_on[0], "/en/c/", "/en/forget", "/fr/people", "/EN/",
        *(f"{address}{name}" for name in ["later", "later/code.svg", "later/link.txt", "afresh"]),
        f"/en/e/{SLUG}", "/e/embed.css",
    ]  # fmt: skip
    options = [*dict.fromkeys(a_taker(of).values()), "skip", "now", "yes", "preview", "make"]
    of_owner = NAME.findall(walk.get(owner))
    # A page of its own has fields of its own; what is only sent to stands as a form on the owner's page.
    known = (each for each in addresses if each != "/leave")  # it would end the session
    forms = {each: NAME.findall(walk.get(each)) or of_owner * each.startswith(owner) for each in known}
    return Known(addresses, [*of.items, *FIELDS], forms, options, f"between={cookie.value}", found[1])


class Attacker:
    """Requests from one seed."""

    def __init__(self, known: Known, seed: int) -> None:
        self.known, self.random = known, random.Random(seed)

    def request(self) -> dict[str, object]:
        """One WSGI environment."""
        whole = self.random.choice(self.known.addresses)
        path, fields = self._path(whole), self.known.forms.get(whole, [])
        body, kind = self._body(fields)
        return {
            "REQUEST_METHOD": self.random.choice(METHODS),
            "SCRIPT_NAME": "",
            # As servers hand it over: percent signs undone, bytes as latin-1.
            "PATH_INFO": path,
            "QUERY_STRING": self._query(fields),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": str(ip_address(self.random.randrange(2**32))),
            "HTTP_HOST": self._often("127.0.0.1:8000", rarely=0.02),
            "HTTP_COOKIE": self._often(self.known.cookie),
            "HTTP_ACCEPT_LANGUAGE": self._often("en"),
            "HTTP_REFERER": self._often("http://127.0.0.1:8000/en/"),
            "HTTP_X_FORWARDED_FOR": self._often("192.0.2.1"),
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": self._often(str(len(body)), rarely=0.02),
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }

    def _hostile(self) -> str:
        chosen = self.random.choice(HOSTILE)
        return chosen.encode("utf-8", "surrogatepass").decode("latin-1")

    def _often(self, usual: str, rarely: float = 0.1) -> str:
        return self._hostile() if self.random.random() < rarely else usual

    def _path(self, path: str) -> str:
        if self.random.random() < 0.8:
            return path
        pieces = path.split("/")
        pieces[self.random.randrange(1, len(pieces))] = self._hostile()
        return "/".join(pieces)

    def _pairs(self, fields: list[str]) -> list[tuple[str, str]]:
        """Half of them for fields that the address has, if it has any."""
        some = range(self.random.choice([0, 1, 3, 8]))
        return [
            (
                self._often(self.random.choice(self.random.choice([fields, self.known.fields]) or self.known.fields)),
                self._often(self.random.choice(self.known.options), 0.5),
            )
            for _ in some
        ]

    def _query(self, fields: list[str]) -> str:
        if self.random.random() < 0.1:
            return quote(self._hostile(), safe="%&=+;", encoding="latin-1")
        return urlencode(self._pairs(fields), encoding="latin-1") if self.random.random() < 0.4 else ""

    def _body(self, fields: list[str]) -> tuple[bytes, str]:
        token = [("csrf_token", self.known.token)] if self.random.random() < 0.8 else []
        form = urlencode([*token, *self._pairs(fields)], encoding="latin-1").encode()
        shape = self.random.random()
        if shape < 0.94:
            return form, "application/x-www-form-urlencoded"
        if shape < 0.96:
            return self.random.randbytes(300), "application/x-www-form-urlencoded; charset=utf-16"
        if shape < 0.97:
            named = f'form-data; name="{self._hostile()}"; filename="{self._hostile()}"'
            part = f"--x\r\nContent-Disposition: {named}\r\n\r\n".encode("latin-1")
            return part + form + b"\r\n--x--", "multipart/form-data; boundary=x"
        if shape < 0.98:
            return b'{"frame": ' + form, self._often("application/json")
        return b"a=" + b"b" * LARGE, "application/x-www-form-urlencoded"


def broken(status: str, headers: Headers, body: bytes) -> str | None:
    """What an answer must not be, in words."""
    host = urlsplit(headers.get("Location", "")).hostname
    faults = {
        # No worker renders here, so the queue fills up, and says when to come back.
        f"status {status[:3]}": status[0] == "5" and not (status[:3] == "503" and "Retry-After" in headers),
        "headers are missing": any(name not in headers for name in PROMISED),
        "a header was injected": bool({"\r", "\n"} & set("".join(headers.values())))
        or any(cookie.startswith("between=x") for cookie in headers.getlist("Set-Cookie")),
        "an open redirect": host not in (None, "127.0.0.1", urlsplit(LEAVE).hostname),
        "unescaped markup": b"<script>alert" in body or b"onerror=alert(1)>" in body,
        "a template ran": b"49{" in body or b"&lt;Config" in body or b"<Config" in body,
        "a file was read": b"root:x:0" in body,
    }
    return next((fault for fault, found in faults.items() if found), None)


def attack(app: Flask, requests: int, seed: int) -> tuple[Counter[int], list[str]]:
    """How often each status was answered, and what was wrong."""
    attacker, statuses, wrong = Attacker(prepare(app), seed), Counter[int](), list[str]()
    for number in range(requests):
        if number % A_SITTING == 0:
            attacker.known = prepare(app)
        environ = attacker.request()
        what = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']!r}?{environ['QUERY_STRING']!r}"
        try:
            chunks, status, headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
            fault = broken(status, headers, b"".join(chunks))
            statuses[int(status[:3])] += 1
        except Exception as error:  # noqa: BLE001  # whatever escapes the application is what is looked for
            fault = f"{type(error).__name__}: {error}"
        if fault:
            wrong.append(f"{fault}: {what}")
    return statuses, wrong


def figures(app: Flask) -> tuple[int, list[str]]:
    """How many figures are kept of the requests, and those that carry something that was sent."""
    registry: CollectorRegistry = app.extensions["quizapp.figures"]
    labels = [sample.labels for metric in registry.collect() for sample in metric.samples]
    routes, methods = {"none", *app.view_functions}, {"other", *watching.METHODS}
    odd = [
        one for one in labels if not (one.get("route", "none") in routes and one.get("method", "other") in methods)
    ]
    return len(labels), [f"a figure of {one}" for one in odd]


def main() -> int:
    given = dict(enumerate(sys.argv))
    requests, seed = int(given.get(1, "100000")), int(given.get(2, "1"))
    logging.disable(logging.WARNING)
    with TemporaryDirectory() as folder:
        around = {"QUIZAPP_DATA": folder, "QUIZAPP_LIMITS_TIMES": "1000", "QUIZAPP_LEAVE_URL": LEAVE}
        settings = read_settings({**around, "QUIZAPP_EMBEDDERS": "https://www.example.org"})
        bring_up_to_date(settings.database_url)
        begun = perf_counter()
        app = create_app(settings)
        statuses, wrong = attack(app, requests, seed)
        kept, odd = figures(app)
        wrong += odd
    print(f"fuzz: {requests} requests, seed {seed}, {perf_counter() - begun:.0f} s, wrong: {len(wrong)}")
    print("  " + ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))
    print(f"  {kept} figures are kept of them")
    for fault in wrong[:20]:
        print(f"  {fault[:300]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
