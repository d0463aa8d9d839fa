"""Everything kept is read back as it was, or refused with a reason that quotes nobody."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.plan import Chosen, Day, Plan, PlannedStage
from quizapp.domain.profile import NamedPattern, Profile, Statement
from quizapp.domain.result import KeptAnswers, LiveShare, Rendering, Result, Share, Sitting
from quizapp.domain.scoring import Score
from quizapp.storage.shapes import Shape, ShapeUnknown

WHEN = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
TOKEN = "A" * 43
numbers = st.floats(allow_nan=False)
texts = st.text(max_size=8)


def of_numbers(kind: type[Any], **others: Any) -> st.SearchStrategy[Any]:
    """Examples of ``kind`` without NaN, which equals nothing, itself least of all."""
    floats = {part.name: numbers for part in fields(kind) if part.type is float}
    return st.builds(kind, **{**floats, **others})


scores = of_numbers(Score, low=st.integers(1, 5))
profiles = st.builds(
    Profile,
    scores=st.dictionaries(texts, scores, max_size=2),
    ratings=...,
    statements=st.lists(of_numbers(Statement), max_size=2),
    both_ways=...,
    patterns=st.dictionaries(texts, of_numbers(NamedPattern), max_size=2),
    first_step=...,
)
moments = st.datetimes(timezones=st.just(UTC))
shares = st.lists(st.builds(LiveShare, made_at=moments), max_size=2)
chosen = of_numbers(Chosen)
days = st.lists(st.builds(Day, id=...), max_size=3)
stage = st.builds(PlannedStage, exercises=st.lists(chosen, max_size=2), letter=chosen, days=days)
plan = st.builds(Plan, stages=st.lists(stage, max_size=2))
plans = st.dictionaries(st.sampled_from(["solo", "together"]), plan, max_size=2)
results = st.builds(Result, submitted_at=moments, keep_until=moments, profile=profiles, plans=plans, shares=shares)
kept: dict[type[Any], st.SearchStrategy[Any]] = {
    Sitting: st.builds(Sitting, started_at=moments, answers=...),
    KeptAnswers: st.builds(KeptAnswers),
    Share: st.builds(Share, made_at=moments, profile=profiles),
    Result: results,
    Rendering: st.builds(Rendering, of=results, busy_until=moments, keep_until=moments, made=st.binary(max_size=99)),
}
SHAPES = {kind: Shape(kind) for kind in kept}


def sitting() -> Sitting:
    answers = {"item-marker": "option-marker"}
    return Sitting(slug="s", version=1, frame="now", consent="c", started_at=WHEN, answers=answers)


def result() -> Result:
    return Result(
        slug="s",
        version=1,
        frame="now",
        consent="c",
        submitted_at=WHEN,
        keep_until=WHEN,
        answered=1,
        of=1,
        profile=Profile(scores={}, ratings={}, statements=[]),
        plans={},
        shares=[LiveShare(secret=TOKEN, made_at=WHEN, shows=[])],
    )


@pytest.mark.parametrize("kind", kept, ids=lambda kind: kind.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_whatever_is_kept_comes_back_the_same(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(kept[kind])
    assert SHAPES[kind].load(SHAPES[kind].dump(value)) == value


def test_times_come_back_to_the_microsecond_and_know_that_they_are_utc() -> None:
    back = SHAPES[Sitting].load(SHAPES[Sitting].dump(sitting()))
    assert back.started_at == WHEN
    assert back.started_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("wrong", [WHEN.replace(tzinfo=None), WHEN.astimezone(timezone(timedelta(hours=8)))])
@pytest.mark.parametrize(
    "place",
    [
        lambda wrong: replace(result(), keep_until=wrong),
        lambda wrong: replace(result(), shares=[LiveShare(secret=TOKEN, made_at=wrong, shows=[])]),
    ],
    ids=["result", "share in a result"],
)
def test_a_time_that_is_not_in_utc_is_refused(place: Callable[[datetime], Result], wrong: datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        SHAPES[Result].dump(place(wrong))


def test_what_is_not_whole_is_refused_before_it_is_kept_and_not_quoted() -> None:
    broken: Any = {"a1": ["option-marker"]}
    with pytest.raises(TypeError) as refused:
        SHAPES[Sitting].dump(replace(sitting(), answers=broken))
    assert "option-marker" not in str(refused.value)


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (b'[1,{"answers":{},"mood":"option-marker"}]', "unexpected keyword argument mood"),
        (b"[1,{}]", "missing answers"),
        (b'[1,{"answers":{"item-marker":["option-marker"]}}]', "string type answers"),
        (b'[2,{"answers":{}}]', "literal error"),
        (b'{"answers":{}}', "tuple type"),
        (b"option-marker", "json invalid"),
        (b"", "json invalid"),
    ],
)
def test_what_another_version_stored_is_refused_by_name_and_not_quoted(stored: bytes, reason: str) -> None:
    with pytest.raises(ShapeUnknown) as refused:
        SHAPES[KeptAnswers].load(stored)
    assert "KeptAnswers" in str(refused.value)
    assert reason in str(refused.value)
    assert "marker" not in str(refused.value)
    assert refused.value.__cause__ is refused.value.__context__ is None


def test_an_unknown_field_deep_inside_is_refused_too() -> None:
    stored = SHAPES[Result].dump(result()).replace(b'"statements"', b'"mood":1,"statements"')
    with pytest.raises(ShapeUnknown, match="unexpected keyword argument profile"):
        SHAPES[Result].load(stored)


def test_a_field_that_came_later_takes_its_default() -> None:
    stored = SHAPES[Result].dump(replace(result(), shares=[])).replace(b',"shares":[]', b"")
    assert b"shares" not in stored
    assert SHAPES[Result].load(stored).shares == []


def test_a_result_from_before_there_were_open_prompts_holds_no_answer_to_them() -> None:
    later = b',"reflection":{"ratings":{},"rankings":{},"texts":{}}'
    stored = SHAPES[Result].dump(result())
    assert later in stored
    assert SHAPES[Result].load(stored.replace(later, b"")) == result()
