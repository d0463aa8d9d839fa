"""Takers whose true scores are known, so that what is said of them can be held against the truth.

Answers come from a graded response model with slopes and thresholds estimated on real attachment items. All
communication and resource scales share one good-or-bad factor, as self-reports of couples do; the two
attachment scales lean on it less. Everyone agrees a little more or less with any sentence than they mean.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.questionnaire import Questionnaire

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """``reversed_items``: how many of the last are keyed the other way. ``general``: loading, -1 to 1."""

    items: int
    reversed_items: int
    general: float


LOUD = -0.67
CARRIES = 0.67
"""Loadings that make two scales correlate .45."""

SCALES = {
    "ANX": Simulated(items=6, reversed_items=2, general=-0.35),
    "AVO": Simulated(items=6, reversed_items=2, general=-0.45),
    "PUR": Simulated(items=4, reversed_items=1, general=LOUD),
    "WDR": Simulated(items=4, reversed_items=1, general=LOUD),
    "ESC": Simulated(items=4, reversed_items=1, general=LOUD),
    "SIL": Simulated(items=4, reversed_items=1, general=LOUD),
    "DIA": Simulated(items=4, reversed_items=1, general=CARRIES),
    "REP": Simulated(items=4, reversed_items=1, general=CARRIES),
    "COP": Simulated(items=3, reversed_items=1, general=CARRIES),
    "EXC": Simulated(items=3, reversed_items=0, general=CARRIES),
    "HOP": Simulated(items=3, reversed_items=0, general=CARRIES),
    "SUP": Simulated(items=3, reversed_items=1, general=CARRIES),
}
LIKERT_ITEMS = [f"{scale.lower()}{number}" for scale, made in SCALES.items() for number in range(1, made.items + 1)]
RATINGS = ["today", "enough", "confidence", "lasting"]

ACQUIESCENCE = 0.25
"""How much people differ in agreeing with any sentence, in standard deviations of what is measured."""

SKIPPED = 0.02
MEANS = (2.3, 3.5)
"""Between these a scale's mean may lie in a population; nobody knows yet where the shipped ones will."""

A_POPULATION = 250
_GRID = np.linspace(-4, 4, 161)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """``values``: item id -> answer. ``truth``: scale id -> the mean of the keyed answers to be expected."""

    values: dict[str, int]
    truth: dict[str, float]


def answers_from(questionnaire: Questionnaire, values: Mapping[str, int]) -> dict[str, str]:
    """Item id -> value into item id -> id of the option that counts it."""
    return {
        item: next(key for key, o in questionnaire.responses_of(item).options.items() if o.value == value)
        for item, value in values.items()
    }


def simulate(count: int, seed: int) -> list[Taker]:
    """The same takers for the same seed, from one population with means of its own after another."""
    random = np.random.default_rng(seed)
    takers: list[Taker] = []
    while len(takers) < count:
        takers += _population(min(A_POPULATION, count - len(takers)), random)
    return takers


def _population(count: int, random: np.random.Generator) -> list[Taker]:
    general, agreeing = random.normal(size=count), random.normal(scale=ACQUIESCENCE, size=count)
    columns: dict[str, NDArray[np.int64]] = {}
    truths: dict[str, Floats] = {}
    for scale, made in SCALES.items():
        slopes, thresholds = _items_of(scale, made.items, random)
        thresholds -= _shift_to(random.uniform(*MEANS), slopes, thresholds)
        own = np.sqrt(1 - made.general**2) * random.normal(size=count)
        theta = made.general * general + own
        turned = np.arange(made.items) >= made.items - made.reversed_items
        leaning = theta[:, None] + np.where(turned, -1, 1) * agreeing[:, None]
        above = _at_least(leaning, slopes, thresholds)
        keyed = 1 + (random.uniform(size=(count, made.items, 1)) < above).sum(axis=2)
        raw = np.where(turned, 6 - keyed, keyed)
        columns |= {f"{scale.lower()}{number}": raw[:, number - 1] for number in range(1, made.items + 1)}
        truths[scale] = _expected(theta, slopes, thresholds)
    for rating in RATINGS:
        told = 5.5 + 2 * (0.6 * general + 0.8 * random.normal(size=count))
        columns[rating] = np.clip(np.rint(told), 1, 10).astype(np.int64)
    truths["RES"] = np.mean([truths[scale] for scale in ("COP", "EXC", "HOP", "SUP")], axis=0)
    kept = random.uniform(size=(count, len(columns))) >= SKIPPED
    return [
        Taker(
            values={item: int(column[i]) for j, (item, column) in enumerate(columns.items()) if kept[i, j]},
            truth={scale: float(truth[i]) for scale, truth in truths.items()},
        )
        for i in range(count)
    ]


def _items_of(scale: str, count: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Slopes (count) and thresholds (count, 4); the attachment scales keep to items of their own kind."""
    pool = _POOL["anxiety" if scale == "ANX" else "avoidance"] if scale in ("ANX", "AVO") else _EVERY
    rows = pool[random.choice(len(pool), size=count, replace=False)]
    return rows[:, 0], rows[:, 1:].copy()


def _at_least(theta: Floats, slopes: Floats, thresholds: Floats) -> Floats:
    """P(answer >= 2, 3, 4, 5): theta (people, items) -> (people, items, 4)."""
    chance: Floats = 1 / (1 + np.exp(-slopes[:, None] * (theta[..., None] - thresholds)))
    return chance


def _expected(theta: Floats, slopes: Floats, thresholds: Floats) -> Floats:
    """The mean of keyed answers to be expected at each theta (people)."""
    above = _at_least(np.repeat(theta[:, None], len(slopes), axis=1), slopes, thresholds)
    expected: Floats = 1 + above.sum(axis=2).mean(axis=1)
    return expected


def _shift_to(mean: float, slopes: Floats, thresholds: Floats) -> float:
    """How far all thresholds go down so that a standard normal population has this mean."""
    weights = np.exp(-(_GRID**2) / 2)
    low, high = -4.0, 4.0
    for _ in range(30):
        middle = (low + high) / 2
        found = np.average(_expected(_GRID, slopes, thresholds - middle), weights=weights)
        low, high = (middle, high) if found < mean else (low, middle)
    return low


def _read_items() -> dict[str, Floats]:
    path = Path(__file__).parent / "data" / "graded_responses.json"
    figures = json.loads(path.read_text(encoding="utf-8"))
    return {kind: np.array(figures[kind]) for kind in ("anxiety", "avoidance")}


_POOL = _read_items()
_EVERY = np.concatenate(list(_POOL.values()))
