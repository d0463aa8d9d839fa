"""On which page each part of a report begins, said before it is laid out.

A page whose numbers come from the layout itself (``target-counter``) is laid out three times.
"""

from itertools import pairwise

from quizapp.domain.plan_definition import Edition
from quizapp.reports.action_report import ActionReport

LETTER = DAYS = CONTENTS = LOUD = OWN = LOG = 1
STAND = SUPPORT = 2
STAGE = 3
WORDS: dict[Edition, int] = {"solo": 1, "together": 2}
"""Pages; what someone wrote may take more, and moves all that follows."""


def expected_pages(report: ActionReport) -> dict[str, int]:
    """The page of each part that the contents name, by its anchor, if every part takes its usual room."""
    parts = [("letter", LETTER), ("days", DAYS), ("contents", CONTENTS)]
    parts += [("stand", STAND)] if report.scores else []
    parts += [(stage.id, STAGE) for stage in report.stages]
    parts += [("words", WORDS[report.edition]), ("loud", LOUD)]
    parts += [("own", OWN)] if report.written else []
    parts += [("sheets", LOG), ("help", SUPPORT)]
    pages = {"letter": 1}
    for (before, taken), (part, _) in pairwise(parts):
        pages[part] = pages[before] + taken
    del pages["contents"]
    if any(stage.actions for stage in report.stages):
        pages["menu"] = pages["loud"] - 1
    if report.scores:
        pages["how"] = pages["stand"] + 1
    return pages
