"""Forms: the short one ends where a page does, and something can be scored in it."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from quizapp.definitions.problems import Finding, Place
from quizapp.domain.forms import FEWEST_ITEMS, items_within
from quizapp.domain.questionnaire import Extent, Questionnaire

_SHORT: Place = ("forms", "short")


def check_forms(questionnaire: Questionnaire) -> Iterator[Finding]:
    extent = questionnaire.forms.get("short")
    known = all(key in questionnaire.items for page in questionnaire.pages for key in page)
    if extent is not None and known:
        found = list(_check_extent(questionnaire, extent))
        yield from found
        asked = Counter(questionnaire.items[key].scale for key in items_within(questionnaire, extent))
        if not found and not any(asked[scale] >= FEWEST_ITEMS for scale in questionnaire.scales):
            problem = f"no scale has {FEWEST_ITEMS} items in the short form, so nothing is scored in it"
            yield Finding(_SHORT, problem, "make it longer, or put more items of fewer scales on its pages")


def _check_extent(questionnaire: Questionnaire, extent: Extent) -> Iterator[Finding]:
    if (extent.items is None) == (extent.pages is None):
        yield Finding(_SHORT, "how far the short form goes is said in one way", "write either `items` or `pages`")
        return
    last = len(questionnaire.pages)
    if last < 2:
        problem = "there is a short form, but only one page"
        yield Finding(_SHORT, problem, "take it out, or spread the items over more pages")
        return
    if extent.pages is not None and not 1 <= extent.pages < last:
        problem = f"the short form has {extent.pages} pages of {last}"
        yield Finding((*_SHORT, "pages"), problem, f"write 1 to {last - 1}")
    asked = questionnaire.asked
    ends = list(accumulate(sum(key in asked for key in page) for page in questionnaire.pages))[:-1]
    if extent.items is not None and extent.items not in ends:
        problem = f"the short form ends after {extent.items} items, inside a page or beyond the last"
        yield Finding((*_SHORT, "items"), problem, f"end it with a page: {', '.join(map(str, ends))}")
