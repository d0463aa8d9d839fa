"""Questionnaire -> WTForms. The forms say what is valid; the templates draw."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, RadioField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from quizapp.domain.answers import LONGEST_ANSWER, choices_of
from quizapp.domain.items import Kind
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import SKIPPED
from quizapp.domain.wording import Frame


def _choices(values: Iterable[str]) -> Any:
    """Values alone, since their words are the template's. Any: published stubs know only pairs with words."""
    return list(values)


class OneOf(Field):
    """One of the answers offered, or skipping. Leaving it open is allowed. WTForms' own is costly."""

    def __init__(self, offered: Collection[str], **places: Any) -> None:
        super().__init__(**places)
        self._offered = offered

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data and self.data not in self._offered:
            raise ValidationError


def _pick_one(questionnaire: Questionnaire, item: str) -> Field:
    return OneOf([*choices_of(questionnaire, item), SKIPPED])


def _write(field: type[StringField]) -> Callable[[Questionnaire, str], Field]:
    """Own words, as long as their kind allows. Browsers send a line's end as two signs; it counts as one."""

    def make(questionnaire: Questionnaire, item: str) -> Field:
        longest = LONGEST_ANSWER[questionnaire.items[item].kind]
        return field(filters=[_tidy], validators=[Length(max=longest)])

    return make


def _tidy(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


FIELDS: Mapping[Kind, Callable[[Questionnaire, str], Field]] = {
    "likert": _pick_one,
    "rating": _pick_one,
    "choice": _pick_one,
    "short_text": _write(StringField),
    "long_text": _write(TextAreaField),
}
"""Item kind -> how its field is made. A new kind is one line here; one that is not here asks nothing."""


def build_part_form(questionnaire: Questionnaire, part: int, sent: MultiDict[str, str]) -> BaseForm:
    """What was sent of one page; ``part`` counts from 1. Field names are item ids, values option ids or words.

    A base form keeps its fields by name only, so that an item may be called as WTForms calls something of its own.
    """
    kinds = {item: questionnaire.items[item].kind for item in questionnaire.pages[part - 1]}
    fields: Any = {item: FIELDS[kind](questionnaire, item) for item, kind in kinds.items() if kind in FIELDS}
    form = BaseForm(fields)  # Any: to published stubs a field that no form holds yet is a field
    form.process(sent)
    return form


def part_problems(questionnaire: Questionnaire, form: BaseForm) -> dict[str, str]:
    """What is wrong with what was sent, by item, in the words of the page."""
    return {item: _problem(questionnaire.items[item].kind) for item in form.errors}


def _problem(kind: Kind) -> str:
    pick: str = _("Choose one of the answers, or skip this one")
    if kind not in LONGEST_ANSWER:
        return pick
    shorten: str = _(
        "This has more than %(num)s characters. All of it is still here; please shorten it", num=LONGEST_ANSWER[kind]
    )
    return shorten


def build_start_form(questionnaire: Questionnaire) -> type[Form]:
    """Whom to think of, where there is a choice, and the one agreement. Nothing is ticked beforehand."""
    frames = list(questionnaire.frames)

    class StartForm(Form):
        frame = RadioField(
            choices=_choices(frames),
            validators=[InputRequired()] if len(frames) > 1 else [Optional()],
        )
        agree = BooleanField(validators=[InputRequired()])

    return StartForm


def chosen_frame(questionnaire: Questionnaire, form: Form) -> Frame:
    """Whom a valid start form thinks of; where there is nothing to choose, the one frame there is."""
    return form.data["frame"] if len(questionnaire.frames) > 1 else next(iter(questionnaire.frames))


class GivingForm(Form):
    """The agreement to be counted, which is not ticked beforehand."""

    agree = BooleanField(validators=[InputRequired()])


def start_problems(form: Form) -> dict[str, str]:
    """What is missing before the start, in the words of the page."""
    words = {
        "frame": _("Choose whom to think of"),
        "agree": _("Tick the box if you are 18 or over and agree"),
    }
    return {name: words[name] for name in form.errors}


def sound(form: BaseForm) -> dict[str, str]:
    """What was given and can be taken, of a form that was validated."""
    return {name: value for name, value in given(form).items() if name not in form.errors}


def given(form: BaseForm) -> dict[str, str]:
    """What was picked or written. What was left open is not in it, but an emptied text is."""
    return {field.name: field.data or "" for field in form if field.data or isinstance(field, StringField)}
