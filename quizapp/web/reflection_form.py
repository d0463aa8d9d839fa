"""The open prompts after the result -> WTForms, and what was sent -> ``Reflection``."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Length, Optional

from quizapp.domain.plan_definition import Prompt
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import LONGEST_REPLY, Pick, Reflection, cleaned

EMPTY = "empty"
"""The box that takes everything out again."""


def field_name(prompt: str, place: int | None = None, *, own: bool = False) -> str:
    """What a prompt is called in the form. No id of a prompt holds a dot, so no two names are alike."""
    return ".".join(["p", prompt, *([str(place)] if place else []), *(["own"] if own else [])])


def holds_words(name: str, value: str) -> bool:
    """Whether a field that was sent holds what somebody wrote, not one of the answers on offer."""
    parts = name.split(".")
    return parts[0] == "p" and (parts[-1] == "own" or (len(parts) == 2 and not value.isdecimal()))


def prompts_of(questionnaire: Questionnaire) -> dict[str, Prompt]:
    """What is asked: nothing about a number that the short form did not ask for."""
    prompts = questionnaire.plan.reflection if questionnaire.plan else {}
    return {key: prompt for key, prompt in prompts.items() if not prompt.item or prompt.item in questionnaire.items}


def build_reflection_form(
    questionnaire: Questionnaire, told: Reflection, sent: MultiDict[str, str] | None
) -> BaseForm:
    """The form with what was ``sent``, or else with what was ``told`` before."""
    fields: dict[str, Any] = {EMPTY: BooleanField()}
    for key, prompt in prompts_of(questionnaire).items():
        fields |= _fields(questionnaire, key, prompt)
    form = BaseForm(fields)
    form.process(sent, data=None if sent is not None else _told(told))
    return form


def numbers_of(questionnaire: Questionnaire, prompt: Prompt) -> list[int]:
    """What a rating can be given."""
    if prompt.kind != "rating" or prompt.item is None:
        return []
    return [option.value for option in questionnaire.responses_of(prompt.item).options.values()]


def _fields(questionnaire: Questionnaire, key: str, prompt: Prompt) -> dict[str, Any]:
    if prompt.kind == "rating":
        choices: Any = ["", *map(str, numbers_of(questionnaire, prompt))]
        return {field_name(key): RadioField(choices=choices, validators=[Optional()])}
    if prompt.kind == "ranking":
        return {name: made for place in range(1, prompt.places + 1) for name, made in _place(key, prompt, place)}
    kind = TextAreaField if prompt.kind == "long_text" else StringField
    return {field_name(key): _words(kind, LONGEST_REPLY[prompt.kind])}


def _place(key: str, prompt: Prompt, place: int) -> list[tuple[str, Any]]:
    choices: Any = ["", *prompt.choices]
    return [
        (field_name(key, place), SelectField(choices=choices, validators=[Optional()])),
        (field_name(key, place, own=True), _words(StringField, LONGEST_REPLY["ranking"])),
    ]


def _words(kind: type[StringField], longest: int) -> Any:
    return kind(filters=[lambda text: cleaned(text or "")], validators=[Length(max=longest)])


def _told(told: Reflection) -> dict[str, str]:
    values = {field_name(key): str(value) for key, value in told.ratings.items()}
    values |= {field_name(key): text for key, text in told.texts.items()}
    for key, picks in told.rankings.items():
        for place, pick in enumerate(picks, start=1):
            values[field_name(key, place)] = pick.choice or ""
            values[field_name(key, place, own=True)] = pick.words
    return values


def read_reflection(form: BaseForm, prompts: Mapping[str, Prompt]) -> Reflection:
    """What a valid form holds; nothing when the box is ticked that empties it."""
    if form.data[EMPTY]:
        return Reflection()
    simple = {key: form.data[field_name(key)] for key, prompt in prompts.items() if prompt.kind != "ranking"}
    rankings = {key: _picks(form, key, prompt) for key, prompt in prompts.items() if prompt.kind == "ranking"}
    return Reflection(
        ratings={key: int(value) for key, value in simple.items() if value and prompts[key].kind == "rating"},
        rankings={key: picks for key, picks in rankings.items() if picks},
        texts={key: value for key, value in simple.items() if value and prompts[key].kind != "rating"},
    )


def _picks(form: BaseForm, key: str, prompt: Prompt) -> list[Pick]:
    """The places that hold something, closed up and each thing once. Own words go before the list."""
    picks = []
    for place in range(1, prompt.places + 1):
        words, choice = form.data[field_name(key, place, own=True)], form.data[field_name(key, place)]
        if words or choice:
            picks.append(Pick(words=words) if words else Pick(choice=choice))
    return list(dict.fromkeys(picks))


def problem_of(form: BaseForm, key: str, prompt: Prompt) -> str | None:
    """What is wrong with the answer to one prompt, in the words of the page."""
    wrong = [name for name in form.errors if name == field_name(key) or str(name).startswith(field_name(key) + ".")]
    if not wrong:
        return None
    if prompt.kind == "rating" or not all(_is_words(form, str(name)) for name in wrong):
        choose: str = _("Choose one of these, or leave it open")
        return choose
    shorten: str = _(
        "This has more than %(num)s characters. All of it is still here; please shorten it",
        num=LONGEST_REPLY[prompt.kind],
    )
    return shorten


def _is_words(form: BaseForm, name: str) -> bool:
    return isinstance(form[name], StringField)
