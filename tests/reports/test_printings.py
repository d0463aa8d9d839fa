"""The same plan on other paper, as sheets to fill in on a screen, and as a calendar."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from icalendar import Calendar

from quizapp.domain.printing import Printing
from quizapp.reports.calendar import build_calendar, find_start
from quizapp.reports.pdf import render_report
from quizapp.settings import shipped
from tests.reports.made import LANGUAGES, made, report_of, result_of

TAKER = "keeping_room_and_stepping_back"
LETTER = Printing(paper="letter")
SHEETS = Printing(part="sheets")
TODAY = date(2026, 11, 23)


@cache
def printed(language: str, printing: Printing) -> pikepdf.Pdf:
    pdf = render_report(report_of(language, TAKER, printing.edition), shipped("templates"), printing)
    return pikepdf.open(BytesIO(pdf))


def fields_of(language: str) -> list[Any]:
    return list(printed(language, SHEETS).Root.AcroForm.Fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_paper_breaks_where_a4_does(language: str) -> None:
    letter = printed(language, LETTER)
    assert {tuple(map(int, page.mediabox[2:])) for page in letter.pages} == {(612, 792)}
    assert len(letter.pages) == len(made(language, TAKER).pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_says_what_it_is_for_and_no_two_share_a_name(language: str) -> None:
    fields = fields_of(language)
    names = [str(field.T) for field in fields]
    assert len(set(names)) == len(names)
    assert [str(field.T) for field in fields if not str(field.get("/TU", ""))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_have_a_field_for_each_thing_to_write(language: str) -> None:
    names = {str(field.T) for field in fields_of(language)}
    report = report_of(language, TAKER, "solo")
    wanted = {exercise.id for stage in report.stages for exercise in stage.exercises}
    wanted |= {stage.letter.id for stage in report.stages}
    wanted |= {f"day-{line.day}" for stage in report.stages for line in stage.days if not line.free}
    assert wanted - names == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forty_days_keep_to_the_first_sheet(language: str) -> None:
    pdf = printed(language, SHEETS)
    first = {int(field.P.objgen[0]) for field in fields_of(language) if str(field.T).startswith("day-")}
    assert first == {int(pdf.pages[0].objgen[0])}


def test_the_sheets_are_tagged_and_in_one_language() -> None:
    root = printed("zh-Hans", SHEETS).Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "zh-Hans"


def test_the_report_has_no_fields() -> None:
    assert "/AcroForm" not in made("en", TAKER).opened.Root


# --- the calendar ---------------------------------------------------------------------------------


def test_the_calendar_has_the_days_that_ask_something_and_tells_nothing_of_them() -> None:
    plan = result_of(TAKER).plans["solo"]
    asked = [day.day for stage in plan.stages for day in stage.days if day.id is not None]
    start = TODAY + timedelta(days=1)
    events = list(Calendar.from_ical(build_calendar(plan, start, "Day {}".format)).walk("VEVENT"))

    assert [str(event["summary"]) for event in events] == [f"Day {day}" for day in asked]
    assert [event.decoded("dtstart") for event in events] == [start + timedelta(days=day - 1) for day in asked]
    assert {key for event in events for key in event} == {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "TRANSP",
    }


def test_a_calendar_taken_twice_is_the_same_file() -> None:
    plan = result_of(TAKER).plans["solo"]
    assert build_calendar(plan, TODAY, str) == build_calendar(plan, TODAY, str)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-10-01", date(2026, 10, 1)),
        ("2024-10-01", None),
        ("9999-12-31", None),
        ("24.11.2026", None),
        ("", None),
    ],
)
def test_day_one_is_a_day_that_somebody_can_mean(given: str, found: date | None) -> None:
    assert find_start(given, TODAY) == found
