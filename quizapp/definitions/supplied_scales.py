"""What scales and composites leave out: cautious figures, and sentences that name them."""

from typing import cast

from quizapp.definitions.document import Data
from quizapp.definitions.groups import each_group, filled_in, groups_of, under
from quizapp.domain.scoring import reliability_of_part

ITEM_CORRELATION = 0.30
HIGHEST = 0.99
"""However many items a scale has: none measures without error."""

RETEST = 0.70
"""While a scale is untried: the mean correlation of two of its items, and its retest reliability."""

DEVIATION = 0.20
DEVIATION_OF_FEW = {2: 0.30, 3: 0.25}
"""Its standard deviation as a share of the response range: .80 of 1 to 5, and more where there are so few answers.
Whoever can only say yes or no stands at one end of every item: answers of real people to scales of six such items
were held by a 90 % interval for 75 % with .20, and for 88 % with .30 (``benchmarks/held_back``).
"""


def scales_of(full: Data, group: str, words: Data) -> object:
    items = groups_of(full.get("items")).values()

    def complete(key: str, scale: Data) -> Data:
        scales = scale.get("scales") if group == "composites" else [key]
        own = [item for item in items if isinstance(scales, list) and item.get("scale") in scales]
        told = filled_in(_scale_words(words, scale, group), name=str(scale.get("name", key)))
        return cast(Data, under({**_figures(own, full["response_sets"]), **scale}, told))

    return each_group(full[group], complete)


def _scale_words(words: Data, scale: Data, group: str) -> Data:
    """A composite is told of by its meaning alone. What can be shared goes with a statement from the same hand."""
    standard = cast(Data, words.get("scale", {}))
    if group == "composites":
        return {key: inner for key, inner in standard.items() if key == "meaning"}
    own = groups_of(scale)
    return {
        key: {name: text for name, text in inner.items() if name != "shared" or "plain" not in own.get(key, {})}
        if isinstance(inner, dict)
        else inner
        for key, inner in standard.items()
    }


def _figures(items: list[Data], response_sets: object) -> Data:
    options = (
        groups_of(groups_of(response_sets).get(str(items[0].get("responses")), {}).get("options")) if items else {}
    )
    values = [value for option in options.values() if isinstance(value := option.get("value"), int)]
    share = DEVIATION_OF_FEW.get(len(values), DEVIATION)
    deviation = share * (max(values) - min(values)) if values else 0.0
    return {
        "reliability": min(round(reliability_of_part(ITEM_CORRELATION, max(1, len(items)), 1), 2), HIGHEST),
        "standard_deviation": round(deviation, 2) or DEVIATION,
        "retest_reliability": RETEST,
    }
