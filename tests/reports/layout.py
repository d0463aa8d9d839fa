"""What is wrong with a laid out page, as somebody who leafs through it would see it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

from pdfminer.layout import LTChar

MILLIMETRE = 72 / 25.4
LEFT, RIGHT = 27 * MILLIMETRE, 183 * MILLIMETRE
FOOT, HEIGHT = 31 * MILLIMETRE, 238 * MILLIMETRE
"""The content box of A4, from the lower left corner of the paper."""

LARGEST_TEXT = 13.0
"""Points; what is larger is a heading."""


def reach(page: list[LTChar]) -> float:
    """How far down the content box its last line stands: 0 at the top, 1 at the foot."""
    return 1 - (last_line(page)[0].y0 - FOOT) / HEIGHT


def last_line(page: list[LTChar]) -> list[LTChar]:
    lowest = min(character.y0 for character in page)
    return [character for character in page if character.y0 < lowest + 1]


def ends_with_a_heading(page: list[LTChar]) -> bool:
    return max(character.size for character in last_line(page)) > LARGEST_TEXT


def outside(page: list[LTChar]) -> list[str]:
    """What hangs over the edge of the content box."""
    return [
        c.get_text()
        for c in page
        if c.get_text().strip() and (c.x0 < LEFT - 1 or c.x1 > RIGHT + 1 or c.y0 < FOOT - MILLIMETRE)
    ]


def overlapping(page: list[LTChar]) -> list[str]:
    """Pairs of characters that are drawn on one another."""
    return [a.get_text() + b.get_text() for a, b in _neighbours(page) if _distance(a, b) < 0.4]


def _distance(a: LTChar, b: LTChar) -> float:
    """Between their middles, in widths or heights of the smaller one, whichever is more."""
    across = abs(a.x0 + a.x1 - b.x0 - b.x1) / 2 / min(a.width, b.width)
    down = abs(a.y0 + a.y1 - b.y0 - b.y1) / 2 / min(a.height, b.height)
    return max(across, down)


def _neighbours(page: list[LTChar]) -> Iterator[tuple[LTChar, LTChar]]:
    """Every pair that is near enough to touch, found by squares of the page."""
    side = 6.0
    squares: dict[tuple[int, int], list[LTChar]] = defaultdict(list)
    for character in page:
        if character.get_text().strip() and character.width > 0:
            squares[int(character.x0 / side), int(character.y0 / side)].append(character)
    for (x, y), here in squares.items():
        yield from combinations(here, 2)
        for step in ((1, 0), (0, 1), (1, 1), (1, -1)):
            yield from product(here, squares.get((x + step[0], y + step[1]), []))
