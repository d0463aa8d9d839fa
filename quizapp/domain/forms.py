"""A shorter form is a questionnaire of its own, so that nothing that scores or tells needs to know of it."""

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from quizapp.domain.patterns import Axis, Family, Plane
from quizapp.domain.questionnaire import Extent, Questionnaire
from quizapp.domain.scales import Composite, Scale
from quizapp.domain.scoring import reliability_of_part

FEWEST_ITEMS = 3
"""A scale or composite with fewer items in a form is not scored there."""

Figures = TypeVar("Figures", Scale, Composite)


def items_within(questionnaire: Questionnaire, extent: Extent) -> list[str]:
    """Ids of the first items, in the order in which they are shown; notes among them count as none."""
    if extent.pages is not None:
        return [key for page in questionnaire.pages[: extent.pages] for key in page]
    shown, asked = [key for page in questionnaire.pages for key in page], 0
    can_be_asked = questionnaire.asked
    for at, key in enumerate(shown):
        asked += key in can_be_asked
        if asked == extent.items:
            return shown[: at + 1]
    return shown


def find_break(questionnaire: Questionnaire) -> int | None:
    """After how many pages of the full form the short one ends; None when there is no short one."""
    if "short" not in questionnaire.forms:
        return None
    kept = set(items_within(questionnaire, questionnaire.forms["short"]))
    return sum(any(key in kept for key in page) for page in questionnaire.pages)


def shortened(questionnaire: Questionnaire) -> Questionnaire:
    """The short form of a full questionnaire that declares one. KeyError when it does not.

    Each scale's reliability is worked out anew for its items in the form, by Spearman-Brown from the full scale's;
    a retest reliability likewise. A scale with fewer than ``FEWEST_ITEMS`` of them is left out: the rule that
    three quarters of a scale must be answered would hang on every single answer there, and its interval would
    cover most of the range. Its items still count for a composite. With a scale go the patterns whose rule
    asks about it, and with one pattern its whole family, since "none of these" would be said of what was not asked.
    """
    kept = items_within(questionnaire, questionnaire.forms["short"])
    items = {key: item for key, item in questionnaire.items.items() if key in set(kept)}
    cut = replace(
        questionnaire,
        form="short",
        minutes=max(1, round(questionnaire.minutes * len(items) / len(questionnaire.items))),
        items=items,
        pages=[page for each in questionnaire.pages if (page := [key for key in each if key in items])],
    )
    cut = replace(
        cut,
        scales=_scored(questionnaire, cut, questionnaire.scales),
        composites=_scored(questionnaire, cut, questionnaire.composites),
    )
    return _without_what_hangs_on(cut, {*cut.scales, *cut.composites})


def _scored(full: Questionnaire, cut: Questionnaire, scales: dict[str, Figures]) -> dict[str, Figures]:
    return {
        key: _refigured(scale, answered, len(full.items_of(key)))
        for key, scale in scales.items()
        if (answered := len(cut.items_of(key))) >= FEWEST_ITEMS
    }


def _refigured(scale: Figures, items: int, of: int) -> Figures:
    return replace(
        scale,
        reliability=reliability_of_part(scale.reliability, items, of),
        retest_reliability=reliability_of_part(scale.retest_reliability, items, of),
    )


def _without_what_hangs_on(cut: Questionnaire, scored: Collection[str]) -> Questionnaire:
    families = {key: family for key, family in cut.families.items() if _is_whole(cut, key, scored)}
    return replace(
        cut,
        families=families,
        patterns={key: pattern for key, pattern in cut.patterns.items() if pattern.family in families},
        axes=[axis for each in cut.axes if (axis := _cut_axis(each, scored)).scales],
        plane=_cut_plane(cut.plane, families, scored),
    )


def _is_whole(cut: Questionnaire, family: str, scored: Collection[str]) -> bool:
    own = [pattern for pattern in cut.patterns.values() if pattern.family == family]
    return all(condition.scale in scored for pattern in own for condition in pattern.rule)


def _cut_axis(axis: Axis, scored: Collection[str]) -> Axis:
    return replace(axis, scales=[scale for scale in axis.scales if scale in scored])


def _cut_plane(plane: Plane | None, families: dict[str, Family], scored: Collection[str]) -> Plane | None:
    if plane is None or plane.family not in families or not {plane.across, plane.up} <= set(scored):
        return None
    return plane
