"""What a million results in the table change: the time of pages, and how long a purge of them keeps a writer waiting.

``python -m benchmarks.million``: on SQLite and on a PostgreSQL of its own; ``--rows`` says how many.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, process_time, sleep

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, text

from benchmarks.load import a_sitting
from benchmarks.people import Reply
from benchmarks.setting import SLUG
from quizapp import create_app
from quizapp.settings import read_settings
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.submissions import StorageUnavailable, Submissions
from tests.postgresql import running_postgresql

ROUNDS = 40
CHUNK = 20_000
"""Rows a transaction, while filling."""


class Clock:
    """The clock of the application, put forward before the purge."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


FILL = {
    "sqlite": """
        WITH RECURSIVE numbered(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbered WHERE n < :rows)
        INSERT INTO result (id, revision, sealed, expires_at)
        SELECT randomblob(32), 1, randomblob(:length), :until FROM numbered""",
    # What is sealed cannot be compressed; the same bytes in each row are as good as others, and quicker.
    "postgresql": """
        INSERT INTO result (id, revision, sealed, expires_at)
        SELECT sha256((:from_here + n)::text::bytea), 1, :sealed, :until FROM generate_series(1, :rows) AS n""",
}


def fill(engine: Engine, rows: int, length: int, until: int) -> None:
    name = engine.dialect.name
    given = {"length": length} if name == "sqlite" else {"sealed": Random(7).randbytes(length)}
    for begin in range(0, rows, CHUNK):
        here = {"rows": min(CHUNK, rows - begin), "until": until, **given}
        with engine.begin() as connection:
            connection.execute(text(FILL[name]), here if name == "sqlite" else {**here, "from_here": begin})
    if name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE result"))


def take(client: FlaskClient) -> str:
    """A whole sitting without a pause; the address of its result."""
    journey, path = a_sitting(), ""
    asked = next(journey)
    try:
        while True:
            path = asked.path
            answer = client.get(path) if asked.data is None else client.post(path, data=asked.data)
            asked = journey.send(Reply(answer.status_code, answer.location or "", answer.data))
    except StopIteration:
        return path


def pages(app: Flask) -> dict[str, Callable[[], object]]:
    """Each kind of page that looks something up, and a whole sitting, which adds a result."""
    client, owner, numbers = app.test_client(), take(app.test_client()), count()

    def false_link() -> object:
        # From another address each time: what limits cost is not what is asked for here.
        somebody = {"REMOTE_ADDR": f"10.0.{next(numbers)}.1"}
        return client.get("/en/r/" + "A" * 43 + "/", environ_base=somebody)

    return {
        "result": lambda: client.get(owner),
        "false link": false_link,
        "whole sitting": lambda: take(app.test_client()),
    }


def compare(few: Callable[[], object], many: Callable[[], object]) -> str:
    """Medians of turns: one after the other, so that what else the machine does meets both."""
    figures: list[list[float]] = [[], [], [], []]
    for turn in range(ROUNDS + 1):
        for place, work in enumerate((few, many)):
            begun, used = perf_counter(), process_time()
            work()
            if turn:
                figures[2 + place].append(1000 * (process_time() - used))
                figures[place].append(1000 * (perf_counter() - begun))
    alone, among, alone_cpu, among_cpu = map(median, figures)
    return (
        f"{alone:.2f} ms alone, {among:.2f} among them, ratio {among / alone:.2f}; "
        f"CPU {alone_cpu:.2f} and {among_cpu:.2f}, ratio {among_cpu / alone_cpu:.2f}"
    )


@contextmanager
def writing(submissions: Submissions) -> Iterator[list[float]]:
    """Somebody who begins a sitting again and again: seconds that each took; infinite where the database refused."""
    times: list[float] = []
    over = Event()

    def write() -> None:
        while not over.is_set():
            begun = perf_counter()
            try:
                submissions.start(SLUG, "now")
            except StorageUnavailable:
                times.append(float("inf"))
            else:
                times.append(perf_counter() - begun)
            sleep(0.02)

    writer = Thread(target=write)
    writer.start()
    try:
        yield times
    finally:
        over.set()
        writer.join()


def opened(url: str, folder: Path, clock: Clock) -> Flask:
    bring_up_to_date(url)
    given = {"QUIZAPP_DATA": str(folder), "QUIZAPP_DATABASE_URL": url, "QUIZAPP_LIMITS_TIMES": "1000"}
    return create_app(read_settings(given), clock)


def measure(empty: str, url: str, folder: Path, rows: int) -> None:
    """The same pages over two databases, one of which has so many results."""
    clock = Clock()
    few, many = pages(opened(empty, folder, clock)), opened(url, folder, clock)
    kinds = pages(many)
    engine = create_engine(url)
    with engine.connect() as connection:
        length = connection.execute(text("SELECT max(length(sealed)) FROM result")).scalar_one()
    begun = perf_counter()
    fill(engine, rows, length, int((clock() + timedelta(days=1)).timestamp()))
    print(f"  {rows:,} results of {length:,} sealed bytes written in {perf_counter() - begun:.0f} s", flush=True)
    for name, work in kinds.items():
        print(f"  {name}: {compare(few[name], work)}", flush=True)
    clock.ahead = timedelta(days=2)
    submissions: Submissions = many.extensions["quizapp.submissions"]
    begun = perf_counter()
    with many.app_context(), writing(submissions) as times:
        purged = submissions.purge()
    print(
        f"  {purged:,} rows purged in {perf_counter() - begun:.0f} s; meanwhile {len(times)} sittings began, "
        f"each within {1000 * median(times):.0f} ms as a rule, {1000 * quantiles(times, n=100)[98]:.0f} of one in a "
        f"hundred and {1000 * max(times):.0f} at most"
    )
    engine.dispose()


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    if given.only != "postgresql":
        print("SQLite")
        with TemporaryDirectory() as folder:
            measure(f"sqlite:///{folder}/few.db", f"sqlite:///{folder}/many.db", Path(folder), given.rows)
    if given.only != "sqlite":
        print("PostgreSQL")
        with (
            TemporaryDirectory() as folder,
            running_postgresql(fsync="on", shared_buffers="128MB", autovacuum="on") as server,
            server.database() as empty,
            server.database() as url,
        ):
            measure(empty, url, Path(folder), given.rows)


if __name__ == "__main__":
    main()
