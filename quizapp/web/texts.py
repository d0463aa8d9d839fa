"""The first page and the pages that tell: people to talk to, how it works, what is kept, questions."""

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.reports.result_page import build_offer
from quizapp.submissions import ANSWERS_KEPT, LONGEST_KEPT, RESULT_KEPT
from quizapp.web.extensions import settings, submissions
from quizapp.web.languages import preferred
from quizapp.web.views import FrontTest

texts = Blueprint("texts", __name__)

PAGES = ("method", "kept", "questions")


@texts.get("/")
def choose_language() -> Response:
    response = redirect(url_for(".front", language=preferred(request)))
    response.headers["Vary"] = "Accept-Language"
    return response


@texts.get("/<language:language>/")
def front() -> str:
    found = submissions().newest(g.language)
    tests = [
        FrontTest(slug=test.slug, title=test.title, line=test.front.line, minutes=test.minutes) for test in found
    ]
    first = found[0]
    report = build_offer(first.plan) if first.plan else None
    return render_template(
        "pages/front.html",
        tests=tests,
        front=first.front,
        minutes=first.minutes,
        strengths=any(scale.high.strength or scale.low.strength for scale in first.scales.values()),
        step=bool(first.first_steps),
        report=report,
    )


@texts.get("/<language:language>/people")
def people() -> str:
    return render_template("pages/people.html", countries=submissions().support.get(g.language, []))


@texts.get("/<language:language>/about/<name>")
def page(name: str) -> str:
    """One of the pages of running text, written once a language."""
    if name not in PAGES:
        abort(404)
    return render_template(
        f"texts/{g.language}/{name}.html",
        tests=submissions().newest(g.language),
        answers_hours=round(ANSWERS_KEPT.total_seconds() / 3600),
        keep_days=RESULT_KEPT.days,
        longest_days=LONGEST_KEPT.days,
    )


@texts.get("/<language:language>/about/method/<slug:slug>/<int:version>")
def method(slug: str, version: int) -> str:
    """How one version of one test works, out of its definition."""
    found = submissions().method_page(slug, version, g.language)
    if found is None:
        abort(404)
    return render_template("pages/method.html", page=found)


@texts.get("/<language:language>/deleted")
def deleted() -> str:
    return render_template("pages/deleted.html")


@texts.get("/leave")
def leave() -> Response:
    """Forget the sitting on this device and go somewhere neutral. A plain link, so that it works everywhere."""
    session.clear()
    response = redirect(settings().leave_url)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@texts.get("/favicon.ico")
def icon() -> Response:
    return redirect(url_for("static", filename="mark.svg"), 301)
