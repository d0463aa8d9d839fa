"""Where the knee is: people take the test with pauses, more of them every step, until pages come late or fail.

``python -m benchmarks.load``: on SQLite and on a PostgreSQL of its own; several web workers share a Redis.
Everything listens on this machine alone, and every step has an end.
"""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from re import compile as pattern
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep
from urllib.request import urlopen

from benchmarks.people import BROKEN, Ask, Crowd, Journey, Seen
from benchmarks.processes import Figures, figures_of, web_workers
from benchmarks.setting import SLUG, a_taker, questionnaire
from quizapp.domain.forms import find_break
from quizapp.domain.questionnaire import Questionnaire
from tests.postgresql import running_postgresql
from tests.serving import free_port

TOKEN = pattern(rb'name="csrf_token"[^>]*value="([^"]+)"')
LATE = 0.3
"""Seconds: a step whose slowest hundredth of pages takes longer is past the knee."""
START = 20.0
PEERS = "oTree 155 ms and 5.7 sittings/s, LimeSurvey 390 ms and 4.3/s, the ONS runner 526 ms and 3.5/s"
"""For the same work: 48 items, a score page, two cores."""


def token(body: bytes) -> str:
    found = TOKEN.search(body)
    return found[1].decode() if found else ""


@cache
def taken() -> tuple[Questionnaire, dict[str, str], int | None]:
    """The test, one taker's answers, and the page where the short form ends."""
    of = questionnaire()
    return of, a_taker(of), find_break(of)


