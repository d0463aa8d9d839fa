"""How far each language of a version is."""

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.definitions.files import VersionFiles
from quizapp.definitions.languages import declared_languages, source_language
from quizapp.definitions.problems import Problem
from quizapp.definitions.translation.entries import Language, read_language
from quizapp.definitions.wording import texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """One language of one version. ``name``: ``slug@version``; ``mark``: as declared, or that it is not."""

    name: str
    language: str
    mark: str
    texts: int
    missing: int
    stale: int

    def __str__(self) -> str:
        # Rounded down: 100 % means that nothing is missing.
        share = 100 * (self.texts - self.missing) // self.texts if self.texts else 100
        return f"{self.name} {self.language}: {share} % ({self.texts:,} texts), {self.stale} stale, {self.mark}"


def completeness_of(language: Language) -> Completeness:
    own = source_language(language.source) == language.language
    # What is written in its own language is complete; `check` says so where it is not.
    states = ["done" for _ in texts(language.source)] if own else [entry.state for entry in language.entries()]
    return Completeness(
        name=language.name,
        language=language.language,
        mark=language.mark,
        texts=len(states),
        missing=states.count("missing"),
        stale=states.count("stale"),
    )


def measure(files: VersionFiles) -> tuple[list[Completeness], list[Problem]]:
    """Each language of a version that can be read, as declared; and what is wrong with the records."""
    read = [read_language(files, language) for language in _languages(files)]
    problems = [problem for _, wrong in read for problem in wrong]
    return [completeness_of(found) for found, _ in read if found is not None], problems


def _languages(files: VersionFiles) -> Iterator[str]:
    if files.source is not None:
        yield from dict.fromkeys([*declared_languages(files), *files.overlays])
