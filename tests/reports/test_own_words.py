"""What someone wrote after the result, as the report quotes it: in its place, exactly, whatever it is."""

import logging
import re
import subprocess
from functools import cache
from time import process_time

import pytest

from quizapp.domain.plan_definition import Edition
from quizapp.domain.reflection import Pick, Reflection
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.reports.own_words import QUOTED_AT_MOST, Quotation, excerpt
from quizapp.reports.pdf import render_html, render_report
from quizapp.settings import shipped
from quizapp.submissions import with_reflection
from tests.reports.made import LANGUAGES, Warnings, plain, plan_in, questionnaire_in, result_of, texts_of_pages

TAKER = "all_middle"
CARRIED = "My sister, who calls on Sundays. 我姐姐。"
TOLD = Reflection(
    ratings={"today_again": 9, "enough_again": 10},
    rankings={"values": [Pick(choice="laughing"), Pick(words="the garden")]},
    texts={"carried": CARRIED, "better": "Saturday, six o’clock.\n\nWe cooked.", "hope": "Only late."},
)
LONGEST = 20_000


def report_with(told: Reflection, language: str = "en", edition: Edition = "solo") -> ActionReport:
    questionnaire = questionnaire_in(language)
    return build_action_report(questionnaire, with_reflection(questionnaire, result_of(TAKER), told), edition, [])


def quoted(found: list[Quotation]) -> str:
    return " ".join("".join(part.text for part in one.segments) for one in found)


def in_exercises(report: ActionReport) -> dict[str, str]:
    return {e.id: quoted(e.quotations) for stage in report.stages for e in stage.exercises if e.quotations}


@cache
def printed(language: str, edition: Edition = "solo") -> str:
    return "".join(texts_of_pages(render_report(report_with(TOLD, language, edition), shipped("templates"))))


def test_words_and_numbers_stand_in_the_exercises_they_belong_to() -> None:
    found = in_exercises(report_with(TOLD))

    assert CARRIED in found["untidy_drawer"]
    assert "Saturday, six o’clock. We cooked." in found["cook_it_again"].replace("\n\n", " ")
    assert "Only late." in found["plain_tuesday"]
    assert "laughing together · the garden" in found["five_cups"]
    assert "laughing together" in found["one_dish"]
    given = result_of(TAKER).profile.ratings["today"]
    assert f"at {given}, and at 9 when you looked again" in found["kitchen_ladder"]


