"""The web server: gunicorn, configured here and nowhere else, and the render processes beside it."""

import logging
import logging.config
from threading import Thread
from time import sleep
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from prometheus_client import start_http_server

from quizapp import create_app
from quizapp.logs import LOGGING
from quizapp.refusing import Worker
from quizapp.settings import Settings
from quizapp.stores import IMMEDIATE
from quizapp.submissions import StorageUnavailable
from quizapp.workers.life import Work
from quizapp.workers.supervisor import Supervisor

THREADS = 8
PURGE_EVERY = 60 * 60
"""Seconds."""

log = logging.getLogger(__name__)


class Server(BaseApplication):
    """One web worker with threads. Limits in memory hold since there is only one."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        self.app = app
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        choices: dict[str, Any] = {
            "bind": self.address,
            "workers": 1,
            "threads": THREADS,
            "worker_class": Worker,
            "graceful_timeout": 30,
            "accesslog": None,  # an access log would hold the secrets that links are
            "loglevel": "warning",
            "logconfig_dict": LOGGING,
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            "proc_name": "quizapp",
            "control_socket_disable": True,
        }
        for name, value in choices.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:  # type: ignore[override]  # its stubs want a bare function, it takes any application
        # Called in the worker: a thread of the parent would not come along.
        Thread(target=_purge_for_ever, args=(self.app,), daemon=True, name="purge").start()
        _serve_figures(self.app)
        return self.app


def _purge_for_ever(app: Flask) -> None:
    """Delete what has expired, at the start and every hour. A database that is away is tried again next time."""
    while True:
        try:
            with app.app_context():
                app.extensions["quizapp.submissions"].purge()
        except StorageUnavailable as error:
            log.warning("Nothing could be purged: %s", error)
        sleep(PURGE_EVERY)


def _serve_figures(app: Flask) -> None:
    """On a port of their own, which no proxy leads to. People are served all the same when that is taken."""
    settings: Settings = app.extensions["quizapp.settings"]
    if settings.metrics is None:
        return
    address, port = settings.metrics
    try:
        start_http_server(port, address, app.extensions["quizapp.figures"])
    except OSError as error:
        log.error("QUIZAPP_METRICS: cannot listen on %s port %s (%s) - name another", address, port, error.strerror)  # noqa: TRY400  # its sentence says it all


def serve(settings: Settings, host: str, port: int, processes: int) -> int:
    """Serve and render until told to stop; the exit code.

    Raises DefinitionError before anything listens; the database is not opened yet.
    """
    logging.config.dictConfig(LOGGING)
    app = create_app(settings)
    server = Server(app, host, port)
    if settings.queue_url == IMMEDIATE:
        server.run()
        return 0
    return Supervisor(_work(app), processes, server.run).run()


def render(settings: Settings, processes: int) -> int:
    """Render until told to stop; the exit code."""
    logging.config.dictConfig(LOGGING)
    return Supervisor(_work(create_app(settings)), processes).run()


def _work(app: Flask) -> Work:
    return Work(maker=app.extensions["quizapp.maker"], queue=app.extensions["quizapp.queue"])
