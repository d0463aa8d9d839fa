"""How likely each answer to an item is: the graded response model (Samejima 1969) in its logistic form.

P(k-th option or a higher one) = 1 / (1 + exp(-slope * (trait - threshold of k))), the trait standard normal.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseModel:
    """One item, keyed: the lowest option is the one that counts least towards its scale.

    ``slope``: above 0, how sharply answers follow the trait. ``thresholds``: rising, one fewer than there are
    options, in standard deviations of the trait; at each of them half answer with the next option or a higher one.
    """

    slope: float
    thresholds: list[float]

    def option_at(self, trait: float, chance: float) -> int:
        """The option that is given, 0 for the lowest. ``chance``: drawn evenly from between 0 and 1, without both."""
        return bisect_left(self.thresholds, trait - log(chance / (1 - chance)) / self.slope)

    def at_least(self, trait: float) -> list[float]:
        """For each threshold, the probability of an option above it."""
        return [1 / (1 + exp(-self.slope * (trait - threshold))) for threshold in self.thresholds]

    def expected(self, trait: float, values: list[int]) -> float:
        """The mean answer to be expected; ``values``: what the options count, lowest first."""
        steps = (high - low for low, high in pairwise(values))
        return values[0] + sum(step * above for step, above in zip(steps, self.at_least(trait), strict=True))
