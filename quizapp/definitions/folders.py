"""Which folders hold which versions, and what is wrong with their names."""

import re
from collections.abc import Iterator
from pathlib import Path

from quizapp.definitions.problems import Problem

SOURCE = "questionnaire.yaml"
PLAN = "plan.yaml"
SCHEMAS = "schema"
"""A folder beside the questionnaires that editors read, and nobody answers."""


VERSION_FOLDER = re.compile(r"v([1-9][0-9]{0,5})")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def find_root(path: Path) -> Path:
    """The folder of questionnaires that ``path`` is, or is a part of."""
    path = path.parent if path.is_file() else path
    if (path / SOURCE).is_file() or VERSION_FOLDER.fullmatch(path.name):
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


def find_versions(path: Path) -> tuple[list[Path], list[Problem]]:
    path = path.parent if path.is_file() else path
    if (path / SOURCE).is_file() or VERSION_FOLDER.fullmatch(path.name):
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
    folders = [folder for folder in path.iterdir() if _is_shown(folder) and VERSION_FOLDER.fullmatch(folder.name)]
    return sorted(folders, key=lambda folder: int(folder.name[1:]))


def _is_shown(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith((".", "_"))


def check_names(folder: Path, slug: str, *, is_version: bool) -> Iterator[Problem]:
    if not is_version:
        yield Problem(str(folder), 1, f"`{folder.name}` is no version", "name the folder `v1`, `v2` and so on")
    if not is_slug(slug):
        remedy = "use small Latin letters, digits and single hyphens: it becomes part of an address"
        yield Problem(str(folder), 1, f"`{slug}` cannot be the name of a questionnaire", remedy)
    for path in sorted(folder.glob("*.yml")):
        yield Problem(str(path), 1, "files ending in `.yml` are not read", f"rename it to `{path.stem}.yaml`")
