"""From the click to the first byte of a report: made ahead, and not, beside a static file."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.setting import SLUG, a_taker, build_app, questionnaire

PORT = 8732
ROUNDS = 100
PATIENCE = 60.0


def an_owner(folder: str) -> str:
    """The address of a result in the database in ``folder``."""
    submissions = build_app(Path(folder)).extensions["quizapp.submissions"]
    sitting = submissions.start(SLUG, "now")
    submissions.answer(sitting, a_taker(questionnaire()), 1, "en")
    return f"/en/r/{submissions.submit(sitting).text}/"


@contextmanager
def serving(folder: str) -> Iterator[None]:
    command = [sys.executable, "-m", "quizapp.cli", "serve", "--port", str(PORT)]
    unlimited = {"QUIZAPP_DATA": folder, "QUIZAPP_LIMITS_TIMES": "1000"}  # one visitor asks some two hundred times
    server = subprocess.Popen(command, env=os.environ | unlimited)
    try:
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(40)


def first_byte(address: str) -> tuple[int, float]:
    """Status, and milliseconds until the first byte of the body, on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", PORT, timeout=10)
    begun = perf_counter()
    connection.request("GET", address)
    reply = connection.getresponse()
    reply.read(1)
    taken = 1000 * (perf_counter() - begun)
    connection.close()
    return reply.status, taken


def expecting(status: int, address: str) -> float:
    """Milliseconds until the first byte of an answer with ``status``. Raises RuntimeError for any other."""
    found, taken = first_byte(address)
    if found != status:
        raise RuntimeError(f"{address} answered with {found}, not with {status}")
    return taken


def until(status: int, address: str) -> float:
    """Seconds until ``address`` answers with ``status``."""
    begun = perf_counter()
    while perf_counter() - begun < PATIENCE:
        try:
            if first_byte(address)[0] == status:
                return perf_counter() - begun
        except OSError:
            pass
        sleep(0.02)
    raise TimeoutError(f"no {status} within {PATIENCE} s")


def main() -> None:
    with TemporaryDirectory() as folder:
        owner = an_owner(folder)
        with serving(folder):
            until(200, "/en/")
            sleep(5)  # let the render process load its fonts
            expecting(200, owner)
            until(200, owner + "forty-days.pdf")
            ahead = [expecting(200, owner + "forty-days.pdf") for _ in range(ROUNDS)]
            file = [expecting(200, "/static/mark.svg") for _ in range(ROUNDS)]
            asked = until(200, owner + "forty-days.pdf?edition=together")
    print(
        f"report made ahead: {median(ahead):.1f} ms to the first byte, p99 {quantiles(ahead, n=100)[98]:.1f} ms; "
        f"static file: {median(file):.1f} ms; ratio {median(ahead) / median(file):.1f}; "
        f"not made ahead: {asked:.2f} s until it is there"
    )


if __name__ == "__main__":
    main()
