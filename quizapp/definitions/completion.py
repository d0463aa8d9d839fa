"""What a definition leaves out, supplied: standard words in its language, cautious figures, a layout of pages.

It works on data in which every text is one string, before that is checked: so nothing here trusts its type, and what
is of the wrong kind is left for the check to report.
"""

from collections.abc import Callable, Mapping
from math import ceil
from typing import cast

from quizapp.definitions.layout import laid_out
from quizapp.definitions.problems import Place
from quizapp.definitions.reader import Data
from quizapp.definitions.standard import standard_words
from quizapp.definitions.wording import replaced, spoken, texts, worded
from quizapp.domain.scoring import reliability_of_part
from quizapp.domain.wording import Frame, filled

SOURCE_LANGUAGE = "en"
FRAME: Frame = "general"
SHORTHAND = "answers"
"""Id of the response set that ``responses`` at the top of a file stands for."""

TEN = "one_to_ten"
"""Id of the response set of a ``rating`` that names none."""

ITEM_CORRELATION = 0.30
DEVIATION = 0.20
RETEST = 0.70
"""While a scale is untried: the mean correlation of two of its items, its standard deviation as a share of the
response range (.80 of 1 to 5), and its retest reliability. All set low: too sure is the error that costs."""

_SECONDS = {"short_text": 30, "long_text": 90, "note": 15}
_SECONDS_ELSE = 9


def languages_of(source: Data, overlays: Mapping[str, object]) -> Data:
    """Language -> how far it is, in the order of the file; where it says none, a draft for each file there is."""
    languages = source.get("languages")
    if "languages" in source:
        return languages if isinstance(languages, dict) else {}
    return dict.fromkeys([str(source.get("source_language", SOURCE_LANGUAGE)), *overlays], "draft")


def whole(source: Data, overlay: Data | None, language: str, frame: Frame, languages: Data) -> Data:
    """The definition in one wording, complete: the overlay's text where it has one, else the source's, else the
    standard words of ``language``. What an overlay says beyond the source stands before the standard words."""
    if overlay is None:
        return completed(worded(source, {}, frame), language, languages)
    data = worded(source, dict(texts(overlay)), frame)
    own = replaced(overlay, lambda _place, text: spoken(text, frame))
    return completed(cast(Data, under(data, own)), language, languages)


def completed(data: Data, language: str, languages: Data) -> Data:
    """A copy of ``data`` with all that it leaves out. A language without standard words gets no texts."""
    words = standard_words(language)
    full: Data = {"source_language": SOURCE_LANGUAGE, "languages": languages, **data}
    full["response_sets"] = _response_sets(full)
    full.pop("responses", None)
    if "items" in full:
        full["items"] = _items(full, words)
    for group in ("scales", "composites"):
        full |= {group: _scales(full, group, words)} if group in full else {}
    _complete_layout(full)
    return _with_words(full, words) if words else full


def written_place(place: Place, source: Data) -> Place:
    """Where in the file stands what the completed definition holds at ``place``."""
    if place[:2] != ("response_sets", SHORTHAND) or "responses" not in source:
        return place
    at = str(place[3])[1:] if len(place) > 3 else ""
    return ("responses", int(at) - 1) if at.isdecimal() else ("responses",)


def under(own: object, other: object) -> object:
    """``own`` with what only ``other`` has, key by key; in all else ``own`` stands."""
    if not isinstance(own, dict) or not isinstance(other, dict):
        return own
    both = {key: under(inner, other[key]) if key in other else inner for key, inner in own.items()}
    return {**both, **{key: inner for key, inner in other.items() if key not in own}}


def _each(value: object, change: Callable[[str, Data], object]) -> object:
    """A mapping of groups with each group changed; anything else as it is."""
    if not isinstance(value, dict):
        return value
    return {key: change(key, inner) if isinstance(inner, dict) else inner for key, inner in value.items()}


def _groups(value: object) -> dict[str, Data]:
    """The groups of a mapping of groups."""
    return {key: each for key, each in value.items() if isinstance(each, dict)} if isinstance(value, dict) else {}


def _words(words: object, **values: str) -> object:
    """Standard words with their places filled, however deep."""
    if isinstance(words, dict):
        return {key: _words(inner, **values) for key, inner in words.items()}
    if isinstance(words, list):
        return [_words(inner, **values) for inner in words]
    return filled(words, **values) if isinstance(words, str) else words


