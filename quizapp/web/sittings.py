"""Taking a test: before the start, the pages of sentences, a last look, and handing in."""

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.domain.answers import LONGEST_ANSWER
from quizapp.domain.forms import find_break
from quizapp.domain.questionnaire import Questionnaire
from quizapp.submissions import RESULT_KEPT
from quizapp.web.extensions import submissions
from quizapp.web.forms import build_start_form, chosen_frame, start_problems
from quizapp.web.part_pages import SentPage, draw_part, fill_in, given_at, wording_of
from quizapp.web.sitting_pages import build_check_page, build_first_page
from quizapp.web.under_way import find_sitting, key_here, where_to_go_on
from quizapp.web.views import Choice

sittings = Blueprint("sittings", __name__, url_prefix="/<language:language>/<slug:slug>")

Page = str | Response | tuple[str, int]


@sittings.get("/")
def start(slug: str) -> Page:
    sitting = find_sitting(slug)
    return _start_page(slug, frame=sitting.frame if sitting else None, agreed=False, problems={})


@sittings.post("/")
def begin(slug: str) -> Page:
    newest = _newest(slug)
    form = build_start_form(newest)(request.form)
    if not form.validate():
        return _start_page(slug, frame=form.data["frame"], agreed=form.data["agree"], problems=start_problems(form))
    secret = submissions().start(slug, chosen_frame(newest, form), key_here(slug))
    session[slug] = secret.text
    return redirect(url_for(".part", language=g.language, slug=slug, part=1), 303)


@sittings.get("/part/<int:part>")
def part(slug: str, part: int) -> Page:
    sitting = find_sitting(slug)
    if sitting is None:
        return _over(slug)
    return draw_part(wording_of(sitting, part), part, sitting.answers, {})


@sittings.post("/part/<int:part>")
def answer(slug: str, part: int) -> Page:
    key, sent = key_here(slug), SentPage(slug, part)
    sitting = submissions().answer_with(key, sent.read, part, g.language) if key else None
    if sitting is None:
        return _over_with_words(slug)
    if sent.problems:
        return draw_part(sent.questionnaire, part, sent.over(sitting.answers), sent.problems), 422
    return redirect(_after(sent.questionnaire, part), 303)


@sittings.post("/part/<int:part>/kept")
def keep(slug: str, part: int) -> tuple[str, int]:
    """Keep answers as they are given, for a script. What is wrong with one is told when its page is sent."""
    key, sent = key_here(slug), SentPage(slug, part)
    at = given_at(request.form.get("at", ""))
    sitting = submissions().keep_answers(key, sent.read_touched, at) if key else None
    return ("", 204) if sitting else ("", 410)


def show_again(slug: str, part: int) -> Page:
    """A page that was sent with an old token, as filled in, to be sent with a fresh one."""
    sitting, sent = find_sitting(slug), SentPage(slug, part)
    if sitting is None:
        return _over_with_words(slug)
    sent.read(sitting)
    return draw_part(sent.questionnaire, part, sent.over(sitting.answers), {}, stale=True), 400


def _after(questionnaire: Questionnaire, part: int) -> str:
    """Where a page leads that was sent: to the next one, and at the end of a form to what ends it."""
    if request.form.get("go") == "later":
        return url_for("going_on.later", language=g.language, slug=questionnaire.slug)
    if part == len(questionnaire.pages) or "to_check" in request.args:
        return url_for(".check", language=g.language, slug=questionnaire.slug)
    if part == find_break(questionnaire):
        return url_for(".first", language=g.language, slug=questionnaire.slug)
    return url_for(".part", language=g.language, slug=questionnaire.slug, part=part + 1)


@sittings.get("/first")
def first(slug: str) -> Page:
    """Where the short form ends: a first result now, or going on."""
    sitting = find_sitting(slug)
    if sitting is None:
        return _over(slug)
    questionnaire = submissions().wording_of(sitting, g.language)
    part = find_break(questionnaire) or abort(404)
    page = build_first_page(questionnaire, sitting.answers, part, g.language)
    return fill_in(questionnaire, lambda: render_template("pages/first.html", page=page), page.answered, fillings={})


@sittings.post("/first")
def submit_first(slug: str) -> Page:
    """Hand in the short form. The sitting stays, so that it can be gone on with."""
    sitting, secret = find_sitting(slug), key_here(slug)
    if sitting is None or secret is None:
        return _over(slug)
    if find_break(submissions().wording_of(sitting, g.language)) is None:
        abort(404)
    owner = submissions().submit(secret, "short")
    return redirect(url_for("results.show", language=g.language, secret=owner.text), 303) if owner else _over(slug)


@sittings.get("/check")
def check(slug: str) -> Page:
    sitting = find_sitting(slug)
    if sitting is None:
        return _over(slug)
    questionnaire = submissions().wording_of(sitting, g.language)
    page = build_check_page(questionnaire, sitting.answers, g.language)
    return render_template("pages/check.html", page=page)


@sittings.post("/check")
def submit(slug: str) -> Page:
    secret = key_here(slug)
    owner = submissions().submit(secret) if secret else None
    if owner is None:
        return _over(slug)
    session.pop(slug, None)
    return redirect(url_for("results.show", language=g.language, secret=owner.text), 303)


@sittings.get("/over")
def over(slug: str) -> Page:
    """Said of a sitting that has expired or was handed in, and to a browser that keeps no cookies."""
    _newest(slug)
    return render_template("pages/over.html", slug=slug, written=[]), 410


def _over(slug: str) -> Response:
    return redirect(url_for("sittings.over", language=g.language, slug=slug), 303)


def _written(slug: str) -> list[str]:
    """What was just sent in the taker's own words."""
    asked = _newest(slug).asked.items()
    sent = (request.form.get(key, "") for key, item in asked if item.kind in LONGEST_ANSWER)
    return [words for words in sent if words.strip()]


def _over_with_words(slug: str) -> Page:
    """The same, with the words that could not be taken, so that they can be copied."""
    written = _written(slug)
    return (render_template("pages/over.html", slug=slug, written=written), 410) if written else _over(slug)


def _newest(slug: str) -> Questionnaire:
    found = submissions().find_newest(slug, g.language)
    return found if found else abort(404)


def _start_page(slug: str, *, frame: str | None, agreed: bool, problems: dict[str, str]) -> Page:
    questionnaire, sitting = _newest(slug), find_sitting(slug)
    here = submissions().wording_of(sitting, g.language) if sitting else None
    page = render_template(
        "pages/start.html",
        slug=slug,
        going_on=where_to_go_on(here, sitting, g.language) if here and sitting and sitting.posted else None,
        title=questionnaire.title,
        front=questionnaire.front,
        sentences=len(questionnaire.asked),
        minutes=questionnaire.minutes,
        frames=[Choice(value=key, label=words.choice) for key, words in questionnaire.frames.items()],
        chosen_frame=frame,
        agreed=agreed,
        problems=problems,
        keep_days=RESULT_KEPT.days,
    )
    return (page, 422) if problems else page
