"""What is proved of a definition. ``check_texts`` looks at every language, the others at the structure."""

from collections.abc import Callable, Iterator

from quizapp.definitions.checks.behind import check_behind
from quizapp.definitions.checks.choices import check_choices
from quizapp.definitions.checks.comparable import check_comparable
from quizapp.definitions.checks.conditions import check_conditions
from quizapp.definitions.checks.days import check_days
from quizapp.definitions.checks.entries import check_entries
from quizapp.definitions.checks.forms import check_forms
from quizapp.definitions.checks.items import check_items
from quizapp.definitions.checks.kinds import check_kinds
from quizapp.definitions.checks.likelihood import check_likelihood
from quizapp.definitions.checks.pages import check_pages
from quizapp.definitions.checks.patterns import check_patterns
from quizapp.definitions.checks.references import check_references
from quizapp.definitions.checks.reflection import check_reflection
from quizapp.definitions.checks.responses import check_responses
from quizapp.definitions.checks.scales import check_scales
from quizapp.definitions.checks.sections import check_sections
from quizapp.definitions.checks.simulation import check_simulation
from quizapp.definitions.problems import Finding, Place
from quizapp.domain.questionnaire import Questionnaire

_CHECKS: tuple[Callable[[Questionnaire], Iterator[Finding]], ...] = (
    check_references,
    check_responses,
    check_items,
    check_kinds,
    check_pages,
    check_sections,
    check_forms,
    check_scales,
    check_comparable,
    check_simulation,
    check_conditions,
    check_likelihood,
    check_patterns,
    check_days,
    check_entries,
    check_choices,
    check_behind,
    check_reflection,
)


def check_structure(questionnaire: Questionnaire, bridged: list[Place]) -> list[Finding]:
    """All that is wrong with what the files declare, apart from what follows from what is reported."""
    found = [finding for check in _CHECKS for finding in check(questionnaire)]
    known = set(bridged)
    above = {place[:length] for place in bridged for length in range(len(place))}
    return [each for each in found if each.place not in above and not _within(each.place, known)]


def _within(place: Place, known: set[Place]) -> bool:
    """Whether a place is one of these, or inside one. Asked of thousands, where a file is wrong from end to end."""
    return any(place[:length] in known for length in range(len(place) + 1))
