"""Questionnaire -> WTForms. The forms say what is valid; the templates draw."""

from collections.abc import Callable, Iterable, Mapping

from flask_babel import gettext as _
from wtforms import BooleanField, Field, Form, RadioField
from wtforms.validators import InputRequired, Optional

from quizapp.domain.questionnaire import Questionnaire, ResponseSet
from quizapp.domain.result import SKIPPED


def _choices(values: Iterable[str]) -> list[tuple[str, str]]:
    """Values alone: their words are the template's."""
    return [(value, value) for value in values]


def _pick_one(responses: ResponseSet) -> Field:
    """One option of a response set, or skipping. Leaving it open is allowed."""
    return RadioField(choices=_choices([*responses.options, SKIPPED]), validators=[Optional()])


FIELDS: Mapping[str, Callable[[ResponseSet], Field]] = {"likert": _pick_one, "rating": _pick_one}
"""Item kind -> how its field is made. A new kind is one line here."""


def build_part_form(questionnaire: Questionnaire, part: int) -> type[Form]:
    """The form of one page; ``part`` counts from 1. Field names are item ids, values option ids."""
    items = questionnaire.pages[part - 1]
    fields = {item: FIELDS[questionnaire.items[item].kind](questionnaire.responses_of(item)) for item in items}
    return type("PartForm", (Form,), fields)


def build_start_form(questionnaire: Questionnaire) -> type[Form]:
    """Whom to think of, and the one agreement. Nothing is ticked beforehand."""

    class StartForm(Form):
        frame = RadioField(choices=_choices(questionnaire.frames), validators=[InputRequired()])
        agree = BooleanField(validators=[InputRequired()])

    return StartForm


def start_problems(form: Form) -> dict[str, str]:
    """What is missing before the start, in the words of the page."""
    words = {
        "frame": _("Choose whom to think of"),
        "agree": _("Tick the box if you are 18 or over and agree"),
    }
    return {name: words[name] for name in form.errors}


def given(form: Form) -> dict[str, str]:
    """What was picked; what was left open is not in it."""
    return {name: value for name, value in form.data.items() if value}
