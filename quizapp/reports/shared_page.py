"""Share -> the page another person reads. It speaks as "I" and knows only what was ticked."""

from dataclasses import dataclass

from quizapp.domain.profile import Profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Share
from quizapp.domain.strengths import strength_of
from quizapp.reports.charts import PlaneView, build_plane
from quizapp.reports.shareable import PLANE
from quizapp.reports.strength_view import StrengthView

_OF_A_SCALE = ("strength", "line", "helps")
"""What is ticked by the scale that it is said of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPattern:
    """A pattern as its owner tells it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPage:
    """All that a shared page shows."""

    slug: str
    name: str
    title: str
    strengths: list[StrengthView]
    lines: list[str]
    helps: list[str]
    patterns: list[SharedPattern]
    plane: PlaneView | None
    invitation: str


def cut_profile(questionnaire: Questionnaire, profile: Profile, shows: list[str]) -> Profile:
    """What of a profile the ticked things need, and nothing else."""
    scales = {name for kind, _, name in (key.partition(":") for key in shows) if kind in _OF_A_SCALE}
    patterns = {name for kind, _, name in (key.partition(":") for key in shows) if kind == "pattern"}
    plane = questionnaire.plane
    drawn = {plane.across, plane.up} if plane and PLANE in shows else set[str]()
    return Profile(
        scores={scale: score for scale, score in profile.scores.items() if scale in drawn},
        ratings={},
        statements=[s for s in profile.statements if s.scale in scales],
        patterns={
            family: named
            for family, named in profile.patterns.items()
            if named.pattern in patterns or (plane and PLANE in shows and family == plane.family)
        },
    )


def build_shared_page(questionnaire: Questionnaire, share: Share) -> SharedPage:
    """The view model of a share, in the language and frame of ``questionnaire``."""
    told = {s.scale: s for s in share.profile.statements}
    ends = {scale: questionnaire.end_of(scale, said.end) for scale, said in told.items()}
    ticked = [key.partition(":")[::2] for key in share.shows]
    return SharedPage(
        slug=questionnaire.slug,
        name=questionnaire.title,
        title=questionnaire.frames[share.frame].shared_title,
        strengths=[
            StrengthView(
                key=f"strength:{scale}",
                title=strength.shared_title,
                detail=strength.shared_detail,
                drawing=strength.drawing,
            )
            for kind, scale in ticked
            if kind == "strength" and (strength := strength_of(questionnaire, told[scale]))
        ],
        lines=[shared for kind, scale in ticked if kind == "line" and (shared := ends[scale].shared)],
        helps=[helps for kind, scale in ticked if kind == "helps" and (helps := ends[scale].helps)],
        patterns=[
            SharedPattern(title=pattern.shared_title, text=pattern.shared)
            for pattern in (questionnaire.patterns[key] for kind, key in ticked if kind == "pattern")
        ],
        plane=build_plane(questionnaire, share.profile) if PLANE in share.shows else None,
        invitation=questionnaire.front.invitation,
    )
