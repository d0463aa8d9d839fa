"""What items, their answers and their pages leave out."""

from math import ceil
from typing import cast

from quizapp.definitions.document import Data
from quizapp.definitions.groups import each_group, filled_in, groups_of, under
from quizapp.definitions.layout import laid_out

SHORTHAND = "answers"
"""Id of the response set that ``responses`` at the top of a file stands for."""

TEN = "one_to_ten"
"""Id of the response set of a ``rating`` that names none."""

_SECONDS = {"short_text": 30, "long_text": 90, "note": 15}
_SECONDS_ELSE = 9


def response_sets_of(full: Data) -> object:
    declared, labels = full.get("response_sets", {}), full.get("responses")
    if not isinstance(declared, dict):
        return declared
    sets: Data = {}
    if "responses" in full:
        # Of what is no list the check says so; two options in its place keep the rest quiet.
        labels = labels if isinstance(labels, list) else ["…", "…"]
        options = {f"a{value}": {"value": value, "label": label} for value, label in enumerate(labels, start=1)}
        sets[SHORTHAND] = {"options": options}
    ratings = [item for item in groups_of(full.get("items")).values() if item.get("kind") == "rating"]
    if any("responses" not in item for item in ratings):
        sets[TEN] = {"options": {f"r{n}": {"value": n, "label": str(n)} for n in range(1, 11)}}
    return {**sets, **declared}


def items_of(full: Data, words: Data) -> object:
    items, sets = full["items"], full["response_sets"]
    labelled = [key for key in sets if key != TEN] if isinstance(sets, dict) else []
    lone = labelled[0] if len(labelled) == 1 or SHORTHAND in labelled else None
    # Where an author tells some answers again, standard words beside them would be another voice.
    told = any("retelling" in item or "retelling_low" in item for item in groups_of(items).values())

    def complete(_key: str, item: Data) -> Data:
        kind = item.get("kind", "likert")
        answered = TEN if kind == "rating" else lone if kind == "likert" else None
        text = item.get("text")
        retold = words.get("item") if "scale" in item and isinstance(text, str) and not told else {}
        return cast(
            Data,
            under(
                {**({"responses": answered} if answered else {}), **item},
                filled_in(retold, text=str(text).rstrip(".。 ")),
            ),
        )

    return each_group(items, complete)


def complete_layout(full: Data) -> None:
    """How long it takes, and which item is on which page."""
    kinds = {
        key: (str(item.get("kind", "likert")), scale if isinstance(scale := item.get("scale"), str) else None)
        for key, item in groups_of(full.get("items")).items()
    }
    seconds = sum(_SECONDS.get(kind, _SECONDS_ELSE) for kind, _ in kinds.values())
    full.setdefault("minutes", max(1, ceil(seconds / 60)))
    full.setdefault("pages", laid_out(kinds, _sections(full)))


def _sections(full: Data) -> list[list[str]]:
    """The items that each section names."""
    sections = full.get("sections", [])
    named = [each.get("items") for each in sections if isinstance(each, dict)] if isinstance(sections, list) else []
    return [[key for key in keys if isinstance(key, str)] for keys in named if isinstance(keys, list)]
