"""What went wrong -> a status and a page that says so kindly. One table."""

import logging

from flask import Flask, g, render_template
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from quizapp.submissions import StorageUnavailable

log = logging.getLogger(__name__)

PROBLEMS = {
    400: (
        _("This page could not be sent."),
        _("It may have been open too long, or this browser keeps no cookies. What you sent before is kept."),
    ),
    405: (_("There is nothing to do here."), _("Please go back and use the buttons on the page.")),
    413: (_("That was too much at once."), _("Nothing is lost. Please go back and send less.")),
    429: (_("A moment, please."), _("Many pages were asked for at once. Nothing is lost. Try again soon.")),
    500: (
        _("Something broke on our side."),
        _("It is not your doing. What you sent before is kept. Please try again in a moment."),
    ),
    503: (
        _("We cannot get to the answers just now."),
        _("Nothing that was sent is lost. Please try again in a moment."),
    ),
}

Answer = tuple[str, int]


def answer_errors(app: Flask) -> None:
    """Give every error its page. No error page tells what was asked for, so false links all look alike."""
    app.register_error_handler(404, _gone)
    app.register_error_handler(CSRFError, lambda _error: _problem(400))
    app.register_error_handler(StorageUnavailable, _unavailable)
    app.register_error_handler(HTTPException, lambda error: _problem(error.code or 500))
    app.register_error_handler(Exception, _broken)


def _gone(_error: Exception) -> Answer:
    g.failed = True
    return render_template("pages/gone.html"), 404


def _problem(code: int) -> Answer:
    g.failed = True
    heading, words = PROBLEMS.get(code, PROBLEMS[400 if code < 500 else 500])
    return render_template("pages/problem.html", heading=heading, words=words, retry=code >= 429), code


def _unavailable(error: StorageUnavailable) -> Answer:
    log.error("The database cannot be used: %s", error)
    return _problem(503)


def _broken(error: Exception) -> Answer:
    log.exception("An answer failed.", exc_info=error)
    return _problem(500)
