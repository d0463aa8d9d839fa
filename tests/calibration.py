"""Answers of people whose truth is known, against what the engine says of them. Shared with the benchmark.

Answers come from a graded response model with slopes and thresholds estimated on an attachment inventory; the truth
of a person is the mean answer to be expected of them. The engine sees the answers and, with norms, figures of other
people from the same population.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.items import Item
from quizapp.domain.norms import NormSet, ScaleNorm
from quizapp.domain.profile import PLAIN, Profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import keyed_answers, score_answered
from quizapp.domain.strengths import told_strengths
from quizapp.simulation import models
from quizapp.simulation.takers import Taker

Floats = NDArray[np.float64]
PARAMETERS = Path(models.__file__).with_name("graded_responses.json")
FEWEST_IN_BIN = 50
MOST_ITEMS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How people are and how they answer. Everything that a stress test turns is one of these.

    ``correlation`` of the two scales; ``shift`` of the population, in standard deviations; ``slope``: what item
    slopes are multiplied by, hence reliability; ``skew`` of the true scores; ``dependence``: loading that pairs of
    neighbouring items share beside the scale; ``missing``: most items that each skips; ``careless``: share of people
    who answer at random; ``acquiescence``: how much people differ in agreeing with anything.
    """

    correlation: float = 0.0
    shift: float = 0.0
    slope: float = 1.0
    skew: bool = False
    dependence: float = 0.0
    missing: int = 0
    careless: float = 0.0
    acquiescence: float = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was said and what is true, one entry a score: statements, 90 % intervals and where the score lies."""

    probability: Floats
    above: NDArray[np.bool_]
    low: Floats
    high: Floats
    estimate: Floats
    truth: Floats

    @property
    def covered(self) -> NDArray[np.bool_]:
        inside: NDArray[np.bool_] = (self.low <= self.truth) & (self.truth <= self.high)
        return inside

    @property
    def stated(self) -> Floats:
        """The probability of the side that was named, .5 to 1."""
        return np.maximum(self.probability, 1 - self.probability)

    @property
    def right(self) -> NDArray[np.bool_]:
        right: NDArray[np.bool_] = (self.probability >= 0.5) == self.above
        return right


def simulate_scores(
    questionnaire: Questionnaire, world: World, *, people: int, norm_people: int, seed: int, items: int = MOST_ITEMS
) -> Found:
    """Score ``people`` on two scales of the questionnaire; ``norm_people`` others give the norms, 0 for none."""
    random = np.random.default_rng(seed)
    parts = [
        _one_scale(questionnaire, world, (scale, kind), thetas, random, (norm_people, items))
        for (scale, kind), thetas in zip(
            (("ANX", "anxiety"), ("AVO", "avoidance")), _thetas(world, people + norm_people, random), strict=True
        )
    ]
    names = ("probability", "above", "low", "high", "estimate", "truth")
    return Found(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _thetas(world: World, people: int, random: np.random.Generator) -> Floats:
    covariance = [[1, world.correlation], [world.correlation, 1]]
    drawn = random.multivariate_normal([0, 0], covariance, size=people).T
    if world.skew:
        drawn = (np.exp(0.5 * drawn) - np.exp(0.125)) / np.sqrt((np.exp(0.25) - 1) * np.exp(0.25))
    shifted: Floats = drawn + world.shift
    return shifted


def _one_scale(
    questionnaire: Questionnaire,
    world: World,
    scale: tuple[str, str],
    theta: Floats,
    random: np.random.Generator,
    sizes: tuple[int, int],
) -> Found:
    """``scale``: its id and the pool of its items; ``sizes``: how many people give norms, and how many items."""
    norm_people, items = sizes
    pool = np.array(json.loads(PARAMETERS.read_text(encoding="utf-8"))[scale[1]])
    chosen = pool[random.choice(len(pool), size=items, replace=False)]
    slopes, thresholds = chosen[:, 0] * world.slope, chosen[:, 1:]
    keyed = _answers(world, theta, slopes, thresholds, random)
    truth = 1 + _at_least(np.repeat(theta[:, None], items, axis=1), slopes, thresholds).sum(axis=2).mean(axis=1)
    norms = norms_from(questionnaire, {scale[0]: keyed[:norm_people]}) if norm_people else None
    given = _skip(world, keyed[norm_people:], random)
    cut = replace(questionnaire, items=_first_items(questionnaire, scale[0], items))
    return _score(cut, scale[0], given, truth[norm_people:], norms)


def _first_items(questionnaire: Questionnaire, scale: str, items: int) -> dict[str, Item]:
    return dict(list(questionnaire.items_of(scale).items())[:items])


def _answers(
    world: World, theta: Floats, slopes: Floats, thresholds: Floats, random: np.random.Generator
) -> NDArray[np.int64]:
    """Keyed answers (people, items); a third of the items is reversed, so agreeing lowers them."""
    people, items = len(theta), len(slopes)
    agreeing = random.normal(scale=world.acquiescence, size=(people, 1))
    turned = np.where(np.arange(items) < items - items // 3, 1, -1)
    shared = np.repeat(random.normal(size=(people, (items + 1) // 2)), 2, axis=1)[:, :items] * world.dependence
    above = _at_least(theta[:, None] + turned * agreeing + shared, slopes, thresholds)
    keyed = 1 + (random.uniform(size=(people, items, 1)) < above).sum(axis=2)
    careless = random.uniform(size=people) < world.careless
    answered: NDArray[np.int64] = np.where(careless[:, None], random.integers(1, 6, size=keyed.shape), keyed)
    return answered


def _skip(world: World, keyed: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
    """0 where an item was skipped, at most ``world.missing`` a person."""
    number = random.integers(0, world.missing + 1, size=len(keyed))
    place = random.uniform(size=keyed.shape).argsort(axis=1)
    skipped: NDArray[np.int64] = np.where(place < number[:, None], 0, keyed)
    return skipped


def _at_least(theta: Floats, slopes: Floats, thresholds: Floats) -> Floats:
    """P(answer >= 2, 3, 4, 5): theta (people, items) -> (people, items, 4)."""
    chance: Floats = 1 / (1 + np.exp(-slopes[:, None] * (theta[..., None] - thresholds)))
    return chance


def norms_of_takers(questionnaire: Questionnaire, takers: list[Taker]) -> NormSet:
    """Norms of those who answered the whole of a scale, for every scale and composite."""
    given = {
        scale: [list(keyed_answers(questionnaire, scale, taker.answers).values()) for taker in takers]
        for scale in (*questionnaire.scales, *questionnaire.composites)
    }
    whole = {
        scale: [row for row in rows if len(row) == len(questionnaire.items_of(scale))]
        for scale, rows in given.items()
    }
    return norms_from(questionnaire, {scale: np.array(rows) for scale, rows in whole.items()})


def is_served(questionnaire: Questionnaire, profile: Profile) -> bool:
    """Whether someone is told one strength and one statement that are both said plainly."""
    strong = any(told.statement.probability >= PLAIN for told in told_strengths(questionnaire, profile))
    return strong and any(said.probability >= PLAIN for said in profile.statements)


def norms_from(questionnaire: Questionnaire, keyed: dict[str, NDArray[np.int64]]) -> NormSet:
    """Norms of people who answered everything, by mean, spread and Cronbach's alpha."""
    scales = {scale: _norm(answers) for scale, answers in keyed.items()}
    return NormSet(
        slug=questionnaire.slug,
        version=questionnaire.version,
        language=questionnaire.language,
        first_day=date(2027, 1, 4),
        last_day=date(2027, 5, 3),
        people=max(norm.n for norm in scales.values()),
        provenance="Simulated.",
        scales=scales,
    )


