"""Which files make up which version of which questionnaire, and what stands in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.definitions.decoding import LARGEST_FILE
from quizapp.definitions.problems import Problem
from quizapp.definitions.reader import Document, read
from quizapp.domain.naming import find_close

SOURCE = "questionnaire.yaml"
PLAN = "plan.yaml"
SCHEMAS = "schema"
"""A folder beside the questionnaires that editors read, and nobody answers."""

_VERSION = re.compile(r"v([1-9][0-9]{0,5})")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(slots=True)
class VersionFiles:
    """One version as its folder holds it. ``source``: with the plan in it, None when it cannot be read.

    ``overlays``: by language; None for one that cannot be read. ``problems``: of reading.
    """

    slug: str
    version: int
    path: str
    source: Document | None = None
    overlays: dict[str, Document | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_all(path: Path) -> tuple[list[VersionFiles], list[Problem]]:
    """Every version in ``path``: a folder of questionnaires, of one, or of a version; by slug and number."""
    try:
        folders, problems = _find_versions(path)
    except OSError as error:
        return [], [_unreadable(Path(error.filename or path), error)]
    if not folders and not problems:
        remedy = f"add `<slug>/v1/{SOURCE}`, or name another folder"
        problems = [Problem(str(path), 1, "there is no questionnaire here", remedy)]
    found = [read_version(folder) for folder in folders if _may_be_read(folder, problems)]
    return found, problems


def _may_be_read(folder: Path, problems: list[Problem]) -> bool:
    try:
        (folder / SOURCE).exists()
    except OSError as error:
        problems.append(_unreadable(folder, error))
        return False
    return True


def find_root(path: Path) -> Path:
    """The folder of questionnaires that ``path`` is, or is a part of."""
    path = path.parent if path.is_file() else path
    if (path / SOURCE).is_file() or _VERSION.fullmatch(path.name):
        return _parent(_parent(path))
    return _parent(path) if path.is_dir() and _version_folders(path) else path


def _parent(path: Path) -> Path:
    """As written, where it can be, so that problems name files as their author does."""
    return path.parent if path.name and ".." not in path.parts and path.parent != path else path.resolve().parent


def is_slug(name: str) -> bool:
    return _SLUG.fullmatch(name) is not None


def newest_version(slug: Path) -> int | None:
    """The highest number of a version in the folder of a questionnaire; None when there is none."""
    return max((int(folder.name[1:]) for folder in _version_folders(slug)), default=None) if slug.is_dir() else None


def version_files(folder: Path) -> list[Path]:
    """What makes up a version, and nothing else does."""
    return sorted(folder.glob("*.yaml"))


def _find_versions(path: Path) -> tuple[list[Path], list[Problem]]:
    path = path.parent if path.is_file() else path
    if (path / SOURCE).is_file() or _VERSION.fullmatch(path.name):
        return [path], []
    own = _version_folders(path)
    if own:
        return own, []
    slugs = [folder for folder in sorted(path.iterdir()) if _is_shown(folder)]
    found = {slug: _version_folders(slug) for slug in slugs}
    remedy = f"put `{SOURCE}` into a folder `v1` in it"
    empty = [
        Problem(str(slug), 1, "the folder holds no version", remedy)
        for slug in slugs
        if not found[slug] and slug.name != SCHEMAS
    ]
    return [folder for folders in found.values() for folder in folders], empty


def _version_folders(path: Path) -> list[Path]:
    folders = [folder for folder in path.iterdir() if _is_shown(folder) and _VERSION.fullmatch(folder.name)]
    return sorted(folders, key=lambda folder: int(folder.name[1:]))


def _is_shown(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith((".", "_"))


def read_version(folder: Path) -> VersionFiles:
    """Read the source, the plan and every overlay of one version."""
    folder = folder if folder.name else folder.resolve()
    match = _VERSION.fullmatch(folder.name)
    slug = folder.resolve().parent.name
    files = VersionFiles(slug=slug, version=int(match.group(1)) if match else 1, path=str(folder / SOURCE))
    files.problems += _check_names(folder, slug, is_version=match is not None)
    files.source = _read_source(folder, files.problems)
    for path in version_files(folder):
        if path.name not in (SOURCE, PLAN):
            files.overlays[path.stem] = _read_file(path, files.problems)
    return files


def _check_names(folder: Path, slug: str, *, is_version: bool) -> Iterator[Problem]:
    if not is_version:
        yield Problem(str(folder), 1, f"`{folder.name}` is no version", "name the folder `v1`, `v2` and so on")
    if not is_slug(slug):
        remedy = "use small Latin letters, digits and single hyphens: it becomes part of an address"
        yield Problem(str(folder), 1, f"`{slug}` cannot be the name of a questionnaire", remedy)
    for path in sorted(folder.glob("*.yml")):
        yield Problem(str(path), 1, "files ending in `.yml` are not read", f"rename it to `{path.stem}.yaml`")


def _read_source(folder: Path, problems: list[Problem]) -> Document | None:
    source = _read_file(folder / SOURCE, problems)
    if source is not None and "plan" in source.data:
        line = source.lines[("plan",)][1]
        problems.append(Problem(source.path, line, "`plan` stands in the wrong file", f"move it to `{PLAN}`"))
        source.data.pop("plan")
    if not (folder / PLAN).exists():
        return source
    plan = _read_file(folder / PLAN, problems)
    if source is None or plan is None:
        return None
    lines = {("plan", *place): line for place, line in plan.lines.items()} | {("plan",): (plan.path, 1)}
    return Document(source.path, {**source.data, "plan": plan.data}, {**source.lines, **lines})


def _read_file(path: Path, problems: list[Problem]) -> Document | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None
    document, found = read(data, str(path))
    problems += found
    # What was refused is a hole in the data, so nothing further is said of a file with one.
    return None if found else document


def _unreadable(path: Path, error: OSError) -> Problem:
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    if not missing:
        return Problem(str(path), 1, f"cannot be read: {error.strerror}", "give the server the right to read it")
    meant = find_close(path.name, [other.name for other in path.parent.glob("*")])
    remedy = f"add it, or rename `{meant}` to `{path.name}`" if meant else "add it"
    return Problem(str(path), 1, "the file is missing", remedy)
