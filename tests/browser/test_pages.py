"""Every page in every state, at three widths, light, dark and in forced colours, in the languages it is read in.

`make test` looks at each state three times, so that any two of state, language, width and colours meet somewhere;
`make pages` looks at all of them, and at a language that is only longer besides.
"""

import os
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quizapp.settings import shipped
from tests.browser.house import House, serving
from tests.browser.judging import LANGUAGES, SCHEMES, WIDTHS, Look, dress, problems_by_axe, problems_of_our_own
from tests.browser.states import STATES
from tests.browser.states_of_authors import KEYED_ONE_WAY, NO_SUCH_SCALE, build_author_app
from tests.browser.visits import Where

ALL = os.environ.get("PAGES") == "all"
PICTURES = os.environ.get("PICTURES")
"""A folder to keep pictures of every page in, for looking at."""

NAMES = {"en": ("Between Us", "Error: "), "zh-Hans": ("我们之间", "错误：")}
"""Language -> the only title that a page of a test or a result has, and what stands before it after a mistake."""

MET = ("en", "zh-Hans", "ar")
PARTS = ("layout", "pages", "texts", "preview", "embedding")
"""The folders of templates of which pages are made. Each component has a state of its own in `/design`."""

NO_PAGES = {
    *("static", "frame_files.static", "preview.static", "preview.themes", "preview.state", "texts.icon"),
    *("probes.alive", "probes.ready", "keeping.data", "results.days", "shares.picture", "showing.picture"),
    *(f"{part}.{file}" for part in ("going_on", "results") for file in ("code", "link_file")),
    *("showing.code", "texts.leave", "texts.choose_language", "texts.mend_language", "neutral"),
    "preview.choose_language_of_design",
}
"""What answers with a file, a picture, or the way to a page."""


def looks(number: int) -> list[Look]:
    """What the state of this number is looked at in."""
    if ALL:
        return [Look(*each) for each in product(LANGUAGES, WIDTHS, SCHEMES)]
    turns = enumerate(MET)
    return [Look(each, WIDTHS[(number + j) % 3], SCHEMES[(number // 3 + j) % 3]) for j, each in turns]


def test_any_two_of_state_language_width_and_colours_meet() -> None:
    met = [(state, look.language, look.width, look.scheme) for state in range(len(STATES)) for look in looks(state)]
    for one, other in combinations(range(4), 2):
        found = {(each[one], each[other]) for each in met}
        assert found == set(product({each[one] for each in met}, {each[other] for each in met}))


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The states that were come to so far."""
    return set()


Houses = Mapping[Where, House]


@pytest.fixture(scope="module")
def houses(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    folder = tmp_path_factory.mktemp("author")
    sound, broken = (
        serving(build_author_app(folder / name, house.clock, flaw), house.clock)
        for name, flaw in (("sound", KEYED_ONE_WAY), ("broken", NO_SUCH_SCALE))
    )
    with sound as one, broken as other:
        yield {"house": house, "sound": one, "broken": other}


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[dict[str, Page]]:
    """A page a language."""
    contexts = {language: browser.new_context(locale=language) for language in LANGUAGES}
    yield {language: context.new_page() for language, context in contexts.items()}
    for context in contexts.values():
        context.close()


def go(page: Page, houses: Houses, name: str, language: str) -> None:
    """Come to a state with nothing but what it needs."""
    visit = STATES[name](houses["house"])
    page.context.clear_cookies()
    if visit.cookie:
        page.context.add_cookies([visit.cookie])  # type: ignore[list-item]  # a mapping of the same keys
    page.goto(f"{houses[visit.at].address}/{language}{visit.path}")
    if visit.act:
        visit.act(page)


@pytest.mark.parametrize(("number", "name"), list(enumerate(STATES)))
def test_nothing_is_wrong_with_a_page(
    houses: Houses, tabs: dict[str, Page], seen: set[str], number: int, name: str
) -> None:
    seen.add(name)
    found, wanted = [], looks(number)
    for language in dict.fromkeys(look.language for look in wanted):
        page, here = tabs[language], [look for look in wanted if look.language == language]
        dress(page, here[0])
        go(page, houses, name, here[0].served)
        found += check_title(page) if language in NAMES else []
        for look in here:
            dress(page, look)
            keep_picture(page, f"{name}-{look.language}-{look.width}-{look.scheme}")
            found += [f"{look}: {line}" for line in [*problems_by_axe(page), *problems_of_our_own(page)]]
    assert [*found, *(flaw for house in houses.values() for flaw in house.flaws)] == []


def check_title(page: Page) -> list[str]:
    """What a title tells that it should not."""
    name, error = NAMES[page.locator("html").get_attribute("lang") or ""]
    neutral = (
        page.title().endswith(name) if page.locator(".leave").count() == 0 else page.title() in (name, error + name)
    )
    return [] if neutral else [f"the title is {page.title()!r}"]


def keep_picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_every_page_and_every_template_of_one_has_a_state(
    houses: Houses, tabs: dict[str, Page], seen: set[str]
) -> None:
    for name, language in product(STATES.keys() - seen, NAMES):
        go(tabs[language], houses, name, language)
    answering = {
        rule.endpoint
        for each in houses.values()
        for rule in each.app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    }
    drawn = {endpoint for each in houses.values() for endpoint in each.drawn}
    used = {name for each in houses.values() for _, name in each.app.jinja_env.cache or ()}
    folder = shipped("templates")
    there = {path.relative_to(folder).as_posix() for part in PARTS for path in (folder / part).rglob("*.html")}

    assert (answering - drawn) ^ NO_PAGES == set()
    assert there - used == set()
