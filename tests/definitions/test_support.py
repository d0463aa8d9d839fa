"""Who can be called is shown in the reader's language and order, and never without a source and a check."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.definitions.problems import DefinitionError
from quizapp.definitions.support import load_support, stale
from quizapp.domain.support import SupportCountry, SupportLine

SHIPPED = Path(__file__).parents[2] / "questionnaires" / "support.yaml"
LINE: dict[str, Any] = {
    "name": {"en": "Listeners", "zh-Hans": "倾听"},
    "number": "0800 12 34",
    "note": {"en": "At any hour.", "zh-Hans": "二十四小时。"},
    "source": "https://example.org/call",
    "checked": "2026-11-23",
}


def written(folder: Path, countries: object) -> Path:
    path = folder / "support.yaml"
    path.write_text(json.dumps({"countries": countries}, indent=1), encoding="utf-8")  # JSON is YAML
    return path


def country(name: str, **lines: object) -> dict[str, object]:
    return {"name": {"en": name}, "lines": lines}


def refusal(path: Path) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        load_support(path, "en")
    return [f"{problem.problem} - {problem.remedy}" for problem in refused.value.problems]


def test_a_line_is_shown_in_the_language_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, {"taiwan": {"name": {"en": "Taiwan", "zh-Hans": "台湾"}, "lines": {"a": LINE}}})
    assert load_support(path, "zh-Hans") == [
        SupportCountry(
            country="台湾",
            lines=[
                SupportLine(
                    name="倾听",
                    number="0800 12 34",
                    note="二十四小时。",
                    source="https://example.org/call",
                    checked=date(2026, 11, 23),
                )
            ],
        )
    ]


def test_a_language_the_file_lacks_is_shown_the_english_words(tmp_path: Path) -> None:
    found = load_support(written(tmp_path, {"taiwan": country("Taiwan", a=LINE)}), "ar")
    assert (found[0].country, found[0].lines[0].note) == ("Taiwan", "At any hour.")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Now", "UK", "US", "Chile", "China", "Singapore"]),
        ("zh-Hans", ["Now", "China", "Singapore", "US", "Chile", "UK"]),
        ("ar", ["Now", "US", "Chile", "UK", "China", "Singapore"]),
    ],
)
def test_the_countries_of_a_languages_readers_come_first(tmp_path: Path, language: str, names: list[str]) -> None:
    countries = {
        "united_states": country("US", a=LINE),
        "chile": country("Chile", a=LINE),
        "united_kingdom": country("UK", a=LINE),
        "mainland_china": country("China", a=LINE),
        "singapore": country("Singapore", a=LINE),
        "everywhere": country("Now", a=LINE),
    }
    assert [found.country for found in load_support(written(tmp_path, countries), language)] == names


def test_lines_named_for_a_country_take_its_place_and_the_others_stay_as_written(tmp_path: Path) -> None:
    lines = {key: {**LINE, "number": n} for key, n in (("b", "1"), ("a", "2"), ("mainland_china", "3"))}
    path = written(tmp_path, {"everywhere": country("Now", **lines)})
    assert [line.number for line in load_support(path, "zh-Hans")[0].lines] == ["3", "1", "2"]
    assert [line.number for line in load_support(path, "en")[0].lines] == ["1", "2", "3"]


FLAWS: dict[str, tuple[str, object, str]] = {
    "no source": ("source", None, "`source` of `a` is missing - add the public page"),
    "a source that is no address": ("source", "a leaflet", "`source` of `a` is not one that can be used"),
    "no check": ("checked", None, "`checked` of `a` is missing - compare the number with its source"),
    "a check on no day": ("checked", "2026-02-30", "`checked` of `a` is not one that can be used"),
    "a check in words": ("checked", "last week", "`checked` of `a` is not one that can be used"),
    "no number": ("number", None, "`number` of `a` is missing"),
    "a number in words": ("number", "ask inside", "`number` of `a` is not one that can be used"),
    "no name": ("name", {}, "`name` of `a` is missing"),
    "a note without English": ("note", {"zh-Hans": "随时"}, "`note` of `a` is not one that can be used"),
    "an empty translation": ("note", {"en": "Always", "zh-Hans": " "}, "`note` of `a` is not one"),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_line_that_cannot_be_trusted_is_refused(tmp_path: Path, flaw: str) -> None:
    field, value, words = FLAWS[flaw]
    line = {key: kept for key, kept in {**LINE, field: value}.items() if kept is not None}
    found = refusal(written(tmp_path, {"uk": country("UK", a=line)}))
    assert [problem.startswith(words) for problem in found] == [True], found


def test_a_refusal_names_the_file_and_the_line(tmp_path: Path) -> None:
    path = written(tmp_path, {"uk": country("UK", a={**LINE, "source": "nowhere"})})
    line = next(n for n, text in enumerate(path.read_text().splitlines(), start=1) if "nowhere" in text)
    with pytest.raises(DefinitionError, match=f"^{path}:{line}: `source` of `a`"):
        load_support(path, "en")


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    bare = {"uk": country("UK", a={}, b="text"), "chile": country("Chile"), "peru": {"lines": {"a": LINE}}}
    found = refusal(written(tmp_path, bare))
    assert len(found) == 12
    assert "`chile` has no lines - add `name` and `lines`, or take it out" in found
    assert "`peru` has no name in English - add what it is called, in every language" in found


@pytest.mark.parametrize("countries", [None, [], {}, "none"])
def test_a_file_without_countries_is_refused(tmp_path: Path, countries: object) -> None:
    assert refusal(written(tmp_path, countries)) == ["there are no `countries` - list them, and their lines"]


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "support.yaml"
    path.write_text("countries: {")
    assert refusal(path)


@pytest.mark.parametrize(("today", "old"), [(date(2026, 11, 23), 0), (date(2027, 5, 25), 0), (date(2027, 5, 26), 1)])
def test_a_check_is_old_after_half_a_year(tmp_path: Path, today: date, old: int) -> None:
    lines = {"a": LINE, "b": {**LINE, "checked": "2027-05-20"}}
    found = stale(load_support(written(tmp_path, {"uk": country("UK", **lines)}), "en"), today)
    assert [line.checked for line in found] == [date(2026, 11, 23)] * old


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_shipped_file_is_sound_and_begins_with_danger(language: str) -> None:
    first = load_support(SHIPPED, language)[0]
    assert first.country == {"en": "In danger now", "zh-Hans": "现在就有危险"}[language]
    assert first.lines[0].number == {"en": "999", "zh-Hans": "110"}[language]


def test_the_shipped_file_has_every_text_in_both_languages() -> None:
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["countries"]
    texts = [found["name"] for found in shipped.values()]
    texts += [
        line[field] for found in shipped.values() for line in found["lines"].values() for field in ("name", "note")
    ]
    assert all(set(text) == {"en", "zh-Hans"} for text in texts)


def test_every_shipped_country_has_its_emergency_number() -> None:
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["countries"]
    assert set(shipped) - {"everywhere"} <= set(shipped["everywhere"]["lines"])
