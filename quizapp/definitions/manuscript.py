"""Definitions while somebody writes them: read again whenever a file was saved."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from quizapp.definitions.library import Library
from quizapp.definitions.problems import DefinitionError, Problem

_DEPTHS = ("*", "*/*", "*/*/*")
"""How deep files of a questionnaire stand below the folder of all, of one, or of one version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the files said at one time. ``library``: None when a problem stops it. ``problems``: warnings too.

    ``state``: a word that is another one after any file was saved, added or taken away.
    """

    state: str
    library: Library | None
    problems: list[Problem]


class Manuscript:
    """A folder of questionnaires, or of one. For use from one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: Reading | None = None

    def read(self) -> Reading:
        """The files as they are now; the same object as before when none was saved."""
        # Asked before reading: what is saved meanwhile makes another state, and is read next time.
        state = self.state()
        if self._last is None or state != self._last.state:
            self._last = _read(self._folder, state)
        return self._last

    def state(self) -> str:
        """As in ``Reading``, without reading. Times and sizes of files are enough for that."""
        found = hashlib.sha256()
        for path in sorted(path for depth in _DEPTHS for path in self._folder.glob(depth)):
            try:
                kept = path.stat()
            except OSError:  # an editor put another file in its place just now
                continue
            found.update(f"{path}\0{kept.st_mtime_ns}\0{kept.st_size}\0".encode(errors="surrogateescape"))
        return found.hexdigest()


def _read(folder: Path, state: str) -> Reading:
    try:
        library = Library.load(folder)
    except DefinitionError as error:
        return Reading(state=state, library=None, problems=error.problems)
    return Reading(state=state, library=library, problems=library.warnings)
