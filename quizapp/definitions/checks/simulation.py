"""What simulated takers are made from: figures that a response model can have."""

from collections.abc import Iterator
from itertools import pairwise

from quizapp.definitions.problems import Finding, Place
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.response_model import ResponseModel

_STEEPEST = 10


def check_simulation(questionnaire: Questionnaire) -> Iterator[Finding]:
    for key, item in questionnaire.items.items():
        responses = questionnaire.response_sets.get(item.responses)
        if item.response_model is not None and responses is not None:
            yield from _check_model(item.response_model, len(responses.options), ("items", key, "response_model"))
    for key, scale in questionnaire.scales.items():
        if scale.general_loading is not None and not -1 <= scale.general_loading <= 1:
            problem = f"`general_loading` is {scale.general_loading:g}"
            remedy = "write a correlation from -1 to 1, such as -.35, or take it out"
            yield Finding(("scales", key, "general_loading"), problem, remedy)


def _check_model(model: ResponseModel, options: int, place: Place) -> Iterator[Finding]:
    if not 0 < model.slope <= _STEEPEST:
        remedy = f"write a number above 0 and at most {_STEEPEST}; real items have .8 to 3"
        yield Finding((*place, "slope"), f"`slope` is {model.slope:g}", remedy)
    if len(model.thresholds) != options - 1:
        problem = f"{len(model.thresholds)} thresholds stand between {options} options"
        yield Finding((*place, "thresholds"), problem, f"write {options - 1}, one between each two options")
    if any(higher <= lower for lower, higher in pairwise(model.thresholds)):
        remedy = "order them from the lowest to the highest, each above the one before"
        yield Finding((*place, "thresholds"), "the thresholds do not rise", remedy)
