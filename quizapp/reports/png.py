"""View model -> PNG. The only file that knows PDFium: WeasyPrint lays out a page, which it draws."""

from io import BytesIO
from pathlib import Path
from threading import Lock

from pypdfium2 import PdfDocument

from quizapp.reports.pdf import lay_out, words_of
from quizapp.reports.picture import PictureView, leaner

PER_POINT = 96 / 72
"""Pixels: a page of 1080 CSS pixels gives a picture of as many."""

COLOURS = 128
"""Enough for five colours and their edges; the file is a third of what it would be."""

_ONE_AT_A_TIME = Lock()
"""PDFium is not to be used by two threads of a process."""


class PictureFailed(Exception):
    """A picture could not be drawn. Its text names nothing that was ticked."""


def render_picture(picture: PictureView, templates: Path) -> bytes:
    """The picture as PNG, 1200 x 630 or 1080 x 1440 pixels; the same view gives the same bytes.

    What is too long for it is set smaller, and then left out, the headline last. Raises ReportFailed, and
    PictureFailed where not even the headline fits.
    """
    for lean in leaner(picture):
        drawn = _draw(lay_out(render_page(lean, templates), templates / "pictures"))
        if drawn:
            return drawn
    raise PictureFailed(f"The headline of a {picture.kind} does not fit - shorten what is said in the first person.")


def _draw(pdf: bytes) -> bytes | None:
    """The one page as PNG; None when there is more than one."""
    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        try:
            drawn = document[0].render(scale=PER_POINT).to_pil() if len(document) == 1 else None
        finally:
            document.close()
    if drawn is None:
        return None
    file = BytesIO()
    drawn.quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def render_page(picture: PictureView, templates: Path) -> str:
    """The page that is drawn, before it is laid out."""
    environment = words_of(templates, picture.language)
    template = environment.get_template(f"pictures/{picture.kind}.html")
    return template.render(picture=picture, language=picture.language)
