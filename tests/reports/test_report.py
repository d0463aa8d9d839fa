"""The PDF as a reader gets it: readable by machines and by screen readers, complete, and the same every time."""

import gc
import itertools
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pdfminer.layout import LTChar

from quizapp.domain.plan import build_plan
from quizapp.domain.plan_definition import PlanDefinition
from quizapp.reports.action_report import build_action_report
from quizapp.reports.pdf import lay_out, render_report
from quizapp.reports.result_page import build_result_page
from quizapp.settings import shipped
from tests.golden.test_golden_takers import TAKERS
from tests.reports.layout import ends_with_a_heading, outside, overlapping, reach
from tests.reports.made import LANGUAGES, Made, plain, plan_in, questionnaire_in, report_of, result_of
from tests.reports.twelve import TWELVE, Case, made_of, questionnaire_of
from tests.reports.twelve import result_of as result_of_case

SOLO = [case for case in TWELVE if case.edition == "solo"]
TOGETHER = [case for case in TWELVE if case.edition == "together"]
TAKER = "keeping_room_and_stepping_back"
LARGEST = {"en": 250_000, "zh-Hans": 600_000}
FEWEST_PAGES, MOST_PAGES = 24, 29
FONTS = {"en": ("Vollkorn", "Cabin"), "zh-Hans": ("Noto Serif CJK SC", "Noto Sans CJK SC")}
LEAST_REACH, CONTENTS = 0.4, 3
LOG = {"en": "The log of better moments", "zh-Hans": "好时刻的记录"}
FORTY_DAYS = {"en": "40 days on one sheet", "zh-Hans": "40天，一张纸"}
EVERY_FONT = ("Vollkorn", "Cabin", "Noto-Serif-CJK-SC", "Noto-Sans-CJK-SC", "DejaVu-Sans")


