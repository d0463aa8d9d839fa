"""Shared page -> what a picture of it says: one headline, and where there is room what helps and the drawing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from quizapp.domain.picture import Picture
from quizapp.reports.charts import PlaneView
from quizapp.reports.codes import draw_code
from quizapp.reports.shared_page import SharedPage

Size = Literal["short", "middling", "long"]
_LARGE: tuple[Size, Size] = ("short", "middling")

SIZES: dict[str, tuple[int, int]] = {"en": (44, 90), "zh-Hans": (18, 36)}
"""Language -> up to how many signs a headline is short, and middling."""

_PHRASE = re.compile("[^，。；：？！…—]*[，。；：？！…—]+[”’）》〉]*|[^，。；：？！…—]+")
"""All of a text is in one of its phrases: also a mark that it begins with."""

_LINE_HOLDS = (11, 14)
"""Chinese signs on a line of a portrait, the mark that ends them included, in a short headline and a middling one."""

_LEFT_OUT: tuple[dict[str, Any], ...] = ({}, {"detail": None}, {"size": "long"}, {"helps": None}, {"plane": None})
"""What a picture has less and less of, until it fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """All that a picture shows. ``code``: SVG, empty where there is none; ``linked``: it leads to what was ticked.

    ``drawing``: the small drawing of a strength, None where another thing was ticked first.
    """

    kind: Literal["preview", "portrait"]
    language: str
    name: str
    headline: str
    size: Size
    detail: str | None
    drawing: str | None
    plane: PlaneView | None
    helps: str | None
    invitation: str
    linked: bool
    host: str
    code: str

    @property
    def phrases(self) -> list[str]:
        """What no line of the headline ends within: where it is large and Chinese, what stands between two marks."""
        return [self.headline] if self.size == "long" else _phrases_of(self.headline, self.language)


def build_picture(page: SharedPage, language: str, picture: Picture) -> PictureView:
    """What ``picture`` shows of ``page``, which is itself no more than what was ticked."""
    portrait = picture.kind != "preview"
    headline, detail = find_headline(page)
    helps = next(iter(page.helps), None)
    return PictureView(
        kind="portrait" if portrait else "preview",
        language=language,
        name=page.name,
        headline=headline,
        size=size_of(headline, language),
        detail=detail,
        drawing=page.strengths[0].drawing if page.strengths else None,
        plane=page.plane,
        helps=helps if helps != headline else None,
        invitation=page.invitation,
        linked=picture.kind == "portrait_with_link",
        host=picture.address.partition("://")[2].partition("/")[0],
        code=draw_code(picture.address).decode() if picture.address else "",
    )


def leaner(picture: PictureView) -> Iterator[PictureView]:
    """The same, again and again with less: what an author wrote may be longer than a picture has room for."""
    for left_out in _LEFT_OUT:
        picture = replace(picture, **left_out)
        yield picture


def find_headline(page: SharedPage) -> tuple[str, str | None]:
    """The first thing that was ticked, and a line below it where it has one."""
    if page.strengths:
        return page.strengths[0].title, page.strengths[0].detail
    if page.lines:
        return page.lines[0], None
    if page.patterns:
        return page.patterns[0].title, page.patterns[0].text
    return (page.helps[0] if page.helps else page.title), None


def size_of(headline: str, language: str) -> Size:
    """How large a headline can be set."""
    chinese = language.startswith("zh")
    widest = max(map(len, _phrases_of(headline, language))) if chinese else 0
    for size, most, line in zip(_LARGE, SIZES["zh-Hans" if chinese else "en"], _LINE_HOLDS, strict=True):
        if len(headline) <= most and widest <= line:
            return size
    return "long"


def _phrases_of(headline: str, language: str) -> list[str]:
    return _PHRASE.findall(headline) if language.startswith("zh") else [headline]
