"""The files of PostgreSQL, with the render queue in it, tell neither what was answered nor what opens it.

What is deleted is no longer found; its sealed bytes stay in pages and log for a while, without the key, which stood
in the link alone. ``docs/operating.md`` says how long, and this test holds it to that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from quizapp.definitions.library import Library
from tests.operation.test_no_trace import TABLES, Journey, found_in, send, take, written
from tests.postgresql import CARELESS, PostgreSQL, running_postgresql
from tests.serving import Served, free_port, serving

PIECES = 12
"""Of each row."""

LOG_FILES = 4
"""More than the journey has filled."""

EMPTYING = {**CARELESS, "wal_recycle": "off"}
"""Otherwise PostgreSQL writes over old files of its log only when their turn comes."""


@dataclass(frozen=True, slots=True)
class Site:
    served: Served
    server: PostgreSQL
    database: str
    figures: int

    def ask(self, sentence: str) -> list[tuple[Any, ...]]:
        return self.server.ask(sentence, self.database)

    def files(self) -> dict[str, bytes]:
        """All that the application and the server have written, the logs of both among it."""
        self.server.ask("CHECKPOINT")
        [[own]] = self.ask(f"SELECT oid FROM pg_database WHERE datname = '{self.database}'")  # noqa: S608  # our own name
        data = self.server.data
        others = [base for base in (data / "base").iterdir() if base.name != str(own)]
        kept = [path for path in self.server.folder.rglob("*") if path.is_file() and path.parent not in others]
        return written(self.served, self.figures) | {
            str(path.relative_to(data.parent)): path.read_bytes() for path in kept
        }

    def tables(self) -> dict[str, bytes]:
        return {name: content for name, content in self.files().items() if name.startswith("data/base/")}

    def recycle_log(self) -> None:
        """As time does, and as many changes do."""
        for _ in range(LOG_FILES):
            self.ask("SELECT pg_switch_wal()")
            self.ask("CHECKPOINT")

    def pieces(self) -> dict[str, bytes]:
        """Every sealed row as it is kept, cut small, since long values are spread over several pages."""
        found: dict[str, bytes] = {}
        for table in TABLES:
            for row_id, sealed in self.ask(f"SELECT id, sealed FROM {table}"):  # noqa: S608  # our own names
                found[f"the id of a {table}"] = row_id
                step = len(sealed) // PIECES
                found |= {f"{table} from byte {at}": sealed[at : at + 24] for at in range(0, len(sealed) - 24, step)}
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    figures = free_port()
    with running_postgresql(**EMPTYING) as server, server.database() as url:
        around = {
            "QUIZAPP_DATABASE_URL": url,
            "QUIZAPP_QUEUE_URL": url.replace("+psycopg", ""),
            "QUIZAPP_METRICS": f"127.0.0.1:{figures}",
            "QUIZAPP_PROXIES": "1",
        }
        with serving(tmp_path_factory.mktemp("traced"), **around) as served:
            yield Site(served, server, url.rpartition("/")[2], figures)


@pytest.fixture(scope="module")
def journey(site: Site, library: Library) -> Journey:
    browser = site.served.browser()
    browser.headers |= {"X-Forwarded-For": "203.0.113.77", "User-Agent": "agent-marker"}
    return take(browser, library.get("between-us", 1, "en", "former"))


@pytest.mark.only("postgresql")
@pytest.mark.usefixtures("database")
def test_no_file_tells_an_answer_or_a_secret_before_or_after_a_deletion(site: Site, journey: Journey) -> None:
    pieces = site.pieces()
    assert len(found_in(pieces, site.tables())) > 0.9 * len(pieces) > 30
    send(journey.browser, journey.owner + "delete", journey.owner + "delete")

    assert site.pieces() == {}
    # What was written before lies in the log still, so that this looks at both times.
    assert found_in(journey.hidden, site.files()) == []
    site.ask("VACUUM FULL")
    assert found_in(pieces, site.tables()) == []
    site.recycle_log()
    assert found_in(pieces, site.files()) == []
