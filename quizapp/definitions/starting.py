"""New versions: a first one from the starting texts, or the next one from a copy. Whole, or not at all."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from quizapp.definitions.document import Data
from quizapp.definitions.folders import SOURCE, version_files
from quizapp.definitions.reader import read
from quizapp.definitions.schema import comment_for
from quizapp.definitions.shapes import QUESTIONNAIRE, Shape, TextShape, find_inner
from quizapp.definitions.writer import write_data

STARTING = Path(__file__).parent / "starting"
LANGUAGES = tuple(sorted(path.stem for path in STARTING.glob("*.yaml")))
"""The languages that the starting texts are written in."""


class AlreadyThere(Exception):
    """A folder of this name exists, and nothing in it is touched."""


def start_version(folder: Path, languages: Sequence[str]) -> None:
    """Write the starting questionnaire into ``folder``, a version that is not there yet.

    ``languages``: the first is the one of the source. AlreadyThere when something is; OSError as it comes.
    """
    _build_folder(folder, lambda made: _write_starting(made, languages))


def copy_version(source: Path, folder: Path) -> None:
    """Copy a version to the new version ``folder``. Errors as in ``start_version``."""
    _build_folder(folder, lambda made: [shutil.copy(path, made) for path in _files_to_copy(source)])


def _files_to_copy(source: Path) -> list[Path]:
    """Beside what makes up the version, what its translations were made from."""
    return [*version_files(source), *source.glob("*.sources.json")]


def _build_folder(folder: Path, fill: Callable[[Path], object]) -> None:
    if folder.exists():
        raise AlreadyThere(str(folder))
    root = folder.parent.parent
    root.mkdir(parents=True, exist_ok=True)
    # Folders that begin with `_` are not read, so what is half written is never served.
    with tempfile.TemporaryDirectory(prefix="_new-", dir=root) as scaffold:
        made = Path(scaffold, folder.name)
        made.mkdir()
        fill(made)
        folder.parent.mkdir(exist_ok=True)
        made.rename(folder)


def _write_starting(folder: Path, languages: Sequence[str]) -> None:
    source, *others = languages
    text = (STARTING / f"{source}.yaml").read_text("utf-8")
    for language in LANGUAGES:
        if language not in languages:
            text = text.replace(f"  {language}: draft\n", "")
    (folder / SOURCE).write_text(f"{comment_for(SOURCE)}\n{text}", "utf-8")
    for language in others:
        name = f"{language}.yaml"
        texts = write_data(cast(Data, texts_only(_starting_data(language))))
        head = f"{comment_for(name)}\n# {language}: text alone, under the ids of {SOURCE}.\n\n"
        (folder / name).write_text(head + texts, "utf-8")


def _starting_data(language: str) -> Data:
    document, problems = read((STARTING / f"{language}.yaml").read_bytes(), f"{language}.yaml")
    if document is None or problems:
        raise ValueError(f"The starting texts in {language} cannot be read: {problems}")
    return document.data


def texts_only(value: object, shape: Shape = QUESTIONNAIRE) -> object:
    """What an overlay of a definition holds: its texts in their places; None where there are none."""
    if isinstance(shape, TextShape):
        return value
    if isinstance(value, list):
        kept = [texts_only(each, inner) for at, each in enumerate(value) if (inner := find_inner(shape, at))]
        return kept if any(each is not None for each in kept) else None
    if not isinstance(value, dict):
        return None
    found = {key: texts_only(each, inner) for key, each in value.items() if (inner := find_inner(shape, key))}
    return {key: each for key, each in found.items() if each is not None} or None
