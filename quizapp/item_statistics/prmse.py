"""Does a subscale tell more of itself than the total does?

Haberman (2008, 10.3102/1076998607302636). The true score of a subscale can be guessed from its own observed score or
from the total of its group; each has a proportional reduction of mean squared error. Only when the subscale's own is
larger has it something of its own to say. From itself it is its reliability r; from the total it is
(cov(s, X) - (1 - r) var(s))^2 / (r var(s) var(X)).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quizapp.domain.questionnaire import Questionnaire
from quizapp.item_statistics.answered import Answered, keyed
from quizapp.item_statistics.reliability import alpha


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscale:
    """``group``: what is summed to the total. ``own`` and ``total``: the two reductions, 0 to 1; None: cannot say."""

    scale: str
    group: str
    n: int
    own: float | None = None
    total: float | None = None


def groups_of(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """What is shown side by side or added up: scales on one line, and those of a composite; else all of them.

    A scale that is not scored in this form is in none, and one alone has nothing to be told apart from.
    """
    lines: dict[str, list[str]] = {axis.title: axis.scales for axis in questionnaire.axes}
    composites = {key: composite.scales for key, composite in questionnaire.composites.items()}
    scored = {
        group: [scale for scale in scales if scale in questionnaire.scales]
        for group, scales in {**lines, **composites}.items()
    }
    several = {group: scales for group, scales in scored.items() if len(scales) > 1}
    everything = {questionnaire.slug: list(questionnaire.scales)} if len(questionnaire.scales) > 1 else {}
    return several or everything


def subscales(questionnaire: Questionnaire, answered: Answered) -> Iterator[Subscale]:
    """Each scale within each of its groups, over the people who answered every item of the group."""
    for group, scales in groups_of(questionnaire).items():
        tables = [
            np.column_stack([keyed(questionnaire, item, answered) for item in questionnaire.items_of(scale)])
            for scale in scales
        ]
        whole = ~np.isnan(np.hstack(tables)).any(axis=1)
        total = np.hstack(tables)[whole].sum(axis=1)
        for scale, table in zip(scales, tables, strict=True):
            own = alpha(table[whole])
            found = Subscale(scale=scale, group=group, n=int(whole.sum()))
            if own is None or own.value <= 0:
                yield found
            else:
                ours = table[whole].sum(axis=1)
                from_total = _from_total(own.value, np.cov(ours, total))
                yield Subscale(scale=scale, group=group, n=found.n, own=own.value, total=from_total)


def _from_total(reliability: float, covariances: np.ndarray) -> float:
    own, shared, total = float(covariances[0, 0]), float(covariances[0, 1]), float(covariances[1, 1])
    return min(1.0, (shared - (1 - reliability) * own) ** 2 / (reliability * own * total))
