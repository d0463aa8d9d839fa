"""Writing a questionnaire: check."""

import sys
from pathlib import Path

import click

from quizapp.definitions.library import check_folder
from quizapp.settings import shipped


@click.command(epilog="Example: quizapp check questionnaires")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Prove the definitions: every problem with file, line and remedy; exit 1 when there is one."""
    problems = [p for path in paths or (shipped("questionnaires"),) for p in check_folder(path)]
    for problem in sorted(problems):
        click.echo(str(problem) if problem.severity == "error" else f"{problem} (warning)")
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{errors} problems, {len(problems) - errors} warnings.")
    sys.exit(1 if errors else 0)
