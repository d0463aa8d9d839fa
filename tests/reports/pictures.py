"""The twelve reports as pictures, to look at page by page: each page, and sheets of eight.

python -m tests.reports.pictures [FOLDER] [WORDS OF A NAME ...]
"""

import subprocess
import sys
from pathlib import Path

from PIL import Image

from quizapp.reports.pdf import render_report
from quizapp.settings import shipped
from tests.reports.twelve import TWELVE, Case, report_of

DOTS_AN_INCH = 75
ACROSS, ON_A_SHEET = 4, 8


def draw(case: Case, folder: Path) -> list[Path]:
    """The PDF of ``case``, a picture of each of its pages, and the sheets; returns the pages."""
    own = folder / case.name
    own.mkdir(parents=True, exist_ok=True)
    for old in own.glob("*.png"):
        old.unlink()
    pdf = own / "forty-days.pdf"
    pdf.write_bytes(render_report(report_of(case), shipped("templates")))
    subprocess.run(["pdftoppm", "-r", str(DOTS_AN_INCH), "-png", pdf, own / "page"], check=True)
    pages = sorted(own.glob("page-*.png"))
    for first in range(0, len(pages), ON_A_SHEET):
        put_together(pages[first : first + ON_A_SHEET], own / f"sheet-{first // ON_A_SHEET + 1}.png")
    return pages


def put_together(pages: list[Path], sheet: Path) -> None:
    pictures = [Image.open(page) for page in pages]
    wide, high = pictures[0].size
    down = -(-len(pictures) // ACROSS)
    paper = Image.new("RGB", (ACROSS * (wide + 6), down * (high + 6)), "grey")
    for place, picture in enumerate(pictures):
        paper.paste(picture, ((place % ACROSS) * (wide + 6), (place // ACROSS) * (high + 6)))
    paper.save(sheet)


def main() -> None:
    given = sys.argv[1:] or [".cache/report-pictures"]
    folder, words = Path(given[0]), given[1:]
    for case in TWELVE:
        if all(word in case.name for word in words):
            sys.stdout.write(f"{case.name}: {len(draw(case, folder))} pages\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
