"""The standard words: what is said, in each language, where a definition says nothing itself."""

from functools import cache
from pathlib import Path

from quizapp.definitions.document import Data
from quizapp.definitions.reader import read

_FOLDER = Path(__file__).parent


@cache
def standard_words(language: str) -> Data:
    """Texts as they would stand in a definition; empty for a language that has none.

    Under ``scale``, ``item`` and ``axis`` stands what holds of any; the rest by its place in a definition.
    """
    path = _FOLDER / f"{language}.yaml"
    if language not in _languages():
        return {}
    document, problems = read(path.read_bytes(), path.name)
    if document is None:
        raise ValueError("\n".join(map(str, problems)))
    return document.data


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in _FOLDER.glob("*.yaml"))
