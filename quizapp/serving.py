"""The web server: gunicorn, configured here and nowhere else, and the render processes beside it."""

import errno
import logging
import logging.config
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from ctypes import c_bool
from dataclasses import dataclass
from functools import partial
from multiprocessing.sharedctypes import RawValue
from tempfile import TemporaryDirectory
from threading import Thread, Timer
from time import sleep
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from prometheus_client import CollectorRegistry, start_http_server, values
from prometheus_client.multiprocess import MultiProcessCollector

from quizapp.application import create_app
from quizapp.logs import LOGGING
from quizapp.one_core import stay_together
from quizapp.refusing import Parent, Worker
from quizapp.settings import Settings
from quizapp.storage.queue import RenderQueue
from quizapp.stores import IMMEDIATE
from quizapp.submissions import StorageUnavailable
from quizapp.workers.life import Work
from quizapp.workers.restraint import leave_no_core, open_files, share_memory_among_threads
from quizapp.workers.supervisor import Supervisor

THREADS = 4
"""Enough to answer others while one waits for the disk. One runs at a time: eight hand over too often."""
CONNECTIONS = 4000
"""As many as a fast machine answers in the two seconds that anybody waits. At gunicorn's thousand it takes nobody in,
and who stands outside waits for many seconds that nobody counts."""
OTHER_FILES = 100
"""Open beside connections, with room to spare."""
PURGE_EVERY = 60 * 60
"""Seconds."""
QUEUE_AFTER = 2.0
"""Seconds from the start of a worker until it loads the queue: after the first page, before the first result."""
FIGURES_AGAIN = 2.0
"""Seconds until a worker tries anew to serve the figures that another one serves."""
FIGURES_TOGETHER = "PROMETHEUS_MULTIPROC_DIR"
"""Names, for prometheus_client, a folder in which several workers count together."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to listen, and with how many web workers. ``shared``: others may listen there too, to take over."""

    host: str
    port: int
    workers: int = 1
    shared: bool = False

    @property
    def address(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Server(BaseApplication):
    """Web workers with threads. Limits in memory hold only for one."""

    def __init__(self, app: Flask, place: Place) -> None:
        self.app, self.place = app, place
        # Without a lock: a worker that is killed would keep it.
        self.closing = RawValue(c_bool, False)  # noqa: FBT003
        super().__init__()

    def run(self) -> None:
        Parent(self).run()

    def load_config(self) -> None:
        choices: dict[str, Any] = {
            "bind": self.place.address,
            "reuse_port": self.place.shared,
            "workers": self.place.workers,
            "threads": THREADS,
            "worker_connections": min(CONNECTIONS, open_files(CONNECTIONS + OTHER_FILES) - OTHER_FILES),
            "worker_class": Worker,
            "graceful_timeout": 30,
            "accesslog": None,  # an access log would hold the secrets that links are
            "loglevel": "warning",
            "logconfig_dict": LOGGING,
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            "proc_name": "quizapp",
            "worker_tmp_dir": _in_memory(),
            "control_socket_disable": True,
        }
        for name, value in choices.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:  # type: ignore[override]  # its stubs want a bare function, it takes any application
        share_memory_among_threads()
        stay_together()
        # Called in the worker: a thread of the parent would not come along.
        Thread(target=_purge_for_ever, args=(self.app,), daemon=True, name="purge").start()
        _load_queue_later(self.app)
        _serve_figures(self.app)
        return self.app


def _in_memory() -> str | None:
    """A folder for the file that a worker touches with every request, where that reaches no disk."""
    shared = "/dev/shm"  # noqa: S108  # what is made there has no name
    return shared if os.access(shared, os.W_OK | os.X_OK) else None


def _purge_for_ever(app: Flask) -> None:
    """Delete what has expired, at the start and every hour. A database that is away is tried again next time."""
    while True:
        try:
            with app.app_context():
                app.extensions["quizapp.submissions"].purge()
        except StorageUnavailable as error:
            log.warning("Nothing could be purged: %s", error)
        sleep(PURGE_EVERY)


def _load_queue_later(app: Flask) -> None:
    queue: RenderQueue | None = app.extensions.get("quizapp.queue")
    if queue is not None:
        later = Timer(QUEUE_AFTER, queue.load)
        later.daemon = True
        later.start()


def _serve_figures(app: Flask) -> None:
    """On a port of their own, which no proxy leads to. People are served all the same when that is taken."""
    settings: Settings = app.extensions["quizapp.settings"]
    if settings.metrics is None:
        return
    registry: CollectorRegistry = app.extensions["quizapp.figures"]
    together = os.environ.get(FIGURES_TOGETHER)
    if together:
        registry = CollectorRegistry()
        MultiProcessCollector(registry, together)  # type: ignore[no-untyped-call]
    offer = partial(_offer_figures, *settings.metrics, registry, together=together is not None)
    Thread(target=offer, daemon=True, name="figures").start()


def _offer_figures(address: str, port: int, registry: CollectorRegistry, *, together: bool) -> None:
    """Of several workers one serves the figures of all; another takes over where it ends."""
    said = False
    while True:
        try:
            start_http_server(port, address, registry)
        except OSError as error:
            if not said and not (together and error.errno == errno.EADDRINUSE):
                place = f"{address} port {port} ({error.strerror})"
                log.error("QUIZAPP_METRICS: cannot listen on %s - name another", place)  # noqa: TRY400  # its sentence says it all
            said = True
            sleep(FIGURES_AGAIN)
        else:
            return


def serve(settings: Settings, place: Place, processes: int, ready: Callable[[], None]) -> int:
    """Serve and render, in as many ``processes``, until told to stop; the exit code.

    Raises DefinitionError before it is ``ready``, which is called before anything listens or opens the database.
    """
    logging.config.dictConfig(LOGGING)
    leave_no_core()
    with _counting_together() if place.workers > 1 else nullcontext():
        app = create_app(settings)
        server = Server(app, place)
        ready()
        if settings.queue_url == IMMEDIATE:
            server.run()
            return 0
        return Supervisor(_work(app), processes, server.run).run()


@contextmanager
def _counting_together() -> Iterator[None]:
    """What is counted inside is counted in files that every worker writes and any can add up."""
    with TemporaryDirectory(prefix="quizapp-figures-") as folder:
        os.environ[FIGURES_TOGETHER] = folder
        # Chosen when the package was imported, and asked for whenever something new is to be counted.
        values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]
        yield


def render(settings: Settings, processes: int) -> int:
    """Render until told to stop; the exit code."""
    logging.config.dictConfig(LOGGING)
    leave_no_core()
    return Supervisor(_work(create_app(settings)), processes).run()


def _work(app: Flask) -> Work:
    return Work(maker=app.extensions["quizapp.maker"], queue=app.extensions["quizapp.queue"])
