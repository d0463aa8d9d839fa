"""Pictures of what is shown: their size, that all of it fits, and how their lines begin."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from struct import unpack

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextLine

from quizapp.domain.picture import Picture, PictureKind
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Share
from quizapp.reports.pdf import lay_out
from quizapp.reports.picture import PictureView, build_picture, leaner, size_of
from quizapp.reports.png import PictureFailed, render_page, render_picture
from quizapp.reports.shareable import build_shareable
from quizapp.reports.shared_page import build_shared_page, cut_profile
from quizapp.settings import shipped
from tests.golden.test_golden_takers import TAKERS, answers_of
from tests.reports.made import LANGUAGES, MADE_AT, questionnaire_in

SIZES: dict[PictureKind, tuple[int, int]] = {
    "preview": (1200, 630),
    "portrait": (1080, 1440),
    "portrait_with_link": (1080, 1440),
}
MAY_NOT_BEGIN = set("，。、；：？！”’）》〉…—,.;:?!)")
TEMPLATES = shipped("templates")


def view(language: str, taker: str, kind: PictureKind, shows: list[str] | None = None) -> PictureView:
    """The picture of everything that a taker could tick, or of ``shows``."""
    source, wording = questionnaire_in("en"), questionnaire_in(language)
    profile = build_profile(source, answers_of(source, TAKERS[taker]))
    shows = shows or [item.key for item in build_shareable(source, profile)]
    cut = cut_profile(source, profile, shows)
    share = Share(slug="between-us", version=1, frame="now", made_at=MADE_AT, shows=shows, profile=cut)
    address = "" if kind == "preview" else f"https://example.org/{language}/s/{'A' * 43}/"
    return build_picture(build_shared_page(wording, share), language, Picture(kind=kind, address=address))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SIZES)
def test_a_picture_has_its_size_and_is_small(language: str, kind: PictureKind) -> None:
    picture = view(language, "both_pulls_and_swing", kind)
    png = render_picture(picture, TEMPLATES)

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert unpack(">II", png[16:24]) == SIZES[kind]
    assert len(png) < 100_000
    assert render_picture(picture, TEMPLATES) == png


def told(questionnaire: Questionnaire) -> Iterator[tuple[str, str | None]]:
    """Every headline that there can be, with the line below it."""
    for scale in questionnaire.scales.values():
        for end in (scale.high, scale.low):
            yield from ((one.shared_title, one.shared_detail) for one in (end.strength, end.holds) if one)
            yield from ((words, None) for words in (end.shared, end.helps) if words)
    yield from ((pattern.shared_title, pattern.shared) for pattern in questionnaire.patterns.values())


def lines(pdf: bytes) -> list[str]:
    """The lines of the first page as they stand on it; a page more would not be a picture."""
    pages: list[LTPage] = list(extract_pages(BytesIO(pdf), laparams=LAParams(boxes_flow=None)))
    assert len(pages) == 1
    boxes = (line for box in pages[0] if hasattr(box, "__iter__") for line in box)
    return [
        "".join(c.get_text() for c in line if isinstance(c, LTChar)) for line in boxes if isinstance(line, LTTextLine)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_headlines_fit_and_no_line_begins_with_a_mark(language: str) -> None:
    model = view(language, "all_highest", "portrait", ["strength:REP"])
    preview = view(language, "all_highest", "preview", ["strength:REP"])
    said = dict(told(questionnaire_in(language))).items()
    longest = sorted(said, key=lambda pair: -len(pair[0] + (pair[1] or "")))
    for number, (headline, detail) in enumerate(longest[:12]):
        of = preview if number % 2 else model
        shown = replace(of, headline=headline, detail=detail, size=size_of(headline, language))
        found = lines(lay_out(render_page(shown, TEMPLATES), TEMPLATES / "pictures"))
        assert [line for line in found if line[:1] in MAY_NOT_BEGIN] == []
        together = "".join(found).replace("\u2060", "")
        assert headline[:6].replace(" ", "") in together.replace(" ", "").replace("\u2009", "").replace("\xa0", "")


@pytest.mark.parametrize("kind", ["preview", "portrait"])
def test_a_large_chinese_headline_breaks_after_a_mark_and_nowhere_else(kind: PictureKind) -> None:
    model = view("zh-Hans", "all_highest", kind, ["strength:REP"])
    said = {headline for headline, _ in told(questionnaire_in("zh-Hans"))}
    for headline in sorted((one for one in said if size_of(one, "zh-Hans") != "long"), key=len)[-6:]:
        shown = replace(model, headline=headline, detail=None, helps=None, size=size_of(headline, "zh-Hans"))
        found = lines(lay_out(render_page(shown, TEMPLATES), TEMPLATES / "pictures"))
        words = [line.replace("\u2060", "") for line in found]
        before_the_last = [line for line in words if line in headline and not headline.endswith(line)]
        assert before_the_last
        assert {line[-1] for line in before_the_last} <= MAY_NOT_BEGIN


@pytest.mark.parametrize("headline", ["慢一点，也行。", "……先停一停，再说", "“好。”她说：好", "——", "先停一停"])
def test_a_chinese_headline_is_all_in_its_phrases(headline: str) -> None:
    shown = replace(view("zh-Hans", "all_highest", "preview"), headline=headline, size="short")
    assert "".join(shown.phrases) == headline


def test_what_does_not_fit_is_left_out_and_the_headline_last() -> None:
    picture = view("en", "all_highest", "portrait")
    assert picture.plane
    crowded = replace(picture, detail="A long line. " * 40, helps="Much that helps. " * 60)

    assert render_picture(crowded, TEMPLATES)
    *_, last = leaner(crowded)
    assert (last.headline, last.detail, last.helps, last.plane) == (picture.headline, None, None, None)
    with pytest.raises(PictureFailed, match="The headline of a portrait does not fit"):
        render_picture(replace(picture, headline="Far too much to say. " * 200), TEMPLATES)
