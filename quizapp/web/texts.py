"""The first page and the pages that tell: people to talk to, how it works, what is kept, questions."""

from urllib.parse import quote

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.operators import COMPLAINTS, CONTACT, HOSTED, RESPONSIBLE, TRANSFERS
from quizapp.reports.offer import build_offer
from quizapp.submissions import ANSWERS_KEPT, LONGEST_KEPT, RESULT_KEPT
from quizapp.web.extensions import settings, submissions
from quizapp.web.languages import find_nearest, preferred
from quizapp.web.links import address_of
from quizapp.web.remembering import forget_all, remembered_here
from quizapp.web.views import FrontTest, OperatorLines, RememberedResult

texts = Blueprint("texts", __name__)

PAGES = ("method", "kept", "questions")


@texts.get("/")
def choose_language() -> Response:
    response = redirect(url_for(".front", language=preferred(request)))
    response.headers["Vary"] = "Accept-Language"
    return response


@texts.get("/<wrong_language:code>/", defaults={"rest": ""})
@texts.get("/<wrong_language:code>/<path:rest>")
def mend_language(code: str, rest: str) -> Response:
    """The same address in the nearest language that the pages speak, whether it leads anywhere or not."""
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    response = redirect(f"/{find_nearest(code) or preferred(request)}/{quote(rest)}{query}")
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
        remembered=[
            RememberedResult(url=address_of("r", secret, g.language), made_at=result.submitted_at)
            for secret, result in remembered_here()
        ],
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
        operator=_operator(),
        longest_days=LONGEST_KEPT.days,
    )


def _operator() -> OperatorLines | None:
    """Who runs the site; None where nobody has said so, which a public site must."""
    operator = settings().operator
    if not operator.known:
        return None
    contact = operator.tell(CONTACT, g.language)
    return OperatorLines(
        responsible=operator.tell(RESPONSIBLE, g.language),
        contact=contact,
        contact_url=contact if contact.startswith("https://") else f"mailto:{contact}",
        hosted=operator.tell(HOSTED, g.language),
        transfers=operator.tell(TRANSFERS, g.language),
        complaints=operator.tell(COMPLAINTS, g.language),
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
    """Forget sittings and results on this device, and go somewhere neutral. A plain link works everywhere."""
    session.clear()
    response = redirect(settings().leave_url)
    forget_all(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@texts.get("/favicon.ico")
def icon() -> Response:
    return redirect(url_for("static", filename="mark.svg"), 301)
