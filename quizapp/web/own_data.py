"""All that is kept of an owner, as a file: in words first, then as it is stored."""

from typing import Any

from flask_babel import gettext as _

from quizapp.domain.result import Result
from quizapp.reports.answer_view import AnswerLine
from quizapp.reports.charts import AxisRow
from quizapp.reports.result_page import ResultPage
from quizapp.submissions import Secret
from quizapp.web.extensions import submissions
from quizapp.web.links import address_of

Told = dict[str, Any]
"""What JSON can hold: words, numbers, lists and the same again."""


def build_own_data(owner: Secret, language: str) -> Told | None:
    """None when there is no such result. What is told in words is in ``language``; what is stored is not."""
    result, page = submissions().find_result(owner), submissions().result_page(owner, language)
    if result is None or page is None:
        return None
    return {
        _("What this is"): _(
            "All that is kept under your link on the day of the download. First in words, then as it is stored; a"
            " report that was made from it is a file of its own. This file is not sealed: keep it where only you"
            " find it."
        ),
        **_about(result, page, language),
        _("Your answers"): [line for scale in page.answers.values() for line in _answers(scale.lines)]
        or _("They were kept for a day and are gone."),
        _("Asked besides"): _answers(page.besides),
        _("Your lines"): [_line(row) for row in page.rows],
        _("What is said"): _said(page),
        **_planned(result, language),
        _("As it is stored"): submissions().stored(owner),
    }


def _about(result: Result, page: ResultPage, language: str) -> Told:
    return {
        _("Test"): _("%(title)s, version %(version)s", title=page.name, version=page.version),
        _("Language of your answers"): result.language or _("more than one"),
        _("Thinking of"): page.thinking_of,
        _("Handed in"): result.submitted_at.isoformat(timespec="minutes"),
        _("Kept until"): result.keep_until.isoformat(timespec="minutes"),
        _("Wording you agreed to"): result.consent,
        _("Answers given to be counted"): _("yes") if result.pooled else _("no"),
        _("Pages you have shown"): [
            {
                _("made"): live.made_at.isoformat(timespec="minutes"),
                _("address"): address_of("s", secret, language) if (secret := Secret.from_text(live.secret)) else "",
                _("shows"): [item.label for item in page.shareable if item.key in live.shows],
                _("with a picture in the preview"): _("yes") if live.pictured else _("no"),
            }
            for live in page.shares
        ],
    }


def _answers(lines: list[AnswerLine]) -> list[Told]:
    return [{_("sentence"): line.text, _("answer"): line.answer or _("skipped")} for line in lines]


def _line(row: AxisRow) -> Told:
    told: Told = {_("line"): row.name, _("answered"): _("%(answered)s of %(of)s", answered=row.answered, of=row.of)}
    if row.reading is None:
        return {**told, _("best guess"): _("not enough answers")}
    reading = {_("best guess"): row.reading.estimate, _("from"): row.reading.low, _("to"): row.reading.high}
    return {**told, **reading, _("chances above the middle, of 100"): row.probability}


def _said(page: ResultPage) -> list[str]:
    patterns = [view for view in [page.on_plane, *page.families] if view]
    return [
        *page.letter,
        *(f"{strength.title} {strength.detail}" for strength in page.strengths),
        *(" ".join([view.name, *view.says]) for view in patterns),
        *([page.step.text] if page.step else []),
    ]


def _planned(result: Result, language: str) -> Told:
    """The plan as it was chosen, with the reasons, and what was written for it."""
    if "solo" not in result.plans:
        return {}
    report = submissions().build_report(result, language, "solo")
    chosen = [
        {_("title"): title, _("why it is here"): why}
        for stage in report.stages
        for title, why in [
            *((exercise.text.title, exercise.why) for exercise in stage.exercises),
            (stage.letter.text.title, stage.letter.why),
        ]
    ]
    return {
        _("Your plan"): chosen,
        _("Your own words"): [
            {
                _("asked"): one.label,
                _("written"): [line.text for line in one.lines] if one.number is None else one.number[1],
            }
            for one in report.written
        ],
    }
