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
    server = subprocess.Popen(command, env={**os.environ, "QUIZAPP_DATA": folder})
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
            first_byte(owner)
            until(200, owner + "forty-days.pdf")
            ahead = [first_byte(owner + "forty-days.pdf")[1] for _ in range(ROUNDS)]
            file = [first_byte("/static/mark.svg")[1] for _ in range(ROUNDS)]
            asked = until(200, owner + "forty-days.pdf?edition=together")
    print(
        f"report made ahead: {median(ahead):.1f} ms to the first byte, p99 {quantiles(ahead, n=100)[98]:.1f} ms; "
        f"static file: {median(file):.1f} ms; ratio {median(ahead) / median(file):.1f}; "
        f"not made ahead: {asked:.2f} s until it is there"
    )


if __name__ == "__main__":
    main()
