"""Answers from files: score, report."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from quizapp.commands.inputs import form_option, library_from, questionnaire_named, questionnaires_option, stop
from quizapp.definitions.support import SUPPORT, load_support
from quizapp.domain.answers import answers_from_values
from quizapp.domain.plan_definition import Edition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result, Sitting
from quizapp.domain.wording import FRAMES, Form, Frame
from quizapp.reports.action_report import build_action_report
from quizapp.settings import shipped
from quizapp.submissions import build_result


@click.command(epilog="Example: quizapp score between-us answers.csv -o scores.csv")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Scores, as CSV."
)
@form_option
@questionnaires_option
def score(name: str, answers: Path, output: Path, form: str, questionnaires: Path | None) -> None:
    """Score a file: columns are item ids, empty is missing. Nothing is written unless every row is right."""
    from quizapp.score_files import BadAnswers, score_file

    try:
        questionnaire = questionnaire_named(name, library_from(questionnaires), form=cast(Form, form))
        rows = score_file(questionnaire, answers, output)
    except (BadAnswers, UnicodeDecodeError, OSError) as error:
        stop(f"{answers}: {error}")
    click.echo(f"{rows} rows scored into {output}.")


@click.command(epilog="Example: quizapp report between-us answers.json -o forty-days.pdf --language zh-Hans")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF.")
@click.option("--language", default="en", show_default=True, help="Language of the report.")
@click.option("--frame", type=click.Choice(FRAMES), help="Whom it thinks of; the first, unless named.")
@click.option("--edition", type=click.Choice(["solo", "together"]), default="solo", show_default=True)
@form_option
@questionnaires_option
def report(
    name: str,
    answers: Path,
    output: Path,
    language: str,
    frame: str | None,
    edition: str,
    form: str,
    questionnaires: Path | None,
) -> None:
    """Make the report from a file of answers: {"item id": value, ...}."""
    from quizapp.reports.pdf import ReportFailed, render_report

    library = library_from(questionnaires)
    questionnaire = questionnaire_named(name, library, language, cast(Frame | None, frame), cast(Form, form))
    result = _result(questionnaire, answers)
    try:
        support = load_support(shipped("questionnaires") / SUPPORT, language)
        built = build_action_report(questionnaire, result, cast(Edition, edition), support)
        output.write_bytes(render_report(built, shipped("templates")))
    except (ReportFailed, OSError) as error:
        stop(f"{output}: {error}")
    click.echo(f"{output} written.")


def _result(questionnaire: Questionnaire, path: Path) -> Result:
    """What submitting the answers in ``path`` would give; stops with every entry that cannot be taken."""
    if questionnaire.plan is None:
        stop(f"{questionnaire.slug}: has no plan, so there is no report - choose a questionnaire with a plan")
    try:
        values = json.loads(path.read_bytes())
    except ValueError as error:
        stop(f"{path}: is no JSON ({error}) - write one object, item ids to values")
    if not isinstance(values, dict):
        stop(f"{path}: is no JSON object - write one, item ids to values")
    answers, problems = answers_from_values(questionnaire, values)
    if problems:
        stop("\n".join(f"{path}: {problem}" for problem in problems))
    now = datetime.now(UTC)
    sitting = Sitting(
        slug=questionnaire.slug,
        version=questionnaire.version,
        frame=questionnaire.frame,
        consent="",
        started_at=now,
        answers=answers,
    )
    return build_result(questionnaire, sitting, now)
