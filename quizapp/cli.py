"""The commands. Each says in one line what is wrong and what to do."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, cast

import click

from quizapp.definitions.library import Library, check_folder
from quizapp.definitions.problems import DefinitionError
from quizapp.definitions.support import load_support
from quizapp.domain.answers import answers_from_values
from quizapp.domain.plan_definition import Edition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result, Sitting
from quizapp.domain.wording import FRAMES, Frame
from quizapp.reports.action_report import build_action_report
from quizapp.settings import BadSettings, Settings, read_settings, shipped
from quizapp.submissions import build_result

definitions = click.option(
    "--questionnaires",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with definitions to use instead of the shipped ones.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Questionnaires from files, scored into profiles, told as pages and as a report."""


@main.command(epilog="Example: quizapp serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@definitions
def serve(host: str, port: int, questionnaires: Path | None) -> None:
    """Serve the pages; the database is made or brought up to date first."""
    settings = _settings(questionnaires, port)
    _upgrade(settings)
    from quizapp.serving import serve as serve_until_stopped

    click.echo(f"Serving at {settings.public_url} - stop it with Ctrl+C.")
    try:
        serve_until_stopped(settings, host, port)
    except DefinitionError as error:
        _stop(str(error))


@main.command(epilog="Example: quizapp check questionnaires")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Prove the definitions: every problem with file, line and remedy; exit 1 when there is one."""
    problems = [p for path in paths or (shipped("questionnaires"),) for p in check_folder(path)]
    for problem in sorted(problems):
        click.echo(str(problem) if problem.severity == "error" else f"{problem} (warning)")
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{errors} problems, {len(problems) - errors} warnings.")
    sys.exit(1 if errors else 0)


@main.command(epilog="Example: quizapp score between-us answers.csv -o scores.csv")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Scores, as CSV."
)
@definitions
def score(name: str, answers: Path, output: Path, questionnaires: Path | None) -> None:
    """Score a file: columns are item ids, empty is missing. Nothing is written unless every row is right."""
    from quizapp.score_files import BadAnswers, score_file

    try:
        rows = score_file(_questionnaire(name, _library(questionnaires)), answers, output)
    except (BadAnswers, UnicodeDecodeError, OSError) as error:
        _stop(f"{answers}: {error}")
    click.echo(f"{rows} rows scored into {output}.")


@main.command(epilog="Example: quizapp report between-us answers.json -o forty-days.pdf --language zh-Hans")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF.")
@click.option("--language", default="en", show_default=True, help="Language of the report.")
@click.option("--frame", type=click.Choice(FRAMES), default="now", show_default=True, help="Whom it thinks of.")
@click.option("--edition", type=click.Choice(["solo", "together"]), default="solo", show_default=True)
@definitions
def report(
    name: str,
    answers: Path,
    output: Path,
    language: str,
    frame: str,
    edition: str,
    questionnaires: Path | None,
) -> None:
    """Make the report from a file of answers: {"item id": value, ...}."""
    from quizapp.reports.pdf import ReportFailed, render_report

    library = _library(questionnaires)
    questionnaire = _questionnaire(name, library, language, cast(Frame, frame))
    result = _result(questionnaire, answers)
    try:
        support = load_support(shipped("questionnaires") / "support.yaml", language)
        built = build_action_report(questionnaire, result, cast(Edition, edition), support)
        output.write_bytes(render_report(built, shipped("templates")))
    except (ReportFailed, OSError) as error:
        _stop(f"{output}: {error}")
    click.echo(f"{output} written.")


def _result(questionnaire: Questionnaire, path: Path) -> Result:
    """What submitting the answers in ``path`` would give; stops with every entry that cannot be taken."""
    if questionnaire.plan is None:
        _stop(f"{questionnaire.slug}: has no plan, so there is no report - choose a questionnaire with a plan")
    try:
        values = json.loads(path.read_bytes())
    except ValueError as error:
        _stop(f"{path}: is no JSON ({error}) - write one object, item ids to values")
    if not isinstance(values, dict):
        _stop(f"{path}: is no JSON object - write one, item ids to values")
    answers, problems = answers_from_values(questionnaire, values)
    if problems:
        _stop("\n".join(f"{path}: {problem}" for problem in problems))
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


@main.command(epilog="Example: quizapp purge")
def purge() -> None:
    """Delete everything that has expired."""
    from quizapp import create_app

    app = create_app(_settings(None))
    with app.app_context():
        click.echo(f"{app.extensions['quizapp.submissions'].purge()} expired rows deleted.")


@main.command(epilog="Example: quizapp upgrade")
def upgrade() -> None:
    """Make the database, or bring it up to date."""
    _upgrade(_settings(None))
    click.echo("The database is up to date.")


@main.command(epilog="Example: quizapp doctor")
def doctor() -> None:
    """Look whether this installation is sound; exit 1 when something needs doing."""
    from quizapp.examination import examine

    findings = examine(_settings(None), datetime.now(UTC).date())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.sound else 'MEND'} {finding.what}")
    sys.exit(0 if all(finding.sound for finding in findings) else 1)


def _stop(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(1)


def _settings(questionnaires: Path | None, port: int = 8000) -> Settings:
    environment = dict(os.environ)
    if questionnaires:
        environment["QUIZAPP_QUESTIONNAIRES"] = str(questionnaires)
    try:
        return read_settings(environment, port)
    except BadSettings as error:
        _stop(str(error))


def _library(questionnaires: Path | None) -> Library:
    try:
        return Library.load(questionnaires or shipped("questionnaires"))
    except DefinitionError as error:
        _stop(str(error))


def _questionnaire(
    name: str, library: Library, language: str | None = None, frame: Frame | None = None
) -> Questionnaire:
    """SLUG or SLUG@VERSION."""
    slug, _, version = name.partition("@")
    number = int(version) if version.isdecimal() else _newest(library, slug)
    listing = library.find_listing(slug, number)
    found = listing and library.find(slug, number, language or listing.source_language, frame or listing.frames[0])
    if not found:
        known = ", ".join(listing.slug for listing in library.newest())
        _stop(f"{name}: there is no such questionnaire in this language - choose one of {known}")
    return found


def _newest(library: Library, slug: str) -> int:
    newest = library.find_newest(slug)
    return newest.version if newest else 0


def _upgrade(settings: Settings) -> None:
    from quizapp.storage.upgrading import NewerDatabase, bring_up_to_date

    try:
        bring_up_to_date(settings.database_url)
    except NewerDatabase as error:
        _stop(str(error))


if __name__ == "__main__":
    main()