@pytest.fixture(scope="module", params=SOLO, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture(scope="module")
def one(case: Case) -> Made:
    return made_of(case)


@pytest.fixture(scope="module", params=TOGETHER, ids=lambda case: case.name)
def for_two(request: pytest.FixtureRequest) -> Made:
    return made_of(request.param)


# --- the file -------------------------------------------------------------------------------------


def test_the_file_is_sound(one: Made, tmp_path: Path) -> None:
    (tmp_path / "forty-days.pdf").write_bytes(one.pdf)
    checked = subprocess.run(
        ["qpdf", "--check", tmp_path / "forty-days.pdf"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_file_is_small(one: Made) -> None:
    assert len(one.pdf) < LARGEST[one.language]


def test_the_renderer_has_nothing_to_complain_about(one: Made) -> None:
    assert one.warnings == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_answers_give_the_same_bytes(language: str) -> None:
    first = next(case for case in SOLO if case.language == language)
    assert render_report(made_of(first).report, shipped("templates")) == made_of(first).pdf


def test_the_report_has_a_length_to_print(one: Made) -> None:
    assert FEWEST_PAGES <= len(one.pages) <= MOST_PAGES


def test_no_page_is_without_words(one: Made) -> None:
    assert [number for number, text in enumerate(one.pages, start=1) if not text] == []


# --- on paper --------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=TWELVE, ids=lambda case: case.name)
def any_of_the_twelve(request: pytest.FixtureRequest) -> Made:
    return made_of(request.param)


def pages_that(is_wrong: Callable[[list[LTChar]], object], made: Made) -> dict[int, object]:
    """What is found wrong, by the number of the page."""
    found = {number: is_wrong(page) for number, page in enumerate(made.characters, start=1)}
    return {number: wrong for number, wrong in found.items() if wrong}


def test_nothing_hangs_over_the_edge_of_a_page(any_of_the_twelve: Made) -> None:
    assert pages_that(outside, any_of_the_twelve) == {}


def test_no_words_lie_on_other_words(any_of_the_twelve: Made) -> None:
    assert pages_that(overlapping, any_of_the_twelve) == {}


def test_no_heading_is_left_alone_at_the_foot_of_a_page(any_of_the_twelve: Made) -> None:
    assert pages_that(ends_with_a_heading, any_of_the_twelve) == {}


def test_no_page_is_left_half_empty(any_of_the_twelve: Made) -> None:
    """But for the log, which is to be written in, and the end."""
    log = plain(LOG[any_of_the_twelve.language])
    meant = {n for n, text in enumerate(any_of_the_twelve.pages, start=1) if log in text and n > CONTENTS}
    last = len(any_of_the_twelve.pages)
    short = {n: how for n, how in pages_that(reach_when_short, any_of_the_twelve).items() if n != last}
    assert short.keys() - meant == set()


def reach_when_short(page: list[LTChar]) -> float:
    return reach(page) if reach(page) < LEAST_REACH else 0.0


def test_every_exercise_stays_on_its_page(any_of_the_twelve: Made) -> None:
    split = [
        exercise.id
        for stage in any_of_the_twelve.report.stages
        for exercise in stage.exercises
        if not any(_holds(page, exercise.text.title, exercise.text.if_not) for page in any_of_the_twelve.pages)
    ]
    assert split == []


def _holds(page: str, *words: str) -> bool:
    return all(plain(part) in page for part in words)


def test_no_advice_is_given_twice(any_of_the_twelve: Made) -> None:
    report = any_of_the_twelve.report
    exercises = [exercise.text for stage in report.stages for exercise in stage.exercises]
    given = [line for stage in report.stages for line in stage.actions]
    given += [phrase.text for phrases in report.phrases.values() for phrase in phrases]
    given += [words for e in exercises for words in (e.title, e.notice, e.if_not, *e.steps)]
    given += [line.text for stage in report.stages for line in stage.days if not line.free]
    assert sorted(words for words, times in Counter(given).items() if times > 1) == []


# --- for screen readers ---------------------------------------------------------------------------


def test_the_file_is_tagged_and_says_so(one: Made) -> None:
    root = one.opened.Root
    assert bool(root.MarkInfo.Marked)
    assert "/StructTreeRoot" in root
    with one.opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_file_names_its_language(one: Made) -> None:
    assert str(one.opened.Root.Lang) == one.language


def test_the_title_is_the_neutral_one_and_is_shown(one: Made) -> None:
    title = plan_in(one.language).title
    assert str(one.opened.docinfo["/Title"]) == title
    with one.opened.open_metadata() as metadata:
        assert metadata["dc:title"] == title
    assert bool(one.opened.Root.ViewerPreferences.DisplayDocTitle)


def test_the_tab_key_follows_the_text(one: Made) -> None:
    assert {str(page.obj.get("/Tabs")) for page in one.opened.pages} == {"/S"}


def test_every_figure_says_in_words_what_it_draws(one: Made) -> None:
    figures = [node for name, node in one.tags if name == "/Figure"]
    assert figures
    assert [node for node in figures if not str(node.get("/Alt", "")).strip()] == []


def test_headings_begin_at_the_first_level_and_skip_none(one: Made) -> None:
    levels = [int(name[2:]) for name, _ in one.tags if name[:2] == "/H" and name[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []


def test_every_cell_of_a_table_has_a_head(one: Made) -> None:
    assert [node for name, node in one.tags if name == "/Table" and "/TH" not in _below(node)] == []


def _below(node: pikepdf.Object) -> set[str]:
    found: set[str] = set()
    children: pikepdf.Object | list[pikepdf.Object] = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found |= {str(child.S)} | _below(child)
    return found


def test_every_link_says_where_it_leads(one: Made) -> None:
    links = [note for page in one.opened.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Link"]
    assert links
    assert [note for note in links if not str(note.get("/Contents", ""))] == []


# --- fonts ----------------------------------------------------------------------------------------


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]


def test_every_font_is_embedded_and_one_that_we_name(one: Made) -> None:
    composite = [font for font in fonts_of(one.opened) if font.Subtype == "/Type0"]
    assert composite
    assert all("/ToUnicode" in font for font in composite)
    described = [font for font in fonts_of(one.opened) if font.Subtype != "/Type0"]
    for font in described:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()), font.BaseFont
        name = str(font.BaseFont).partition("+")[2]
        assert name.startswith(EVERY_FONT), f"{name} is a font that no style sheet asks for"


def test_no_character_is_drawn_as_an_empty_box(one: Made) -> None:
    assert "(cid:" not in one.text
    assert [number for number, page in enumerate(one.opened.pages, start=1) if _empty_boxes(page)] == []


def _empty_boxes(page: pikepdf.Page) -> int:
    """Glyph 0 of a font is what is drawn where it has no glyph."""
    return sum(
        raw[at : at + 2] == b"\0\0"
        for instruction in pikepdf.parse_content_stream(page, "Tj TJ")
        for raw in _strings(instruction.operands)
        for at in range(0, len(raw), 2)
    )


def _strings(operands: object) -> Iterator[bytes]:
    for operand in operands:  # type: ignore[attr-defined]  # a list of operands, or an array among them
        if isinstance(operand, pikepdf.String):
            yield bytes(operand)
        elif isinstance(operand, pikepdf.Array):
            yield from _strings(operand)


@cache
def glyphs_of(family: str) -> frozenset[int]:
    listed = subprocess.run(
        ["fc-list", f"{family}:style=Regular", "file", "index"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert listed, f"{family} is not installed"
    file, _, index = listed[0].partition(":")
    number = int(index.partition("index=")[2] or 0) & 0xFFFF
    with TTFont(file, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap())


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


@pytest.mark.parametrize(("language", "family"), [(lang, f) for lang in LANGUAGES for f in FONTS[lang]])
def test_the_fonts_have_every_character_of_the_questionnaire(language: str, family: str) -> None:
    used = {character for text in texts_of(questionnaire_in(language)) for character in text}
    assert sorted(c for c in used - {"\n"} if ord(c) not in glyphs_of(family)) == []


# --- what it says ---------------------------------------------------------------------------------


def missing(words: Iterator[str] | list[str], text: str) -> list[str]:
    return [part for part in words if plain(part) not in text]


def test_the_first_page_is_the_letter_and_nothing_of_it_is_on_the_second(one: Made) -> None:
    report = one.report
    assert report.letter
    asked = [report.name, report.plan.title, *report.letter, report.rating_note or "", report.plan.letter_close]
    assert missing(asked, one.pages[0]) == []
    assert one.pages[1].startswith(plain(FORTY_DAYS[one.language]))


def test_the_forty_days_stand_on_the_second_page_in_order(one: Made) -> None:
    lines = [line for stage in one.report.stages for line in stage.days]
    at = 0
    for line in lines:
        wanted = plain(f"{line.day}{'' if line.free else '☐'}{line.text}")
        found = one.pages[1].find(wanted, at)
        assert found >= 0, f"day {line.day} is not there, or not in its place: {line.text}"
        at = found + len(wanted)
    assert [line.day for line in lines] == list(range(1, 41))


def test_every_stage_has_three_exercises_with_their_reasons(one: Made) -> None:
    assert [len(stage.exercises) for stage in one.report.stages] == [3] * 6
    asked = [
        words
        for stage in one.report.stages
        for exercise in stage.exercises
        for words in (exercise.text.title, exercise.why, *exercise.text.steps)
    ]
    assert missing(asked, one.text) == []


def test_every_stage_has_a_letter_with_its_reason(one: Made) -> None:
    letters = [stage.letter for stage in one.report.stages]
    assert missing([words for letter in letters for words in (letter.text.title, letter.why)], one.text) == []


def test_the_figures_are_those_of_the_result_page(case: Case, one: Made) -> None:
    page = build_result_page(questionnaire_of(case), result_of_case(case), None)
    assert one.report.scores == page.rows
    for row in page.rows:
        said = f"{row.name}{row.answered}/{row.of}"
        if row.reading:
            said += f"{row.reading.estimate}{row.reading.low}–{row.reading.high}"
        assert plain(said) in one.text, said


def test_the_letter_and_the_drawings_are_those_of_the_result_page(case: Case, one: Made) -> None:
    page = build_result_page(questionnaire_of(case), result_of_case(case), None)
    report = one.report
    assert (report.letter, report.strengths, report.plane, report.axes) == (
        page.letter,
        page.strengths,
        page.plane,
        page.axes,
    )


def test_two_lines_are_drawn_beside_the_sentence_on_fear(any_of_the_twelve: Made) -> None:
    assert any_of_the_twelve.report.fear
    assert missing([any_of_the_twelve.report.fear], any_of_the_twelve.pages[CONTENTS - 1]) == []


def test_the_support_lines_are_in_it(one: Made) -> None:
    lines = [line for country in one.report.support for line in country.lines]
    assert lines
    assert missing([words for line in lines for words in (line.name, line.number)], one.text) == []


# --- six stages, forty days -----------------------------------------------------------------------


def problems_of_the_days(plan: PlanDefinition) -> list[str]:
    """What is wrong with the days of a plan that is to have six stages and forty days."""
    found = [] if len(plan.stages) == 6 else [f"{len(plan.stages)} stages"]
    result = result_of(TAKER)
    planned = build_plan(plan, result.profile, result.frame)
    days = [day.day for stage in planned.stages for day in stage.days]
    return found if days == list(range(1, 41)) else [*found, f"days {days}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_has_six_stages_and_forty_days(language: str) -> None:
    assert problems_of_the_days(plan_in(language)) == []


@pytest.mark.parametrize("dropped", plan_in("en").stages)
def test_a_stage_left_out_is_noticed(dropped: str) -> None:
    plan = plan_in("en")
    stages = {key: stage for key, stage in plan.stages.items() if key != dropped}
    assert problems_of_the_days(replace(plan, stages=stages))


def test_a_report_without_a_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="no plan"):
        build_action_report(replace(questionnaire_in("en"), plan=None), result_of(TAKER), "solo", [])


# --- the edition for two --------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("taker", TAKERS)
def test_the_edition_for_two_is_built_of_nothing_about_one_of_them(language: str, taker: str) -> None:
    report = report_of(language, taker, "together")
    told = [
        report.letter,
        report.strengths,
        report.plane,
        report.on_plane,
        report.families,
        report.axes,
        report.scores,
    ]
    assert [part for part in [*told, report.card, report.rating_note] if part] == []
    plan = plan_in(language)
    for stage in report.stages:
        assert stage.room_note is None
        assert [e.id for e in stage.exercises if e.why != plan.exercises[e.id].why.text] == []
        assert stage.letter.why == plan.letters[stage.letter.id].why.text


def test_the_edition_for_two_prints_no_scores_reasons_or_strengths(for_two: Made) -> None:
    questionnaire, plan = questionnaire_in(for_two.language), plan_in(for_two.language)
    page = build_result_page(questionnaire, result_of(for_two.taker), None)
    own = [f"{row.reading.low}–{row.reading.high}" for row in page.rows if row.reading]
    own += [words for strength in page.strengths for words in (strength.title, strength.detail)]
    own += [variant.text for entry in plan.exercises.values() for variant in entry.why.when]
    own += [variant.text for entry in plan.letters.values() for variant in entry.why.when]
    own += [scale.name for scale in questionnaire.scales.values() if len(scale.name) > 6]
    own += page.letter
    assert [words for words in own if plain(words) in for_two.text] == []


def test_the_edition_for_two_begins_with_what_is_true_of_it(for_two: Made) -> None:
    plan = plan_in(for_two.language)
    assert missing([plan.letter_together or "", plan.letter_close], for_two.pages[0]) == []
    assert missing([plan.pitch], for_two.text) == [plan.pitch]  # it promises a letter from one's own answers


def test_early_signs_stand_on_one_page_as_a_menu_that_no_answer_suggested(for_two: Made) -> None:
    plan = plan_in(for_two.language)
    signs = [text for sign in plan.early_signs.values() for text in (sign.sign, sign.within_the_hour, sign.next_day)]
    assert [page for page in for_two.pages if missing([*signs, plan.more_than_this], page) == []]
    assert missing([plan.early_signs_intro], for_two.text)


def test_the_edition_for_two_is_as_sound_as_the_other(for_two: Made) -> None:
    assert for_two.warnings == []
    assert FEWEST_PAGES <= len(for_two.pages) <= MOST_PAGES
    assert [text for text in for_two.pages if not text] == []
    assert [number for number, page in enumerate(for_two.opened.pages, start=1) if _empty_boxes(page)] == []


def test_what_prints_at_the_same_time_leaves_collecting_as_it_was() -> None:
    pages = [f"<p>{'word ' * 2000}{number}" for number in range(4)]
    assert gc.isenabled()

    with ThreadPoolExecutor(4) as threads:
        printed = list(threads.map(lambda page: lay_out(page, shipped("templates") / "report"), pages))

    assert all(pdf.startswith(b"%PDF") for pdf in printed)
    assert gc.isenabled()