def _norm(answers: NDArray[np.int64]) -> ScaleNorm:
    n, items = answers.shape
    scores = answers.mean(axis=1)
    alpha = items / (items - 1) * (1 - answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1))
    return ScaleNorm(
        mean=float(scores.mean()),
        standard_deviation=float(scores.std(ddof=1)),
        reliability=float(alpha),
        reliability_low=0.0,
        reliability_high=1.0,
        coefficient="alpha",
        n=n,
    )


def _score(
    questionnaire: Questionnaire, scale: str, given: NDArray[np.int64], truth: Floats, norms: NormSet | None
) -> Found:
    """What the engine says of each row that has enough answers; equal sums have equal scores."""
    counts, sums = (given > 0).sum(axis=1), given.sum(axis=1)
    enough = counts >= 0.75 * given.shape[1]
    pairs, which = np.unique(np.stack([sums, counts], axis=1)[enough], axis=0, return_inverse=True)
    scores = [score_answered(questionnaire, scale, s / c, int(c), norms) for s, c in pairs.tolist()]
    ends = np.array([score.interval(0.90) for score in scores])[which.ravel()]
    return Found(
        probability=np.array([score.probability_above(score.middle) for score in scores])[which.ravel()],
        above=truth[enough] > 3,
        low=ends[:, 0],
        high=ends[:, 1],
        estimate=np.array([score.estimate for score in scores])[which.ravel()],
        truth=truth[enough],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Statements of about one probability: how many, what was stated and how many were right."""

    count: int
    stated: float
    right: float


def reliability_bins(probability: Floats, happened: NDArray[np.bool_]) -> list[Bin]:
    """Ten bins of 0 to 1 that hold at least ``FEWEST_IN_BIN``."""
    place = np.minimum((probability * 10).astype(int), 9)
    inside = [place == number for number in range(10)]
    return [
        Bin(count=int(one.sum()), stated=float(probability[one].mean()), right=float(happened[one].mean()))
        for one in inside
        if one.sum() >= FEWEST_IN_BIN
    ]


def calibration_error(bins: list[Bin]) -> float:
    """Expected calibration error: the mean gap between stated and found, weighed by how often it was stated."""
    return sum(one.count * abs(one.stated - one.right) for one in bins) / sum(one.count for one in bins)


def coverage_by_score(found: Found, parts: int = 20) -> list[tuple[float, float]]:
    """Mean estimate and coverage of the 90 % interval in each of ``parts`` equal parts, lowest scores first."""
    order = np.argsort(found.estimate, kind="stable")
    return [
        (float(found.estimate[part].mean()), float(found.covered[part].mean()))
        for part in np.array_split(order, parts)
    ]


def gather(found: list[Found]) -> Found:
    """Several samples as one."""
    names = ("probability", "above", "low", "high", "estimate", "truth")
    return Found(**{name: np.concatenate([getattr(one, name) for one in found]) for name in names})


STRESSES = {
    "items that hang together less": World(slope=0.75),
    "items that hang together more": World(slope=1.4),
    "a population .2 higher": World(shift=0.2),
    "a population .6 higher": World(shift=0.6),
    "a population .6 lower": World(shift=-0.6),
    "up to two skipped": World(missing=2),
    "one in twenty careless": World(careless=0.05),
    "one in ten careless": World(careless=0.10),
    "pairs of like sentences": World(dependence=0.5),
    "a skewed population": World(skew=True),
}
