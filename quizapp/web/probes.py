"""What a machine asks: is the process alive, and can it be sent people."""

from time import monotonic

from flask import Blueprint, current_app, make_response
from werkzeug.wrappers import Response

from quizapp.submissions import StorageUnavailable
from quizapp.web.extensions import submissions

probes = Blueprint("probes", __name__)

LOOK_EVERY = 1.0
"""Seconds for which an answer holds, so that asking often does not write often."""


@probes.get("/healthz")
def alive() -> Response:
    return _plain("alive", 200)


@probes.get("/readyz")
def ready() -> Response:
    """Whether the database takes writes and is up to date. The definitions are, or nothing would be served."""
    found = current_app.extensions.get("quizapp.ready", (0.0, False))
    if monotonic() >= found[0]:
        found = current_app.extensions["quizapp.ready"] = (monotonic() + LOOK_EVERY, _is_ready())
    return _plain("ready", 200) if found[1] else _plain("the database cannot be used", 503)


def _is_ready() -> bool:
    try:
        return not submissions().check()
    except StorageUnavailable:
        return False


def _plain(words: str, status: int) -> Response:
    response = make_response(words + "\n", status)
    response.mimetype = "text/plain"
    return response
