"""View model -> PDF. The only file that knows WeasyPrint."""

import atexit
import gc
import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from quizapp.domain.printing import Printing
from quizapp.reports.action_report import ActionReport
from quizapp.reports.contents import expected_pages
from quizapp.reports.dates import long_date
from quizapp.reports.fonts import leave_out_unused
from quizapp.reports.typesetting import typeset
from quizapp.settings import shipped

PACKAGE = Path(__file__).parent.parent
MIME = {".css": "text/css", ".svg": "image/svg+xml"}

PLAIN = Printing()
_BETWEEN_TAGS = re.compile(r"(?<=>)\n+(?=<)")
"""Line breaks between tags, each of which would become a box of its own for a while."""

_LINK = re.compile(r'<link rel="stylesheet" href="own:([^"]+)">')

# Read when fonts are looked for first. Who names another file has a reason, and says there how figures look.
os.environ.setdefault("FONTCONFIG_FILE", str(shipped("templates") / "report" / "fonts.conf"))

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
    expected = expected_pages(report) if printing.part == "report" else {}
    how = {"pdf_variant": "pdf/ua-1", "pdf_forms": printing.part == "sheets"}
    with _press():
        document = _laid_out(render_html(report, templates, printing, expected), templates, **how)
        begun = _pages_of(document, expected)
        if begun != expected:
            document = _laid_out(render_html(report, templates, printing, begun), templates, **how)
        pdf: bytes = document.write_pdf(finisher=lambda _document, written: leave_out_unused(written), **how)
    return pdf


def lay_out(html: str, folder: Path) -> bytes:
    """A document as PDF; style sheets and pictures come from ``folder`` alone. Raises ReportFailed."""
    with _press():
        document = HTML(string=html, base_url="own:", url_fetcher=_fetcher(folder))
        pdf: bytes = document.write_pdf(font_config=_FONTS)
    return pdf


def _laid_out(html: str, templates: Path, **how: object) -> Document:
    """The pages, without reading again the sheets that ``html`` links to."""
    folder = templates / "report"
    sheets = [_sheet(folder, name) for name in _LINK.findall(html)]
    document = HTML(string=_LINK.sub("", html), base_url="own:", url_fetcher=_fetcher(folder))
    return document.render(font_config=_FONTS, stylesheets=sheets, **how)


def _pages_of(document: Document, anchors: Iterable[str]) -> dict[str, int]:
    """On which page each anchor stands, from 1."""
    pages = {anchor: number for number, page in enumerate(document.pages, start=1) for anchor in page.anchors}
    return {anchor: pages[anchor] for anchor in anchors}


def warm_up(templates: Path) -> None:
    """Load what the first report would have to wait for: the fonts of either script, and the style sheet."""
    for language, words, sheet in (("en", "a", "report.css"), ("zh-Hans", "字", "chinese.css")):
        tiny = f'<html lang="{language}"><link rel="stylesheet" href="own:{sheet}"><p class="lab">{words}<p>{words}'
        with _press():
            _laid_out(tiny, templates, pdf_variant="pdf/ua-1").write_pdf()


@contextmanager
def _press() -> Iterator[None]:
    """One at a time, and without looking for garbage: layout makes millions of objects that live until its end."""
    with _ONE_AT_A_TIME:
        collecting = gc.isenabled()
        gc.disable()
        try:
            yield
        except FatalURLFetchingError as error:  # derives from BaseException: nothing else would catch it
            raise ReportFailed(str(error)) from None
        finally:
            if collecting:
                gc.enable()


def render_html(
    report: ActionReport, templates: Path, printing: Printing = PLAIN, pages: Mapping[str, int] | None = None
) -> str:
    """The document that is printed, before it is laid out. ``pages``: for the contents; as expected unless said."""
    environment = words_of(templates, report.language)
    template = environment.get_template(f"report/{printing.part}.html")
    pages = expected_pages(report) if pages is None else pages
    html = template.render(report=report, language=report.language, paper=printing.paper, pages=pages)
    return _BETWEEN_TAGS.sub("", html)


@cache
def _fetcher(folder: Path) -> OnlyOurOwn:
    return OnlyOurOwn(folder)


@cache
def _sheet(folder: Path, name: str) -> CSS:
    return CSS(url=f"own:{name}", url_fetcher=_fetcher(folder), font_config=_FONTS)


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