def _response_sets(full: Data) -> object:
    declared, labels = full.get("response_sets", {}), full.get("responses")
    if not isinstance(declared, dict):
        return declared
    sets: Data = {}
    if "responses" in full:
        # Of what is no list the check says so; two options in its place keep the rest quiet.
        labels = labels if isinstance(labels, list) else ["…", "…"]
        options = {f"a{value}": {"value": value, "label": label} for value, label in enumerate(labels, start=1)}
        sets[SHORTHAND] = {"options": options}
    ratings = [item for item in _groups(full.get("items")).values() if item.get("kind") == "rating"]
    if any("responses" not in item for item in ratings):
        sets[TEN] = {"options": {f"r{n}": {"value": n, "label": str(n)} for n in range(1, 11)}}
    return {**sets, **declared}


def _items(full: Data, words: Data) -> object:
    items, sets = full["items"], full["response_sets"]
    labelled = [key for key in sets if key != TEN] if isinstance(sets, dict) else []
    lone = labelled[0] if len(labelled) == 1 or SHORTHAND in labelled else None
    # Where an author tells some answers again, standard words beside them would be another voice.
    told = any("retelling" in item or "retelling_low" in item for item in _groups(items).values())

    def complete(_key: str, item: Data) -> Data:
        kind = item.get("kind", "likert")
        answered = TEN if kind == "rating" else lone if kind == "likert" else None
        text = item.get("text")
        retold = words.get("item") if "scale" in item and isinstance(text, str) and not told else {}
        return cast(
            Data,
            under(
                {**({"responses": answered} if answered else {}), **item},
                _words(retold, text=str(text).rstrip(".。 ")),
            ),
        )

    return _each(items, complete)


def _scales(full: Data, group: str, words: Data) -> object:
    items = _groups(full.get("items")).values()

    def complete(key: str, scale: Data) -> Data:
        scales = scale.get("scales") if group == "composites" else [key]
        own = [item for item in items if isinstance(scales, list) and item.get("scale") in scales]
        told = _words(_scale_words(words, scale, group), name=str(scale.get("name", key)))
        return cast(Data, under({**_figures(own, full["response_sets"]), **scale}, told))

    return _each(full[group], complete)


def _scale_words(words: Data, scale: Data, group: str) -> Data:
    """A composite is told of by its meaning alone. What can be shared goes with a statement from the same hand."""
    standard = cast(Data, words.get("scale", {}))
    if group == "composites":
        return {key: inner for key, inner in standard.items() if key == "meaning"}
    own = _groups(scale)
    return {
        key: {name: text for name, text in inner.items() if name != "shared" or "plain" not in own.get(key, {})}
        if isinstance(inner, dict)
        else inner
        for key, inner in standard.items()
    }


def _figures(items: list[Data], response_sets: object) -> Data:
    options = _groups(_groups(response_sets).get(str(items[0].get("responses")), {}).get("options")) if items else {}
    values = [value for option in options.values() if isinstance(value := option.get("value"), int)]
    deviation = DEVIATION * (max(values) - min(values)) if values else 0.0
    return {
        "reliability": round(reliability_of_part(ITEM_CORRELATION, max(1, len(items)), 1), 2),
        "standard_deviation": round(deviation, 2) or DEVIATION,
        "retest_reliability": RETEST,
    }


def _complete_layout(full: Data) -> None:
    """How long it takes, and which item is on which page."""
    kinds = {
        key: (str(item.get("kind", "likert")), scale if isinstance(scale := item.get("scale"), str) else None)
        for key, item in _groups(full.get("items")).items()
    }
    seconds = sum(_SECONDS.get(kind, _SECONDS_ELSE) for kind, _ in kinds.values())
    full.setdefault("minutes", max(1, ceil(seconds / 60)))
    full.setdefault("pages", laid_out(kinds, _sections(full)))


def _sections(full: Data) -> list[list[str]]:
    """The items that each section names."""
    sections = full.get("sections", [])
    named = [each.get("items") for each in sections if isinstance(each, dict)] if isinstance(sections, list) else []
    return [[key for key in keys if isinstance(key, str)] for keys in named if isinstance(keys, list)]


def _with_words(full: Data, words: Data) -> Data:
    asked = sum(item.get("kind") != "note" for item in _groups(full.get("items")).values())
    told = _words(words, title=str(full.get("title", "")), sentences=str(asked))
    standard = cast(Data, told)
    frames, known = full.get("frames", {FRAME: {}}), _groups(standard["frames"])
    whole = {**full, "frames": _each(frames, lambda key, own: under(own, known.get(key, {})))}
    whole = cast(Data, under(whole, {key: standard[key] for key in ("front", "opening", "in_between")}))
    if any("turns" in entry for group in ("families", "patterns") for entry in _groups(full.get(group)).values()):
        whole.setdefault("fear", standard["fear"])
    scales = list(_groups(full.get("scales")))
    if scales and "axes" not in full and "plane" not in full:
        whole["axes"] = [{"title": standard["axis"], "scales": scales, "mark": "carries"}]
    return whole
