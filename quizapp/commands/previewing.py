"""Seeing what one writes: preview."""

from pathlib import Path

import click

from quizapp.commands.inputs import questionnaires_option, stop
from quizapp.definitions.problems import DefinitionError
from quizapp.domain.naming import suggestion
from quizapp.settings import shipped


@click.command(epilog="Example: quizapp preview between-us")
@click.argument("slug", required=False)
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port to listen on.")
@questionnaires_option
def preview(slug: str | None, port: int, questionnaires: Path | None) -> None:
    """Show a questionnaire, or all of them, while it is written: saved files show at once, nothing is kept.

    Problems stand on the page, and a simulated taker fills the test in. Only this machine can see it.
    """
    folder = questionnaires or shipped("questionnaires")
    known = sorted(path.name for path in folder.iterdir() if path.is_dir())
    if slug is not None and slug not in known:
        stop(f"{slug}: there is no such questionnaire in {folder} - {suggestion(slug, known, 'questionnaire')}")
    from quizapp.previewing import LOOPBACK, create_preview, serve_preview

    try:
        app = create_preview(folder, slug, port)
    except DefinitionError as error:
        stop(str(error))
    click.echo(f"Preview at http://{LOOPBACK}:{port}/ - nothing is kept; stop it with Ctrl+C.")
    serve_preview(app, port)
