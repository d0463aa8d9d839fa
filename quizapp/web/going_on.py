"""Going on later or on another device. A GET shows a door and uses nothing up, since scanners open every link."""

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.domain.result import Handover
from quizapp.submissions import Secret
from quizapp.web.extensions import settings, submissions
from quizapp.web.link_files import draw_code, save_link
from quizapp.web.links import address_of, find_link
from quizapp.web.under_way import browser_here, find_sitting, key_here, where_to_go_on

going_on = Blueprint("going_on", __name__, url_prefix="/<language:language>")

LONGEST_FILE = 4096
"""Bytes of a small file that are looked at; ours holds one line."""


@going_on.get("/<slug:slug>/later")
def later(slug: str) -> str | Response:
    """How to go on later: here, and elsewhere with a link that is made when it is asked for."""
    sitting = find_sitting(slug)
    if sitting is None:
        return _over(slug)
    here = where_to_go_on(submissions().wording_of(sitting, g.language), sitting, g.language)
    waiting = submissions().find_waiting(sitting)
    base = url_for(".later", language=g.language, slug=slug)
    return render_template(
        "pages/later.html",
        base=base,
        here=here,
        link=_link(waiting) if waiting else None,
        used=sitting.handover is not None and waiting is None,
    )


@going_on.post("/<slug:slug>/later")
def make(slug: str) -> Response:
    key = key_here(slug)
    made = submissions().hand_over(key) if key and find_sitting(slug) else None
    return redirect(url_for(".later", language=g.language, slug=slug, _anchor="link"), 303) if made else _over(slug)


@going_on.get("/<slug:slug>/later/code.svg")
def code(slug: str) -> Response:
    return draw_code(_link(_waiting(slug)))


@going_on.get("/<slug:slug>/later/link.txt")
def link_file(slug: str) -> Response:
    return save_link(_link(_waiting(slug)))


@going_on.post("/<slug:slug>/afresh")
def afresh(slug: str) -> Response:
    """Forget what is under way, here and on every other device."""
    if key := key_here(slug):
        submissions().abandon(key)
        session.pop(slug)
    return redirect(url_for("sittings.start", language=g.language, slug=slug), 303)


@going_on.get("/c/")
def bring() -> str:
    """Where a link can be pasted, or the small file that holds it brought along."""
    return render_template("pages/bring.html", problem=None, given="")


@going_on.post("/c/")
def take() -> Response | tuple[str, int]:
    """Lead to the door of what was brought. Whether it opens anything is found out there, as with any link."""
    file = request.files.get("file")
    held = file.stream.read(LONGEST_FILE) if file else b""
    brought = request.form.get("link", "") + " " + held.decode(errors="replace")
    found = find_link(brought)
    if found is None:
        return render_template("pages/bring.html", problem=_problem(brought), given=request.form.get("link", "")), 422
    return redirect(address_of(*found, language=g.language), 303)


@going_on.get("/c/<secret:secret>/")
def door(secret: Secret) -> str:
    found = _handover(secret)
    key = key_here(found.slug)
    replaces = key is not None and key.text != found.sitting and find_sitting(found.slug) is not None
    return render_template("pages/going_on.html", replaces=replaces)


@going_on.post("/c/<secret:secret>/")
def open_door(secret: Secret) -> Response:
    """Use the link up: this browser then carries the sitting, and so does the one it was made in."""
    opened = submissions().open_handover(secret, browser_here()) or abort(404)
    session[opened.slug] = opened.sitting
    sitting = find_sitting(opened.slug) or abort(404)
    return redirect(where_to_go_on(submissions().wording_of(sitting, g.language), sitting, g.language), 303)


def _handover(secret: Secret) -> Handover:
    return submissions().find_handover(secret, browser_here()) or abort(404)


def _waiting(slug: str) -> Secret:
    sitting = find_sitting(slug) or abort(404)
    return submissions().find_waiting(sitting) or abort(404)


def _link(secret: Secret) -> str:
    return settings().public_url + url_for(".door", language=g.language, secret=secret)


def _over(slug: str) -> Response:
    return redirect(url_for("sittings.over", language=g.language, slug=slug), 303)


def _problem(brought: str) -> str:
    cut: str = _(
        "There is no whole link in this. It ends with a long row of letters and numbers, and chat programs sometimes"
        " cut that off. Copy it whole from where you kept it."
    )
    nothing: str = _("Paste your link, or choose the small file that you saved")
    return cut if brought.strip() else nothing
