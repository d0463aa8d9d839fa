"""Every text of a version beside its translation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from quizapp.definitions.document import Data
from quizapp.definitions.files import VersionFiles
from quizapp.definitions.languages import declared_languages
from quizapp.definitions.problems import Place, Problem
from quizapp.definitions.translation.cells import to_cell
from quizapp.definitions.translation.record import SUFFIX, Record, outdated, read_record
from quizapp.definitions.wording import texts

State = Literal["missing", "stale", "done"]
NOT_DECLARED = "not declared"
STATES: tuple[State, ...] = ("missing", "stale", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text. ``source`` and ``translation`` as they stand in a cell; ``translation`` empty when missing."""

    place: Place
    source: str
    translation: str
    state: State

    @property
    def name(self) -> str:
        return place_name(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of a version. ``source``: the definition in its own language; ``record``: see there."""

    name: str
    language: str
    mark: str
    source: Data
    overlay: Data
    record: Record = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """In the order of the source."""
        translated = dict(texts(self.overlay))
        for place, text in texts(self.source):
            source, translation = to_cell(text), to_cell(translated.get(place))
            recorded = self.record.get(place_name(place))
            stale = outdated(recorded, source, translation)
            state: State = "missing" if not translation else "stale" if stale else "done"
            yield Entry(place=place, source=source, translation=translation, state=state)


def place_name(place: Place) -> str:
    """A place as people read it: ``front.headline.1`` is the first of a list."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in place)


def record_path(files: VersionFiles, language: str) -> Path:
    return Path(files.path).with_name(language + SUFFIX)


def overlay_path(files: VersionFiles, language: str) -> Path:
    return Path(files.path).with_name(f"{language}.yaml")


def read_language(files: VersionFiles, language: str) -> tuple[Language | None, list[Problem]]:
    """A language as its files hold it, empty when it has none yet; None when they or the source cannot be read."""
    overlay = files.overlays.get(language)
    unread = language in files.overlays and overlay is None
    if files.source is None or unread:
        return None, files.problems
    record, problems = read_record(record_path(files, language))
    found = Language(
        name=f"{files.slug}@{files.version}",
        language=language,
        mark=str(declared_languages(files).get(language, NOT_DECLARED)),
        source=files.source.data,
        overlay=overlay.data if overlay is not None else {},
        record=record,
    )
    return found, problems
