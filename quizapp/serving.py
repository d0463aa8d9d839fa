"""The web server: gunicorn, configured here and nowhere else."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from quizapp import create_app
from quizapp.settings import Settings

THREADS = 8


class Server(BaseApplication):
    """One web worker with threads. Limits in memory hold since there is only one."""

    def __init__(self, settings: Settings, host: str, port: int) -> None:
        self.settings = settings
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        choices: dict[str, Any] = {
            "bind": self.address,
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "graceful_timeout": 30,
            "accesslog": None,  # an access log would hold the secrets that links are
            "loglevel": "warning",
            "proc_name": "quizapp",
            "control_socket_disable": True,
        }
        for name, value in choices.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:  # type: ignore[override]  # its stubs want a bare function, it takes any application
        return create_app(self.settings)


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until told to stop."""
    Server(settings, host, port).run()
