"""A questionnaire as its takers would see it, for the author who writes it. Nothing is kept."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from quizapp.application import build_app, put_to_use
from quizapp.definitions.library import Library
from quizapp.definitions.manuscript import Manuscript
from quizapp.definitions.support import load_support
from quizapp.rehearsal import Rehearsal
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import upgrade
from quizapp.web.languages import LANGUAGES
from quizapp.web.preview import add_preview

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = "127.0.0.1"
IN_MEMORY = "sqlite:///:memory:"


def _now() -> datetime:
    return datetime.now(UTC)


def create_preview(questionnaires: Path, slug: str | None, port: int, now: Callable[[], datetime] = _now) -> Flask:
    """The pages of one questionnaire, or of all in the folder, wrong ones too: they say what is wrong.

    Its database and its keys are in memory. Raises DefinitionError when the support lines cannot be shown.
    """
    # An environment of its own: neither the database nor the key of an installation is looked at.
    settings = replace(read_settings({"QUIZAPP_SECRET_KEY": secrets.token_urlsafe(32)}, port), database_url=IN_MEMORY)
    own = questionnaires / "support.yaml"
    lines = own if own.exists() else shipped("questionnaires") / own.name
    support = {code: load_support(lines, code) for code in LANGUAGES}
    app = build_app(
        settings,
        lambda store: Rehearsal(
            library=Library([]),
            store=store,
            support=support,
            now=now,
            random_bytes=secrets.token_bytes,
            read_at=now(),
        ),
    )
    upgrade(app)

    def renew(library: Library) -> None:
        put_to_use(app, replace(app.extensions["quizapp.submissions"], library=library, read_at=now()))

    add_preview(app, Manuscript(questionnaires / slug if slug else questionnaires), renew)
    app.wsgi_app = OneAtATime(app.wsgi_app)  # type: ignore[method-assign]  # Flask documents this way of wrapping
    return app


class OneAtATime:
    """A database in memory has one connection. Threads are still needed: browsers open some and say nothing."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app, self._turn = app, Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with self._turn:
            return self._app(environ, start_response)


class _Quiet(WSGIRequestHandler):
    """Links are secrets, here too; and what is asked for every second would drown what is wrong."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def serve_preview(app: Flask, port: int) -> None:
    """Serve on this machine alone until stopped; ends the program with words when the port is taken."""
    make_server(LOOPBACK, port, app, threaded=True, request_handler=_Quiet).serve_forever()
