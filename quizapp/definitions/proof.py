"""All that can be said against one version of a questionnaire, with file and line."""

import re
from collections.abc import Iterator

from quizapp.definitions.checks import check_structure
from quizapp.definitions.checks.texts import check_texts
from quizapp.definitions.files import VersionFiles
from quizapp.definitions.overlays import check_overlay
from quizapp.definitions.problems import Finding, Problem, warn
from quizapp.definitions.reader import Data, Document
from quizapp.definitions.typed import Wording, check_types
from quizapp.definitions.wording import texts, worded
from quizapp.domain.wording import FRAMES, Frame

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def check_version(files: VersionFiles) -> list[Problem]:
    """Reading, structure, and every text of every language; sorted, each once."""
    problems = list(files.problems)
    if files.source is not None:
        problems += map(files.source.problem, _check_source(files, files.source))
        for language, overlay in files.overlays.items():
            # One on its way is not offered, so what it still lacks stops nothing.
            if overlay is not None and language in declared_languages(files.source.data):
                problems += map(overlay.problem, _check_overlay(files.source.data, overlay))
    return sorted(set(problems))


def declared_frames(data: Data) -> list[Frame]:
    """The frames that can be chosen, in the order of the file."""
    frames = data.get("frames")
    return [frame for frame in frames if frame in FRAMES] if isinstance(frames, dict) else []


def declared_languages(data: Data) -> dict[str, object]:
    """Language -> how far it is, in the order of the file."""
    languages = data.get("languages")
    return languages if isinstance(languages, dict) else {}


def _check_source(files: VersionFiles, source: Document) -> Iterator[Finding]:
    frames = declared_frames(source.data)
    yield from check_texts(source.data, frames)
    yield from _check_languages(files, source.data)
    if source.data.get("frames") == {}:
        yield Finding(("frames",), "no frame is declared", "declare at least one of `now`, `former`, `general`")
    data = worded(source.data, {}, frames[0] if frames else FRAMES[0])
    wording = Wording(slug=files.slug, version=files.version, language="", frame="now")
    questionnaire, findings = check_types(data, wording)
    reported = {place for place, _ in texts(source.data)}
    yield from (finding for finding in findings if finding.place not in reported)
    if questionnaire is not None:
        yield from check_structure(questionnaire, [finding.place for finding in findings])


def _check_overlay(source: Data, overlay: Document) -> Iterator[Finding]:
    yield from check_overlay(source, overlay.data)
    yield from check_texts(overlay.data, declared_frames(source))


def _check_languages(files: VersionFiles, data: Data) -> Iterator[Finding]:
    languages, source = declared_languages(data), data.get("source_language")
    for language in languages:
        if not LANGUAGE_TAG.fullmatch(language):
            remedy = "write it like `en`, `pt-BR` or `zh-Hans`"
            yield Finding(("languages", language), f"`{language}` is no language tag", remedy)
        if language != source and language not in files.overlays:
            remedy = f"add the file `{language}.yaml` beside the source, or take the language out"
            yield Finding(("languages", language), f"`{language}` has no file of its own", remedy)
    if languages and isinstance(source, str) and source not in languages:
        remedy = f"add `{source}: reviewed` under `languages`"
        yield Finding(("source_language",), f"the source language `{source}` is not declared", remedy)
    for language in files.overlays:
        if language == source:
            problem = f"the file `{language}.yaml` is in the language of the source"
            yield Finding(("languages",), problem, "take the file out, and its texts into the source")
        elif language not in languages:
            problem = f"the file `{language}.yaml` belongs to no declared language, so nobody is offered it"
            yield warn(("languages",), problem, "add it under `languages` when it is complete, or take the file out")
