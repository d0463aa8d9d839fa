"""Another language: translate."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from quizapp.commands.inputs import questionnaires_option, stop
from quizapp.definitions.checks.texts import check_texts
from quizapp.definitions.files import VersionFiles, read_all
from quizapp.definitions.languages import is_language, source_language
from quizapp.definitions.problems import Problem, errors
from quizapp.definitions.proof import declared_frames
from quizapp.definitions.translation.completeness import completeness_of
from quizapp.definitions.translation.entries import NOT_DECLARED, Language, overlay_path, read_language
from quizapp.definitions.translation.replacing import replace_files
from quizapp.definitions.translation.rows import FORMATS
from quizapp.domain.naming import suggestion
from quizapp.settings import shipped


@click.command(epilog="Example: quizapp translate between-us pt-BR -o pt-BR.xlsx")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("language")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to fill in: .xlsx, .csv or .po.  [default: SLUG-LANGUAGE.xlsx]",
)
@click.option(
    "--from",
    "filled",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file that was filled in, to be put beside the questionnaire.",
)
@questionnaires_option
def translate(
    name: str, language: str, output: Path | None, filled: Path | None, questionnaires: Path | None
) -> None:
    """Every text of a questionnaire and its plan as a file to fill in in another language; --from takes it back.

    Nothing is written unless every row is right.
    """
    if output is not None and filled is not None:
        stop("-o and --from: one writes a file to fill in, the other takes it back - give one of the two")
    files = _version(name, questionnaires or shipped("questionnaires"))
    found = _language(files, language)
    if filled is not None:
        _take_back(files, found, _of_known_format(filled))
    else:
        _hand_out(found, _of_known_format(output or Path(f"{files.slug}-{language}.xlsx")), questionnaires)


def _version(name: str, folder: Path) -> VersionFiles:
    slug, _, version = name.partition("@")
    versions = [files for files in read_all(folder)[0] if files.slug == slug]
    if not versions:
        known = {files.slug for files in read_all(folder)[0]}
        stop(
            f"{name}: there is no such questionnaire in {folder} - {suggestion(slug, sorted(known), 'questionnaire')}"
        )
    found = [files for files in versions if not version or str(files.version) == version]
    if not found:
        known = {str(files.version) for files in versions}
        stop(f"{name}: there is no such version - {suggestion(version, sorted(known), 'version')}")
    return found[-1]


def _language(files: VersionFiles, language: str) -> Language:
    """Stops where there is nothing to translate from, or into."""
    if not is_language(language):
        stop(f"{language}: is no language tag - write it like en, pt-BR or zh-Hans")
    found, problems = read_language(files, language)
    if found is None or files.source is None or problems:
        _stop_with(problems)
    if source_language(found.source) == language:
        stop(f"{language}: is the language of the source - edit {files.path}")
    wrong = check_texts(found.source, declared_frames(found.source))
    problems = errors(files.source.problem(finding) for finding in wrong)
    if problems:
        _stop_with(problems)
    return found


def _of_known_format(path: Path) -> Path:
    if path.suffix.lower() not in FORMATS:
        stop(f"{path}: the ending says no format that is known here - use one of {', '.join(FORMATS)}")
    return path


def _hand_out(language: Language, output: Path, folder: Path | None) -> None:
    from quizapp.definitions.translation.exchange import exported

    if output.exists():
        stop(f"{output}: is there already, and may hold somebody's work - name another file with -o, or move it")
    try:
        replace_files([(output, exported(language, output.suffix.lower(), datetime.now(UTC)))])
    except OSError as error:
        stop(f"{output}: cannot be written: {error.strerror} - name another file with -o")
    click.echo(completeness_of(language))
    again = f"quizapp translate {language.name} {language.language} --from {output}"
    where = f" --questionnaires {folder}" if folder else ""
    click.echo(f"{output} written: fill it in, then run {again}{where}")


def _take_back(files: VersionFiles, language: Language, filled: Path) -> None:
    from quizapp.definitions.translation.exchange import save, updated

    update, problems = updated(files, language, filled)
    if update is None:
        _stop_with(problems)
    target = overlay_path(files, language.language)
    try:
        save(files, update)
    except OSError as error:
        stop(f"{target}: cannot be written: {error.strerror} - give yourself the right to write in its folder")
    click.echo(f"{target}: {update.changed} texts written, {update.confirmed} found to hold still.")
    click.echo(completeness_of(update.language))
    _say_what_is_next(files, update.language)


def _say_what_is_next(files: VersionFiles, language: Language) -> None:
    missing = completeness_of(language).missing
    if language.mark == NOT_DECLARED:
        when = f"once the {missing} missing texts are in, " if missing else ""
        click.echo(f"To offer it, {when}add to `languages` in {files.path}: `{language.language}: draft`.")
    elif missing:
        click.echo(f"{missing} texts are missing: nothing is served before they are in - quizapp check names them.")


def _stop_with(problems: list[Problem]) -> NoReturn:
    stop("\n".join(str(problem) for problem in problems))
