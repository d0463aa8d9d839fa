"""What each text was translated from: ``<language>.sources.json`` beside the overlay, one line a text.

Holds hashes alone: of the source text and of the translation, as they were when they were last held to agree.
See docs/decisions/0008.
"""

import json
from hashlib import sha256
from pathlib import Path

from quizapp.definitions.problems import Problem

Record = dict[str, str]
"""Place, as it is written in files -> both hashes."""

SUFFIX = ".sources.json"


def agreement(source: str, translation: str) -> str:
    """That this was translated as that."""
    return f"{_short(source)} {_short(translation)}"


def outdated(recorded: str | None, source: str, translation: str) -> bool:
    """Whether the source has changed since, and the translation has not."""
    if recorded is None:
        return False
    then_source, _, then_translation = recorded.partition(" ")
    return then_source != _short(source) and then_translation == _short(translation)


def read_record(path: Path) -> tuple[Record, list[Problem]]:
    """The record in the file, an empty one when there is no file; and what is wrong with it."""
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [Problem(str(path), 1, f"cannot be read: {error.strerror}", "give yourself the right to read it")]
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and all(isinstance(value, str) for value in found.values()):
        return found, []
    remedy = "take it from a backup, or delete it: every translation then counts as up to date"
    return {}, [Problem(str(path), 1, "is no record of what was translated", remedy)]


def record_text(record: Record) -> str:
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def _short(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:12]
