"""Quantiles of the F distribution, for Feldt's interval; the only thing that scipy would be needed for.

Sources: F and the incomplete beta function (Abramowitz & Stegun 26.6.2), its continued fraction (26.5.8) in
Lentz's form; the quantile by halving.
"""

from math import exp, lgamma, log

_STEPS = 20_000
_CLOSE = 1e-15
_TINY = 1e-300


def f_quantile(probability: float, above: int, below: int) -> float:
    """The value that an F with ``above`` and ``below`` degrees of freedom stays under with ``probability``."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if incomplete_beta(middle, above / 2, below / 2) < probability else (low, middle)
    return below * low / (above * (1 - low))


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function I_x(a, b), 0 to 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    upper, lower = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    found = lower
    for step in range(1, _STEPS):
        twice = a + 2 * step
        for term in (
            step * (b - step) * x / ((twice - 1) * twice),
            -(a + step) * (a + b + step) * x / (twice * (twice + 1)),
        ):
            lower = 1 / _away(1 + term * lower)
            upper = _away(1 + term / upper)
            found *= upper * lower
        if abs(upper * lower - 1) < _CLOSE:
            return found
    raise ArithmeticError("The continued fraction did not settle.")


def _away(value: float) -> float:
    """Zero may not be divided by."""
    return value if abs(value) > _TINY else _TINY
