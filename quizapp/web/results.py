"""The owner's result: see it, keep it, download the report, delete it."""

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.domain.printing import Printing, find_printing
from quizapp.domain.result import Result
from quizapp.rendering.standing import Standing
from quizapp.reports.calendar import build_calendar, find_start
from quizapp.reports.comparison import ComparisonPage
from quizapp.reports.result_page import ResultPage
from quizapp.submissions import Secret
from quizapp.web.extensions import desk, settings, submissions
from quizapp.web.link_files import draw_code, save_link
from quizapp.web.links import find_link
from quizapp.web.remembering import forget as forget_here
from quizapp.web.remembering import is_remembered, remember
from quizapp.web.sharing import build_sharing
from quizapp.web.under_way import key_here
from quizapp.web.views import Choice, OwnerControls

results = Blueprint("results", __name__, url_prefix="/<language:language>/r/<secret:secret>")

LONGEST_DAYS = 9
"""Digits. Whoever sends more is no form of ours, and Python reads no number of any length."""


@results.get("/")
def show(secret: Secret) -> str:
    page = _page(secret)
    desk().ask_ahead(secret, g.language, Printing())
    return render_template(
        "pages/result.html",
        page=page,
        owner=_controls(secret, page),
        editions=_editions(),
        go_on=_go_on(secret, page),
    )


@results.get("/code.svg")
def code(secret: Secret) -> Response:
    _result(secret)
    return draw_code(_link(secret))


@results.get("/link.txt")
def link_file(secret: Secret) -> Response:
    _result(secret)
    return save_link(_link(secret))


@results.get("/forty-days.pdf")
def report(secret: Secret) -> Response:
    """The report, or a page that waits for it: it refreshes itself, and so ends here again."""
    asked = (
        request.args.get(name, usual) for name, usual in (("edition", "solo"), ("paper", "a4"), ("part", "report"))
    )
    printing = find_printing(*asked)
    standing = desk().ask(secret, g.language, printing) if printing else None
    if standing is None:
        abort(404)
    if standing.state != "ready":
        return _not_yet(secret, standing)
    response = make_response(standing.made)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = 'inline; filename="forty-days.pdf"'
    return response


@results.get("/days.ics")
def days(secret: Secret) -> Response:
    """The days that ask something, as a calendar file with a neutral name."""
    result = _result(secret)
    start = find_start(request.args.get("start", ""), submissions().now().date())
    if "solo" not in result.plans:
        abort(404)
    if start is None:
        return _back_to(secret, "days")
    response = make_response(build_calendar(result.plans["solo"], start, lambda day: _("Day %(day)s", day=day)))
    response.mimetype = "text/calendar"
    response.headers["Content-Disposition"] = 'attachment; filename="days.ics"'
    return response


@results.post("/keep")
def keep(secret: Secret) -> Response:
    _result(secret)
    days = request.form.get("days", "")
    if days.isdecimal() and len(days) <= LONGEST_DAYS and int(days) > 0:
        submissions().keep(secret, int(days))
    response = _back_to(secret, "delete")
    if is_remembered(secret):
        remember(response, secret)
    return response


@results.get("/compare")
def comparison(secret: Secret) -> str:
    """The form alone, as a change of language on the page below leads here."""
    _result(secret)
    return _comparison(secret, None)


@results.post("/compare")
def compare(secret: Secret) -> str | tuple[str, int]:
    """Hold another result beside this one. Shown at once: its secret may stand in no address, and nothing is kept."""
    _result(secret)
    given = request.form.get("link", "")
    room, other = find_link(given) or ("", None)
    page = submissions().comparison_page(secret, other, g.language) if other and room == "r" else None
    return _comparison(secret, page) if page else (_comparison(secret, None, given, _no_result()), 422)


@results.get("/delete")
def confirm(secret: Secret) -> str:
    _result(secret)
    back = url_for(".show", language=g.language, secret=secret)
    return render_template("pages/delete.html", back=back, pooled=submissions().pool_offer(secret) == "given")


@results.post("/delete")
def forget(secret: Secret) -> Response:
    result = _result(secret)
    submissions().forget(secret, key_here(result.slug))
    response = redirect(url_for("texts.deleted", language=g.language), 303)
    forget_here(response, secret)
    return response


def _comparison(secret: Secret, page: ComparisonPage | None, given: str = "", problem: str | None = None) -> str:
    """``given``: what was pasted, and ``problem``: what is wrong with it; neither where nothing is."""
    back = url_for(".show", language=g.language, secret=secret)
    return render_template(
        "pages/compare.html", page=page, given=given, problem=problem, base=back.rstrip("/"), back=back
    )


def _no_result() -> str:
    words: str = _("That link leads to no result. Copy it whole from where you kept it, and try again.")
    return words


def _result(secret: Secret) -> Result:
    found = submissions().find_result(secret)
    return found if found else abort(404)


def _page(secret: Secret) -> ResultPage:
    page = submissions().result_page(secret, g.language)
    return page if page else abort(404)


def _go_on(secret: Secret, page: ResultPage) -> str | None:
    """Where this browser can complete a shorter result; None when there is nothing to complete, or not from here."""
    sitting = key_here(page.slug)
    if not page.first or sitting is None or not submissions().goes_on(secret, sitting):
        return None
    return url_for("sittings.part", language=g.language, slug=page.slug, part=page.first)


def _back_to(secret: Secret, anchor: str) -> Response:
    return redirect(url_for(".show", language=g.language, secret=secret, _anchor=anchor), 303)


def _not_yet(secret: Secret, standing: Standing) -> Response:
    back = url_for(".show", language=g.language, secret=secret)
    response = make_response(render_template("pages/result/not_yet.html", standing=standing, back=back))
    response.status_code = 202 if standing.state == "waiting" else 503
    response.headers["Retry-After"] = str(standing.seconds)
    return response


def _link(secret: Secret) -> str:
    return settings().public_url + url_for(".show", language=g.language, secret=secret)


def _editions() -> list[Choice]:
    return [
        Choice(value="solo", label=_("Only for me")),
        Choice(value="together", label=_("For both of us")),
    ]


def _controls(secret: Secret, page: ResultPage) -> OwnerControls:
    return OwnerControls(
        link=_link(secret),
        base=url_for(".show", language=g.language, secret=secret).rstrip("/"),
        method=url_for("texts.method", language=g.language, slug=page.slug, version=page.version),
        remembered=is_remembered(secret),
        sharing=build_sharing(secret, page),
    )
