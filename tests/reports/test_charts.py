"""Where a score is drawn: 1 to 5 lie on 12 to 308 of a line, and the plane has 83 units a point."""

from dataclasses import replace

import pytest

from quizapp.domain.profile import Profile, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import Score, score_answered
from quizapp.reports.charts import build_axis, build_band, build_plane, read, scale_rows
from quizapp.reports.pdf import words_of
from quizapp.settings import shipped
from tests.golden.test_golden_takers import TAKERS, answers_of

JOINT = 1.7941225779941015
"""sqrt(-2 ln .20): the ellipse that holds four in five."""


def with_estimates(questionnaire: Questionnaire, **estimates: float) -> Profile:
    profile = build_profile(questionnaire, answers_of(questionnaire, TAKERS["all_middle"]))
    moved = {
        scale: score_answered(questionnaire, scale, value, len(questionnaire.items_of(scale)))
        for scale, value in estimates.items()
    }
    return replace(profile, scores={**profile.scores, **moved})


@pytest.mark.parametrize(
    ("estimate", "x"),
    [(1, 12), (1.5, 49), (2, 86), (3, 160), (3.25, 178.5), (4, 234), (4.75, 289.5), (5, 308)],
)
def test_a_score_lies_on_the_line(between_us: Questionnaire, estimate: float, x: float) -> None:
    for scale in between_us.scales:
        profile = with_estimates(between_us, **{scale: estimate})
        row = next(row for row in scale_rows(between_us, profile) if row.scale == scale)
        assert row.x == x
        score = profile.scores[scale]
        assert (row.x_low, row.x_high) == (
            round(12 + (score.low - 1) * 74, 1),
            round(12 + (score.high - 1) * 74, 1),
        )


@pytest.mark.parametrize(("estimate", "end"), [(1, "x_low"), (1.2, "x_low"), (4.8, "x_high"), (5, "x_high")])
def test_an_interval_ends_where_the_line_ends(between_us: Questionnaire, estimate: float, end: str) -> None:
    for row in scale_rows(between_us, with_estimates(between_us, **dict.fromkeys(between_us.scales, estimate))):
        assert getattr(row, end) == {"x_low": 12, "x_high": 308}[end]
        assert 12 <= row.x_low <= row.x <= row.x_high <= 308


@pytest.mark.parametrize(
    ("across", "up", "x", "y"),
    [
        (1, 1, 4, 352),
        (5, 5, 336, 24),
        (3, 3, 170, 188),
        (2, 4, 87, 106),
        (4, 2, 253, 270),
        (1.5, 4.5, 45.5, 65),
    ],
)
def test_two_scores_lie_on_the_plane(between_us: Questionnaire, across: float, up: float, x: float, y: float) -> None:
    assert between_us.plane
    scales = {between_us.plane.across: across, between_us.plane.up: up}
    profile = with_estimates(between_us, **scales)
    plane = build_plane(between_us, profile)
    assert plane
    assert (plane.x, plane.y) == (x, y)
    error: dict[str, Score] = profile.scores
    assert plane.radius_x == round(JOINT * error[between_us.plane.across].error * 83, 1)
    assert plane.radius_y == round(JOINT * error[between_us.plane.up].error * 82, 1)


def test_there_is_no_plane_without_both_scores(between_us: Questionnaire) -> None:
    profile = with_estimates(between_us)
    assert between_us.plane
    for scale in (between_us.plane.across, between_us.plane.up):
        left = {key: score for key, score in profile.scores.items() if key != scale}
        assert build_plane(between_us, replace(profile, scores=left)) is None
    assert build_plane(replace(between_us, plane=None), profile) is None


@pytest.mark.parametrize(
    ("taker", "quarter"),
    [
        ("at_ease_and_mending", (4, 188, 166, 164)),
        ("keeping_room_and_stepping_back", None),
        ("listening_and_reaching", None),
        ("both_pulls_and_swing", (170, 24, 166, 164)),
        ("all_middle", "nowhere"),
    ],
)
def test_the_named_quarter_is_that_in_which_the_dot_lies(
    between_us: Questionnaire, taker: str, quarter: object
) -> None:
    plane = build_plane(between_us, build_profile(between_us, answers_of(between_us, TAKERS[taker])))
    assert plane
    if quarter == "nowhere":
        assert plane.here is None
        return
    assert plane.here
    left, top, width, height = plane.here
    assert left <= plane.x <= left + width
    assert top <= plane.y <= top + height
    assert quarter is None or plane.here == quarter
    assert sum(corner.here for corner in plane.corners) == 1


def test_what_lies_outside_of_the_plane_is_not_drawn(between_us: Questionnaire) -> None:
    assert between_us.plane
    profile = with_estimates(between_us, **{between_us.plane.across: 1, between_us.plane.up: 5})
    drawn = words_of(shipped("templates"), "en").from_string(
        '{% from "components/plane.html" import plane %}{{ plane(it, "p") }}'
    )
    svg = drawn.render(it=build_plane(between_us, profile))
    assert '<clipPath id="p-area"><rect x="4" y="24" width="332" height="328" rx="10"/></clipPath>' in svg
    assert '<g clip-path="url(#p-area)"><ellipse class="p-sure" cx="4.0" cy="24.0"' in svg


def test_a_scale_without_enough_answers_has_no_place(between_us: Questionnaire) -> None:
    profile = build_profile(between_us, {})
    for row in scale_rows(between_us, profile):
        assert (row.reading, row.probability, row.answered, row.word) == (None, None, 0, "")
        assert row.of == len(between_us.items_of(row.scale))


def test_a_scale_without_enough_answers_still_says_how_many_there_were(between_us: Questionnaire) -> None:
    first = next(iter(between_us.items_of("ANX")))
    option = next(iter(between_us.responses_of(first).options))
    row = scale_rows(between_us, build_profile(between_us, {first: option}))[0]
    assert row.scale == "ANX"
    assert row.reading is None
    assert (row.answered, row.of) == (1, 6)


def test_an_axis_shows_the_highest_first(between_us: Questionnaire) -> None:
    for taker in TAKERS.values():
        profile = build_profile(between_us, answers_of(between_us, taker))
        for axis in between_us.axes:
            rows = build_axis(between_us, axis, profile).rows
            assert [row.x for row in rows] == sorted((row.x for row in rows), reverse=True)
            assert {row.scale for row in rows} == set(axis.scales)


def test_a_score_is_printed_with_one_decimal(between_us: Questionnaire) -> None:
    score = score_answered(between_us, "ANX", 14 / 6, 6)
    assert (read(score).estimate, read(score).low, read(score).high, read(score).highest) == (
        "2.3",
        "1.8",
        "2.9",
        "5",
    )


@pytest.mark.parametrize(
    ("days", "places"),
    [
        ([(1, 40)], [(0, 156)]),
        ([(1, 20), (21, 40)], [(0, 78), (78, 78)]),
        ([(1, 7), (8, 14), (15, 40)], [(0, 27.3), (27.3, 27.3), (54.6, 101.4)]),
    ],
)
def test_a_stage_is_as_wide_as_its_days(days: list[tuple[int, int]], places: list[tuple[float, float]]) -> None:
    band = build_band(days)
    assert [(stage.x, stage.width) for stage in band] == places
    assert [stage.label for stage in band] == [f"{first}–{last}" for first, last in days]
