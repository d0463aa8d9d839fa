"""Writing a questionnaire: check."""

import sys
from pathlib import Path

import click

from quizapp.definitions.files import VersionFiles, read_all
from quizapp.definitions.library import check_read
from quizapp.definitions.problems import Problem
from quizapp.definitions.published import check_published
from quizapp.definitions.translation.completeness import measure
from quizapp.settings import shipped


@click.command(epilog="Example: quizapp check questionnaires")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Prove the definitions: every problem with file, line and remedy; exit 1 when there is one."""
    found, problems = list[VersionFiles](), list[Problem]()
    for path in paths or (shipped("questionnaires"),):
        read, unread = read_all(path)
        found, problems = found + read, problems + unread + check_published(path)
    measured = [measure(files) for files in found]
    problems = check_read(found, problems + [problem for _, wrong in measured for problem in wrong])
    for problem in problems:
        click.echo(str(problem) if problem.severity == "error" else f"{problem} (warning)")
    for completeness in (language for languages, _ in measured for language in languages):
        click.echo(str(completeness))
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{errors} problems, {len(problems) - errors} warnings.")
    sys.exit(1 if errors else 0)
