"""How the answers were given, as advice: never a block, never a reproach, and no score is changed by it.

Limits from real answers of 39,109 adults and from simulation (computed; about 1 % of real people each). They catch
straight lines nearly always and random answers poorly, so nobody is called careless: the page says that the
picture may be blurry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from math import ceil, log
from statistics import mean, median
from typing import Literal

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Answers, keyed_answers

Flag = Literal["even", "fast", "opposed", "skipped"]

RUN_OF_48 = 13
"""So many equal answers in a row, of 48, are more than nearly anyone gives who reads them."""

_STAYS = 0.6
"""How often the next answer equals the last one in the most even real sitting that is still read as honest."""

FASTEST = 1.5
"""Seconds an item, in the median; consistency falls sharply below about one (Wood et al. 2017)."""

GAP_OF_RANGE = 0.5
"""Forward and reversed answers of one scale may differ by this share of the range: 2.0 of 1 to 5."""

MOST_SKIPPED = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What was seen. Each figure is None where there is nothing to see it from.

    ``run``: the longest row of equal answers, as displayed. ``seconds``: an item, in the median. ``gap``: how far
    forward and reversed items of the same scales lie apart once turned, as a share of the range, 0 to 1.
    ``skipped``: share of the items, 0 to 1.
    """

    run: int
    run_limit: int
    seconds: float | None
    gap: float | None
    skipped: float

    @property
    def flags(self) -> list[Flag]:
        """What may make the picture blurry."""
        seen: dict[Flag, bool] = {
            "even": self.run >= self.run_limit,
            "fast": self.seconds is not None and self.seconds < FASTEST,
            "opposed": self.gap is not None and self.gap > GAP_OF_RANGE,
            "skipped": self.skipped > MOST_SKIPPED,
        }
        return [flag for flag, found in seen.items() if found]


def look_at(questionnaire: Questionnaire, answers: Answers, page_seconds: Mapping[int, float]) -> Quality:
    """How ``answers`` were given. ``page_seconds``: page from 1 -> seconds it was open; may be incomplete."""
    scaled = sum(item.scale is not None for item in questionnaire.items.values())
    return Quality(
        run=longest_run(questionnaire, answers),
        run_limit=run_limit(scaled),
        seconds=seconds_an_item(questionnaire, page_seconds),
        gap=keying_gap(questionnaire, answers),
        skipped=_skipped(questionnaire, answers),
    )


def _skipped(questionnaire: Questionnaire, answers: Answers) -> float:
    asked = questionnaire.asked
    return 1 - len(asked.keys() & answers.keys()) / len(asked) if asked else 0.0


def run_limit(items: int) -> int:
    """From which row of equal answers on it is worth a word: 13 of 48, fewer in a shorter test.

    The number of rows of k equal answers to be expected is about items * (1 - p) * p ** k, so the same chance of
    meeting one by accident asks for log(items / 48) / log(1 / p) more, p being how often an answer repeats.
    """
    return ceil(RUN_OF_48 + log(items / 48) / log(1 / _STAYS)) if items else RUN_OF_48


def longest_run(questionnaire: Questionnaire, answers: Answers) -> int:
    """The longest row of equal answers to scale items, in the order on the pages; skipped ones are passed over."""
    shown = [item for page in questionnaire.pages for item in page]
    given = [answers[item] for item in shown if item in answers and questionnaire.items[item].scale is not None]
    return max((len(list(row)) for _, row in groupby(given)), default=0)


def seconds_an_item(questionnaire: Questionnaire, page_seconds: Mapping[int, float]) -> float | None:
    """The median over items of the seconds that their page took, divided by its items; None without times."""
    times = [
        page_seconds[number] / len(page)
        for number, page in enumerate(questionnaire.pages, start=1)
        if number in page_seconds
        for _ in page
    ]
    return median(times) if times else None


def keying_gap(questionnaire: Questionnaire, answers: Answers) -> float | None:
    """How far forward and reversed items lie apart once turned, pooled over scales that have both, 0 to 1.

    |mean over scales of (mean of forward - mean of reversed)| / range; None when no scale has both answered.
    """
    gaps = [gap for scale in questionnaire.scales if (gap := _gap(questionnaire, scale, answers)) is not None]
    return abs(mean(gaps)) if gaps else None


def _gap(questionnaire: Questionnaire, scale: str, answers: Answers) -> float | None:
    keyed = keyed_answers(questionnaire, scale, answers)
    turned = [value for item, value in keyed.items() if questionnaire.items[item].reverse]
    straight = [value for item, value in keyed.items() if not questionnaire.items[item].reverse]
    if not turned or not straight:
        return None
    responses = questionnaire.responses_of(next(iter(keyed)))
    return (mean(straight) - mean(turned)) / (responses.highest - responses.lowest)
