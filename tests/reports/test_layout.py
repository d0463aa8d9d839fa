"""The eyes of the checks of pages: what they are to notice, drawn in a few characters."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.reports.layout import FOOT, HEIGHT, LEFT, RIGHT, ends_with_a_heading, outside, overlapping, reach


def drawn(x: float, y: float, size: float = 10, text: str = "a") -> Any:
    """A character with its lower left corner at ``x`` and ``y``, counted from that of the content box."""
    x, y, wide = LEFT + x, FOOT + y, size / 2
    return SimpleNamespace(
        x0=x, x1=x + wide, y0=y, y1=y + size, width=wide, height=size, size=size, get_text=lambda: text
    )


def test_words_on_words_are_noticed() -> None:
    assert overlapping([drawn(0, 0, text="a"), drawn(1, 2, text="b")]) == ["ab"]


@pytest.mark.parametrize(("x", "y"), [(5, 0), (0, 11), (4, 9)])
def test_words_beside_or_below_one_another_are_not(x: float, y: float) -> None:
    assert overlapping([drawn(0, 0), drawn(x, y)]) == []


@pytest.mark.parametrize(("x", "y"), [(-3, 50), (RIGHT - LEFT, 50), (50, -9)])
def test_what_hangs_over_an_edge_is_noticed(x: float, y: float) -> None:
    assert outside([drawn(x, y)]) == ["a"]
    assert outside([drawn(50, 50)]) == []


def test_a_heading_at_the_foot_is_noticed() -> None:
    assert ends_with_a_heading([drawn(0, 100), drawn(0, 0, size=23)])
    assert not ends_with_a_heading([drawn(0, 100, size=23), drawn(0, 0)])


def test_a_page_reaches_as_far_as_its_last_line() -> None:
    assert reach([drawn(0, HEIGHT / 4), drawn(0, HEIGHT)]) == pytest.approx(0.75)
