"""The report beside other ways to print the same words: plain WeasyPrint, headless Chromium and typst, in one run.

``make report-beside-others`` brings typst along, which nothing else here needs. Chromium prints the same HTML and
style sheets; typst gets the same words as headings, paragraphs, lists and tables in the same faces, and none of the
drawings, so that it is given the lighter work.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from xml.etree.ElementTree import Element

import html5lib
import pikepdf
import typst
from playwright.sync_api import sync_playwright
from weasyprint import HTML

from benchmarks.report import a_report
from quizapp.reports.pdf import OnlyOurOwn, render_html, render_report, warm_up
from quizapp.settings import shipped
from tests.browser.conftest import QUIET, chromium

ROUNDS = 5
FACES = {"en": ("Vollkorn", "10.75pt"), "zh-Hans": ("Noto Serif CJK SC", "10.25pt")}
HEADS = {f"h{level}": "=" * level for level in range(1, 5)}
BLOCKS = ("p", "li", "figcaption", "table", *HEADS)


def words_of(element: Element) -> str:
    """The words in an element, as a string of typst."""
    said = re.sub(r"\s+", " ", "".join(element.itertext())).strip()
    return '#"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def blocks_of(element: Element) -> Iterator[Element]:
    for child in element:
        name = str(child.tag)
        if name == "svg":
            continue
        if name in BLOCKS:
            yield child
        else:
            yield from blocks_of(child)


def as_typst(block: Element) -> str:
    name = str(block.tag)
    if name == "table":
        rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in block.iter("tr")]
        cells = [f"[{words_of(cell)}]" for row in rows for cell in row]
        return f"#table(columns: {max(map(len, rows))}, {', '.join(cells)})"
    if name in HEADS:
        return f"{HEADS[name]} {words_of(block)}"
    return ("- " if name == "li" else "") + words_of(block)


def typst_source(html: str, language: str) -> bytes:
    face, size = FACES[language]
    (body,) = html5lib.parse(html, namespaceHTMLElements=False).findall("body")
    head = (
        '#set document(title: "Between Us")\n#set page(paper: "a4", margin: 28mm, numbering: "1 / 1")\n'
        f'#set text(font: "{face}", size: {size}, lang: "{language[:2]}")\n'
    )
    return (head + "\n\n".join(as_typst(block) for block in blocks_of(body))).encode()


def self_contained(html: str, fetcher: OnlyOurOwn) -> str:
    """``html`` with its style sheets written into it: Chromium is given no address to ask."""

    def written_in(found: re.Match[str]) -> str:
        return f"<style>{fetcher.fetch(found[1]).read().decode()}</style>"

    return re.sub(r'<link rel="stylesheet" href="(?:own:)?([^"]+)">', written_in, html)


def measure(name: str, render: Callable[[], bytes]) -> float:
    pdf, times = render(), []
    for _ in range(ROUNDS):
        begun = perf_counter()
        pdf = render()
        times.append(perf_counter() - begun)
    with pikepdf.open(BytesIO(pdf)) as read:
        tagged = "tagged" if "/StructTreeRoot" in read.Root else "untagged"
        figures = f"{median(times):6.2f} s {len(read.pages):4} pages {len(pdf) / 1000:6.0f} KB"
        print(f"  {name:18} {figures}  {tagged}")
    return median(times)


def compare(language: str, print_with_chromium: Callable[[str], bytes], templates: Path) -> None:
    report = a_report(language)
    html, fetcher = render_html(report, templates), OnlyOurOwn(templates / "report")
    page, source = self_contained(html, fetcher), typst_source(html, language)
    print(language)
    ours = measure("report", lambda: render_report(report, templates))
    others = {
        "plain WeasyPrint": lambda: HTML(string=html, base_url="own:", url_fetcher=fetcher).write_pdf(),
        "headless Chromium": lambda: print_with_chromium(page),
        "typst, words only": lambda: typst.compile(source, format="pdf", pdf_standards=["ua-1"]),
    }
    for name, render in others.items():
        print(f"    the report takes {ours / measure(name, render):.2f} times as long")


def main() -> None:
    templates = shipped("templates")
    warm_up(templates)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        tab = browser.new_page()

        def print_with_chromium(page: str) -> bytes:
            tab.set_content(page)
            return tab.pdf(tagged=True, outline=True, prefer_css_page_size=True)

        for language in FACES:
            compare(language, print_with_chromium, templates)
        browser.close()


if __name__ == "__main__":
    main()
