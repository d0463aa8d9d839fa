"""Beginning a questionnaire, and letting it go: new, publish, schema."""

from pathlib import Path

import click

from quizapp.commands.inputs import questionnaires_option, stop
from quizapp.definitions.folders import SCHEMAS, is_slug, newest_version
from quizapp.definitions.library import check_folder
from quizapp.definitions.problems import errors
from quizapp.definitions.published import LOCK, digests, lock_with, read_lock
from quizapp.definitions.schema import SCHEMA_FILES, write_schema, write_schemas
from quizapp.definitions.starting import LANGUAGES, AlreadyThere, copy_version, start_version
from quizapp.definitions.support import SUPPORT
from quizapp.domain.naming import suggestion
from quizapp.settings import PACKAGE, shipped


@click.command(epilog="Example: quizapp new thanks --language en --language zh-Hans")
@click.argument("slug", required=False)
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="A language to start with; the first is the one of the source. Without it: all of them.",
)
@click.option("--from", "origin", metavar="SLUG[@V]", help="Copy this version to the next number instead.")
@click.option(
    "--questionnaires",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write in; made when it is not there.",
)
def new(slug: str | None, languages: tuple[str, ...], origin: str | None, questionnaires: Path | None) -> None:
    """Write a small questionnaire that can be served at once, for you to change; or begin the next version."""
    root = questionnaires or _own_folder()
    source = _version_folder(root, origin) if origin else None
    name = slug or (source.parent.name if source else "")
    _check_slug(root, name)
    folder = root / name / f"v{(newest_version(root / name) or 0) + 1 if source else 1}"
    try:
        if source:
            copy_version(source, folder)
        else:
            start_version(folder, list(dict.fromkeys(languages)) or list(LANGUAGES))
        _bring_company(root)
    except AlreadyThere:
        stop(f"{folder}: is there already - choose another name, or copy it: quizapp new --from {name}")
    except OSError as error:
        stop(f"{folder}: cannot be written ({error.strerror}) - name a folder of your own with --questionnaires")
    _tell_next_steps(folder, questionnaires)


def _own_folder() -> Path:
    """The folder of a checkout. What is installed is no place to write in: an update would lose it."""
    folder = shipped("questionnaires")
    if folder.is_relative_to(PACKAGE):
        stop("there is no folder to write in - name one: quizapp new SLUG --questionnaires my-questionnaires")
    return folder


def _check_slug(root: Path, name: str) -> None:
    if not name:
        stop("there is no name for it - write one: quizapp new SLUG")
    if not is_slug(name) or name == SCHEMAS:
        stop(f"{root / name}: cannot be the name of a questionnaire - use small Latin letters, digits and hyphens")


def _version_folder(root: Path, name: str) -> Path:
    """The folder of SLUG or SLUG@VERSION; stops when there is none."""
    slug, at, number = name.partition("@")
    folder = root / slug / f"v{number if at else newest_version(root / slug)}"
    if not is_slug(slug) or (at and not number.isdecimal()) or not folder.is_dir():
        known = [path.name for path in root.glob("*") if newest_version(path)] if root.is_dir() else []
        stop(f"{name}: there is no such version in {root} - {suggestion(slug, known, 'questionnaire')}")
    return folder


def _bring_company(root: Path) -> None:
    """What stands beside questionnaires: the support lines the server asks for, the schemas editors read."""
    if not (root / SUPPORT).exists():
        (root / SUPPORT).write_bytes((shipped("questionnaires") / SUPPORT).read_bytes())
        click.echo(f"{root / SUPPORT} copied: the people to talk to, shown with every questionnaire.")
    if not (root / SCHEMAS).exists():
        write_schemas(root / SCHEMAS)


def _tell_next_steps(folder: Path, questionnaires: Path | None) -> None:
    option = f" --questionnaires {questionnaires}" if questionnaires else ""
    click.echo(f"{folder} written. Its comments tell what each part is for.")
    click.echo(f"Prove it: quizapp check {folder.parent}")
    click.echo(f"See it:   quizapp preview {folder.parent.name}{option}")


@click.command(epilog="Example: quizapp publish between-us@1")
@click.argument("name", metavar="SLUG[@V]")
@questionnaires_option
def publish(name: str, questionnaires: Path | None) -> None:
    """Freeze a version: from now on, `check` refuses any change of its files."""
    root = questionnaires or shipped("questionnaires")
    folder = _version_folder(root, name)
    if problems := errors(check_folder(folder)):
        stop("\n".join(map(str, problems)) + f"\n{folder}: not published - put these right first")
    slug, version = folder.parent.name, int(folder.name[1:])
    lock = root / LOCK
    if any((entry.slug, entry.version) == (slug, version) for entry in read_lock(lock)[0]):
        click.echo(f"{slug}@{version} is published already, and unchanged.")
        return
    _replace(lock, lock_with(lock.read_text("utf-8") if lock.exists() else "", slug, version, digests(folder)))
    click.echo(f"{slug}@{version} is published: {lock} holds it. The next change is quizapp new --from {slug}.")


def _replace(path: Path, text: str) -> None:
    """Put ``text`` in the place of a file in one step, so that a lost connection leaves the old one."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, "utf-8")
        beside.replace(path)
    except OSError as error:
        stop(f"{path}: cannot be written ({error.strerror}) - run this where you have the right to")


@click.command(epilog="Example: quizapp schema -o questionnaires/schema")
@click.argument("kind", type=click.Choice(list(SCHEMA_FILES)), default="questionnaire")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder for all of them, as files."
)
def schema(kind: str, output: Path | None) -> None:
    """JSON Schema of the definition files, for editors: one to read, or all of them into a folder."""
    if output is None:
        click.echo(write_schema(kind), nl=False)
        return
    try:
        write_schemas(output)
    except OSError as error:
        stop(f"{output}: cannot be written ({error.strerror}) - name a folder of your own")
    click.echo(f"{len(SCHEMA_FILES)} schemas written into {output}.")
