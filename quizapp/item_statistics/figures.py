"""The figures of a report as rows to show, and as files. What cannot be said is a dash, an empty cell or null."""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from io import StringIO

from quizapp.item_statistics.item_report import Report
from quizapp.item_statistics.reliability import Coefficient
from quizapp.item_statistics.remarks import remarks

Rows = tuple[list[str], list[list[str]]]
"""Titles, and rows of as many cells."""


def item_rows(report: Report) -> Rows:
    """One row an item."""
    rows = [
        [
            one.item,
            one.scale or "",
            str(one.n),
            f"{one.missing:.1%}",
            _said(one.mean),
            _said(one.deviation),
            _said(one.rest),
        ]
        for one in report.items
    ]
    return ["item", "scale", "n", "missing", "mean", "SD", "r with the rest"], rows


def scale_rows(report: Report) -> Rows:
    """One row a scale, over those who answered all of it."""
    rows = [
        [one.scale, str(one.n), _said(one.mean), _said(one.deviation), _between(one.alpha), _between(one.omega)]
        for one in report.scales
    ]
    return ["scale", "n", "mean", "SD", "alpha (95 %)", "omega (95 %)"], rows


def subscale_rows(report: Report) -> Rows:
    """One row a scale in each group; its own PRMSE should be the larger one."""
    rows = [[one.scale, one.group, str(one.n), _said(one.own), _said(one.total)] for one in report.subscales]
    return ["scale", "within", "n", "PRMSE by itself", "by the total"], rows


def as_json(report: Report) -> str:
    """All figures and remarks, as they are held."""
    return (
        json.dumps({**asdict(report), "remarks": remarks(report)}, ensure_ascii=False, indent=2, allow_nan=False)
        + "\n"
    )


def as_csv(report: Report) -> str:
    """One line a figure: what it is of, which one, its name and its value; empty where it cannot be said."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["of", "id", "figure", "value"])
    writer.writerows(_lines(report))
    return text.getvalue()


def _lines(report: Report) -> Iterator[tuple[str, str, str, object]]:
    for item in report.items:
        yield from (("item", item.item, *figure) for figure in _flat(asdict(item)))
    for scale in report.scales:
        yield from (("scale", scale.scale, *figure) for figure in _flat(asdict(scale)))
    for one in report.subscales:
        yield from (("subscale", f"{one.scale} in {one.group}", *figure) for figure in _flat(asdict(one)))
    speed = asdict(report.speed) if report.speed else {}
    yield from (("speed", "", figure, value) for figure, value in speed.items())


def _flat(figures: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Names and values, those of a coefficient beside it; without the names of what they belong to."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from ((name if part == "value" else f"{name}_{part}", inner) for part, inner in value.items())
        elif name not in ("item", "scale", "group"):
            yield name, value


def _said(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _between(found: Coefficient | None) -> str:
    return "cannot say" if found is None else f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"
