"""The page after the result: each prompt can be answered, and its answer is quoted somewhere."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place, warn
from quizapp.domain.plan_definition import OwnWords, PlanDefinition, Prompt
from quizapp.domain.questionnaire import Questionnaire


def check_reflection(questionnaire: Questionnaire) -> Iterator[Finding]:
    plan = questionnaire.plan
    if plan is None:
        return
    quoted = _quoted(plan)
    for key, prompt in plan.reflection.items():
        place: Place = ("plan", "reflection", key)
        yield from _check_rating(key, prompt, place)
        yield from _check_ranking(key, prompt, place)
        # A misspelt prompt is reported where it is quoted.
        if key not in quoted and quoted <= plan.reflection.keys():
            problem = f"nothing quotes prompt `{key}` in the edition for one"
            yield warn(place, problem, "name it under `own_words` where it belongs, or take it out")
    for place, own in quotations(plan):
        found = plan.reflection.get(own.prompt)
        if found and found.kind != "rating" and own.changed is not None:
            problem = f"`{own.prompt}` is no rating, so it cannot have changed"
            yield Finding((*place, "changed"), problem, "take it out")


def quotations(plan: PlanDefinition) -> Iterator[tuple[Place, OwnWords]]:
    """Every sentence that quotes a prompt, with its place."""
    for group, entries in (("exercises", plan.exercises), ("letters", plan.letters)):
        for key, entry in entries.items():
            yield from ((("plan", group, key, "own_words", at), own) for at, own in enumerate(entry.own_words))
    for page, sentences in plan.own_words.items():
        yield from ((("plan", "own_words", page, at), own) for at, own in enumerate(sentences))


def _quoted(plan: PlanDefinition) -> set[str]:
    """The prompts that are quoted where the edition for one can show it; the other quotes nobody."""
    hidden = {("plan", "exercises", key) for key, entry in plan.exercises.items() if "solo" not in entry.editions}
    return {own.prompt for place, own in quotations(plan) if place[:3] not in hidden}


def _check_rating(key: str, prompt: Prompt, place: Place) -> Iterator[Finding]:
    if prompt.kind == "rating" and prompt.item is None:
        yield Finding(place, f"prompt `{key}` looks at no rating again", "add `item: …` with the id of a rating")
    if prompt.kind != "rating" and prompt.item is not None:
        yield Finding((*place, "item"), f"prompt `{key}` is no rating", "take `item` out, or write `kind: rating`")


def _check_ranking(key: str, prompt: Prompt, place: Place) -> Iterator[Finding]:
    if prompt.kind != "ranking":
        if prompt.choices:
            problem = f"prompt `{key}` is no ranking, so nobody sees its choices"
            yield Finding((*place, "choices"), problem, "take them out, or write `kind: ranking`")
        return
    if not 1 <= prompt.places <= len(prompt.choices):
        problem = f"prompt `{key}` ranks {prompt.places} of {len(prompt.choices)} choices"
        yield Finding(place, problem, "write one place or more, and no more than there are choices")
