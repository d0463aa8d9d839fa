"""Items: what single statements need so that they can be scored and told again."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.items import Item
from quizapp.domain.questionnaire import Questionnaire


def check_items(questionnaire: Questionnaire) -> Iterator[Finding]:
    for key, item in questionnaire.items.items():
        yield from _check_labels(item, ("items", key))
        if item.responses and item.scale is not None:
            yield from _check_retelling(key, item)
        elif item.responses:
            yield from _check_rating(key, item)


def _check_labels(item: Item, place: Place) -> Iterator[Finding]:
    for one, other in (("lowest_label", "highest_label"), ("highest_label", "lowest_label")):
        if getattr(item, one) is not None and getattr(item, other) is None:
            yield Finding((*place, one), f"`{one}` stands without `{other}`", f"add `{other}`, or take it out")


def _check_rating(key: str, item: Item) -> Iterator[Finding]:
    if item.reverse:
        problem = f"`{key}` is reversed, but belongs to no scale"
        yield Finding(("items", key, "reverse"), problem, "add `scale`, or take `reverse` out")


def _check_retelling(key: str, item: Item) -> Iterator[Finding]:
    missing = [name for name in ("retelling", "retelling_low") if getattr(item, name) is None]
    if missing:
        names = " and ".join(f"`{name}`" for name in missing)
        problem = f"`{key}` has no {names}, so it cannot be told again where answers lie on both sides"
        yield warn(("items", key), problem, "add what someone said who agreed, and who disagreed")
