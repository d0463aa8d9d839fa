"""A share holds what was ticked, and nothing from which the rest could be told."""

import json
from dataclasses import asdict

import pytest

from quizapp.domain.profile import Profile, build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Share
from quizapp.reports.shareable import PLANE, build_shareable
from quizapp.reports.shared_page import build_shared_page, cut_profile
from tests.golden.test_golden_takers import TAKERS, answers_of
from tests.reports.made import MADE_AT


@pytest.fixture(params=TAKERS)
def profile(request: pytest.FixtureRequest, between_us: Questionnaire) -> Profile:
    return build_profile(between_us, answers_of(between_us, TAKERS[request.param]))


def ticks(questionnaire: Questionnaire, profile: Profile) -> list[list[str]]:
    """Nothing, each thing alone, and everything."""
    offered = [one.key for one in build_shareable(questionnaire, profile)]
    return [[], *([key] for key in offered), offered]


def test_a_cut_profile_holds_nothing_that_was_not_ticked(between_us: Questionnaire, profile: Profile) -> None:
    assert between_us.plane
    drawn = {between_us.plane.across, between_us.plane.up}
    for shows in ticks(between_us, profile):
        cut = cut_profile(between_us, profile, shows)
        named = {key.partition(":")[2] for key in shows}
        assert set(cut.scores) == (drawn if PLANE in shows else set())
        assert {statement.scale for statement in cut.statements} == named & set(between_us.scales)
        assert (cut.ratings, cut.both_ways, cut.first_step) == ({}, {}, None)
        family = {between_us.plane.family} if PLANE in shows else set[str]()
        for key, pattern in cut.patterns.items():
            assert pattern.pattern in named or key in family
        told = set(json.dumps(asdict(cut)).split('"'))
        allowed = named | (drawn if PLANE in shows else set())
        assert told & set(between_us.scales) <= allowed
        assert told & set(between_us.items) == set()


def test_nothing_ticked_keeps_nothing(between_us: Questionnaire, profile: Profile) -> None:
    assert cut_profile(between_us, profile, []) == Profile(scores={}, ratings={}, statements=[])


def test_a_shared_page_shows_what_was_ticked_from_the_cut_alone(between_us: Questionnaire, profile: Profile) -> None:
    for shows in ticks(between_us, profile):
        cut = cut_profile(between_us, profile, shows)
        share = Share(slug="between-us", version=1, frame="now", made_at=MADE_AT, shows=shows, profile=cut)
        page = build_shared_page(between_us, share)
        kinds = [key.partition(":")[0] for key in shows]
        assert [one.key for one in page.strengths] == [key for key in shows if key.startswith("strength:")]
        assert len(page.helps) == kinds.count("helps")
        assert len(page.patterns) == kinds.count("pattern")
        assert (page.plane is not None) == (PLANE in shows)


def test_a_share_says_i_and_never_you(between_us: Questionnaire, profile: Profile) -> None:
    shows = [one.key for one in build_shareable(between_us, profile)]
    cut = cut_profile(between_us, profile, shows)
    share = Share(slug="between-us", version=1, frame="now", made_at=MADE_AT, shows=shows, profile=cut)
    page = build_shared_page(between_us, share)
    own = {scale.high.strength.title for scale in between_us.scales.values() if scale.high.strength}
    assert {one.title for one in page.strengths} & own == set()
    for pattern in page.patterns:
        assert {pattern.text} & {one.summary for one in between_us.patterns.values()} == set()
