"""What a definition leaves out is supplied in its language, and what cannot be is named."""

import re
from pathlib import Path

import pytest

from quizapp.definitions.layout import AT_MOST, interleaved, laid_out
from quizapp.definitions.library import Library
from quizapp.definitions.standard import standard_words
from quizapp.definitions.wording import texts
from quizapp.domain.scoring import score
from tests.definitions.flaws import said_of

PLAIN = """\
title: How the day ends
responses: [Not like me, Hardly like me, Somewhat like me, Mostly like me, Very much like me]
scales:
  rest: {name: Rest}
  talk: {name: Talk}
items:
  rest1: {scale: rest, text: I put the day down before I lie down.}
  rest2: {scale: rest, text: My evenings are slow.}
  rest3: {scale: rest, reverse: true, text: I take work to bed.}
  talk1: {scale: talk, text: I tell one thing of the day.}
  talk2: {scale: talk, text: I ask how it was.}
  talk3: {scale: talk, reverse: true, text: I let the evening go by without a word.}
"""
CHINESE = """\
title: 一天怎么结束
responses: [完全不像我, 不太像我, 有点像我, 比较像我, 非常像我]
scales: {rest: {name: 歇一歇}, talk: {name: 说说话}}
items:
  rest1: {text: 躺下以前，我会把一天放下。}
  rest2: {text: 我的晚上过得很慢。}
  rest3: {text: 我会把工作带到床上。}
  talk1: {text: 我会说一件当天的事。}
  talk2: {text: 我会问对方今天怎么样。}
  talk3: {text: 我常常一晚上不说一句话。}
"""
NO_STRENGTH = "no end of any scale is a strength, so nobody is told what carries"


