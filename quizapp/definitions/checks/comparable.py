"""What may be held beside the scores of a version: what exists, and is not trivial."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding
from quizapp.domain.questionnaire import Questionnaire


def check_comparable(questionnaire: Questionnaire) -> Iterator[Finding]:
    comparable = questionnaire.comparable_with
    for at, version in enumerate(comparable.versions):
        if not 1 <= version < questionnaire.version:
            problem = f"version {version} does not come before version {questionnaire.version}"
            remedy = "name earlier versions only, or take it out"
            yield Finding(("comparable_with", "versions", at), problem, remedy)
    for at, language in enumerate(comparable.languages):
        if language not in questionnaire.languages:
            problem = f"language `{language}` is not one of this questionnaire"
            remedy = f"use one of {', '.join(f'`{known}`' for known in questionnaire.languages)}"
            yield Finding(("comparable_with", "languages", at), problem, remedy)
    if len(comparable.languages) == 1:
        problem = "one language alone is comparable with none"
        remedy = "name two or more whose scores were shown to mean the same, or take it out"
        yield Finding(("comparable_with", "languages"), problem, remedy)
