"""Giving one's answers to the pool: asked after the result, apart from everything else, once."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.submissions import Secret
from quizapp.web.extensions import submissions
from quizapp.web.forms import GivingForm

giving = Blueprint("giving", __name__, url_prefix="/<language:language>/r/<secret:secret>/count")


@giving.get("/")
def ask(secret: Secret) -> str | Response:
    """What it means, and the box. Who has given already, or waited too long, is led back to the result."""
    if submissions().find_result(secret) is None:
        abort(404)
    return _page(secret, problem=False) if submissions().pool_offer(secret) == "open" else _back(secret)


@giving.post("/")
def give(secret: Secret) -> str | Response | tuple[str, int]:
    if submissions().find_result(secret) is None:
        abort(404)
    if not GivingForm(request.form).validate():
        return _page(secret, problem=True), 422
    submissions().give_to_pool(secret)
    return _back(secret)


def _page(secret: Secret, *, problem: bool) -> str:
    back = url_for("results.show", language=g.language, secret=secret, _anchor="count")
    return render_template("pages/count.html", problem=problem, back=back)


def _back(secret: Secret) -> Response:
    return redirect(url_for("results.show", language=g.language, secret=secret, _anchor="count"), 303)
