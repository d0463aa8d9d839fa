"""Figures -> what to look at, in words."""

from collections.abc import Iterator

from quizapp.domain.norms import PEOPLE_NEEDED
from quizapp.item_statistics.item_report import FASTEST, ItemFigures, Report, ScaleFigures
from quizapp.item_statistics.prmse import Subscale

WEAK = 0.20
"""An item-rest correlation below this says that the item hardly belongs to its scale."""

OFTEN_LEFT_OUT = 0.10
LOOSE = 0.50
MANY_FAST = 0.05


def remarks(report: Report) -> list[str]:
    """One sentence for each thing worth a look; empty when there is none."""
    found = [remark for item in report.items for remark in _of_item(item)]
    found += [remark for scale in report.scales for remark in _of_scale(scale)]
    found += [remark for subscale in report.subscales for remark in _of_subscale(subscale)]
    if report.speed and report.speed.too_fast > MANY_FAST:
        found.append(
            f"{report.speed.too_fast:.0%} took less than {FASTEST} s a sentence: their answers may blur the figures."
        )
    if report.people < PEOPLE_NEEDED:
        found.insert(
            0, f"{report.people} people are few: every figure may be far off until there are {PEOPLE_NEEDED}."
        )
    return found


def _of_item(item: ItemFigures) -> Iterator[str]:
    if item.n == 0:
        yield f"item {item.item}: nobody answered it, so there is nothing to say of it."
        return
    if item.missing > OFTEN_LEFT_OUT:
        yield f"item {item.item} was left out by {item.missing:.0%}: is it clear, and does it fit everyone?"
    if item.n > 1 and item.deviation == 0:
        yield f"item {item.item}: everyone answered {item.mean:g}, so it tells nobody apart - cannot say more."
    elif item.rest is not None and item.rest < 0:
        yield f"item {item.item} runs against its scale (r = {item.rest:.2f}): is its key right?"
    elif item.rest is not None and item.rest < WEAK:
        yield f"item {item.item} hardly goes with its scale (r = {item.rest:.2f}): is it about the same thing?"


def _of_scale(scale: ScaleFigures) -> Iterator[str]:
    if scale.n == 0:
        yield f"scale {scale.scale}: nobody answered all of its items - cannot say."
    elif scale.alpha is None:
        yield f"scale {scale.scale}: its answers do not vary, or too few people gave them - cannot say."
    elif scale.alpha.value < LOOSE:
        yield (
            f"scale {scale.scale} hangs together loosely (alpha = {scale.alpha.value:.2f}): "
            "say little of single people by it."
        )


def _of_subscale(subscale: Subscale) -> Iterator[str]:
    if subscale.own is not None and subscale.total is not None and subscale.own <= subscale.total:
        yield (
            f"scale {subscale.scale}: the total of {subscale.group} tells as much of it as it does itself "
            f"({subscale.total:.2f} against {subscale.own:.2f}): do not tell it apart from the others in words."
        )
