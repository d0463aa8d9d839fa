"""How well the items of a scale hang together: alpha, and omega from one factor.

Everything is worked out on the covariances of people who answered every item, in points of the answers.

alpha = k / (k - 1) * (1 - sum of item variances / variance of the sum) (Cronbach 1951), its interval by Feldt
(1965): 1 - (1 - alpha) * F, with n - 1 and (n - 1)(k - 1) degrees of freedom.

omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of unique variances) (McDonald 1999), with one factor
fitted by maximum likelihood through the EM algorithm (Rubin & Thayer 1982). Its standard error is that of the delta
method with the empirical fourth moments (Satorra & Bentler 1994), so that answers need not be normal; the interval
is made on log(1 - omega), which keeps it below 1.
"""

from dataclasses import dataclass
from math import exp, isfinite, log, sqrt
from statistics import NormalDist

import numpy as np

from quizapp.item_statistics.answered import Floats
from quizapp.item_statistics.f_distribution import f_quantile

SURE = 0.95
"""How often an interval holds the figure that it is for."""

_STEPS = 20_000
_SETTLED = 1e-11
_IMPROPER = 0.005
"""A unique variance below this share of the item's is no fit: one factor cannot hold all of an answer."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A reliability with its ``SURE`` interval, all at most 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OneFactor:
    """``loadings`` and ``unique`` variances, one an item, in points of the answers."""

    loadings: Floats
    unique: Floats

    @property
    def omega(self) -> float:
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.unique.sum()))


def alpha(keyed: Floats) -> Coefficient | None:
    """``keyed``: (people, items). None with one item or fewer than three people, or when nothing varies."""
    people, items = keyed.shape
    variance = float(keyed.sum(axis=1).var(ddof=1)) if people > 2 else 0.0
    if items < 2 or variance == 0:
        return None
    value = items / (items - 1) * (1 - float(keyed.var(axis=0, ddof=1).sum()) / variance)
    above, below, out = people - 1, (people - 1) * (items - 1), (1 - SURE) / 2
    low, high = (1 - (1 - value) * f_quantile(part, above, below) for part in (1 - out, out))
    return Coefficient(value, low, high)


def omega(keyed: Floats) -> Coefficient | None:
    """``keyed``: (people, items). None below three items or ten people an item, or when one factor does not fit."""
    people, items = keyed.shape
    factor = one_factor(np.cov(keyed, rowvar=False)) if items > 2 and people >= 10 * items else None
    if factor is None or not 0 < factor.omega < 1:
        return None
    error = _error_of_omega(keyed, factor)
    if not isfinite(error):
        return None
    width = NormalDist().inv_cdf((1 + SURE) / 2) * error / (1 - factor.omega)
    at = log(1 - factor.omega)
    return Coefficient(factor.omega, 1 - exp(at + width), 1 - exp(at - width))


def one_factor(covariances: Floats) -> OneFactor | None:
    """Maximum likelihood by EM. None when an item does not vary, or the fit is improper or does not settle."""
    variances = np.diag(covariances)
    if (variances <= 0).any():
        return None
    loadings, unique = _beginning(covariances)
    for _ in range(_STEPS):
        weights = loadings / unique / (1 + (loadings**2 / unique).sum())
        shared = covariances @ weights
        before, loadings = loadings, shared / (1 - weights @ loadings + weights @ shared)
        unique = variances - loadings * shared
        if (unique < _IMPROPER * variances).any():
            return None
        if np.abs(loadings - before).max() < _SETTLED * sqrt(variances.max()):
            return OneFactor(loadings, unique)
    return None


def _beginning(covariances: Floats) -> tuple[Floats, Floats]:
    """The first principal component, with room left for what is unique."""
    values, vectors = np.linalg.eigh(covariances)
    loadings = vectors[:, -1] * sqrt(values[-1]) * 0.7
    return loadings, np.diag(covariances) - loadings**2


def _error_of_omega(keyed: Floats, factor: OneFactor) -> float:
    """The spread of each person's influence on omega, over the root of how many there are."""
    loadings, unique = factor.loadings, factor.unique
    modelled = np.outer(loadings, loadings) + np.diag(unique)
    inverse = np.linalg.inv(modelled).astype(np.float64)
    weighed = (keyed - keyed.mean(axis=0)) @ inverse
    pulls = np.hstack([2 * weighed * (weighed @ loadings)[:, None], weighed**2])
    influence: Floats = pulls @ np.linalg.solve(_information(inverse, loadings), _slope_of_omega(factor))
    return float(influence.std(ddof=1)) / sqrt(len(keyed))


def _information(inverse: Floats, loadings: Floats) -> Floats:
    """tr(V dV/da V dV/db) for the inverse V of the covariances and loadings and unique variances a, b."""
    at = inverse @ loadings
    both: Floats = 2 * (np.outer(at, at) + inverse * (loadings @ at))
    mixed: Floats = 2 * inverse * at[None, :]
    return np.block([[both, mixed], [mixed.T, inverse**2]])


def _slope_of_omega(factor: OneFactor) -> Floats:
    common, alone = float(factor.loadings.sum()), float(factor.unique.sum())
    total, items = (common**2 + alone) ** 2, len(factor.loadings)
    return np.concatenate([np.full(items, 2 * common * alone / total), np.full(items, -(common**2) / total)])
