"""Sections: every item in at most one, and no page in two."""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, unknown
from quizapp.domain.questionnaire import Questionnaire


def check_sections(questionnaire: Questionnaire) -> Iterator[Finding]:
    section_of: dict[str, int] = {}
    for number, section in enumerate(questionnaire.sections):
        if not section.items:
            yield Finding(("sections", number, "items"), "the section holds no items", "name some, or take it out")
        for at, key in enumerate(section.items):
            if key not in questionnaire.items:
                yield unknown(("sections", number, "items", at), "item", key, questionnaire.items)
            elif key in section_of:
                problem = f"item `{key}` is in two sections"
                yield Finding(("sections", number, "items", at), problem, "take one of them out")
            section_of.setdefault(key, number)
    if section_of.keys() <= questionnaire.items.keys():
        yield from _check_pages(questionnaire, section_of)


def _check_pages(questionnaire: Questionnaire, section_of: dict[str, int]) -> Iterator[Finding]:
    asked = questionnaire.asked
    for number, page in enumerate(questionnaire.pages):
        for at, key in enumerate(page):
            if page[0] in asked and section_of.get(key) != section_of.get(page[0]):
                problem = f"`{key}` and `{page[0]}` share a page, but not a section"
                yield Finding(("pages", number, at), problem, "give each section pages of its own")
                break
