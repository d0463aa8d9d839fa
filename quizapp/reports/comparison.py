"""Two results -> the page that says what changed between them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizapp.domain.change import Change, Obstacle, compare
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result
from quizapp.reports.joining import Joining, joining_of

Direction = Literal["more", "less", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonLine:
    """One scale or rating, before and now. ``direction``: where it moved, "same" when that may be chance.

    ``moved``: whether the figures differ at all.
    """

    name: str
    earlier: str
    later: str
    direction: Direction
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """All that the comparison shows. ``obstacle``: why nothing can be compared; ``missing``: names of scales."""

    title: str
    earlier_at: datetime
    later_at: datetime
    obstacle: Obstacle | None
    scales: list[ComparisonLine]
    ratings: list[ComparisonLine]
    missing: list[str]
    joining: Joining


def build_comparison_page(questionnaire: Questionnaire, earlier: Result, later: Result) -> ComparisonPage:
    """The view model, in the language and frame of ``questionnaire``, which is that of the later result."""
    found = compare(questionnaire, earlier, later)
    return ComparisonPage(
        title=questionnaire.title,
        earlier_at=earlier.submitted_at,
        later_at=later.submitted_at,
        obstacle=found.obstacle,
        scales=[_line(change, questionnaire.scales[change.id].name, decimals=1) for change in found.scales],
        ratings=[_line(change, questionnaire.items[change.id].text, decimals=0) for change in found.ratings],
        missing=[questionnaire.scales[scale].name for scale in found.missing],
        joining=joining_of(questionnaire.language),
    )


def _line(change: Change, name: str, *, decimals: int) -> ComparisonLine:
    towards: Direction = "more" if change.difference > 0 else "less"
    return ComparisonLine(
        name=name,
        earlier=f"{change.earlier:.{decimals}f}",
        later=f"{change.later:.{decimals}f}",
        direction=towards if change.reliable else "same",
        moved=change.difference != 0,
    )
