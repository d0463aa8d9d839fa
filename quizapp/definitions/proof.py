"""All that can be said against one version of a questionnaire, with file and line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from quizapp.definitions.checks import check_structure
from quizapp.definitions.checks.shared import check_shared
from quizapp.definitions.checks.texts import check_texts
from quizapp.definitions.completion import FRAME, SOURCE_LANGUAGE, languages_of, whole, written_place
from quizapp.definitions.files import PLAN, SOURCE, VersionFiles
from quizapp.definitions.groups import under
from quizapp.definitions.overlays import check_overlay
from quizapp.definitions.problems import Finding, Place, Problem, warn
from quizapp.definitions.reader import Data, Document
from quizapp.definitions.shapes import ObjectShape, find_shape
from quizapp.definitions.standard import standard_words
from quizapp.definitions.supplied_items import SHORTHAND
from quizapp.definitions.typed import Wording, check_types
from quizapp.definitions.wording import texts
from quizapp.domain.naming import find_close
from quizapp.domain.wording import FRAMES, Frame

_OWN_TO_A_LANGUAGE = ("response_sets", "axes")
"""Supplied in the words of each language by what it has, or without words at all: no translation is asked for."""

_FILES = tuple(Path(name).stem for name in (PLAN, SOURCE))
_COUNTRIES = {
    "cn": "zh-Hans",
    "tw": "zh-Hant",
    "jp": "ja",
    "kr": "ko",
    "ua": "uk",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
}
"""Names of countries that are taken for those of their languages, and stand for no other."""

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def check_version(files: VersionFiles) -> list[Problem]:
    """Reading, structure, and every text of every language; sorted, each once."""
    problems = list(files.problems)
    source = files.source
    if source is not None:
        full = _completed_source(files, source.data)
        problems += map(source.problem, _check_source(files, source, full))
        for language, overlay in files.overlays.items():
            # One on its way is not offered, so what it still lacks stops nothing.
            if overlay is not None and language in declared_languages(files) and is_language(language):
                problems += map(overlay.problem, _check_overlay(source.data, full, language, overlay))
    return sorted(set(problems))


def is_language(tag: str) -> bool:
    return tag not in _COUNTRIES and LANGUAGE_TAG.fullmatch(tag) is not None


def declared_frames(data: Data) -> list[Frame]:
    """The frames that can be chosen, in the order of the file; relationships in general where it names none."""
    frames = data.get("frames", {FRAME: {}})
    return [frame for frame in frames if frame in FRAMES] if isinstance(frames, dict) else []


def declared_languages(files: VersionFiles) -> Data:
    """Language -> how far it is. Empty for a source that cannot be read."""
    return languages_of(files.source.data, files.overlays) if files.source is not None else {}


def source_language(data: Data) -> str:
    return str(data.get("source_language", SOURCE_LANGUAGE))


def _completed_source(files: VersionFiles, data: Data) -> Data:
    frames = declared_frames(data)
    frame = frames[0] if frames else FRAMES[0]
    # A country is named in its own place, and not in all that would be missing in a language nobody knows.
    language = source_language(data)
    return whole(data, None, _COUNTRIES.get(language, language), frame, declared_languages(files))


def _check_source(files: VersionFiles, source: Document, full: Data) -> Iterator[Finding]:
    data = source.data
    yield from check_texts(data, declared_frames(data))
    yield from check_shared(data)
    yield from _check_languages(files, data)
    if data.get("frames") == {}:
        yield Finding(("frames",), "no frame is declared", "declare at least one of `now`, `former`, `general`")
    yield from _check_shorthand(data)
    wording = Wording(slug=files.slug, version=files.version, language="", frame="now")
    questionnaire, wrong = check_types(full, wording)
    found = check_structure(questionnaire, [finding.place for finding in wrong]) if questionnaire else []
    reported = {place for place, _ in texts(data)}
    yield from (each for each in _as_written(wrong, data) if each.place not in reported)
    yield from _as_written(found, data)


def _check_shorthand(data: Data) -> Iterator[Finding]:
    labels, declared = data.get("responses", []), data.get("response_sets")
    if not isinstance(labels, list):
        yield Finding(("responses",), "`responses` is no list", "write the labels of the answers, lowest first")
    for at, label in enumerate(labels if isinstance(labels, list) else []):
        if "，" in str(label):
            problem = f"`{label}` is one label, since its comma is a Chinese one (`，`)"
            yield warn(("responses", at), problem, "write `, ` between two labels")
    if "responses" in data and isinstance(declared, dict) and SHORTHAND in declared:
        problem = f"`responses` is short for the response set `{SHORTHAND}`, which is declared as well"
        yield Finding(("responses",), problem, "take one of the two out, or rename the response set")


def _as_written(findings: Iterable[Finding], data: Data) -> Iterator[Finding]:
    for finding in findings:
        place = written_place(finding.place, data)
        # How pages are laid out where the file does not say is not the author's to put right.
        if place[:1] != ("pages",) or "pages" in data:
            yield replace(finding, place=place)


def _check_overlay(source: Data, full: Data, language: str, overlay: Document) -> Iterator[Finding]:
    supplied = {key: inner for key, inner in full.items() if key not in _OWN_TO_A_LANGUAGE}
    told = cast(Data, under(source, supplied))
    excused = {place for place, _ in texts(told)} - {place for place, _ in texts(source)}
    if not standard_words(language):
        excused = {place for place in excused if not _is_needed(place)}
    yield from check_overlay(told, overlay.data, frozenset(excused))
    yield from check_texts(overlay.data, declared_frames(source))
    yield from check_shared(overlay.data)


def _is_needed(place: Place) -> bool:
    parent = find_shape(place[:-1])
    needed = parent.required | parent.supplied if isinstance(parent, ObjectShape) else {place[-1]}
    return place[-1] in needed or place == ("fear",)


def _check_languages(files: VersionFiles, data: Data) -> Iterator[Finding]:
    languages, source = declared_languages(files), data.get("source_language", SOURCE_LANGUAGE)
    for language in languages:
        if not is_language(language):
            place = ("source_language",) if language == source else ("languages", language)
            yield Finding(place, f"`{language}` is no language tag", _tag_remedy(files, language))
        if language != source and language not in files.overlays:
            meant = find_close(language, files.overlays.keys() - languages.keys())
            other = f"rename `{meant}.yaml` to it" if meant else "take the language out"
            remedy = f"add the file `{language}.yaml` beside the source, or {other}"
            yield Finding(("languages", language), f"`{language}` has no file of its own", remedy)
    if languages and isinstance(source, str) and source not in languages:
        meant = find_close(source, languages)
        remedy = f"add `{source}: reviewed` under `languages`" + (f", or did you mean `{meant}`?" if meant else "")
        yield Finding(("source_language",), f"the source language `{source}` is not declared", remedy)
    for language in files.overlays:
        if language == source:
            problem = f"the file `{language}.yaml` is in the language of the source"
            yield Finding(("languages",), problem, "take the file out, and its texts into the source")
        elif language not in languages:
            problem = f"the file `{language}.yaml` belongs to no declared language"
            if meant := find_close(language, _FILES):
                yield Finding(("languages",), problem, f"rename it to `{meant}.yaml`")
            else:
                remedy = "add it under `languages` when it is complete, or take the file out"
                yield warn(("languages",), f"{problem}, so nobody is offered it", remedy)


def _tag_remedy(files: VersionFiles, language: str) -> str:
    """What to do about a word that stands for no language; as a file it may have been meant for another."""
    meant = find_close(language, _FILES) if language in files.overlays else None
    name = re.fullmatch(rf"(?:{'|'.join(_FILES)})[._-](.+)", language)
    if name and language in files.overlays:
        return f"put its texts into `{name[1]}.yaml`, those of the plan under `plan`, and take the file out"
    if meant is None and LANGUAGE_TAG.fullmatch(written := _COUNTRIES.get(language) or _as_tag(language)):
        meant = written
    if meant is None:
        return "write it like `en`, `pt-BR` or `zh-Hans`"
    return f"rename its file to `{meant}.yaml`" if language in files.overlays else f"write `{meant}`"


def _as_tag(language: str) -> str:
    """``zh_hans`` as ``zh-Hans``: the parts of a tag are told by their length."""
    first, *others = re.split("[-_]", language.lower())
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in others)])
