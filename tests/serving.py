"""A real ``quizapp serve`` with a log that is kept, and a client that is no test client."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers["Location"] or ""


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Browser:
    """Keeps cookies as the standard library does, by their rules, and follows no redirect."""

    def __init__(self, address: str) -> None:
        self.address, self.cookies = address, CookieJar()
        self.headers: dict[str, str] = {}
        self._opener = build_opener(HTTPCookieProcessor(self.cookies), _Stay)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        return self._open(Request(self.address + path, headers={**self.headers, **(headers or {})}))  # noqa: S310  # our own server

    def post(self, path: str, data: Mapping[str, str]) -> Reply:
        return self._open(Request(self.address + path, data=urlencode(data).encode(), headers=self.headers))  # noqa: S310  # our own server

    def _open(self, request: Request) -> Reply:
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return Reply(answer.status, answer.headers, answer.read())
        except HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


@dataclass(frozen=True, slots=True)
class Served:
    """What runs: where, with which data, and the files its output goes to."""

    port: int
    data: Path
    log: Path
    process: "subprocess.Popen[bytes]" = field(repr=False)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def browser(self) -> Browser:
        return Browser(self.address)

    def raw(self, sent: bytes) -> bytes:
        """All that is answered to these bytes, until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as wire:
            wire.sendall(sent)
            with suppress(OSError):  # a server that refuses may have hung up by now
                wire.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: wire.recv(65536), b""))


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    """``quizapp serve`` as a user starts it, ended at the end."""
    with serving_at(free_port(), folder, *options, **environment) as served:
        yield served


@contextmanager
def serving_at(port: int, folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    """``folder`` is for what this server writes; where QUIZAPP_DATA names another, for the log alone."""
    log = folder / "log.txt"
    command = [sys.executable, "-m", "quizapp.cli", "serve", "--port", str(port), *options]
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / "tmp"
    temporary.mkdir()
    around = {**os.environ, "QUIZAPP_DATA": str(folder / "data"), "TMPDIR": str(temporary), **environment}
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=around, stdout=output, stderr=subprocess.STDOUT)
    served = Served(port, folder / "data", log, process)
    try:
        wait_for(served)
        yield served
    finally:
        process.terminate()
        process.wait(40)


def wait_for(served: Served) -> None:
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline and served.process.poll() is None:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except ConnectionError:
            sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise AssertionError(f"The server did not start: {served.log.read_text()}")
