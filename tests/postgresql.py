"""A PostgreSQL server of the tests' own: made in a temporary directory on a port of this machine, thrown away."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

from quizapp.storage.upgrading import bring_up_to_date
from quizapp.workers.restraint import end_with
from tests.serving import free_port

OWNER = "quizapp"
PATIENCE = 30.0
# What is thrown away need not survive a power cut. Tests that kill the server start it with its own settings.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
SMALL = {"shared_buffers": "16MB", "max_connections": "100", "autovacuum": "off"}


def find_program(name: str) -> str:
    """Debian keeps the server's programs away from the PATH, one folder a version."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(kept[-1]) if kept else shutil.which(name)
    assert found, f"{name} is missing - run `scripts/system-packages test`"
    return found


def _as_nobody_special() -> dict[str, Any]:
    """For ``subprocess``: PostgreSQL refuses to run as root, and its package brings a user for it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


@dataclass(slots=False)
class PostgreSQL:
    """One server. ``folder`` holds its data, its log and its socket."""

    folder: Path
    options: dict[str, str] = field(default_factory=lambda: {**SMALL, **CARELESS})
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self) -> None:
        """Its first database, which has nothing in it."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        words = [
            "--no-sync",
            "--auth=trust",
            f"--username={OWNER}",
            "--encoding=UTF8",
            "--locale=C",
            "--wal-segsize=1",
        ]
        command = [find_program("initdb"), *words, "-D", str(self.data)]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **_as_nobody_special())

    def start(self) -> None:
        """Returns once it can be asked something."""
        options = [word for name, value in self.options.items() for word in ("-c", f"{name}={value}")]
        place = ["-D", str(self.data), "-k", str(self.folder), "-h", "127.0.0.1", "-p", str(self.port)]
        parent = os.getpid()
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [find_program("postgres"), *place, *options],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                # The tests may be killed, and nobody else would end it.
                preexec_fn=lambda: end_with(parent, signal.SIGQUIT),  # noqa: PLW1509  # no threads yet
                **_as_nobody_special(),
            )
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: breaks off what is going on, and keeps what was committed. SIGQUIT: as a power cut would."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It says nothing meanwhile, and nor does any process that it has for a connection."""
        assert self._process
        pid = self._process.pid
        # First the one that starts the others, so that there will be no more of them.
        os.kill(pid, signal.SIGSTOP)
        others = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        try:
            for one in others:
                _send(one, signal.SIGSTOP)
            yield
        finally:
            for one in (*others, pid):
                _send(one, signal.SIGCONT)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self, *, upgraded: bool = True) -> Iterator[str]:
        """The address of a database that nobody has used, with all tables or none; gone at the end."""
        name = f"quizapp_{next(self._numbers)}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {self._template if upgraded else 'template1'}")
        yield self.url(name)
        self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, sentence: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        address = self.url(database).replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(sentence.encode())
            return cursor.fetchall() if cursor.description else []

    @cached_property
    def _template(self) -> str:
        """Copying one is quicker than making the tables anew."""
        self.ask("CREATE DATABASE template_quizapp")
        bring_up_to_date(self.url("template_quizapp"))
        return "template_quizapp"

    def _wait(self) -> None:
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline and self._process and self._process.poll() is None:
            try:
                self.ask("SELECT 1")
            except psycopg.OperationalError:
                sleep(0.02)
            else:
                return
        raise AssertionError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}")


@contextmanager
def running_postgresql(**options: str) -> Iterator[PostgreSQL]:
    """A server that is there until the end. ``options``: its own, in place of those that make it quick."""
    # Not where the tests keep their files: only their user may enter there.
    folder = Path(tempfile.mkdtemp(prefix="quizapp-postgresql-"))
    server = PostgreSQL(folder, {**SMALL, **(options or CARELESS)})
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(folder)


def _send(pid: int, number: signal.Signals) -> None:
    """Some of them come and go: who has ended needs no signal."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)