def written(folder: Path, **files: str) -> Path:
    """A folder of questionnaires with one in it; ``files``: by name, without ``.yaml``."""
    version = folder / "evenings" / "v1"
    version.mkdir(parents=True)
    for name, text in {"questionnaire": PLAIN, **files}.items():
        (version / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return folder


def test_a_plain_test_is_twelve_lines_and_the_one_that_authors_are_shown() -> None:
    assert len(PLAIN.splitlines()) <= 12
    assert f"```yaml\n{PLAIN}```" in (Path(__file__).parents[2] / "docs/authoring.md").read_text("utf-8")


def test_a_plain_test_is_sound(tmp_path: Path) -> None:
    assert [said[2] for said in said_of(written(tmp_path))] == [NO_STRENGTH]


def test_what_a_plain_test_leaves_out_is_supplied(tmp_path: Path) -> None:
    found = Library.load(written(tmp_path)).get("evenings", 1, "en", "general")
    assert (found.minutes, found.languages, list(found.frames)) == (1, {"en": "draft"}, ["general"])
    assert found.pages == [["rest1", "talk1", "rest2", "talk2", "rest3", "talk3"]]
    assert found.front.headline == ["How the day ends"]
    assert found.front.line == "6 sentences, in your own time"
    assert [(option.value, option.label) for option in found.responses_of("rest1").options.values()] == [
        (1, "Not like me"),
        (2, "Hardly like me"),
        (3, "Somewhat like me"),
        (4, "Mostly like me"),
        (5, "Very much like me"),
    ]
    assert found.scales["rest"].high.plain == "“Rest” came through clearly in your answers."
    assert found.items["rest3"].retelling_low == "you said no to “I take work to bed”"
    assert [axis.scales for axis in found.axes] == [["rest", "talk"]]
    assert found.fear is None


def test_the_figures_supplied_are_those_of_an_untried_scale(tmp_path: Path) -> None:
    """Three items that correlate .30: .5625 by Spearman-Brown. A fifth of the range:
    .80 of 1 to 5. Of yes and no more: .30 of 1 to 2.
    """
    rest = Library.load(written(tmp_path)).get("evenings", 1, "en", "general").scales["rest"]
    assert (rest.reliability, rest.standard_deviation, rest.retest_reliability) == (0.56, 0.8, 0.7)
    two = PLAIN.replace("Hardly like me, Somewhat like me, Mostly like me, ", "")
    narrow = Library.load(written(tmp_path / "two", questionnaire=two)).get("evenings", 1, "en", "general")
    assert narrow.scales["rest"].standard_deviation == 0.3


def test_a_plain_test_is_scored(tmp_path: Path) -> None:
    found = Library.load(written(tmp_path)).get("evenings", 1, "en", "general")
    scores = score(found, {"rest1": "a5", "rest2": "a4", "rest3": "a1"})
    assert scores.keys() == {"rest"}
    assert scores["rest"].estimate == pytest.approx((5 + 4 + 5) / 3)


def test_a_translation_says_only_what_the_source_says(tmp_path: Path) -> None:
    folder = written(tmp_path, zh_Hans=CHINESE)
    assert [said[2] for said in said_of(folder)] == [NO_STRENGTH]
    found = Library.load(folder).get("evenings", 1, "zh-Hans", "general")
    assert found.scales["rest"].high.plain == "你的回答里，“歇一歇”很明显。"
    assert found.responses_of("talk1").options["a1"].label == "完全不像我"


def test_a_translation_may_say_more_in_its_own_words(tmp_path: Path) -> None:
    folder = written(tmp_path, zh_Hans=CHINESE + "front: {subline: 六句话，看看晚上。}\n")
    assert [said[2] for said in said_of(folder)] == [NO_STRENGTH]
    assert Library.load(folder).get("evenings", 1, "zh-Hans", "general").front.subline == "六句话，看看晚上。"
    assert Library.load(folder).get("evenings", 1, "en", "general").front.subline != "六句话，看看晚上。"


def test_an_authors_words_stand_before_the_standard_ones(tmp_path: Path) -> None:
    own = PLAIN.replace("{name: Rest}", "{name: Rest, high: {plain: You rest well.}, reliability: 0.6}")
    rest = Library.load(written(tmp_path, questionnaire=own)).get("evenings", 1, "en", "general").scales["rest"]
    assert (rest.high.plain, rest.high.word, rest.reliability) == ("You rest well.", "plenty", 0.6)
    assert rest.high.shared is None, "what is said in the first person would not be what the owner read"
    assert rest.low.shared is not None


def test_a_source_in_a_language_without_standard_words_is_told_what_is_missing(tmp_path: Path) -> None:
    folder = written(tmp_path, questionnaire="source_language: de\n" + PLAIN)
    missing = [said[2] for said in said_of(folder) if said[4] == "error"]
    why = ", and this language has no standard words for it"
    assert missing == [
        *(f"`{key}` is missing{why}" for key in ("frames", "front", "in_between", "opening")),
        *sorted(f"`{key}` is missing{why}" for key in ("high", "low", "meaning", "topic")) * 2,
    ]


def test_a_translation_into_a_language_without_standard_words_is_told_what_is_missing(tmp_path: Path) -> None:
    folder = written(tmp_path, de=CHINESE)
    said = [(name, problem, remedy) for name, _, problem, remedy, severity in said_of(folder) if severity == "error"]
    assert ("de.yaml", "`front` is not translated", "add `front` with its 13 texts") in said
    assert ("de.yaml", "`scales.rest.high` is not translated", "add `high` with its 4 texts") in said
    assert {problem for _, problem, _ in said} == {
        *(f"`{key}` is not translated" for key in ("front", "frames", "opening", "in_between")),
        *(
            f"`scales.{scale}.{key}` is not translated"
            for scale in ("rest", "talk")
            for key in ("meaning", "topic", "high", "low")
        ),
    }


def test_responses_are_a_list(tmp_path: Path) -> None:
    keyed = re.sub(r"responses: .*", "responses: {a: Not like me, b: Very much like me}", PLAIN)
    said = said_of(written(tmp_path, questionnaire=keyed))
    assert said[0][1:4] == (2, "`responses` is no list", "write the labels of the answers, lowest first")
    one = PLAIN.replace(", Hardly like me, Somewhat like me, Mostly like me, Very much like me", "")
    said = said_of(written(tmp_path / "one", questionnaire=one))
    assert said[0][1:4] == (2, "1 options leave nothing to choose", "declare two or more")


def test_the_shorthand_stands_beside_no_response_set_of_its_name(tmp_path: Path) -> None:
    both = PLAIN + "response_sets: {answers: {options: {a: {value: 1, label: A}, b: {value: 2, label: B}}}}\n"
    errors = [said for said in said_of(written(tmp_path, questionnaire=both)) if said[4] == "error"]
    problem = "`responses` is short for the response set `answers`, which is declared as well"
    assert [said[1:3] for said in errors] == [(2, problem)]


def test_the_standard_words_say_the_same_in_every_language() -> None:
    english, chinese = standard_words("en"), standard_words("zh-Hans")
    assert list(places(english)) == list(places(chinese))
    assert {place for place, _ in texts(english)} <= set(places(english))


def places(value: object, place: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    if isinstance(value, dict):
        return [inner for key, each in value.items() for inner in places(each, (*place, key))]
    if isinstance(value, list):
        return [inner for key, each in enumerate(value) for inner in places(each, (*place, key))]
    return [place]


@pytest.mark.parametrize(
    ("scales", "order"),
    [
        ("aaabbb", "ababab"),
        ("aaaabb", "ababaa"),
        ("aabbcc", "abcabc"),
        ("abbb", "babb"),
        ("aaa", "aaa"),
        ("", ""),
    ],
)
def test_scales_are_interleaved(scales: str, order: str) -> None:
    items = {f"{scale}{number}": scale for number, scale in enumerate(scales)}
    assert "".join(key[0] for key in interleaved(items)) == order


def test_pages_hold_few_items_and_none_is_nearly_empty() -> None:
    for count in range(1, 40):
        pages = laid_out({f"i{n}": ("likert", "ab"[n % 2]) for n in range(count)}, [])
        sizes = [len(page) for page in pages]
        assert sum(sizes) == count
        assert max(sizes) <= AT_MOST
        assert max(sizes) - min(sizes) <= 1


def test_notes_and_sections_keep_their_place() -> None:
    items: dict[str, tuple[str, str | None]] = {
        "intro": ("note", None),
        "where": ("rating", None),
        "a1": ("likert", "a"),
        "b1": ("likert", "b"),
        "c1": ("likert", "a"),
        "more": ("long_text", None),
        "c2": ("likert", "b"),
    }
    assert laid_out(items, [["c1", "c2"]]) == [["intro"], ["a1", "b1", "where", "more"], ["c1", "c2"]]
