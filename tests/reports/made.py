"""Reports of golden takers, each made once, and how to read a PDF."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any

import pikepdf
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from quizapp.definitions.library import Library
from quizapp.definitions.support import load_support
from quizapp.domain.plan_definition import Edition, PlanDefinition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result, Sitting
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.reports.pdf import render_report
from quizapp.settings import shipped
from quizapp.submissions import build_result
from tests.golden.test_golden_takers import TAKERS, answers_of

MADE_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LANGUAGES = ("en", "zh-Hans")
HEADER, FOOTER = 24 / 25.4 * 72, 26 / 25.4 * 72
"""What stands this near to the upper or lower edge is a running title or a page number."""


@cache
def library() -> Library:
    return Library.load(shipped("questionnaires"))


def questionnaire_in(language: str) -> Questionnaire:
    return library().get("between-us", 1, language, "now")


def plan_in(language: str) -> PlanDefinition:
    plan = questionnaire_in(language).plan
    assert plan is not None
    return plan


def result_of(taker: str) -> Result:
    questionnaire = questionnaire_in("en")
    sitting = Sitting(
        slug=questionnaire.slug,
        version=questionnaire.version,
        frame="now",
        consent="",
        started_at=MADE_AT,
        answers=answers_of(questionnaire, TAKERS[taker]),
    )
    return build_result(questionnaire, sitting, MADE_AT)


def report_of(language: str, taker: str, edition: Edition) -> ActionReport:
    support = load_support(shipped("questionnaires") / "support.yaml", language)
    return build_action_report(questionnaire_in(language), result_of(taker), edition, support)


def plain(text: str) -> str:
    """``text`` without spaces, joiners and the hyphens of broken lines: what a comparison may rely on."""
    return re.sub(r"[\s\u2060\u00ad\u2010-]", "", text)


class Warnings(logging.Handler):
    """Keeps what WeasyPrint had to say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@dataclass(frozen=True)
class Made:
    """One report and its PDF."""

    language: str
    taker: str
    report: ActionReport
    pdf: bytes
    warnings: list[str]

    @cached_property
    def characters(self) -> list[list[LTChar]]:
        """Of each page in the order in which they are painted, without running titles."""
        return list(characters_of_pages(self.pdf))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page."""
        return [text_of(page) for page in self.characters]

    @cached_property
    def text(self) -> str:
        return "".join(self.pages)

    @cached_property
    def opened(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.pdf))

    @cached_property
    def tags(self) -> list[tuple[str, Any]]:
        """Every structure element with its name, in reading order."""
        return list(_walk(self.opened.Root.StructTreeRoot.K))


@cache
def made(language: str, taker: str, edition: Edition = "solo") -> Made:
    return printed(report_of(language, taker, edition), taker)


def printed(report: ActionReport, taker: str) -> Made:
    ears = Warnings()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ears)
    try:
        pdf = render_report(report, shipped("templates"))
    finally:
        logger.removeHandler(ears)
    return Made(report.language, taker, report, pdf, ears.said)


def texts_of_pages(pdf: bytes) -> Iterator[str]:
    yield from map(text_of, characters_of_pages(pdf))


def text_of(characters: list[LTChar]) -> str:
    return plain("".join(c.get_text() for c in characters))


def characters_of_pages(pdf: bytes) -> Iterator[list[LTChar]]:
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(page)
        drawn = device.get_result()
        yield [c for c in _characters(drawn) if c.y0 > FOOTER and c.y1 < drawn.height - HEADER]


def _characters(drawn: Any) -> Iterator[LTChar]:
    for part in drawn:
        if isinstance(part, LTChar):
            yield part
        elif isinstance(part, LTContainer):
            yield from _characters(part)


def _walk(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), node
        if "/K" in node:
            yield from _walk(node.K)
