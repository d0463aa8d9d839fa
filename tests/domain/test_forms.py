"""A short form is a questionnaire of its own: fewer items, reliabilities to match, and only what they can carry."""

from dataclasses import replace

import pytest

from quizapp.definitions.library import Library
from quizapp.domain.forms import find_break, items_within, shortened
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Extent, Questionnaire
from quizapp.domain.scoring import score
from tests.web.walk import all_answered


@pytest.fixture
def short(between_us: Questionnaire) -> Questionnaire:
    return shortened(between_us)


def test_it_is_the_one_that_is_offered(short: Questionnaire, library: Library) -> None:
    assert short == library.get("between-us", 1, "en", "now", "short")


def test_the_short_form_asks_the_first_half(short: Questionnaire, between_us: Questionnaire) -> None:
    assert short.pages == between_us.pages[:4]
    assert (len(short.asked), short.form, find_break(between_us)) == (24, "short", 4)


def test_it_takes_its_share_of_the_minutes_and_never_none(between_us: Questionnaire, short: Questionnaire) -> None:
    """8 minutes for 52 items: 24 of them take 3.7; of 1 minute, half a minute is called one."""
    assert (replace(between_us, minutes=8), len(between_us.items)) == (between_us, 52)
    assert short.minutes == 4
    assert shortened(replace(between_us, minutes=1)).minutes == 1


def test_every_line_of_the_short_form_can_be_scored(short: Questionnaire) -> None:
    """Three items each, one of them turned; the resources are scored together."""
    assert list(short.scales) == ["ANX", "AVO", "PUR", "WDR", "DIA", "REP"]
    assert list(short.composites) == ["RES"]
    for scale in short.scales:
        items = short.items_of(scale)
        assert (len(items), sum(item.reverse for item in items.values())) == (3, 1)
    assert score(short, all_answered(short, 4)).keys() == {*short.scales, "RES"}


def test_its_reliabilities_are_those_of_its_items(short: Questionnaire) -> None:
    """By hand, k r / (1 + (k - 1) r): .72 with 3 of 6, .63 with 3 of 4, .84 with 6 of 12."""
    assert short.scales["ANX"].reliability == pytest.approx(0.36 / 0.64)
    assert short.scales["PUR"].reliability == pytest.approx(0.4725 / 0.8425)
    assert short.composites["RES"].reliability == pytest.approx(0.42 / 0.58)
    assert short.scales["ANX"].retest_reliability == pytest.approx(0.35 / 0.65)
    assert short.composites["RES"].retest_reliability == pytest.approx(0.375 / 0.625)


def test_the_same_answers_leave_wider_intervals(short: Questionnaire, between_us: Questionnaire) -> None:
    few, all_of_them = (score(one, all_answered(one, 4)) for one in (short, between_us))
    assert all(few[scale].error > all_of_them[scale].error for scale in few)
    assert few["ANX"].error == pytest.approx(0.8 * (1 - 0.5625) ** 0.5)


def test_nothing_is_said_of_what_was_not_asked(short: Questionnaire) -> None:
    assert list(short.families) == [short.plane.family] if short.plane else []
    assert {pattern.family for pattern in short.patterns.values()} == set(short.families)
    assert {scale for axis in short.axes for scale in axis.scales} <= set(short.scales)
    profile = build_profile(short, all_answered(short, 4))
    assert {statement.scale for statement in profile.statements} == set(short.scales)


def test_answers_beyond_the_form_change_nothing(short: Questionnaire, between_us: Questionnaire) -> None:
    more = all_answered(between_us, 4)
    assert build_profile(short, more) == build_profile(short, {key: more[key] for key in short.items})


def test_notes_do_not_count_as_items(between_us: Questionnaire) -> None:
    note = replace(between_us.items["anx1"], kind="note", responses="", scale=None)
    with_note = replace(between_us, items={"hello": note, **between_us.items}, pages=[["hello"], *between_us.pages])
    assert items_within(with_note, Extent(items=6)) == ["hello", *between_us.pages[0]]
    assert shortened(replace(with_note, forms={"short": Extent(items=6)})).pages == [["hello"], between_us.pages[0]]


# --- what hangs on a scale that is left out -------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "scales", "families", "plane"),
    [
        # Of ANX and AVO three items each are among the first 24, two among the first 16.
        pytest.param(24, ["ANX", "AVO"], ["attachment"], True, id="both lines of the plane"),
        pytest.param(12, [], [], False, id="neither"),
    ],
)
def test_a_family_and_a_plane_stay_only_with_all_their_scales(
    between_us: Questionnaire, items: int, scales: list[str], families: list[str], *, plane: bool
) -> None:
    cut = shortened(replace(between_us, forms={"short": Extent(items=items)}))
    assert [scale for scale in cut.scales if scale in ("ANX", "AVO")] == scales
    assert list(cut.families) == families
    assert (cut.plane is not None) is plane


def cut_without(between_us: Questionnaire, *unscored: str) -> Questionnaire:
    """The first 24 items, where all but one item of these scales come later."""
    moved = {scale: list(between_us.items_of(scale))[1:] for scale in unscored}
    late = [key for keys in moved.values() for key in keys]
    rest = [key for page in between_us.pages for key in page if key not in late]
    return shortened(replace(between_us, pages=[rest, late], forms={"short": Extent(items=24)}))


def test_one_missing_scale_takes_its_family_and_its_place_on_an_axis_and_leaves_the_others(
    between_us: Questionnaire,
) -> None:
    for missing in ("ANX", "AVO"):
        cut = cut_without(between_us, missing)
        assert missing not in cut.scales
        assert (cut.plane, "attachment" in cut.families) == (None, False)
    cut = cut_without(between_us, "PUR")
    assert cut.plane == between_us.plane
    assert list(cut.families) == ["attachment"]
    assert {pattern.family for pattern in cut.patterns.values()} == {"attachment"}
    assert all(axis.scales and "PUR" not in axis.scales for axis in cut.axes)


def test_a_plane_goes_with_its_lines_also_where_its_family_does_not_ask_about_them(between_us: Questionnaire) -> None:
    assert between_us.plane is not None
    other = replace(between_us.plane, up="SIL")
    cut = shortened(replace(between_us, plane=other))
    assert "SIL" not in cut.scales
    assert (list(cut.families), cut.plane) == (["attachment"], None)


def test_a_plane_stays_where_its_two_lines_are_all_there_is(between_us: Questionnaire) -> None:
    two = {scale: between_us.scales[scale] for scale in ("ANX", "AVO")}
    cut = shortened(replace(between_us, scales=two, composites={}))
    assert list(cut.scales) == ["ANX", "AVO"]
    assert cut.plane == between_us.plane


def test_what_needs_nothing_that_is_missing_stays_whole(between_us: Questionnaire) -> None:
    """A form of everything is the full one but for its name: nothing is dropped by the dropping."""
    everything = shortened(replace(between_us, forms={"short": Extent(pages=len(between_us.pages))}))
    assert replace(everything, form="full", forms=between_us.forms) == between_us
    assert everything.axes == between_us.axes


def test_a_test_without_a_plane_has_none_in_short(between_us: Questionnaire) -> None:
    assert shortened(replace(between_us, plane=None)).plane is None