def a_sitting() -> Journey:
    """From the first page to the result, as a browser goes."""
    of, answers, rest = taken()
    yield Ask("/en/")
    page = yield Ask(f"/en/{SLUG}/")
    sent = yield Ask(f"/en/{SLUG}/", {"csrf_token": token(page.body), "frame": "now", "agree": "yes"})
    for part, items in enumerate(of.pages, start=1):
        place = sent.location
        if part - 1 == rest:
            yield Ask(place)
            place = f"/en/{SLUG}/part/{part}"
        page = yield Ask(place)
        sent = yield Ask(place, {"csrf_token": token(page.body), **{item: answers[item] for item in items}})
    page = yield Ask(sent.location)
    sent = yield Ask(sent.location, {"csrf_token": token(page.body)})
    yield Ask(sent.location)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one step came to. Times in seconds; ``server``: processor seconds of the web workers."""

    rate: float
    seconds: float
    seen: Sequence[Seen]
    failed: int
    server: Figures
    own: float

    def late(self, method: str) -> float:
        """The slowest hundredth."""
        times = [seen.seconds for seen in self.seen if seen.method == method and seen.status != BROKEN]
        return quantiles(times, n=100)[98] if len(times) > 1 else 0.0

    @property
    def past_knee(self) -> bool:
        behind = len(self.seen) / requests() / self.seconds < 0.9 * self.rate
        return bool(self.failed) or behind or max(self.late("GET"), self.late("POST")) > LATE

    def __str__(self) -> str:
        done = len(self.seen) / requests() / self.seconds
        cpu = 1000 * self.server.processor / max(1, len(self.seen)) * requests()
        return (
            f"  {self.rate:>3g} sittings/s begun {done:5.1f} served  {done * requests():4.0f} requests/s  "
            f"p99 GET {1000 * self.late('GET'):5.0f} ms  POST {1000 * self.late('POST'):5.0f} ms  "
            f"errors {self.failed}  server {cpu:4.0f} ms CPU a sitting  web {self.server.largest / 1e6:.0f} MB PSS  "
            f"crowd {100 * self.own / self.seconds:.0f} % of a core"
        )


WARMING = 5.0
"""Seconds before anything is measured."""


def requests() -> int:
    """Of a sitting: two a page, one where the short form ends, and six before and after."""
    of, _, rest = taken()
    return 2 * len(of.pages) + (rest is not None) + 6


def one_step(crowd: Crowd, rate: float, given: Namespace, server: int) -> Step:
    """``rate`` sittings begin each second. Measured once those are over that began before it did."""
    lead = rate and requests() * sum(given.think) / 2
    begun = perf_counter()
    for number in range(int(rate * (lead + given.seconds))):
        crowd.enter(a_sitting(), begun + number / rate)
    crowd.live(begun + lead)
    crowd.seen, crowd.ended = [], []
    before, own, measured = figures_of(web_workers(server)), process_time(), perf_counter()
    crowd.live(measured + given.seconds)
    return Step(
        rate=rate,
        seconds=perf_counter() - measured,
        seen=crowd.seen,
        failed=len(crowd.ended) - sum(crowd.ended),
        server=figures_of(web_workers(server)).since(before),
        own=process_time() - own,
    )


@contextmanager
def serving(folder: str, given: Namespace, database: str | None) -> Iterator[tuple[int, int]]:
    """Port and process of ``quizapp serve``."""
    port = free_port()
    command = [sys.executable, "-m", "quizapp.cli", "serve", "--port", str(port)]
    command += ["--workers", str(given.workers), "--processes", str(given.renderers)]
    around = {**os.environ, "QUIZAPP_DATA": folder, "QUIZAPP_PROXIES": "1", "QUIZAPP_LIMITS_TIMES": "1000"}
    around |= {"QUIZAPP_DATABASE_URL": database} if database else {}
    with ExitStack() as stack:
        if given.redis:
            around["QUIZAPP_LIMITS_URL"] = stack.enter_context(redis())
        log = stack.enter_context((Path(folder) / "log.txt").open("wb"))
        server = subprocess.Popen(command, env=around, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield port, server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


@contextmanager
def redis() -> Iterator[str]:
    port = free_port()
    words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int) -> None:
    deadline = perf_counter() + START
    while perf_counter() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz"):
                return
        except OSError:
            sleep(0.05)
    raise TimeoutError(f"the server did not start within {START} s")


def climb(given: Namespace, database: str | None) -> None:
    """Print every step up to the knee."""
    draw = Random(7)
    with TemporaryDirectory() as folder, serving(folder, given, database) as (port, server):
        crowd = Crowd(port, lambda: draw.uniform(*given.think))
        warm_up(crowd)
        for rate in given.rates:
            step = one_step(crowd, rate, given, server)
            print(step, flush=True)
            if step.past_knee:
                print(f"  the knee: p99 over {1000 * LATE:.0f} ms, errors, or a tenth that was not served")
                return


def closed(given: Namespace, database: str | None) -> None:
    """So many people at a time, without a pause between their requests."""
    with TemporaryDirectory() as folder, serving(folder, given, database) as (port, server):
        crowd = Crowd(port, lambda: 0.0)
        for _ in range(given.people):
            crowd.enter(for_ever(), perf_counter())
        crowd.live(perf_counter() + WARMING)
        print(f"{given.people} at a time, without a pause:\n{one_step(crowd, 0, given, server)}", flush=True)


def warm_up(crowd: Crowd) -> None:
    crowd.enter(a_sitting(), perf_counter())
    crowd.live(perf_counter() + WARMING)


def for_ever() -> Journey:
    while True:
        yield from a_sitting()


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rates", type=float, nargs="+", default=[5, 10, 15, 20, 25, 30, 40])
    parser.add_argument("--seconds", type=float, default=20.0, help="of a step")
    parser.add_argument("--think", type=float, nargs=2, default=[0.2, 0.6], help="seconds between two requests")
    parser.add_argument("--workers", type=int, default=1, help="web workers")
    parser.add_argument("--renderers", type=int, default=1, help="render processes")
    parser.add_argument("--people", type=int, default=8, help="in the part without pauses")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    given.redis = given.workers > 1
    for name in ("sqlite", "postgresql"):
        if given.only not in (None, name):
            continue
        print(f"{name}, {given.workers} web and {given.renderers} render processes; peers: {PEERS}")
        with ExitStack() as stack:
            for part in (climb, closed):
                part(given, stack.enter_context(a_database(name)))


@contextmanager
def a_database(name: str) -> Iterator[str | None]:
    if name == "sqlite":
        yield None
        return
    # As it would run: what is committed is on the disk.
    with running_postgresql(fsync="on") as server, server.database() as url:
        yield url


if __name__ == "__main__":
    main()
