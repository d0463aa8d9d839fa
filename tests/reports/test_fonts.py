"""A Chinese face carries only what is shown, and is drawn as before; Vollkorn has lining figures at no cost."""

import gc
import subprocess
from collections.abc import Callable
from ctypes import CDLL, Structure, c_size_t
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML

from quizapp.reports.fonts import leave_out_unused
from quizapp.reports.pdf import lay_out, render_report
from quizapp.settings import shipped
from tests.reports.twelve import TWELVE, report_of

# One Chinese face, one that names its glyphs, and a sign that neither has. Squeezed marks come by a feature.
PAGE = """<html lang="zh-Hans"><style>@page { size: 90mm 40mm } .h { font-feature-settings: "halt" }</style>
<p style="font: 14pt 'Noto Serif CJK SC'">“回家”<b class="h">，</b>我们之间 Between Us 1–5
<p style="font: 14pt Cabin">Between Us, 1–5 \U00013000"""


def printed(*, compact: bool) -> bytes:
    finish = (lambda _document, written: leave_out_unused(written)) if compact else None
    pdf: bytes = HTML(string=PAGE).write_pdf(finisher=finish)
    return pdf


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    folder = tmp_path_factory.mktemp("fonts")
    for compact in (False, True):
        (folder / f"{compact}.pdf").write_bytes(printed(compact=compact))
    return {compact: folder / f"{compact}.pdf" for compact in (False, True)}


def faces(pdf: Path) -> dict[str, str]:
    """Family -> how its file is stored."""
    with pikepdf.open(BytesIO(pdf.read_bytes())) as read:
        found = [o for o in read.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o]
        return {str(o.FontFamily): str(o.FontFile3.Subtype) for o in found}


def said_by(*command: str | Path) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout


def drawn(pdf: Path) -> bytes:
    return said_by("pdftoppm", "-r", "150", pdf)


def test_only_a_face_without_names_for_its_glyphs_is_touched(both: dict[bool, Path]) -> None:
    assert faces(both[False]) == {"Noto Serif CJK SC": "/OpenType", "Cabin": "/OpenType"}
    assert faces(both[True]) == {"Noto Serif CJK SC": "/CIDFontType0C", "Cabin": "/OpenType"}


def test_it_is_far_smaller(both: dict[bool, Path]) -> None:
    assert both[True].stat().st_size * 4 < both[False].stat().st_size


def test_every_sign_is_drawn_as_before(both: dict[bool, Path]) -> None:
    assert drawn(both[True]) == drawn(both[False])


def test_every_sign_can_be_copied_as_before(both: dict[bool, Path]) -> None:
    words = [said_by("pdftotext", pdf, "-") for pdf in both.values()]
    assert words[0] == words[1]
    assert "我们之间" in words[1].decode()


def test_figures_stand_on_the_line_though_no_style_asks_for_it() -> None:
    made = lay_out('<p style="font: 40pt Vollkorn">0123456789', shipped("templates") / "report")
    page = pypdfium2.PdfDocument(made)[0].get_textpage()
    boxes = [page.get_charbox(place) for place in range(10)]
    assert max(bottom for _, bottom, _, _ in boxes) - min(bottom for _, bottom, _, _ in boxes) < 2.5
    assert max(top for *_, top in boxes) - min(top for *_, top in boxes) < 2.5


class Taken(Structure):
    """mallinfo2 of glibc's malloc.h."""

    _fields_ = tuple(
        (name, c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


@pytest.fixture
def taken() -> Callable[[], int]:
    """Bytes that libraries hold."""
    libc = CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        pytest.skip("this system's C library does not tell what it gave out")
    libc.mallinfo2.restype = Taken

    def ask() -> int:
        gc.collect()
        return int(libc.mallinfo2().uordblks)

    return ask


def test_a_report_leaves_nothing_behind_in_its_process(taken: Callable[[], int]) -> None:
    """A page full of lines whose style asks for a feature of its font would leave a quarter of a megabyte."""
    report, templates, turns = report_of(TWELVE[0]), shipped("templates"), 3
    for _ in range(2):
        render_report(report, templates)
    before = taken()
    for _ in range(turns):
        render_report(report, templates)
    assert (taken() - before) / turns < 60_000
