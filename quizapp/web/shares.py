"""What another person sees. A GET shows a neutral door, since scanners and chat previews open every link."""

from datetime import timedelta

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from quizapp.domain.result import Share
from quizapp.submissions import Secret
from quizapp.web.extensions import settings, submissions
from quizapp.web.pictures import answer_with_picture, ask_picture
from quizapp.web.views import Card

shares = Blueprint("shares", __name__, url_prefix="/<language:language>/s/<secret:secret>")

OPEN_FOR = timedelta(hours=1)
"""For which reload and Back show what was opened; after that the door is there again."""


@shares.get("/")
def door(secret: Secret) -> str:
    share = _share(secret)
    if not _opened(secret, request.args.get("opened", "")):
        return render_template("pages/door.html", card=_card(secret, share) if share.pictured else None)
    page = submissions().shared_page(share, g.language)
    return render_template("pages/shared.html", page=page)


@shares.get("/picture.png")
def picture(secret: Secret) -> Response:
    """For the preview of the link, where its owner agreed to one: no button stands before it."""
    share = _share(secret)
    return answer_with_picture(ask_picture(secret, "preview")) if share.pictured else abort(404)


@shares.post("/")
def open_door(secret: Secret) -> Response:
    """The button was pressed: a signed word in the address says so, which needs no cookie."""
    _share(secret)
    opened = _signer().dumps(secret.text[:8])
    return redirect(url_for(".door", language=g.language, secret=secret, opened=opened), 303)


def _share(secret: Secret) -> Share:
    found = submissions().find_share(secret)
    return found if found else abort(404)


def _card(secret: Secret, share: Share) -> Card:
    """What a chat is told beyond the title: addresses in it are whole ones."""
    here = {"language": g.language, "secret": secret}
    return Card(
        url=settings().public_url + url_for(".door", **here),
        picture=settings().public_url + url_for(".picture", **here),
        says=submissions().headline_of(share, g.language),
    )


def _opened(secret: Secret, word: str) -> bool:
    try:
        said, signed_at = _signer().loads(word, return_timestamp=True)
    except BadSignature:
        return False
    # Not older than that, and never too young: another machine's clock may be ahead.
    return bool(said == secret.text[:8]) and submissions().now() - signed_at < OPEN_FOR


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().signing_keys, salt="opened share")
