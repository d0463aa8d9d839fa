"""How a plan is set: for whom, on which paper, and whether all of it or the sheets alone."""

from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

from quizapp.domain.plan_definition import Edition

Paper = Literal["a4", "letter"]
Part = Literal["report", "sheets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One way to have a plan. ``sheets``: only what is filled in, with fields for a screen."""

    edition: Edition = "solo"
    paper: Paper = "a4"
    part: Part = "report"


PRINTINGS = [
    Printing(edition=edition, paper=paper, part=part)
    for edition, paper, part in product(get_args(Edition), get_args(Paper), get_args(Part))
]
"""Every way to have a plan."""


def find_printing(edition: str, paper: str, part: str) -> Printing | None:
    """The printing that is asked for in words; None when there is no such one."""
    wanted = (edition, paper, part)
    return next((one for one in PRINTINGS if (one.edition, one.paper, one.part) == wanted), None)
