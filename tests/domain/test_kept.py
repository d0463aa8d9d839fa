"""What is kept of a sitting and of a result, and what of it may be pooled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.items import Item
from quizapp.domain.picture import PICTURE_KINDS, find_picture_kind
from quizapp.domain.pool import PooledAnswers, cut_off, find_offer
from quizapp.domain.printing import PRINTINGS, Printing, find_printing
from quizapp.domain.profile import build_profile
from quizapp.domain.quality import Quality
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import Reflection
from quizapp.domain.result import SKIPPED, Handover, KeptAnswers, Result, Sitting
from quizapp.domain.wording import Text, filled, sentence
from tests.simulated_takers import answers_from

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def sitting(**answers: str) -> Sitting:
    return Sitting(slug="s", version=1, frame="now", consent="2026-11", started_at=NOON, answers=answers)


def test_later_answers_go_over_earlier_ones_and_an_empty_one_takes_its_own_back() -> None:
    changed = sitting(one="a", two="b", three="c").with_answers({"two": "d", "three": "", "four": SKIPPED})
    assert changed.answers == {"one": "a", "two": "d", "four": SKIPPED}
    assert changed.given == {"one": "a", "two": "d"}


def test_an_answer_given_later_counts_though_it_was_sent_earlier() -> None:
    """Kept with the milliseconds after the start, a part of one cut off."""
    second = NOON + timedelta(seconds=1, microseconds=999)
    began = sitting(old="x").with_given({"one": "a", "two": "b"}, second)
    assert (began.answers, began.given_at) == ({"old": "x", "one": "a", "two": "b"}, {"one": 1000, "two": 1000})
    again = began.with_given({"two": "c"}, NOON)
    assert (again.answers["two"], again.given_at) == ("c", {"one": 1000, "two": 0})

    late = again.with_later({"one": "late", "two": "late", "three": "new"}, second)
    assert late.answers == {"old": "x", "one": "a", "two": "late", "three": "new"}
    assert late.given_at == {"one": 1000, "two": 1000, "three": 1000}
    at_the_start = sitting().with_later({"one": "a"}, NOON)
    assert (at_the_start.answers, at_the_start.given_at) == ({"one": "a"}, {"one": 0})


@pytest.mark.parametrize(
    ("opened_by", "browser", "opens"), [("", "new", True), ("mine", "mine", True), ("mine", "other", False)]
)
def test_a_way_to_go_on_opens_to_the_browser_that_opened_it_first(opened_by: str, browser: str, opens: bool) -> None:  # noqa: FBT001 - a column of the table
    assert Handover(slug="s", sitting="secret", opened_by=opened_by).open_to(browser) is opens


def result(questionnaire: Questionnaire, values: dict[str, int], seconds: float | None = 4.0) -> Result:
    return Result(
        slug="between-us",
        version=3,
        frame="former",
        consent="2026-11",
        submitted_at=NOON,
        keep_until=NOON + timedelta(days=90),
        answered=len(values),
        of=52,
        profile=build_profile(questionnaire, answers_from(questionnaire, values)),
        plans={},
        form="short",
        quality=Quality(run=1, run_limit=13, seconds=seconds, gap=None, skipped=0.0),
    )


def test_a_rating_that_was_looked_at_again_counts_as_it_is_now(between_us: Questionnaire) -> None:
    assert between_us.plan is not None
    (again,) = (key for key, prompt in between_us.plan.reflection.items() if prompt.item == "today")
    first = result(between_us, {"today": 3, "enough": 7})
    assert first.ratings_now(between_us.plan) == {"today": 3, "enough": 7}
    later = replace(first, reflection=Reflection(ratings={again: 5}))
    assert later.ratings_now(between_us.plan) == {"today": 5, "enough": 7}


@pytest.mark.parametrize(
    ("seconds", "kept"),
    [(None, None), (4.0, 4.0), (4.2, 4.0), (4.3, 4.5), (4.8, 5.0), (59.9, 60.0), (60.6, 60.0), (3600.0, 60.0)],
)
def test_what_is_pooled_leads_back_to_nobody(
    between_us: Questionnaire, seconds: float | None, kept: float | None
) -> None:
    own_words = Item(kind="long_text", text=Text("What else?"))
    asked = replace(between_us, language="zh-Hans", items={"more": own_words, **between_us.items})
    answers = {"today": SKIPPED, "anx2": "a2", "more": "Chen Jing", "anx1": "a1"}
    pooled = cut_off(
        asked, result(between_us, {"today": 3}, seconds), KeptAnswers(answers=answers), month="2026-11", consent="v7"
    )
    assert pooled == PooledAnswers(
        slug="between-us",
        version=3,
        language="zh-Hans",
        frame="former",
        form="short",
        month="2026-11",
        consent="v7",
        seconds=kept,
        answers={"anx1": "a1", "anx2": "a2"},
    )
    assert list(pooled.answers) == ["anx1", "anx2"]


def test_answers_whose_pace_nobody_saw_are_pooled_without_it(between_us: Questionnaire) -> None:
    unseen = replace(result(between_us, {}), quality=None)
    pooled = cut_off(between_us, unseen, KeptAnswers(answers={}), month="2026-11", consent="v7")
    assert (pooled.seconds, pooled.answers) == (None, {})


def test_every_printing_is_found_by_its_words_and_no_other() -> None:
    assert [find_printing(one.edition, one.paper, one.part) for one in PRINTINGS] == PRINTINGS
    assert len(set(PRINTINGS)) == 8
    assert find_printing("together", "letter", "sheets") == Printing(
        edition="together", paper="letter", part="sheets"
    )
    for asked_for in (("both", "a4", "report"), ("solo", "a3", "report"), ("solo", "a4", "all")):
        assert find_printing(*asked_for) is None


def test_a_place_in_a_text_is_filled_and_a_sentence_begins_with_a_capital() -> None:
    assert filled("{a}, {b} and {c}", a="one", b="{c}", c="three") == "one, three and three"
    assert filled("{text} of {a}", a="x") == "{text} of x"
    assert [sentence(words) for words in ("you ask", "", "你会问", "éviter")] == ["You ask", "", "你会问", "Éviter"]


def test_every_kind_of_picture_is_found_by_its_word_and_no_other() -> None:
    assert [find_picture_kind(kind) for kind in PICTURE_KINDS] == list(PICTURE_KINDS)
    assert find_picture_kind("poster") is None


@pytest.mark.parametrize(
    ("values", "language", "offer"),
    [
        pytest.param({"pur1": 3}, "en", "open", id="an answer of a scale"),
        pytest.param({"today": 4}, "en", "open", id="a rating"),
        pytest.param({}, "en", None, id="no number"),
        pytest.param({"pur1": 3}, None, None, id="in two languages"),
    ],
)
def test_what_norms_can_use_may_be_given_once_while_it_is_there(
    between_us: Questionnaire, values: dict[str, int], language: str | None, offer: str | None
) -> None:
    told = replace(result(between_us, values), language=language)
    kept = KeptAnswers(answers=answers_from(between_us, values))
    assert find_offer(told, kept) == offer
    assert find_offer(replace(told, pooled=True), kept) == "given"
    assert find_offer(told, None) is None
