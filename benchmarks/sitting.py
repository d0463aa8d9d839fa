"""CPU of the server for a whole sitting, first page to result page, beside as many requests to a bare Flask route.

Both are served by gunicorn with threads, and each tells its own CPU, so what the client costs is in neither figure.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.parse import urlencode

from benchmarks.setting import SLUG, a_taker, questionnaire
from quizapp.domain.forms import find_break
from quizapp.domain.questionnaire import Questionnaire

PORT, FIGURES, BARE_PORT = 8741, 8742, 8743
TURNS, ROUNDS = 10, 8
PATIENCE = 30.0
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CPU = re.compile(r"^process_cpu_seconds_total (\S+)$", re.MULTILINE)

BARE = """
from time import process_time
from flask import Flask
app = Flask(__name__)
app.add_url_rule("/", "hello", lambda: "hello")
app.add_url_rule("/cpu", "cpu", lambda: f"process_cpu_seconds_total {process_time()}")
"""


class Client:
    """One browser: it keeps its connection and its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.cookies: SimpleCookie = SimpleCookie()
        self.requests = 0

    def get(self, address: str) -> str:
        return self._ask("GET", address)[0]

    def post(self, address: str, page: str, data: Mapping[str, str]) -> str:
        """Where it led. ``page``: the one that the form stood on."""
        token = TOKEN.search(page)
        body = urlencode({"csrf_token": token[1] if token else "", **data})
        return self._ask("POST", address, body, {"Content-Type": "application/x-www-form-urlencoded"})[1]

    def _ask(
        self, method: str, address: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[str, str]:
        self.requests += 1
        cookies = {"Cookie": "; ".join(f"{key}={one.value}" for key, one in self.cookies.items())}
        self.connection.request(method, address, body, {**(headers or {}), **(cookies if self.cookies else {})})
        answer = self.connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {address} was answered with {answer.status}")
        return answer.read().decode(), answer.headers.get("Location", "")


def take(client: Client, of: Questionnaire, answers: Mapping[str, str]) -> None:
    """One sitting, as a browser without scripts would send it."""
    client.get("/en/")
    address = f"/en/{SLUG}/"
    place = client.post(address, client.get(address), {"frame": "now", "agree": "yes"})
    for part, items in enumerate(of.pages, start=1):
        if part - 1 == find_break(of):
            client.get(place)
            place = f"/en/{SLUG}/part/{part}"
        place = client.post(place, client.get(place), {item: answers[item] for item in items})
    client.get(client.post(place, client.get(place), {}))


@contextmanager
def served(command: list[str], port: int, folder: str, **environment: str) -> Iterator[None]:
    """A server that answers on ``port``, ended at the end."""
    around = {**os.environ, "PYTHONPATH": f"{Path.cwd()}:{folder}", **environment}
    with (Path(folder) / f"{port}.txt").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-m", *command], env=around, stdout=log, stderr=log)
    try:
        _wait(server, port)
        yield
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline and server.poll() is None:
        try:
            HTTPConnection("127.0.0.1", port).connect()
        except ConnectionError:
            sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not start.")


def cpu_told(port: int, address: str) -> float:
    found = CPU.search(Client(port).get(address))
    if found is None:
        raise RuntimeError("The server does not tell its CPU.")
    return float(found[1])


def milliseconds(work: Callable[[], object], cpu: Callable[[], float]) -> float:
    """Of the server's CPU for one ``work``, over TURNS of it."""
    begun = cpu()
    for _ in range(TURNS):
        work()
    return 1000 * (cpu() - begun) / TURNS


def measure(folder: str) -> tuple[int, float, float]:
    """How many requests a sitting has, and milliseconds for it and for as many bare ones.

    Both take turns, so that what else the machine does falls on both; that only ever adds, so the least counts.
    """
    of = questionnaire()
    answers, counted = a_taker(of), Client(PORT)
    (Path(folder) / "bare.py").write_text(BARE)
    ours = ["quizapp.cli", "serve", "--processes", "0", "--port", str(PORT)]
    bare = ["gunicorn", "-b", f"127.0.0.1:{BARE_PORT}", "--threads", "8", "--no-control-socket", "bare:app"]
    settings = {"QUIZAPP_DATA": folder, "QUIZAPP_METRICS": f"127.0.0.1:{FIGURES}", "QUIZAPP_LIMITS_TIMES": "1000"}
    with served(ours, PORT, folder, **settings), served(bare, BARE_PORT, folder):
        take(counted, of, answers)
        rounds = [
            (
                milliseconds(lambda: take(Client(PORT), of, answers), lambda: cpu_told(FIGURES, "/metrics")),
                milliseconds(lambda: hello(counted.requests), lambda: cpu_told(BARE_PORT, "/cpu")),
            )
            for _ in range(ROUNDS)
        ]
    sitting, reference = (min(found) for found in zip(*rounds, strict=True))
    return counted.requests, sitting, reference


def hello(times: int) -> None:
    """As many requests that do nothing."""
    client = Client(BARE_PORT)
    for _ in range(times):
        client.get("/")


def main() -> None:
    with TemporaryDirectory() as folder:
        requests, sitting, bare = measure(folder)
    print(
        f"sitting: {requests} requests, {sitting:.0f} ms CPU of the server; "
        f"bare Flask route, as many requests: {bare:.1f} ms; ratio {sitting / bare:.1f}"
    )


if __name__ == "__main__":
    main()
