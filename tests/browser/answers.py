"""Sets of answers that lead to the results which a page has to be able to show."""

from collections.abc import Mapping

from quizapp.domain.questionnaire import Questionnaire


def keyed(of: Questionnaire, scales: Mapping[str, int], otherwise: int = 2) -> dict[str, str]:
    """Every statement answered so that its scale comes out at a place, 0 for its low end; a rating at its seventh."""
    values = {}
    for key, item in of.items.items():
        if not item.responses:
            continue
        options = list(of.responses_of(key).options)
        place = scales.get(item.scale or "", otherwise)
        values[key] = options[6 if len(options) > 5 else len(options) - 1 - place if item.reverse else place]
    return values


def closeness_alert(of: Questionnaire) -> dict[str, str]:
    """Distance is loud, reaching, mending clearly strong; the rest in between."""
    return keyed(of, dict.fromkeys(("ANX", "PUR", "REP", "EXC"), 4) | dict.fromkeys(("AVO", "WDR"), 1))


def both_ways(of: Questionnaire) -> dict[str, str]:
    """Yes to one statement of a scale and no to the next, as often as can be."""
    values = keyed(of, {})
    for number, key in enumerate(values):
        options = list(of.responses_of(key).options)
        values[key] = options[-1 if number % 2 else 0]
    return values


def some_of(values: Mapping[str, str], share: float) -> dict[str, str]:
    """The first ``share`` of these answers; the rest was skipped."""
    return dict(list(values.items())[: round(len(values) * share)])
