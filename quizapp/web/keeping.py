"""The owner keeps a result: remembered in this browser, or all of it as a file."""

import json

from flask import Blueprint, abort, g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp.submissions import Secret
from quizapp.web.extensions import submissions
from quizapp.web.own_data import build_own_data
from quizapp.web.remembering import forget, forget_all, remember

keeping = Blueprint("keeping", __name__, url_prefix="/<language:language>")


@keeping.post("/r/<secret:secret>/remember")
def choose(secret: Secret) -> Response:
    """Remember a result in this browser when the box was ticked, and forget it there when it was not."""
    if submissions().find_result(secret) is None:
        abort(404)
    response = redirect(url_for("results.show", language=g.language, secret=secret, _anchor="keep"), 303)
    (remember if request.form.get("remember") == "yes" else forget)(response, secret)
    return response


@keeping.post("/forget")
def forget_here() -> Response:
    """Forget every result in this browser. They stay where they are, for whoever has the link."""
    response = redirect(url_for("texts.front", language=g.language), 303)
    forget_all(response)
    return response


@keeping.get("/r/<secret:secret>/my-data.json")
def data(secret: Secret) -> Response:
    """All that is kept of somebody, in words and as it is stored."""
    found = build_own_data(secret, g.language) or abort(404)
    response = make_response(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
