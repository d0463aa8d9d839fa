"""Which languages a version declares, and whether each has its file."""

import re
from collections.abc import Iterator
from pathlib import Path

from quizapp.definitions.completion import SOURCE_LANGUAGE, languages_of
from quizapp.definitions.document import Data
from quizapp.definitions.files import VersionFiles
from quizapp.definitions.folders import PLAN, SOURCE
from quizapp.definitions.problems import Finding, warn
from quizapp.domain.naming import find_close

_FILES = tuple(Path(name).stem for name in (PLAN, SOURCE))
COUNTRIES = {
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


def is_language(tag: str) -> bool:
    return tag not in COUNTRIES and LANGUAGE_TAG.fullmatch(tag) is not None


def declared_languages(files: VersionFiles) -> Data:
    """Language -> how far it is. Empty for a source that cannot be read."""
    return languages_of(files.source.data, files.overlays) if files.source is not None else {}


def source_language(data: Data) -> str:
    return str(data.get("source_language", SOURCE_LANGUAGE))


def check_languages(files: VersionFiles, data: Data) -> Iterator[Finding]:
    languages, source = declared_languages(files), data.get("source_language", SOURCE_LANGUAGE)
    for language in languages:
        if not is_language(language):
            place = ("source_language",) if language == source else ("languages", language)
            yield Finding(place, f"`{language}` is no language tag", _tag_remedy(files, language))
        if language != source and language not in files.overlays:
            meant = find_close(language, files.overlays.keys() - languages.keys())
            other = f"rename `{meant}.yaml` to it" if meant else "take the language out"
            remedy = f"make `{language}.yaml` with `quizapp translate {files.slug} {language}`, or {other}"
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
    if meant is None and LANGUAGE_TAG.fullmatch(written := COUNTRIES.get(language) or _as_tag(language)):
        meant = written
    if meant is None:
        return "write it like `en`, `pt-BR` or `zh-Hans`"
    return f"rename its file to `{meant}.yaml`" if language in files.overlays else f"write `{meant}`"


def _as_tag(language: str) -> str:
    """``zh_hans`` as ``zh-Hans``: the parts of a tag are told by their length."""
    first, *others = re.split("[-_]", language.lower())
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in others)])
