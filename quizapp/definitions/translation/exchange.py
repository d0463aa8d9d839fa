"""A language out into a file, and a file into its overlay: all of it, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quizapp.definitions.document import Data
from quizapp.definitions.files import VersionFiles
from quizapp.definitions.problems import Place, Problem
from quizapp.definitions.proof import declared_frames
from quizapp.definitions.reader import read
from quizapp.definitions.translation.cells import to_cell
from quizapp.definitions.translation.csv_file import read_csv, write_csv
from quizapp.definitions.translation.entries import Language, overlay_path, place_name, record_path
from quizapp.definitions.translation.intake import Intake, take_in
from quizapp.definitions.translation.overlay_file import UnreadableOverlay, overlay_text
from quizapp.definitions.translation.po_file import read_po_file, write_po_file
from quizapp.definitions.translation.record import Record, agreement, record_text
from quizapp.definitions.translation.replacing import replace_files
from quizapp.definitions.translation.rows import Read
from quizapp.definitions.translation.xlsx_file import read_xlsx, write_xlsx
from quizapp.definitions.wording import texts

LARGEST_FILE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an import makes of a language. ``overlay``: the file's new text, None when no text changes."""

    language: Language
    overlay: str | None
    changed: int
    confirmed: int


def exported(language: Language, format_: str, moment: datetime) -> bytes:
    """Every text of the language as a file of one of ``FORMATS``. ``moment``: what a PO file gives as its date."""
    entries = language.entries()
    if format_ == ".po":
        return write_po_file(entries, language.name, language.language, moment)
    return write_csv(entries) if format_ == ".csv" else write_xlsx(entries)


def read_exchanged(path: Path) -> Read:
    """The rows of a file of one of ``FORMATS``, or what is wrong with it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        return [], [Problem(str(path), 1, f"cannot be read: {error.strerror}", "give yourself the right to read it")]
    if len(data) > LARGEST_FILE:
        return [], [Problem(str(path), 1, "the file is larger than 16 MiB", "export once more, and fill that in")]
    readers = {".xlsx": read_xlsx, ".csv": read_csv, ".po": read_po_file}
    return readers[path.suffix.lower()](data, str(path))


def updated(files: VersionFiles, language: Language, path: Path) -> tuple[Update | None, list[Problem]]:
    """What the language becomes with the translations in the file, or every row that is wrong. Writes nothing."""
    rows, problems = read_exchanged(path)
    if problems:
        return None, problems
    frames = declared_frames(language.source)
    intake = take_in(rows, list(language.entries()), frames, str(path))
    if intake.problems:
        return None, intake.problems
    return _apply(files, language, intake)


def _apply(files: VersionFiles, language: Language, intake: Intake) -> tuple[Update | None, list[Problem]]:
    text, overlay = None, language.overlay
    if intake.changes:
        target = overlay_path(files, language.language)
        present = target.read_text("utf-8") if language.language in files.overlays else ""
        text, overlay, problems = _written(present, language, intake.changes, str(target))
        if problems:
            return None, problems
    fresh = replace(language, overlay=overlay, record=_record(language, overlay, intake))
    return Update(language=fresh, overlay=text, changed=len(intake.changes), confirmed=len(intake.confirmed)), []


def _written(
    present: str, language: Language, changes: Mapping[Place, object], path: str
) -> tuple[str, Data, list[Problem]]:
    """The overlay's new text, read back: two programs have to agree on what stands in it."""
    try:
        text = overlay_text(present, language.source, changes)
    except UnreadableOverlay as error:
        return "", {}, [_cannot_be_added_to(path, error.line)]
    document, problems = read(text.encode(), path)
    data = document.data if document is not None else {}
    wanted = _cells(language.overlay) | {place: to_cell(text) for place, text in changes.items()}
    if not problems and {place: cell for place, cell in _cells(data).items() if cell} != wanted:
        problems = [_cannot_be_added_to(path, 1)]
    return text, data, problems


def _cannot_be_added_to(path: str, line: int) -> Problem:
    return Problem(
        path, line, "its YAML cannot be added to", "indent it like its neighbours, and put texts in quotes"
    )


def _cells(overlay: Data) -> dict[Place, str]:
    return {place: cell for place, text in texts(overlay) if (cell := to_cell(text))}


def _record(language: Language, overlay: Data, intake: Intake) -> Record:
    """What now agrees; of a translation that stays stale, what it agreed with before."""
    stale = {entry.name for entry in language.entries() if entry.state == "stale"}
    stale -= {place_name(place) for place in {*intake.changes, *intake.confirmed}}
    fresh = replace(language, overlay=overlay, record={}).entries()
    return {
        entry.name: language.record[entry.name] if entry.name in stale else agreement(entry.source, entry.translation)
        for entry in fresh
        if entry.translation
    }


def save(files: VersionFiles, update: Update) -> None:
    """Write the overlay and its record. OSError when the folder cannot be written; both files stay as they were."""
    language = update.language
    fresh = [(record_path(files, language.language), record_text(language.record))]
    if update.overlay is not None:
        fresh.insert(0, (overlay_path(files, language.language), update.overlay))
    replace_files([(path, text.encode()) for path, text in fresh])
