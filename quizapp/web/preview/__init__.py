"""What only an author sees, in `quizapp preview`: problems on the page, and a taker who fills the test in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Flask, abort, current_app, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.definitions.library import Library
from quizapp.definitions.manuscript import Manuscript, Reading
from quizapp.definitions.problems import Problem, errors
from quizapp.domain.result import AT_ONCE, SKIPPED
from quizapp.simulation.takers import simulate
from quizapp.submissions import Secret
from quizapp.web.extensions import submissions
from quizapp.web.files import FOLDER
from quizapp.web.languages import preferred
from quizapp.web.preview.specimens import build_specimens
from quizapp.web.preview.themes import build_themes
from quizapp.web.stencils import Stencil, Stencils

preview = Blueprint("preview", __name__, static_folder="static", static_url_path="/preview/static")

FILLED = "preview"
"""Where the session keeps which test was filled in, and by which taker."""

HIGHEST_SEED = 999_999
WITHOUT_DEFINITIONS = frozenset({"static", "preview.static", "preview.state", "preview.themes"})
SHOWN_AS = ("light", "dark", "paper", "rtl")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorBar:
    """What stands below every page. ``fill``: where a simulated taker is asked for, None where there is no test.

    ``state``: of the files; ``watch``: whether the page may be loaded anew when it changes.
    """

    state: str
    watch: bool
    warnings: list[Problem]
    fill: str | None
    seed: int
    highest_seed: int = HIGHEST_SEED


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written, and what lets the pages follow it."""

    manuscript: Manuscript
    renew: Callable[[Library], None]


def add_preview(app: Flask, manuscript: Manuscript, renew: Callable[[Library], None]) -> None:
    """Give ``app`` the pages and the bar of an author. ``renew``: lets its use cases go on with another library."""
    app.extensions["quizapp.preview"] = Writing(manuscript, renew)
    # What is being written changes, and the bar of its author differs from page to page.
    app.extensions["quizapp.stencils"] = Stencils(0)
    # Cookies know no ports: a server beside this one keeps its own.
    app.config["SESSION_COOKIE_NAME"] = "between-preview"
    app.register_blueprint(preview)


@preview.before_app_request
def read_again() -> tuple[str, int] | None:
    """Serve what the files say now; the problems in place of any page when they cannot be served."""
    if request.endpoint in WITHOUT_DEFINITIONS:
        return None
    reading = _read()
    if reading.library is None:
        g.failed = True
        return render_template("preview/problems.html", errors=errors(reading.problems)), 503
    if submissions().library is not reading.library:
        _writing().renew(reading.library)
    return None


@preview.app_context_processor
def add_bar() -> dict[str, Any]:
    reading, filled = _read(), session.get(FILLED, {})
    slug = (request.view_args or {}).get("slug") or filled.get("slug")
    here = request.blueprint in ("sittings", "results") and slug and reading.library
    return {
        "author": AuthorBar(
            state=reading.state,
            watch=request.method == "GET",  # loading an answer to a form anew would send the form again
            warnings=[problem for problem in reading.problems if problem.severity == "warning"],
            fill=url_for("preview.fill", language=g.language, slug=slug) if here else None,
            seed=(filled.get("seed", 0) + 1) % HIGHEST_SEED,
        )
    }


@preview.get("/preview/state")
def state() -> Response:
    """What the page's script asks for, to know when a file was saved."""
    return Response(_writing().manuscript.state(), mimetype="text/plain")


@preview.get("/design")
def choose_language_of_design() -> Response:
    return redirect(url_for(".design", language=preferred(request)))


@preview.get("/<language:language>/design")
def design() -> str:
    """Every component in every state, in light, dark, on paper or from right to left."""
    shown_as = request.args.get("as", "light")
    specimens = build_specimens()
    page = render_template(
        "preview/design.html", specimens=specimens, shown_as=shown_as if shown_as in SHOWN_AS else "light"
    )
    return Stencil.cut(page).fill({})


@preview.get("/preview/themes.css")
def themes() -> Response:
    """The rules of the one sheet for dark and for paper, for a screen that is neither."""
    return Response(build_themes((FOLDER / "look.css").read_text("utf-8")), mimetype="text/css")


@preview.post("/<language:language>/<slug:slug>/preview")
def fill(slug: str) -> Response:
    """Answer every sentence as a simulated taker would, and go to the last look or to the result."""
    newest = submissions().find_newest(slug, g.language) or abort(404)
    going_on = Secret.from_text(session.get(slug, ""))
    sitting = submissions().find_sitting(going_on) if going_on else None
    secret = submissions().start(slug, sitting.frame if sitting else newest.frame, going_on if sitting else None)
    seed = _seed(request.form.get("seed", ""))
    session[slug], session[FILLED] = secret.text, {"slug": slug, "seed": seed}
    (taker,) = simulate(newest, count=1, seed=seed)
    skipped = dict.fromkeys((key for key, item in newest.items.items() if item.responses), SKIPPED)
    submissions().answer(secret, skipped | taker.answers, AT_ONCE, g.language)
    if request.form.get("go") != "result":
        return redirect(url_for("sittings.check", language=g.language, slug=slug), 303)
    owner = submissions().submit(secret) or abort(404)
    session.pop(slug)
    return redirect(url_for("results.show", language=g.language, secret=owner.text), 303)


def _seed(given: str) -> int:
    return min(int(given), HIGHEST_SEED) if given.isdecimal() and len(given) < 10 else 1


def _writing() -> Writing:
    return cast(Writing, current_app.extensions["quizapp.preview"])


def _read() -> Reading:
    if "reading" not in g:
        g.reading = _writing().manuscript.read()
    return cast(Reading, g.reading)
