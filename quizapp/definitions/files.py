"""Which files make up which version of which questionnaire, and what stands in them."""

from dataclasses import dataclass, field
from pathlib import Path

from quizapp.definitions.decoding import LARGEST_FILE
from quizapp.definitions.document import Document
from quizapp.definitions.folders import PLAN, SOURCE, VERSION_FOLDER, check_names, find_versions, version_files
from quizapp.definitions.problems import Problem
from quizapp.definitions.reader import read
from quizapp.domain.naming import find_close


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
        folders, problems = find_versions(path)
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


def read_version(folder: Path) -> VersionFiles:
    """Read the source, the plan and every overlay of one version."""
    folder = folder if folder.name else folder.resolve()
    match = VERSION_FOLDER.fullmatch(folder.name)
    slug = folder.resolve().parent.name
    files = VersionFiles(slug=slug, version=int(match.group(1)) if match else 1, path=str(folder / SOURCE))
    files.problems += check_names(folder, slug, is_version=match is not None)
    files.source = _read_source(folder, files.problems)
    for path in version_files(folder):
        if path.name not in (SOURCE, PLAN):
            files.overlays[path.stem] = _read_file(path, files.problems)
    return files


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
