"""Pictures of what is shown, as the pages ask for them."""

from dataclasses import dataclass

from flask import abort, g, make_response, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.domain.picture import Picture, PictureKind
from quizapp.rendering.standing import Standing
from quizapp.submissions import Secret
from quizapp.web.extensions import desk, settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOffer:
    """A picture as the owner sees it. ``linked``: whoever scans it comes to the share. ``url``: where it is."""

    linked: bool
    ready: bool
    url: str


def build_order(share: Secret, kind: PictureKind) -> Picture:
    """What is ordered: a picture with the address that the code on it leads to."""
    if kind == "preview":
        return Picture(kind=kind)
    path = (
        url_for("shares.door", language=g.language, secret=share)
        if kind == "portrait_with_link"
        else url_for("texts.front", language=g.language)
    )
    return Picture(kind=kind, address=settings().public_url + path)


def ask_picture(share: Secret, kind: PictureKind) -> Standing:
    """A picture of a share in the language of this page, or how it stands; a 404 when there is no such share."""
    standing = desk().ask_picture(share, g.language, build_order(share, kind))
    return standing if standing else abort(404)


def answer_with_picture(standing: Standing) -> Response:
    """The picture; while there is none, that it is worth trying again."""
    if standing.state == "ready":
        response = make_response(standing.made)
        response.mimetype = "image/png"
        return response
    response = make_response("")
    response.mimetype, response.status_code = "text/plain", 503
    response.headers["Retry-After"] = str(standing.seconds)
    return response


def wait_for_picture(standing: Standing, back: str) -> Response:
    """A page that asks again by itself, and so ends where it began."""
    response = make_response(render_template("pages/result/picture_waits.html", standing=standing, back=back))
    response.status_code = 202
    response.headers["Retry-After"] = str(standing.seconds)
    return response
