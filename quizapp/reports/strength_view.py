"""The strengths of a result as pages and the report tell them."""

from dataclasses import dataclass

from quizapp.domain.profile import Profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.strengths import ToldStrength, told_strengths


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthView:
    """One thing that already works. ``among_strongest``: it may be called one of the person's three strongest."""

    key: str
    title: str
    detail: str
    drawing: str
    among_strongest: bool = False


def build_strengths(questionnaire: Questionnaire, profile: Profile) -> list[StrengthView]:
    """What carries, as the page tells it."""
    return [_strength(questionnaire, told) for told in told_strengths(questionnaire, profile)]


def _strength(questionnaire: Questionnaire, told: ToldStrength) -> StrengthView:
    said = told.statement
    leaning = questionnaire.end_of(said.scale, said.end).leaning
    return StrengthView(
        key=f"strength:{said.scale}",
        title=leaning if said.tier == "leaning" else told.strength.title,
        detail=told.strength.detail,
        drawing=told.strength.drawing,
        among_strongest=told.among_strongest,
    )
