"""However a definition is broken, all that comes of it is problems: nothing is raised, nothing slips in."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.definitions.completion import whole
from quizapp.definitions.document import Data, Document
from quizapp.definitions.files import VersionFiles, read_version
from quizapp.definitions.languages import declared_languages, source_language
from quizapp.definitions.problems import Place, errors
from quizapp.definitions.proof import check_version, declared_frames
from quizapp.definitions.reader import read
from quizapp.definitions.shapes import entries
from quizapp.definitions.typed import Wording, build_questionnaire
from quizapp.domain.forms import shortened
from quizapp.domain.profile import build_profile
from tests.definitions.flaws import VALID, VERSION
from tests.definitions.test_standard_words import PLAIN

FILES = read_version(VALID / VERSION)
assert FILES.source is not None
OVERLAY = FILES.overlays["zh-Hans"]
assert OVERLAY is not None


def places(value: object, place: Place = ()) -> Iterator[Place]:
    for key, inner in entries(value):
        yield (*place, key)
        yield from places(inner, (*place, key))


SOURCE_PLACES = list(places(FILES.source.data))
OVERLAY_PLACES = list(places(OVERLAY.data))
_PLAIN = (
    PLAIN
    + """\
  since: {kind: choice, text: Since when?, options: {new: This year, old: For longer}}
  more: {kind: long_text, text: What else?}
  hello: {kind: note, text: Welcome, paragraphs: [Take your time.]}
  now: {kind: rating, text: Where are things?}
sections: [{heading: Late, text: When it is dark., items: [since, more, now]}]
forms: {short: {items: 6}}
"""
)
PLAIN_SOURCE, _ = cast(tuple[Document, object], read(_PLAIN.encode(), "questionnaire.yaml"))
PLAIN_PLACES = list(places(PLAIN_SOURCE.data))
WORDS = st.sampled_from(["", "calm", "talk", "where", "look", "now", "skip", "en", "<b>", "{first}", "}", "general"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 10**15) | st.floats(-9, 9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
GONE = object()


def put(document: Document, place: Place, value: object) -> Document:
    """A copy of the document with another value at one place, or with nothing there."""
    data: Data = deepcopy(document.data)
    holder: object = data
    for key in place[:-1]:
        holder = dict(entries(holder)).get(key)
    last = place[-1]
    if isinstance(holder, dict):
        holder[last] = value
        if value is GONE:
            del holder[last]
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        holder[last : last + 1] = [] if value is GONE else [value]
    return replace(document, data=data)


def check_any(source: Document | None, overlay: Document | None) -> None:
    files = VersionFiles(slug="two-scales", version=1, path="q", source=source, overlays={"zh-Hans": overlay})
    problems = check_version(files)
    assert all(problem.problem and problem.remedy and problem.line >= 1 for problem in problems)
    if source is None or overlay is None or errors(problems):
        return
    # What was found sound can be built in every wording.
    languages = declared_languages(files)
    for language in languages:
        for frame in declared_frames(source.data):
            own = overlay.data if language == "zh-Hans" else None
            wording = Wording(slug="two-scales", version=1, language=language, frame=frame)
            build_questionnaire(whole(source.data, own, language, frame, languages), wording)


@settings(deadline=None)  # the first example builds the types
@given(st.lists(st.tuples(st.sampled_from(SOURCE_PLACES), VALUES | st.just(GONE)), min_size=1, max_size=3))
def test_any_values_in_the_source_give_problems_or_questionnaires(edits: list[tuple[Place, object]]) -> None:
    source = FILES.source
    for place, value in edits:
        assert source is not None
        source = put(source, place, value)
    check_any(source, OVERLAY)


@settings(deadline=None)  # the first example builds the types
@given(st.lists(st.tuples(st.sampled_from(OVERLAY_PLACES), VALUES | st.just(GONE)), min_size=1, max_size=3))
def test_any_values_in_a_translation_give_problems_or_questionnaires(
    edits: list[tuple[Place, object]],
) -> None:
    overlay = OVERLAY
    for place, value in edits:
        assert overlay is not None
        overlay = put(overlay, place, value)
    check_any(FILES.source, overlay)


@settings(deadline=None)  # the first example builds the types
@given(st.lists(st.tuples(st.sampled_from(PLAIN_PLACES), VALUES | st.just(GONE)), min_size=1, max_size=3))
def test_any_values_in_a_plain_test_give_problems_or_questionnaires(edits: list[tuple[Place, object]]) -> None:
    source: Document = PLAIN_SOURCE
    for place, value in edits:
        source = put(source, place, value)
    files = VersionFiles(slug="evenings", version=1, path="q", source=source)
    problems = check_version(files)
    assert all(problem.problem and problem.remedy and problem.line >= 1 for problem in problems)
    if not errors(problems):
        languages = declared_languages(files)
        language, frame = source_language(source.data), declared_frames(source.data)[0]
        wording = Wording(slug="evenings", version=1, language=language, frame=frame)
        found = build_questionnaire(whole(source.data, None, language, frame, languages), wording)
        build_profile(found, {})
        assert "short" not in found.forms or shortened(found).scales


@settings(deadline=None)  # the first example builds the types
@given(st.sampled_from(SOURCE_PLACES))
def test_what_is_left_out_is_missed_or_was_optional(place: Place) -> None:
    assert FILES.source is not None
    check_any(put(FILES.source, place, GONE), OVERLAY)
