"""Answers from files: score, report."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from quizapp.commands.inputs import (
    A_FILE,
    form_option,
    library_from,
    questionnaire_named,
    questionnaires_option,
    stop,
)
from quizapp.commands.outputs import counting
from quizapp.definitions.norm_files import BadNorms, read_norms
from quizapp.definitions.support import SUPPORT, load_support
from quizapp.domain.answers import answers_from_values
from quizapp.domain.plan_definition import Edition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result, Sitting
from quizapp.domain.scoring import COVERAGE
from quizapp.domain.wording import FRAMES, Form, Frame
from quizapp.settings import shipped


@click.command(epilog="Example: quizapp score between-us answers.csv -o scores.csv")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Scores: .csv or .parquet."
)
@click.option("--language", help="Language of the labels, and of the norms; the questionnaire's own without it.")
@click.option("--norms", type=A_FILE, help="Score with these norms, which are of the full form.")
@click.option("--coverage", default=COVERAGE, show_default=True, help="Of the interval, between 0 and 1.")
@click.option("--certainty", is_flag=True, help="Also the mean, the standard error, and how sure above the middle.")
@form_option
@questionnaires_option
def score(
    name: str,
    answers: Path,
    output: Path,
    language: str | None,
    norms: Path | None,
    coverage: float,
    form: str,
    questionnaires: Path | None,
    *,
    certainty: bool,
) -> None:
    """Score a file, CSV or Parquet: columns are item ids, empty is missing.

    A column "respondent" or "id" is carried over. Nothing is written unless every row is right; a codebook is
    written beside the scores.
    """
    from quizapp.score_files.columns import BadAnswers
    from quizapp.score_files.parquet_files import ParquetMissing
    from quizapp.score_files.scales import Detail
    from quizapp.score_files.scoring import codebook_beside, score_file

    if not 0 < coverage < 1:
        stop(f"--coverage: {coverage:g} is no share between 0 and 1 - write 0.9 for nine of ten")
    questionnaire = questionnaire_named(name, library_from(questionnaires), language, form=cast(Form, form))
    if norms and form != "full":
        stop(f"--norms: are of the full form, and this is the {form} one - leave one of the two options out")
    try:
        known = read_norms(questionnaire, norms) if norms else None
        with counting("rows") as progress:
            detail = Detail(coverage=coverage, certainty=certainty)
            rows = score_file(questionnaire, answers, output, norms=known, detail=detail, progress=progress)
    except BadNorms as error:
        stop("\n".join(f"{norms}: {problem}" for problem in str(error).splitlines()))
    except BadAnswers as error:
        stop(f"{answers}: {error}")
    except ParquetMissing as error:
        stop(f"{output}: {error}")
    except OSError as error:
        stop(f"{output}: {error.strerror} - name a file that can be written")
    click.echo(f"{rows} rows scored into {output}, explained in {codebook_beside(output)}.")


@click.command(epilog="Example: quizapp report between-us answers.json -o forty-days.pdf --language zh-Hans")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF.")
@click.option("--language", help="Language of the report; that of the source, unless named.")
@click.option("--frame", type=click.Choice(FRAMES), help="Whom it thinks of; the first, unless named.")
@click.option("--edition", type=click.Choice(["solo", "together"]), default="solo", show_default=True)
@form_option
@questionnaires_option
def report(
    name: str,
    answers: Path,
    output: Path,
    language: str | None,
    frame: str | None,
    edition: str,
    form: str,
    questionnaires: Path | None,
) -> None:
    """Make the report from a file of answers: {"item id": value, ...}."""
    from quizapp.reports.action_report import build_action_report
    from quizapp.reports.pdf import ReportFailed, render_report

    library = library_from(questionnaires)
    questionnaire = questionnaire_named(name, library, language, cast(Frame | None, frame), cast(Form, form))
    result = _result(questionnaire, answers)
    try:
        support = load_support(_support_file(questionnaires), questionnaire.language)
        built = build_action_report(questionnaire, result, cast(Edition, edition), support)
        output.write_bytes(render_report(built, shipped("templates")))
    except (ReportFailed, OSError) as error:
        stop(f"{output}: {error}")
    click.echo(f"{output} written.")


def _support_file(questionnaires: Path | None) -> Path:
    """The support lines of a folder of one's own, or the shipped ones where it has none."""
    own = questionnaires / SUPPORT if questionnaires else None
    return own if own and own.exists() else shipped("questionnaires") / SUPPORT


def _result(questionnaire: Questionnaire, path: Path) -> Result:
    """What submitting the answers in ``path`` would give; stops with every entry that cannot be taken."""
    from quizapp.submissions import build_result

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
