"""Pages and forms. Nothing here decides; it asks ``submissions`` and shows what comes back."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Flask, abort, g, request, url_for
from flask_babel import Babel, gettext
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp.operators import NAME
from quizapp.reports.dates import long_date
from quizapp.settings import Settings
from quizapp.web.browsers import is_inside_app
from quizapp.web.converters import CONVERTERS
from quizapp.web.embedding import add_framing, embedding, frame_files
from quizapp.web.environment import OneOfGlobals
from quizapp.web.errors import answer_errors
from quizapp.web.extensions import settings as settings_here
from quizapp.web.files import add_files
from quizapp.web.giving import giving
from quizapp.web.going_on import going_on
from quizapp.web.headers import add_headers
from quizapp.web.keeping import keeping
from quizapp.web.languages import LANGUAGES, direction_of, locale_of, name_in, preferred
from quizapp.web.limits import add_limits
from quizapp.web.patience import add_patience
from quizapp.web.probes import probes
from quizapp.web.reflections import reflections
from quizapp.web.results import results
from quizapp.web.sessions import Sessions
from quizapp.web.shares import shares
from quizapp.web.showing import showing
from quizapp.web.sittings import sittings
from quizapp.web.speech import add_speech
from quizapp.web.stencils import Stencils, gap
from quizapp.web.texts import texts
from quizapp.web.watching import add_watching

LARGEST_REQUEST = 256 * 1024
"""In bytes: six long texts on a page, in a script whose signs take nine bytes each in a form, and room to spare."""
FORMS_OF = {"reflections": ("multipart/form-data",), "going_on": ("multipart/form-data",)}
"""Rooms where people write at length, since in parts a Chinese sign takes three bytes and otherwise nine, and where
they bring a small file."""
MOST_PARTS = 100
"""Of a form that comes in parts."""

PAGES_KEPT = 500
"""Pages of sentences that are drawn once: those of two tests in some languages, and 4 MB."""

LEAVING = frozenset({"sittings", "going_on", "results", "keeping", "giving", "reflections", "shares", "showing"})
"""Rooms whose pages carry the exit: those of a test, a result or a share."""

ROOMS = (
    *(texts, sittings, going_on, results, keeping, giving),
    *(reflections, showing, shares, embedding, frame_files, probes),
)


def add_web(app: Flask, settings: Settings) -> None:
    """Give ``app`` its pages."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.older_keys),
        WTF_CSRF_SECRET_KEY=settings.signing_keys,
        TRUSTED_HOSTS=list(settings.hosts),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        MAX_FORM_PARTS=MOST_PARTS,
        # Whether a link leads anywhere is not to be told by the methods it answers to.
        PROVIDE_AUTOMATIC_OPTIONS=False,
        WTF_CSRF_TIME_LIMIT=None,  # bound to the session: an hour's limit would lose answers
        SESSION_COOKIE_NAME="__Host-between" if settings.secure else "between",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.session_interface = Sessions()
    # None of our functions is a coroutine, and Flask would look at each of them at each request.
    app.ensure_sync = lambda function: function  # type: ignore[method-assign,assignment]  # Flask documents overriding it
    app.jinja_environment = OneOfGlobals
    app.extensions["quizapp.stencils"] = Stencils(PAGES_KEPT)
    app.jinja_env.globals["gap"] = gap
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["day"] = _day
    app.jinja_env.filters["language_name"] = lambda code: name_in(code, _language())
    app.url_map.converters.update(CONVERTERS)
    app.extensions["quizapp.figures"] = add_watching(app)
    app.before_request(_refuse_what_is_not_ours)
    add_limits(app, settings)
    Babel(app, locale_selector=lambda: locale_of(_language()))
    add_speech(app)
    CSRFProtect(app)
    add_patience(app)
    app.url_value_preprocessor(_take_language)
    app.context_processor(_shared_words)
    add_files(app)
    for blueprint in ROOMS:
        app.register_blueprint(blueprint)
    add_framing(app, settings.embedders)
    add_headers(app, secure=settings.secure)
    answer_errors(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]  # Flask documents this way of wrapping


def _refuse_what_is_not_ours() -> None:
    """Only what our own pages send is read: no parser of files and parts stands open that nobody needs."""
    # Before anything that would draw a page, which needs a name to lead to.
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception
    # Without its length, a form that is too long would be cut off without a word.
    if request.content_length is None and "Transfer-Encoding" in request.headers:
        abort(411)
    if request.mimetype not in ("", "application/x-www-form-urlencoded", *FORMS_OF.get(request.blueprint or "", ())):
        abort(415)
    # A part need not have a name, and the check of the token trips over one that has none.
    if request.mimetype == "multipart/form-data" and None in request.form:
        abort(400)


def _language() -> str:
    """The language of this page; that of the browser where the address names none."""
    found = g.get("language") or request.path.partition("/")[2].partition("/")[0]
    return found if found in LANGUAGES else preferred(request)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "language" in values:
        g.language = values.pop("language")


def _day(moment: datetime) -> str:
    return long_date(moment, _language())


def _shared_words() -> dict[str, Any]:
    """What every template may use."""
    language = _language()
    return {
        "language": language,
        "direction": direction_of(language),
        "switch": [(code, name, _same_page_in(code)) for code, name in LANGUAGES.items() if code != language],
        # What went wrong may show what somebody just wrote, and false links must all look alike.
        "leaving": (request.blueprint or "") in LEAVING or "failed" in g,
        "inside_app": is_inside_app(request),
        "leave_url": url_for("texts.leave"),
        "product": settings_here().operator.tell(NAME, language) or gettext("Between Us"),
    }


def _same_page_in(language: str) -> str:
    """This page in another language; the first page where this one is an error or answers a form."""
    if request.endpoint is None or "failed" in g or "language" not in g:
        return url_for("texts.front", language=language)
    address = url_for(request.endpoint, **(request.view_args or {}), language=language)
    # Beside the address, where nothing that somebody wrote there is taken for an option of ``url_for``.
    query = urlencode(list(request.args.items(multi=True)))
    return f"{address}?{query}" if query else address
