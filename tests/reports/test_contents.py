"""The contents name the pages on which the parts begin, which is said before they are laid out."""

from io import BytesIO

import pikepdf
import pytest

from quizapp.domain.reflection import Reflection
from quizapp.reports.contents import expected_pages
from quizapp.reports.pdf import render_report
from quizapp.settings import shipped
from tests.reports.made import plain, texts_of_pages
from tests.reports.test_own_words import report_with
from tests.reports.twelve import TWELVE, Case, made_of

CONTENTS = 2
"""The place of their page, from 0."""


def begun(pdf: bytes) -> dict[str, int]:
    """On which page each anchor of a PDF stands, from 1."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, start=1)}
        names = list(opened.Root.Names.Dests.Names)
        return {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


@pytest.mark.parametrize("case", TWELVE, ids=lambda case: case.name)
def test_every_part_begins_where_it_is_expected(case: Case) -> None:
    """Where one does not, the report is right and takes twice as long."""
    expected = expected_pages(made_of(case).report)
    found = begun(made_of(case).pdf)
    assert {anchor: found[anchor] for anchor in expected} == expected


def test_the_contents_are_right_where_somebody_wrote_more_than_a_page() -> None:
    report = report_with(Reflection(texts={"better": "We walked by the river. " * 400}))
    pdf = render_report(report, shipped("templates"))
    found, expected = begun(pdf), expected_pages(report)
    assert found["help"] > expected["help"]
    contents = list(texts_of_pages(pdf))[CONTENTS]
    titles = {"own": "In your own words", "sheets": "Worksheets", "help": "People to talk to"}
    assert [part for part, title in titles.items() if f"{found[part]}{plain(title)}" not in contents] == []
