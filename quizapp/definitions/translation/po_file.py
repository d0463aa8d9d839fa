"""PO files, as translation programs read them. The only file of the definitions that knows Babel."""

import io
from collections.abc import Iterable
from datetime import datetime

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from quizapp.definitions.problems import Problem
from quizapp.definitions.translation.entries import Entry
from quizapp.definitions.translation.notes import note_on
from quizapp.definitions.translation.rows import Read, Row


def write_po_file(entries: Iterable[Entry], name: str, language: str, moment: datetime) -> bytes:
    """A stale translation is marked `fuzzy`; to take the mark away is to say that it still holds."""
    catalogue = Catalog(
        locale=language.replace("-", "_"),
        project=name,
        version="",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        header_comment=f"# {name}: {language}",
        creation_date=moment,
        revision_date=moment,
        charset="utf-8",
        fuzzy=False,
    )
    for entry in entries:
        message = catalogue.add(
            entry.source, entry.translation, auto_comments=note_on(entry).splitlines(), context=entry.name
        )
        # Babel takes a per cent sign for a placeholder of Python; nothing here is one.
        message.flags = {"fuzzy"} if entry.state == "stale" else set()
    target = io.BytesIO()
    write_po(target, catalogue, width=0)
    return target.getvalue()


def read_po_file(data: bytes, path: str) -> Read:
    """One row a message; or what is wrong with the file as PO."""
    try:
        catalogue = read_po(io.BytesIO(data), abort_invalid=True)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [Problem(path, line, "the file is not saved as UTF-8", "save it as UTF-8")]
    except PoFileError as error:
        return [], [Problem(path, error.lineno, f"is no PO file: {error}", "export once more, and fill that in")]
    except (ValueError, LookupError, AttributeError) as error:
        return [], [
            Problem(path, 1, f"the head of the file cannot be read: {error}", "export once more, and keep it")
        ]
    return [_row(message) for message in catalogue if message.id], []


def _row(message: Message) -> Row:
    return Row(
        line=message.lineno or 1,
        place=message.context or "",
        source=_one(message.id),
        translation=_one(message.string),
        state="stale" if message.fuzzy else "done" if message.string else "missing",
    )


def _one(words: str | list[str] | tuple[str, ...] | None) -> str:
    return words if isinstance(words, str) else (words or ("",))[0]
