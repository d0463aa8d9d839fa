"""What a definition leaves out, supplied: standard words in its language, cautious figures, a layout of pages.

It works on data in which every text is one string, before that is checked: so nothing here trusts its type, and what
is of the wrong kind is left for the check to report.
"""

from collections.abc import Mapping
from typing import cast

from quizapp.definitions.document import Data
from quizapp.definitions.groups import each_group, filled_in, groups_of, under
from quizapp.definitions.problems import Place
from quizapp.definitions.standard import standard_words
from quizapp.definitions.supplied_items import SHORTHAND, complete_layout, items_of, response_sets_of
from quizapp.definitions.supplied_scales import scales_of
from quizapp.definitions.wording import replaced, spoken, texts, worded
from quizapp.domain.wording import Frame

SOURCE_LANGUAGE = "en"
FRAME: Frame = "general"


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
    full["response_sets"] = response_sets_of(full)
    full.pop("responses", None)
    if "items" in full:
        full["items"] = items_of(full, words)
    for group in ("scales", "composites"):
        full |= {group: scales_of(full, group, words)} if group in full else {}
    complete_layout(full)
    return _with_words(full, words) if words else full


def written_place(place: Place, source: Data) -> Place:
    """Where in the file stands what the completed definition holds at ``place``."""
    if place[:2] != ("response_sets", SHORTHAND) or "responses" not in source:
        return place
    at = str(place[3])[1:] if len(place) > 3 else ""
    return ("responses", int(at) - 1) if at.isdecimal() else ("responses",)


def _with_words(full: Data, words: Data) -> Data:
    asked = sum(item.get("kind") != "note" for item in groups_of(full.get("items")).values())
    told = filled_in(words, title=str(full.get("title", "")), sentences=str(asked))
    standard = cast(Data, told)
    frames, known = full.get("frames", {FRAME: {}}), groups_of(standard["frames"])
    whole = {**full, "frames": each_group(frames, lambda key, own: under(own, known.get(key, {})))}
    whole = cast(Data, under(whole, {key: standard[key] for key in ("front", "opening", "in_between")}))
    if any("turns" in entry for group in ("families", "patterns") for entry in groups_of(full.get(group)).values()):
        whole.setdefault("fear", standard["fear"])
    scales = list(groups_of(full.get("scales")))
    if scales and "axes" not in full and "plane" not in full:
        whole["axes"] = [{"title": standard["axis"], "scales": scales, "mark": "carries"}]
    return whole
