"""A result and its form -> what the page of open prompts shows."""

from flask import url_for
from flask_babel import gettext as _
from wtforms.form import BaseForm

from quizapp.domain.plan_definition import Prompt
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import LONGEST_REPLY
from quizapp.domain.result import Result
from quizapp.submissions import Secret
from quizapp.web.reflection_form import field_name, numbers_of, problem_of, prompts_of
from quizapp.web.views import Choice, PlaceView, PromptView, ReflectionPage


def build_reflection_page(
    questionnaire: Questionnaire, result: Result, form: BaseForm, language: str, secret: Secret
) -> ReflectionPage:
    return ReflectionPage(
        title=questionnaire.title,
        keep_until=result.keep_until,
        prompts=[
            _prompt(questionnaire, result, form, key, prompt) for key, prompt in prompts_of(questionnaire).items()
        ],
        written=bool(result.reflection.answered),
        back=url_for("results.show", language=language, secret=secret, _anchor="report"),
    )


def _prompt(questionnaire: Questionnaire, result: Result, form: BaseForm, key: str, prompt: Prompt) -> PromptView:
    item = questionnaire.items[prompt.item] if prompt.item else None
    problem = problem_of(form, key, prompt)
    return PromptView(
        id=field_name(key),
        kind=prompt.kind,
        label=prompt.label,
        help=prompt.help,
        numbers=[Choice(value=str(number), label=str(number)) for number in numbers_of(questionnaire, prompt)],
        ends=(item.lowest_label or "", item.highest_label or "") if item else None,
        as_given=_as_given(result, prompt) if item else None,
        choices=[Choice(value=value, label=label) for value, label in prompt.choices.items()],
        places=_places(form, key, prompt, wrong=problem is not None) if prompt.kind == "ranking" else [],
        value="" if prompt.kind == "ranking" else form.data[field_name(key)] or "",
        longest=LONGEST_REPLY.get(prompt.kind),
        problem=problem,
    )


def _as_given(result: Result, prompt: Prompt) -> str:
    given = result.profile.ratings.get(prompt.item or "")
    leave: str = _("Leave it at %(number)s", number=given) if given else _("Give no number")
    return leave


def _places(form: BaseForm, key: str, prompt: Prompt, *, wrong: bool) -> list[PlaceView]:
    return [
        PlaceView(
            id=field_name(key, place),
            own_id=field_name(key, place, own=True),
            number=place,
            chosen=form.data[field_name(key, place)] or "",
            words=form.data[field_name(key, place, own=True)],
            described=f"{field_name(key)}-why" if wrong else None,
        )
        for place in range(1, prompt.places + 1)
    ]
