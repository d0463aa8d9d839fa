"""Whatever is put into an overlay stands in it afterwards, where the source has it, beside all that was there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.definitions.decoding import find_refused
from quizapp.definitions.document import Data
from quizapp.definitions.files import VersionFiles, read_version
from quizapp.definitions.problems import Place
from quizapp.definitions.reader import read
from quizapp.definitions.translation.cells import to_cell
from quizapp.definitions.translation.overlay_file import UnreadableOverlay, overlay_text
from quizapp.definitions.wording import texts
from quizapp.domain.wording import FRAMES
from tests.definitions.flaws import VALID, VERSION

FILES: VersionFiles = read_version(VALID / VERSION)
OVERLAY = (VALID / VERSION / "zh-Hans.yaml").read_text("utf-8")


def data_of(text: str) -> Data:
    document, problems = read(text.encode(), "a")
    assert document is not None, problems
    return document.data


def filled(data: Data) -> dict[Place, str]:
    return {place: cell for place, text in texts(data) if (cell := to_cell(text))}


def source() -> Data:
    assert FILES.source is not None
    return FILES.source.data


words = st.text(min_size=1).map(str.strip).filter(lambda text: text and "\r" not in text and not find_refused(text))
changes = st.dictionaries(
    st.sampled_from([place for place, _ in texts(source())]),
    words | st.dictionaries(st.sampled_from(FRAMES), words, min_size=1),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("present", [OVERLAY, "", "# nothing yet\n"], ids=["whole", "empty", "a comment"])
def test_what_is_put_in_stands_there_beside_what_was_there(present: str) -> None:
    before = filled(data_of(present)) if present == OVERLAY else {}

    @settings(max_examples=60, deadline=None)
    @given(changes)
    def stands_there(put: dict[Place, object]) -> None:
        after = filled(data_of(overlay_text(present, source(), put)))
        assert after == before | {place: to_cell(text) for place, text in put.items()}

    stands_there()


def test_a_new_text_stands_where_the_source_has_it() -> None:
    after = overlay_text("title: a\nfear: b\n", source(), {("items", "talk1", "text"): "c", ("fear",): "d"})
    assert list(data_of(after)) == ["title", "fear", "items"]
    between = overlay_text(after, source(), {("front", "line"): "e", ("items", "calm1", "text"): "f"})
    assert list(data_of(between)) == ["title", "fear", "front", "items"]
    assert list(data_of(between)["items"]) == ["calm1", "talk1"]  # type: ignore[call-overload]


def test_a_list_that_grew_in_the_source_grows_here() -> None:
    after = overlay_text("front:\n  headline:\n    - a\n", source(), {("front", "headline", 1): "b"})
    assert data_of(after) == {"front": {"headline": ["a", "b"]}}


def test_what_is_of_the_wrong_kind_makes_room() -> None:
    after = overlay_text("items: a\n", source(), {("items", "talk1", "text"): "c"})
    assert data_of(after) == {"items": {"talk1": {"text": "c"}}}


def test_words_stay_words() -> None:
    present = "frames:\n  now: {choice: no, ask: 007} # a note\n"
    after = overlay_text(present, source(), {("frames", "now", "ask"): "true"})
    assert after == 'frames:\n  now: {choice: no, ask: "true"} # a note\n'


def test_a_file_that_cannot_be_added_to_says_in_which_line() -> None:
    with pytest.raises(UnreadableOverlay) as found:
        overlay_text("title: a\nfear: [b\n", source(), {("title",): "c"})
    assert found.value.line == 3
