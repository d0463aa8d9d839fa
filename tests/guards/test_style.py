"""The one style sheet: layers, logical properties, and nothing that has to be fought with."""

import re
from pathlib import Path

from quizapp.settings import shipped

WEB = Path(__file__).parents[2] / "quizapp/web"
LOOK = re.sub(r"/\*.*?\*/", "", (WEB / "static/look.css").read_text("utf-8"), flags=re.DOTALL)
SIDES = r"(?:left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"(?:^|[;{{\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-{SIDES}(?:-\w+)?"
    rf"|{SIDES}|(?:min-|max-)?(?:width|height)|text-align|float|clear)\s*:\s*([^;}}]*)"
)
UNSTYLED = {"more", "name"}
"""In the report, where tests look for them."""

ASKED_OF_THE_SCREEN = re.compile(r"@media[^{]*")


def template_files() -> list[Path]:
    """Those of the pages; report, pictures and what stands on other people's sites have sheets of their own."""
    rooms = ("components", "layout", "pages", "preview", "texts")
    return [path for room in rooms for path in (shipped("templates") / room).rglob("*.html")]


def test_every_rule_stands_in_a_layer_that_is_declared() -> None:
    declared = re.search(r"@layer ([\w, ]+);", LOOK)
    assert declared
    assert declared[1].split(", ") == re.findall(r"^@layer (\w+) \{", LOOK, flags=re.MULTILINE)
    outside = re.sub(r"^@layer \w+ \{.*?^\}", "", LOOK, flags=re.MULTILINE | re.DOTALL)
    assert outside.strip() == declared[0]


def test_no_rule_says_left_or_right() -> None:
    rules = ASKED_OF_THE_SCREEN.sub("", LOOK)
    found = {
        name: value
        for name, value in PHYSICAL.findall(rules)
        if name != "text-align" or value.strip() in ("left", "right")
    }
    assert found == {}


def test_no_rule_goes_by_an_id_or_has_to_shout() -> None:
    selectors = re.findall(r"[^{};]+(?=\{)", LOOK)
    assert [one for one in selectors if "#" in one] == []
    assert "!important" not in LOOK


def test_no_template_carries_style_or_a_script_of_its_own() -> None:
    for path in template_files():
        text = path.read_text("utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)", text), path


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "@import" not in LOOK
    assert "url(" not in LOOK
    assert "@font-face" not in LOOK


def test_every_class_of_a_page_and_every_colour_is_known_to_the_sheet() -> None:
    used = {
        name
        for path in template_files()
        for value in re.findall(r'class="([^"{]*)"', path.read_text("utf-8"))
        for name in value.split()
    }
    sheets = [*WEB.rglob("*.css"), *(shipped("templates") / "report").glob("*.css")]
    styled = "".join(sheet.read_text("utf-8") for sheet in sheets)
    known = set(re.findall(r"\.([a-z][\w-]*)", styled))
    assert used - known <= UNSTYLED
    assert set(re.findall(r"var\((--[\w-]+)", LOOK)) <= set(re.findall(r"(--[\w-]+)\s*:", LOOK))
