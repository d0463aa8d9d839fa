"""What went wrong -> a status and a page that says so kindly. One table."""

import logging
from collections.abc import Mapping
from math import ceil
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError, TooManyRequests

from quizapp.submissions import StorageUnavailable
from quizapp.web.again import find_sent
from quizapp.web.links import is_false
from quizapp.web.patience import Crowded
from quizapp.web.sittings import show_again

log = logging.getLogger(__name__)

PROBLEMS = {
    400: (
        _("This page could not be sent."),
        _("It may have been open too long, or this browser keeps no cookies. What you sent before is kept."),
    ),
    405: (_("There is nothing to do here."), _("Please go back and use the buttons on the page.")),
    413: (_("That was too much at once."), _("Nothing is lost. Please go back and send less.")),
    429: (_("A moment, please."), ""),
    500: (
        _("Something broke on our side."),
        _("It is not your doing. What you sent before is kept. Please try again in a moment."),
    ),
    503: (
        _("We cannot get to the answers just now."),
        _("Nothing that was sent is lost. Please try again in a moment."),
    ),
}

BACK_SOON = 5
"""Seconds after which a database that was away may be back."""

Answer = tuple[str, int, dict[str, str]]


def answer_errors(app: Flask) -> None:
    """Give every error its page. No error page tells what was asked for, so false links all look alike."""
    app.register_error_handler(404, _gone)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(MethodNotAllowed, _not_offered)
    app.register_error_handler(TooManyRequests, _too_many)
    app.register_error_handler(SecurityError, _another_name)
    app.register_error_handler(StorageUnavailable, _unavailable)
    app.register_error_handler(Crowded, _crowded)
    app.register_error_handler(HTTPException, lambda error: _problem(error.code or 500))
    app.register_error_handler(Exception, _broken)


def _gone(_error: Exception) -> Answer:
    g.failed = True
    return render_template("pages/gone.html"), 404, {}


def _problem(code: int, words: str = "", wait: int | None = None) -> Answer:
    """``wait``: seconds until it is worth trying again."""
    g.failed = True
    heading, usual = PROBLEMS.get(code, PROBLEMS[400 if code < 500 else 500])
    page = render_template("pages/problem.html", heading=heading, words=words or usual, retry=code >= 429)
    return page, code, {} if wait is None else {"Retry-After": str(wait)}


def _forged(error: CSRFError) -> ResponseReturnValue:
    if is_false(request.endpoint, request.view_args):
        return _gone(error)
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return _without_cookies()
    if request.endpoint != "sittings.answer":
        return _problem(400)
    try:
        return show_again(**request.view_args or {})
    except (HTTPException, StorageUnavailable) as other:
        # What goes wrong while an error is answered is handed to nobody by itself.
        return current_app.handle_user_exception(other)


def _without_cookies() -> Answer:
    """The only thing that is kept in a browser, said where it could not be."""
    g.failed = True
    words = _(
        "It holds a random key to your answers and nothing about you, no other site sees it, and it goes when you"
        " close the browser. Please allow cookies for this site and start again."
    )
    return (
        render_template("pages/problem.html", heading=_("This needs one cookie."), words=words, retry=False),
        400,
        {},
    )


def _not_offered(error: MethodNotAllowed) -> Answer:
    return _gone(error) if is_false(*_matched_otherwise(error)) else _problem(405)


def _matched_otherwise(error: MethodNotAllowed) -> tuple[str | None, Mapping[str, Any] | None]:
    """The route that this address has for a method that is offered, and what stands in the address."""
    adapter = request_ctx.url_adapter
    if adapter is None or not error.valid_methods:
        return None, None
    try:
        return adapter.match(method=next(iter(error.valid_methods)))
    except HTTPException:
        return None, None


def _another_name(_error: SecurityError) -> Answer:
    """No page can be drawn, since its links would lead to a name that is not ours."""
    return "This site does not answer to that name.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}


def _too_many(error: TooManyRequests) -> Answer:
    wait = error.retry_after if isinstance(error.retry_after, int) else 60
    minutes = ceil(wait / 60)
    words = ngettext(
        "Many pages were asked for at once. Nothing is lost. Try again in a minute.",
        "Many pages were asked for at once. Nothing is lost. Try again in %(num)d minutes.",
        minutes,
    )
    return _problem(429, words, wait)


def _unavailable(error: StorageUnavailable) -> Answer:
    log.error("The database cannot be used: %s", error)
    return _again(*PROBLEMS[503])


def _crowded(_error: Crowded) -> Answer:
    log.warning("More people are here than can be served: somebody who waited was asked to come back.")
    return _again(_("Many people are here just now."), PROBLEMS[503][1])


def _again(heading: str, words: str) -> Answer:
    """What can be tried again in a moment; with what was sent, to be sent again."""
    g.failed = True
    page = (
        render_template("pages/again.html", heading=heading, sent=find_sent())
        if request.method == "POST"
        else render_template("pages/problem.html", heading=heading, words=words, retry=True)
    )
    return page, 503, {"Retry-After": str(BACK_SOON)}


def _broken(error: Exception) -> Answer:
    log.exception("An answer failed.", exc_info=error)
    return _problem(500)
