"""Every questionnaire that can be served, proved at the start and worded when first asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Literal, cast

from quizapp.definitions.completion import whole
from quizapp.definitions.document import Data, Document
from quizapp.definitions.files import VersionFiles, read_all
from quizapp.definitions.languages import declared_languages, source_language
from quizapp.definitions.problems import DefinitionError, Problem, errors
from quizapp.definitions.proof import check_version, declared_frames
from quizapp.definitions.published import check_published
from quizapp.definitions.typed import Wording, build_questionnaire
from quizapp.domain.forms import shortened
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Form, Frame

Mark = Literal["draft", "reviewed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What can be asked for: one version, its languages with their marks, its frames and its forms."""

    slug: str
    version: int
    source_language: str
    languages: dict[str, Mark]
    frames: list[Frame]
    forms: list[Form]


@dataclass(frozen=True, slots=True)
class _Version:
    """A proved version. ``overlays``: by language, the source language not among them."""

    listing: Listing
    source: Data
    overlays: dict[str, Data]

    def build(self, wording: Wording) -> Questionnaire:
        overlay, languages = self.overlays.get(wording.language), cast(Data, self.listing.languages)
        data = whole(self.source, overlay, wording.language, wording.frame, languages)
        full = build_questionnaire(data, replace(wording, form="full"))
        return shortened(full) if wording.form == "short" else full


class Library:
    """Immutable after ``load`` but for its cache of wordings; may be asked from several threads."""

    def __init__(self, versions: Sequence[_Version], warnings: Sequence[Problem] = ()) -> None:
        self.warnings = list(warnings)
        self._versions = {
            (v.listing.slug, v.listing.version): v
            for v in sorted(versions, key=lambda v: (v.listing.slug, v.listing.version))
        }
        self._newest = {listing.slug: listing for listing in self.versions()}
        self._built: dict[Wording, Questionnaire] = {}
        self._lock = Lock()

    @classmethod
    def load(cls, folder: Path) -> "Library":
        """Read and prove all under ``folder``. DefinitionError with every problem when one is an error."""
        found, problems = read_all(folder)
        problems = check_read(found, problems + check_published(folder))
        if errors(problems):
            raise DefinitionError(problems)
        return cls([_build_version(f, f.source) for f in found if f.source is not None], problems)

    def versions(self) -> list[Listing]:
        """Every version of every questionnaire, by slug and number."""
        return [version.listing for version in self._versions.values()]

    def newest(self) -> list[Listing]:
        """The newest version of each questionnaire, by slug."""
        return list(self._newest.values())

    def find_newest(self, slug: str) -> Listing | None:
        """The newest version of one questionnaire."""
        return self._newest.get(slug)

    def find_listing(self, slug: str, version: int) -> Listing | None:
        found = self._versions.get((slug, version))
        return found.listing if found else None

    def languages(self, slug: str, version: int) -> dict[str, Mark]:
        """Language -> mark, in the order of the file. KeyError for a version that is not here."""
        return self._versions[slug, version].listing.languages

    def find(self, slug: str, version: int, language: str, frame: Frame, form: Form = "full") -> Questionnaire | None:
        """The questionnaire in one wording, the same object every time; None when there is no such one."""
        listing = self.find_listing(slug, version)
        if listing is None or language not in listing.languages or frame not in listing.frames:
            return None
        if form not in listing.forms:
            return None
        wording = Wording(slug=slug, version=version, language=language, frame=frame, form=form)
        found = self._built.get(wording)
        return found if found is not None else self._build(wording)

    def get(self, slug: str, version: int, language: str, frame: Frame, form: Form = "full") -> Questionnaire:
        """As ``find``. KeyError when there is no such wording."""
        found = self.find(slug, version, language, frame, form)
        if found is None:
            raise KeyError(f"{slug}@{version} in language {language!r}, frame {frame!r} and form {form!r}")
        return found

    def _build(self, wording: Wording) -> Questionnaire:
        with self._lock:
            if wording not in self._built:
                self._built[wording] = self._versions[wording.slug, wording.version].build(wording)
            return self._built[wording]


def check_folder(path: Path) -> list[Problem]:
    """All problems of a folder of questionnaires, or of one, or of one version, by file and line."""
    found, problems = read_all(path)
    return check_read(found, problems + check_published(path))


def check_read(found: Sequence[VersionFiles], problems: Sequence[Problem]) -> list[Problem]:
    """All problems of versions that were read, with those of reading them, by file and line."""
    return sorted({*problems, *(problem for files in found for problem in check_version(files))})


def build_sound(found: Sequence[VersionFiles], problems: Sequence[Problem]) -> Library:
    """The versions without an error among ``problems``, of which more can be proved."""
    wrong = {Path(problem.path) for problem in errors(problems)}
    wrong |= {path.parent for path in wrong}
    sound = (files for files in found if Path(files.path).parent not in wrong)
    return Library([_build_version(files, files.source) for files in sound if files.source is not None])


def _build_version(files: VersionFiles, source: Document) -> _Version:
    # Without an error every overlay could be read, and what is declared has the declared types.
    data = source.data
    listing = Listing(
        slug=files.slug,
        version=files.version,
        source_language=source_language(data),
        languages=cast(dict[str, Mark], declared_languages(files)),
        frames=declared_frames(data),
        forms=["short", "full"] if data.get("forms") else ["full"],
    )
    return _Version(listing, data, {key: own.data for key, own in files.overlays.items() if own is not None})
