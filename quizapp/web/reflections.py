"""The optional page after the result: a few open prompts, whose answers deepen the report."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result
from quizapp.submissions import Secret
from quizapp.web.extensions import submissions
from quizapp.web.reflection_form import EMPTY, build_reflection_form, prompts_of, read_reflection
from quizapp.web.reflection_page import build_reflection_page

reflections = Blueprint("reflections", __name__, url_prefix="/<language:language>/r/<secret:secret>/own-words")

LARGEST = 2 * 1024 * 1024
"""In bytes: every prompt filled beyond what it may hold, in any script, so that it can be shown again."""


@reflections.url_value_preprocessor
def _take_long_texts(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    # Before the check of the form's token, which reads the whole form.
    request.max_content_length = request.max_form_memory_size = LARGEST


@reflections.get("/")
def show(secret: Secret) -> str:
    questionnaire, result = _found(secret)
    form = build_reflection_form(questionnaire, result.reflection, None)
    page = build_reflection_page(questionnaire, result, form, g.language, secret)
    return render_template("pages/reflection.html", page=page)


@reflections.post("/")
def keep(secret: Secret) -> Response | tuple[str, int]:
    questionnaire, result = _found(secret)
    form = build_reflection_form(questionnaire, result.reflection, request.form)
    if not form.validate() and not form.data[EMPTY]:
        page = build_reflection_page(questionnaire, result, form, g.language, secret)
        return render_template("pages/reflection.html", page=page), 422
    submissions().reflect(secret, read_reflection(form, prompts_of(questionnaire)))
    return redirect(url_for("results.show", language=g.language, secret=secret, _anchor="report"), 303)


def _found(secret: Secret) -> tuple[Questionnaire, Result]:
    """The result and its questionnaire; 404 where there is nothing to ask."""
    result = submissions().find_result(secret)
    if result is None:
        abort(404)
    questionnaire = submissions().wording_of(result, g.language)
    if not prompts_of(questionnaire):
        abort(404)
    return questionnaire, result
