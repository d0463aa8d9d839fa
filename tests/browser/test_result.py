"""The result as it is drawn and as it is printed: the stored scores, two clean pages, no private link."""

from collections.abc import Iterator
from io import BytesIO
from unicodedata import normalize

import pikepdf
import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser, Page

from quizapp.domain.scoring import Score
from quizapp.submissions import Secret
from tests.browser.answers import closeness_alert, keyed, some_of
from tests.browser.house import House
from tests.browser.judging import Look, dress

SAVE = """() => Object.fromEntries([...document.querySelectorAll('.drawn')].map(row => {
  const middle = one => { const box = one.getBoundingClientRect(); return box.left + box.width / 2 };
  const rail = row.querySelector('.rail').getBoundingClientRect(), bar = row.querySelector('.bar');
  const dot = row.querySelector('.bead, .ring'), share = x => (x - rail.left) / rail.width;
  const box = bar?.getBoundingClientRect();
  return [row.querySelector('summary > span').firstChild.textContent.trim(),
          dot ? [middle(dot), box.left, box.right].map(share) : null];
}))"""
ON_PLANE = """() => {
  const area = document.querySelector('.p-area').getBoundingClientRect();
  const dot = document.querySelector('.plane .bead').getBoundingClientRect();
  const across = dot.left + dot.width / 2 - area.left, up = area.bottom - dot.top - dot.height / 2;
  return [across / area.width, up / area.height];
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def owner_of(house: House, taker: str) -> str:
    of = house.wording()
    answers = {
        "usual": closeness_alert(of),
        "low": keyed(of, {}, 0),
        "high": keyed(of, {}, 4),
        "uneven": keyed(of, {"ANX": 1, "AVO": 3, "PUR": 0, "REP": 3, "HOP": 1}),
        "skipped": some_of(closeness_alert(of), 0.5),
    }
    return house.hand_in(answers[taker])


def stored_scores(house: House, owner: str) -> dict[str, Score]:
    secret = Secret.from_text(owner)
    with house.app.app_context():
        result = house.submissions.find_result(secret) if secret else None
    assert result
    return dict(result.profile.scores)


def share_of(score: Score, value: float) -> float:
    return (value - score.lowest) / (score.highest - score.lowest)


@pytest.mark.parametrize("taker", ["usual", "low", "high", "uneven", "skipped"])
@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_drawn_lies_where_the_stored_scores_lie(house: House, page: Page, taker: str, width: int) -> None:
    owner, of = owner_of(house, taker), house.wording()
    scores = stored_scores(house, owner)
    dress(page, Look("en", width, "light"))
    page.goto(f"{house.address}/en/r/{owner}/")

    drawn = page.evaluate(SAVE)
    for scale in (scale for axis in of.axes for scale in axis.scales):
        found, score = drawn[of.scales[scale].name], scores.get(scale)
        expected = score and [share_of(score, value) for value in (score.estimate, score.low, score.high)]
        assert found == (expected and pytest.approx(expected, abs=0.02)), scale
    assert of.plane
    across, up = scores.get(of.plane.across), scores.get(of.plane.up)
    if across and up:
        there = [share_of(across, across.estimate), share_of(up, up.estimate)]
        assert page.evaluate(ON_PLANE) == pytest.approx(there, abs=0.01)
    assert (page.locator(".plane").count() == 1) == bool(across and up)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("taker", ["usual", "low", "high"])
def test_a_result_is_printed_on_two_pages_without_its_links(
    house: House, page: Page, taker: str, language: str
) -> None:
    owner = owner_of(house, taker)
    page.goto(f"{house.address}/{language}/r/{owner}/")
    page.locator("main details").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
    printed, on_letter = print_on(page, "A4", "15mm"), print_on(page, "Letter", "0.5in")
    of = house.wording(language=language)

    with pikepdf.open(BytesIO(printed)) as pdf, pikepdf.open(BytesIO(on_letter)) as other:
        assert (len(pdf.pages), len(other.pages)) == (2, 2)
        addresses = [str(a.A.URI) for one in pdf.pages for a in one.get("/Annots", []) if "/A" in a and "/URI" in a.A]
    assert [address for address in addresses if owner in address] == []
    words = "".join(extract_text(BytesIO(printed)).split())
    assert owner not in words
    assert "".join(next(iter(of.axes)).title.split()) in words


def print_on(page: Page, paper: str, edge: str) -> bytes:
    return page.pdf(format=paper, margin={"top": edge, "bottom": edge, "left": edge, "right": edge})


def plain(words: str) -> str:
    """Without spaces and ligatures, which print sets as it likes."""
    return "".join(normalize("NFKC", words).split())


@pytest.mark.parametrize("name", ["kept", "questions"])
def test_what_is_folded_on_a_page_that_tells_is_printed_with_it(house: House, page: Page, name: str) -> None:
    page.goto(f"{house.address}/en/about/{name}")
    folded = page.locator("details.fold p").all_text_contents()

    printed = plain(extract_text(BytesIO(page.pdf(format="A4"))))

    assert folded
    assert [words for words in folded if plain(words)[:40] not in printed] == []
