"""A Chinese face carries only what is shown, and is drawn as before."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from quizapp.reports.fonts import leave_out_unused

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
