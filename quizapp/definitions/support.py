"""Who can be called: one file -> countries and their lines, in one language.

A line without a source or without the day of its check is refused: a number nobody looked up helps nobody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from quizapp.definitions.document import Document
from quizapp.definitions.problems import DefinitionError, Finding, Problem, errors
from quizapp.definitions.reader import read
from quizapp.domain.support import SupportCountry, SupportLine

SUPPORT = "support.yaml"
SOURCE_LANGUAGE = "en"
"""Every text is in it, and it is shown where a text is in no other."""

OLDEST_CHECK = timedelta(days=183)
"""Half a year: what was checked longer ago than this is to be checked again."""

FIRST = {
    "en": ["everywhere", "united_kingdom", "united_states", "canada", "ireland", "australia", "new_zealand"],
    "zh-Hans": ["everywhere", "mainland_china", "hong_kong", "taiwan", "singapore", "malaysia"],
}
"""Language -> the countries most of its readers are in. The others follow as the file has them."""

REMEDIES = {
    "name": "add what it is called, in every language",
    "number": "add the number as it is dialled, in quotes",
    "note": "add for whom and when it is, in every language",
    "source": "add the public page on which the number stands, or take the line out",
    "checked": "compare the number with its source and add that day, as 2026-11-23, or take the line out",
}

NUMBER = re.compile(r"\+?[0-9][0-9 -]*")

Data = Mapping[str, Any]


def load_support(path: Path, language: str) -> list[SupportCountry]:
    """The countries with their lines, those of ``language``'s readers first.

    Raises DefinitionError with every problem, and when the file cannot be read.
    """
    return build_support(_read_checked(path), language)


def stale(countries: Iterable[SupportCountry], today: date) -> list[SupportLine]:
    """The lines last checked more than half a year before ``today``."""
    return [line for country in countries for line in country.lines if today - line.checked > OLDEST_CHECK]


def _read_checked(path: Path) -> Data:
    try:
        content = path.read_bytes()
    except OSError as error:
        remedy = "put a file of support lines there, such as the shipped one"
        problem = f"cannot be read ({error.strerror})"
        raise DefinitionError([Problem(str(path), 1, problem, remedy)]) from None
    document, problems = read(content, str(path))
    if document is not None:
        problems = [*problems, *check_support(document)]
    if document is None or errors(problems):
        raise DefinitionError(problems)
    return document.data


def check_support(document: Document) -> list[Problem]:
    """What keeps the file from being shown."""
    countries = document.data.get("countries")
    if not isinstance(countries, dict) or not countries:
        return [document.problem(Finding((), "there are no `countries`", "list them, and their lines"))]
    findings = [finding for key, country in countries.items() for finding in _check_country(key, country)]
    return [document.problem(finding) for finding in findings]


def _check_country(key: str, country: object) -> Iterator[Finding]:
    place = ("countries", key)
    lines = country.get("lines") if isinstance(country, dict) else None
    if not isinstance(country, dict) or not isinstance(lines, dict) or not lines:
        yield Finding(place, f"`{key}` has no lines", "add `name` and `lines`, or take it out")
        return
    if not _is_text(country.get("name")):
        yield Finding((*place, "name"), f"`{key}` has no name in English", REMEDIES["name"])
    for line_key, line in lines.items():
        yield from _check_line((*place, "lines", line_key), line if isinstance(line, dict) else {})


def _check_line(place: tuple[str, ...], line: Data) -> Iterator[Finding]:
    sound = {
        "name": _is_text(line.get("name")),
        "number": NUMBER.fullmatch(_written(line, "number")) is not None,
        "note": _is_text(line.get("note")),
        "source": _written(line, "source").startswith(("https://", "http://")),
        "checked": _day(line) is not None,
    }
    for field, is_sound in sound.items():
        if not is_sound:
            what = "is not one that can be used" if line.get(field) else "is missing"
            yield Finding((*place, field), f"`{field}` of `{place[-1]}` {what}", REMEDIES[field])


def build_support(data: Data, language: str) -> list[SupportCountry]:
    """The countries of checked ``data``."""
    order = FIRST.get(language, ["everywhere"])
    return [_build_country(country, language, order) for country in _in_order(data["countries"], order)]


def _build_country(country: Data, language: str, order: list[str]) -> SupportCountry:
    lines = [_build_line(line, language) for line in _in_order(country["lines"], order)]
    return SupportCountry(country=_worded(country["name"], language), lines=lines)


def _build_line(line: Data, language: str) -> SupportLine:
    return SupportLine(
        name=_worded(line["name"], language),
        number=line["number"],
        note=_worded(line["note"], language),
        source=line["source"],
        checked=date.fromisoformat(_written(line, "checked")),
    )


def _in_order(entries: Mapping[str, Data], order: list[str]) -> list[Data]:
    """Those that ``order`` names as it names them, then the others as they stand."""
    first = [key for key in order if key in entries]
    return [entries[key] for key in [*first, *(key for key in entries if key not in first)]]


def _worded(text: Mapping[str, str], language: str) -> str:
    """Better a number with English words than none."""
    return text.get(language) or text[SOURCE_LANGUAGE]


def _is_text(value: object) -> bool:
    if not isinstance(value, dict) or SOURCE_LANGUAGE not in value:
        return False
    return all(isinstance(words, str) and words.strip() for words in value.values())


def _written(line: Data, field: str) -> str:
    value = line.get(field)
    return value if isinstance(value, str) else ""


def _day(line: Data) -> date | None:
    try:
        return date.fromisoformat(_written(line, "checked"))
    except ValueError:
        return None