def test_words_stand_in_letters_and_on_pages() -> None:
    report = report_with(TOLD)
    letters = {stage.letter.id: quoted(stage.letter.quotations) for stage in report.stages}

    assert CARRIED in letters["to_the_one_who_kept_going"]
    assert "We cooked." in letters["to_a_good_moment"]
    assert CARRIED in quoted(report.quotations["stand"])
    assert CARRIED in quoted(report.quotations["loud"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_printed(language: str) -> None:
    text, choice = printed(language), plan_in(language).reflection["values"].choices["laughing"]

    asked = [CARRIED, "Saturday, six o’clock.", "We cooked.", "Only late.", "the garden", choice]
    assert [words for words in asked if plain(words) not in text] == []


def test_the_letter_goes_by_the_number_as_looked_at_again() -> None:
    assert "at 9 out of 10 today" in (report_with(TOLD).rating_note or "")
    assert "There is a good deal to keep" in (report_with(TOLD).rating_note or "")


def test_without_a_word_nothing_is_quoted_but_the_numbers_given_with_the_test() -> None:
    report = report_with(Reflection())

    assert report.written == []
    assert report.quotations == {"stand": [], "loud": []}
    assert set(in_exercises(report)) <= {"kitchen_ladder", "floor_that_held"}
    assert not any(stage.letter.quotations for stage in report.stages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_edition_for_two_is_the_same_with_and_without(language: str) -> None:
    with_words, without = report_with(TOLD, language, "together"), report_with(Reflection(), language, "together")

    assert with_words == without
    assert not with_words.written
    assert not in_exercises(with_words)


def test_markup_is_printed_as_it_was_written() -> None:
    html = render_html(report_with(Reflection(texts={"hope": "<b>{words}</b> & <script>"})), shipped("templates"))

    assert "&lt;b&gt;{words}&lt;/b&gt; &amp; &lt;script&gt;" in html
    assert "<script>" not in html


def test_typesetting_leaves_the_words_of_a_person_alone() -> None:
    html = render_html(report_with(Reflection(texts={"hope": "用A看，“好”。"}), "zh-Hans"), shipped("templates"))

    assert html.count("用A看，“好”。") >= 2  # where it is quoted, and where it stands whole
    assert "用\u2009A" not in html


def test_a_line_is_told_its_direction() -> None:
    html = render_html(report_with(Reflection(texts={"better": "1. שלום\nhome (بيت)"})), shipped("templates"))

    assert '<p class="own" dir="rtl">1. שלום</p>' in html
    assert '<p class="own" dir="ltr">home (بيت)</p>' in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short", None),
        ("x" * QUOTED_AT_MOST, None),
        ("x" * (QUOTED_AT_MOST + 1), "x" * QUOTED_AT_MOST + "…"),
        ("心" * 71, "心" * 70 + "…"),
        ("word " * 60, ("word " * 28).strip() + "…"),
        ("a" * 139 + "e\u0301" + "b", "a" * 139 + "…"),
        ("a" * 137 + "👩\u200d👧", "a" * 137 + "…"),
    ],
)
def test_what_is_long_is_quoted_from_its_beginning(text: str, shown: str | None) -> None:
    assert excerpt(text) == shown


def test_what_was_cut_says_where_all_of_it_stands() -> None:
    long = "A long walk. " * 200
    report = report_with(Reflection(texts={"carried": long.strip()}))

    assert [line.text for line in report.written[0].lines] != [long.strip()]
    assert " ".join(line.text for line in report.written[0].lines) == long.strip()
    assert render_html(report, shipped("templates")).count('href="#own">All of it') == 4


BAD_INPUT = {
    "many words": "Some words that follow one another, and on. " * 500,
    "one word of 5,000": "x" * 5000,
    "a word without end": "y" * LONGEST,
    "short lines": "A line of mine.\n" * 1250,
    "emoji": "👩\u200d👧🌱😀🤷🏽\u200d♀️ " * 2500,
    "from right to left": "שלום זה הבית שלי ואני אוהב אותו " * 700,
    "turned around": "\u202eabc \u2067def " * 2000,
    "chinese": "心里想着一件事，慢慢地写下来。" * 1400,
    "markup": "<b>&amp;</b><script>x</script>{words}%(num)s " * 500,
}


RIGHT_EDGE = (210 - 27) / 25.4 * 72
"""Of what may be printed on, in points from the left."""


def outside(pdf: bytes) -> list[str]:
    """The words that reach beyond the right edge by more than the roundness of a letter."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<', boxes)
    assert found
    return [word for right, word in found if float(right) > RIGHT_EDGE + 2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "language"), [*((name, "en") for name in BAD_INPUT), ("chinese", "zh-Hans"), ("emoji", "zh-Hans")]
)
def test_the_worst_answers_are_set_in_time_and_inside_the_page(name: str, language: str) -> None:
    words, ears, begun = BAD_INPUT[name][:LONGEST].strip(), Warnings(), process_time()
    told = Reflection(
        rankings={"values": [Pick(words=words[:80])]},
        texts={"carried": words, "hope": words[:200].strip()},
    )
    logging.getLogger("weasyprint").addHandler(ears)
    try:
        pdf = render_report(report_with(told, language), shipped("templates"))
    finally:
        logging.getLogger("weasyprint").removeHandler(ears)

    assert process_time() - begun < 5
    assert ears.said == []
    assert outside(pdf) == []
