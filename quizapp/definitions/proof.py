"""All that can be said against one version of a questionnaire, with file and line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from quizapp.definitions.checks import check_structure
from quizapp.definitions.checks.repeated import check_repeated
from quizapp.definitions.checks.shared import check_shared
from quizapp.definitions.checks.texts import check_texts
from quizapp.definitions.completion import FRAME, whole, written_place
from quizapp.definitions.document import Data, Document
from quizapp.definitions.files import VersionFiles
from quizapp.definitions.groups import under
from quizapp.definitions.languages import (
    COUNTRIES,
    check_languages,
    declared_languages,
    is_language,
    source_language,
)
from quizapp.definitions.overlays import check_overlay
from quizapp.definitions.problems import Finding, Place, Problem, warn
from quizapp.definitions.shapes import ObjectShape, find_shape
from quizapp.definitions.standard import standard_words
from quizapp.definitions.supplied_items import SHORTHAND
from quizapp.definitions.typed import Wording, check_types
from quizapp.definitions.wording import texts
from quizapp.domain.wording import FRAMES, Frame

_OWN_TO_A_LANGUAGE = ("response_sets", "axes")
"""Supplied in the words of each language by what it has, or without words at all: no translation is asked for."""


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


def declared_frames(data: Data) -> list[Frame]:
    """The frames that can be chosen, in the order of the file; relationships in general where it names none."""
    frames = data.get("frames", {FRAME: {}})
    return [frame for frame in frames if frame in FRAMES] if isinstance(frames, dict) else []


def _completed_source(files: VersionFiles, data: Data) -> Data:
    frames = declared_frames(data)
    frame = frames[0] if frames else FRAMES[0]
    # A country is named in its own place, and not in all that would be missing in a language nobody knows.
    language = source_language(data)
    return whole(data, None, COUNTRIES.get(language, language), frame, declared_languages(files))


def _check_source(files: VersionFiles, source: Document, full: Data) -> Iterator[Finding]:
    data = source.data
    yield from check_texts(data, declared_frames(data))
    yield from check_shared(data)
    yield from check_repeated(data)
    yield from check_languages(files, data)
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
    if foreign := _find_foreign(source, overlay.data):
        yield foreign
        return
    yield from check_overlay(told, overlay.data, frozenset(excused))
    yield from check_texts(overlay.data, declared_frames(source))
    yield from check_shared(overlay.data)
    yield from check_repeated(overlay.data)


def _find_foreign(source: Data, overlay: Data) -> Finding | None:
    """What is to be said of a translation that is of another questionnaire; of its own texts it has none."""
    own, others = source.get("items"), overlay.get("items")
    if not isinstance(own, dict) or not isinstance(others, dict) or not others or own.keys() & others.keys():
        return None
    problem = f"none of the {len(others)} items of this translation is in the source language"
    return Finding(("items",), problem, "put the translation of this questionnaire here; this may be that of another")


def _is_needed(place: Place) -> bool:
    parent = find_shape(place[:-1])
    needed = parent.required | parent.supplied if isinstance(parent, ObjectShape) else {place[-1]}
    return place[-1] in needed or place == ("fear",)
