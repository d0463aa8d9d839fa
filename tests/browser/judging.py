"""What is wrong with a page as it stands in a browser: by axe with every rule, and by rules of our own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
OWN = Path(__file__).with_suffix(".js").read_text("utf-8")

RUN_AXE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  const found = await axe.run(document, {rules, resultTypes: ['violations']});
  const said = node => [...node.any, ...node.all, ...node.none].map(one => one.message).join('; ');
  return found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${said(node)}`));
}"""
Scheme = Literal["light", "dark", "forced"]
WIDTHS = (320, 768, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "forced")
LANGUAGES = ("en", "zh-Hans", "de", "ar")
"""Two that people read; one that is longer, and one that is longer and runs from right to left."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    language: str
    width: int
    scheme: Scheme

    @property
    def served(self) -> str:
        """The language that the address names."""
        return self.language if self.language == "zh-Hans" else "en"

    def __str__(self) -> str:
        return f"{self.language} {self.width} {self.scheme}"


def dress(page: Page, look: Look) -> None:
    """Let the page look like that from now on."""
    page.set_viewport_size({"width": look.width, "height": 800})
    page.emulate_media(
        color_scheme="dark" if look.scheme == "dark" else "light",
        forced_colors="active" if look.scheme == "forced" else "none",
        reduced_motion="reduce",
    )
    # What stays in view covers whatever lies under it where one has scrolled.
    page.evaluate("scrollTo(0, 0)")


def problems_by_axe(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE)
    return found


JUDGE = f"""() => {{
  {OWN}
  return [...judging.everything(), ...judging.spaced(), ...judging.moving(), ...judging.focus()];
}}"""


def problems_of_our_own(page: Page) -> list[str]:
    """The keyboard is in use, so that focus shows."""
    page.keyboard.press("Tab")
    found: list[str] = page.evaluate(JUDGE)
    return found
