"""The owner shows some of a result: ticks what, sees it as others will, sends it, takes it back."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.picture import PictureKind, find_picture_kind
from quizapp.domain.result import LiveShare, Result
from quizapp.rendering.standing import Standing
from quizapp.reports.result_page import ResultPage
from quizapp.submissions import Secret, secret_of
from quizapp.web.extensions import desk, submissions
from quizapp.web.languages import LANGUAGES
from quizapp.web.link_files import draw_code
from quizapp.web.pictures import PictureOffer, answer_with_picture, ask_picture, build_order, wait_for_picture
from quizapp.web.sharing import build_line, link_of, name_of

showing = Blueprint("showing", __name__, url_prefix="/<language:language>/r/<secret:secret>")


@showing.post("/share")
def share(secret: Secret) -> Response:
    """Make a share of what was ticked, or go and see it as others will."""
    _result(secret)
    ticked, pictured = request.form.getlist("show"), "pictured" in request.form
    if not ticked:
        return redirect(_result_url(secret, nothing="ticked", pictured=_yes(pictured)), 303)
    if request.form.get("go") == "preview":
        where = url_for(".preview", language=g.language, secret=secret, show=ticked, pictured=_yes(pictured))
        return redirect(where, 303)
    made = submissions().share(secret, ticked, pictured=pictured)
    if made is None:
        return redirect(_result_url(secret), 303)
    if pictured:
        order_previews(made)
    where = url_for(".shown", language=g.language, secret=secret, name=name_of(made.text), made="now")
    return redirect(where, 303)


def order_previews(made: Secret) -> None:
    """In every language, that of this page first: a chat asks for the one that its reader's page is in."""
    for language in sorted(LANGUAGES, key=lambda code: code != g.language):
        desk().ask_picture_ahead(made, language, build_order(made, "preview"))


@showing.get("/preview")
def preview(secret: Secret) -> str | Response:
    """The page that would be made, and what a chat would say of its link."""
    ticked, pictured = request.args.getlist("show"), "pictured" in request.args
    shared = submissions().build_share(_result(secret), ticked, pictured=pictured)
    if shared is None:
        return redirect(_result_url(secret, nothing="ticked"), 303)
    page = submissions().shared_page(shared, g.language)
    return render_template(
        "pages/result/preview.html",
        page=page,
        ticked=shared.shows,
        says=submissions().headline_of(shared, g.language) if pictured else None,
        make=url_for(".share", language=g.language, secret=secret),
        back=_result_url(secret, show=shared.shows, pictured=_yes(pictured)),
    )


@showing.get("/shown/<name>/")
def shown(secret: Secret, name: str) -> str | Response:
    """One live share with all the ways to send it, and a picture to save where one is asked for."""
    page, live = _page(secret), _live(secret, name)
    share = submissions().find_share(secret_of(live))
    asked = find_picture_kind(request.args.get("picture", ""))
    wanted: list[PictureKind | None] = ["preview" if live.pictured else None, asked]
    standings = {kind: ask_picture(secret_of(live), kind) for kind in wanted if kind}
    if waits := next((standing for standing in standings.values() if standing.state == "waiting"), None):
        return wait_for_picture(waits, _result_url(secret))
    offers = {kind: _offer(secret, name, kind, standing) for kind, standing in standings.items()}
    return render_template(
        "pages/result/shown.html",
        share=build_line(secret, live, page),
        base=url_for("results.show", language=g.language, secret=secret).rstrip("/"),
        back=_result_url(secret),
        made="made" in request.args,
        says=submissions().headline_of(share, g.language) if share else "",
        preview=offers.get("preview"),
        portrait=offers.get(asked) if asked else None,
    )


@showing.get("/shown/<name>/code.svg")
def code(secret: Secret, name: str) -> Response:
    """The link of a share as a QR code."""
    return draw_code(link_of(_live(secret, name)))


@showing.get("/shown/<name>/picture.png")
def picture(secret: Secret, name: str) -> Response:
    """A picture of a share, to look at or to save."""
    live, kind = _live(secret, name), find_picture_kind(request.args.get("kind", ""))
    return answer_with_picture(ask_picture(secret_of(live), kind)) if kind else abort(404)


@showing.post("/take-back")
def take_back(secret: Secret) -> Response:
    _result(secret)
    submissions().take_back(secret, request.form.get("share", ""))
    return redirect(_result_url(secret), 303)


def _result(secret: Secret) -> Result:
    found = submissions().find_result(secret)
    return found if found else abort(404)


def _page(secret: Secret) -> ResultPage:
    found = submissions().result_page(secret, g.language)
    return found if found else abort(404)


def _live(secret: Secret, name: str) -> LiveShare:
    found = next((live for live in _result(secret).shares if name_of(live.secret) == name), None)
    return found if found else abort(404)


def _offer(secret: Secret, name: str, kind: PictureKind, standing: Standing) -> PictureOffer:
    return PictureOffer(
        linked=kind == "portrait_with_link",
        ready=standing.state == "ready",
        url=url_for(".picture", language=g.language, secret=secret, name=name, kind=kind),
    )


def _result_url(secret: Secret, **arguments: Any) -> str:
    """Where on the owner's page this is; an argument that is None does not stand in the address."""
    # A browser that goes to a part of a page takes the focus there.
    anchor = "to-mend" if "nothing" in arguments else "show"
    return url_for("results.show", language=g.language, secret=secret, _anchor=anchor, **arguments)


def _yes(ticked: bool) -> str | None:  # noqa: FBT001  # it is what this is about
    return "yes" if ticked else None
