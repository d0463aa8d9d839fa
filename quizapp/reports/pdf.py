"""View model -> PDF. The only file that knows WeasyPrint."""

import atexit
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from quizapp.domain.printing import Printing
from quizapp.reports.action_report import ActionReport
from quizapp.reports.dates import long_date
from quizapp.reports.fonts import leave_out_unused
from quizapp.reports.typesetting import typeset

PACKAGE = Path(__file__).parent.parent
MIME = {".css": "text/css", ".svg": "image/svg+xml"}

PLAIN = Printing()

_FONTS = FontConfiguration()
"""One for the process: a new one a report makes memory grow by 0.27 MB each time."""


@atexit.register
def _let_go() -> None:
    """Free what Pango holds while its library is there: left to itself, Python unloads that first, and crashes."""
    vars(_FONTS).clear()
    gc.collect()


_ONE_AT_A_TIME = Lock()
"""Pango's font map is shared by all threads of a process."""


class ReportFailed(Exception):
    """A report could not be made. Its text names no answer."""


class OnlyOurOwn(URLFetcher):  # type: ignore[misc]  # WeasyPrint publishes no types
    """Hands out the style sheets and pictures of one folder, by name, from memory. Everything else is refused."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in MIME}

    def fetch(self, url: str, _headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix("own:")
        if name not in self._files:
            raise FatalURLFetchingError("A report asked for something that is not its own.")
        return URLFetcherResponse(url, self._files[name], {"Content-Type": MIME[Path(name).suffix]})


def render_report(report: ActionReport, templates: Path, printing: Printing = PLAIN) -> bytes:
    """The report as PDF/UA-1; the same report gives the same bytes. Raises ReportFailed."""
    html = render_html(report, templates, printing)
    return lay_out(
        html,
        templates / "report",
        finisher=lambda _document, written: leave_out_unused(written),
        pdf_variant="pdf/ua-1",
        pdf_forms=printing.part == "sheets",
    )


def lay_out(html: str, folder: Path, **how: object) -> bytes:
    """A document as PDF; style sheets and pictures come from ``folder`` alone. Raises ReportFailed."""
    try:
        with _ONE_AT_A_TIME, _no_collection():
            document = HTML(string=html, base_url="own:", url_fetcher=_fetcher(folder))
            pdf: bytes = document.write_pdf(font_config=_FONTS, **how)
    except FatalURLFetchingError as error:  # derives from BaseException: nothing else would catch it
        raise ReportFailed(str(error)) from None
    return pdf


def warm_up(templates: Path) -> None:
    """Load what the first report would have to wait for: the fonts of either script, and the style sheet."""
    for language, words, sheet in (("en", "a", "report.css"), ("zh-Hans", "字", "chinese.css")):
        tiny = f'<html lang="{language}"><link rel="stylesheet" href="own:{sheet}"><p class="lab">{words}<p>{words}'
        document = HTML(string=tiny, base_url="own:", url_fetcher=_fetcher(templates / "report"))
        document.write_pdf(pdf_variant="pdf/ua-1", font_config=_FONTS)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Layout makes millions of small objects that live until its end; looking for garbage costs a third of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def render_html(report: ActionReport, templates: Path, printing: Printing = PLAIN) -> str:
    """The document that is printed, before it is laid out."""
    environment = words_of(templates, report.language)
    template = environment.get_template(f"report/{printing.part}.html")
    return template.render(report=report, language=report.language, paper=printing.paper)


@cache
def _fetcher(folder: Path) -> OnlyOurOwn:
    return OnlyOurOwn(folder)


@cache
def words_of(templates: Path, language: str) -> Environment:
    """The templates of what is laid out, in one language."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = Translations.load(PACKAGE / "translations", [language.replace("-", "_")])
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.filters["set"] = lambda text: typeset(str(text), language)
    environment.filters["day"] = lambda moment: long_date(moment, language)
    return environment


def _tells_no_answer(record: logging.LogRecord) -> bool:
    """Leaves out complaints that a font lacks a character: they quote it, and a person may have written it."""
    return not record.getMessage().startswith(".notdef")


logging.getLogger("weasyprint").setLevel(logging.WARNING)
logging.getLogger("weasyprint").addFilter(_tells_no_answer)
