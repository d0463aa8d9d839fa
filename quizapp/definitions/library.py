"""Every questionnaire that can be served, proved at the start and worded when first asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal, cast

from quizapp.definitions.files import VersionFiles, read_all
from quizapp.definitions.problems import DefinitionError, Problem, errors
from quizapp.definitions.proof import check_version, declared_frames, declared_languages
from quizapp.definitions.reader import Data, Document
from quizapp.definitions.typed import Wording, build_questionnaire
from quizapp.definitions.wording import texts, worded
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Frame

Mark = Literal["draft", "reviewed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What can be asked for: one version, its languages with their marks and its frames, as declared."""

    slug: str
    version: int
    source_language: str
    languages: dict[str, Mark]
    frames: list[Frame]


@dataclass(frozen=True, slots=True)
class _Version:
    """A proved version. ``overlays``: by language, the source language not among them."""

    listing: Listing
    source: Data
    overlays: dict[str, Data]

    def build(self, wording: Wording) -> Questionnaire:
        overlay = self.overlays.get(wording.language)
        data = worded(self.source, dict(texts(overlay)) if overlay is not None else {}, wording.frame)
        return build_questionnaire(data, wording)


class Library:
    """Immutable after ``load`` but for its cache of wordings; may be asked from several threads."""

    def __init__(self, versions: Sequence[_Version], warnings: Sequence[Problem] = ()) -> None:
        self.warnings = list(warnings)
        self._versions = {(v.listing.slug, v.listing.version): v for v in versions}
        self._built: dict[Wording, Questionnaire] = {}
        self._lock = Lock()

    @classmethod
    def load(cls, folder: Path) -> "Library":
        """Read and prove all under ``folder``. DefinitionError with every problem when one is an error."""
        found, problems = read_all(folder)
        for files in found:
            problems += check_version(files)
        if errors(problems):
            raise DefinitionError(problems)
        return cls([_build_version(f, f.source) for f in found if f.source is not None], sorted(problems))

    def versions(self) -> list[Listing]:
        """Every version of every questionnaire, by slug and number."""
        return [self._versions[key].listing for key in sorted(self._versions)]

    def newest(self) -> list[Listing]:
        """The newest version of each questionnaire, by slug."""
        return list({listing.slug: listing for listing in self.versions()}.values())

    def find_newest(self, slug: str) -> Listing | None:
        """The newest version of one questionnaire."""
        return next((listing for listing in self.newest() if listing.slug == slug), None)

    def find_listing(self, slug: str, version: int) -> Listing | None:
        found = self._versions.get((slug, version))
        return found.listing if found else None

    def languages(self, slug: str, version: int) -> dict[str, Mark]:
        """Language -> mark, in the order of the file. KeyError for a version that is not here."""
        return self._versions[slug, version].listing.languages

    def find(self, slug: str, version: int, language: str, frame: Frame) -> Questionnaire | None:
        """The questionnaire in one wording, the same object every time; None when there is no such one."""
        listing = self.find_listing(slug, version)
        if listing is None or language not in listing.languages or frame not in listing.frames:
            return None
        wording = Wording(slug=slug, version=version, language=language, frame=frame)
        found = self._built.get(wording)
        return found if found is not None else self._build(wording)

    def get(self, slug: str, version: int, language: str, frame: Frame) -> Questionnaire:
        """As ``find``. KeyError when there is no such wording."""
        found = self.find(slug, version, language, frame)
        if found is None:
            raise KeyError(f"{slug}@{version} in language {language!r} and frame {frame!r}")
        return found

    def _build(self, wording: Wording) -> Questionnaire:
        with self._lock:
            if wording not in self._built:
                self._built[wording] = self._versions[wording.slug, wording.version].build(wording)
            return self._built[wording]


def check_folder(path: Path) -> list[Problem]:
    """All problems of a folder of questionnaires, or of one, or of one version, by file and line."""
    return check_read(*read_all(path))


def check_read(found: Sequence[VersionFiles], problems: Sequence[Problem]) -> list[Problem]:
    """All problems of versions that were read, with those of reading them, by file and line."""
    return sorted({*problems, *(problem for files in found for problem in check_version(files))})


def _build_version(files: VersionFiles, source: Document) -> _Version:
    # Without an error every overlay could be read, and what is declared has the declared types.
    data = source.data
    listing = Listing(
        slug=files.slug,
        version=files.version,
        source_language=cast(str, data["source_language"]),
        languages=cast(dict[str, Mark], declared_languages(data)),
        frames=declared_frames(data),
    )
    return _Version(listing, data, {key: own.data for key, own in files.overlays.items() if own is not None})
