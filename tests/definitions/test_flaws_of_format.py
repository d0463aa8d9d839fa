"""Each flaw in kinds of item, sections, forms and shorthands is reported alone, in its line, with what to do."""

from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken, copy_valid, edit, line_of, said_of

TAKE_OUT = "take it out, or make the item a "
SCORED = "likert or rating"

KINDS = {
    "a choice that is scored": Flaw(
        old="    kind: choice\n",
        new="    kind: choice\n    scale: calm «\n",
        problem="`since` is a choice, which takes no `scale`",
        remedy=TAKE_OUT + SCORED,
    ),
    "a text with answers to pick": Flaw(
        old="    kind: short_text\n",
        new="    kind: short_text\n    responses: agree «\n",
        problem="`word` is a short_text, which takes no `responses`",
        remedy=TAKE_OUT + SCORED,
    ),
    "options of a sentence": Flaw(
        old="    text: I ask.\n",
        new="    text: I ask.\n    options: {a: A, b: B} «\n",
        translated=False,
        problem="`talk3` is a likert, which takes no `options`",
        remedy=TAKE_OUT + "choice",
    ),
    "paragraphs of a question": Flaw(
        old="    kind: long_text\n",
        new="    kind: long_text\n    paragraphs: [One.] «\n",
        translated=False,
        problem="`more` is a long_text, which takes no `paragraphs`",
        remedy=TAKE_OUT + "note",
    ),
    "a kind that does not exist": Flaw(
        old="    kind: long_text",
        new="    kind: longtext «",
        problem="`kind` cannot be `longtext`",
        remedy="did you mean `long_text`?",
    ),
    "a choice of one": Flaw(
        old="      weeks: Some weeks\n",
        new="",
        translated=False,
        at="    options:\n      years",
        problem="`since` has 1 options, which leave nothing to choose",
        remedy="declare two or more, each with an id and a label",
    ),
    "a choice that skips": Flaw(
        old="      weeks: Some",
        new="      skip: Some «",
        translated=False,
        problem="`skip` is what skipping an item is called",
        remedy="rename the option",
    ),
    "a note that says nothing": Flaw(
        old="    paragraphs: [Take a breath., The rest is short.]\n",
        new="",
        translated=False,
        at="  pause:",
        problem="note `pause` has no paragraphs",
        remedy="write one or more",
    ),
    "a note beside questions": Flaw(
        old="  - [pause]\n  - [since, word, more]",
        new="  - [pause, since, word, more] «",
        problem="note `pause` shares its page",
        remedy="give it a page of its own",
    ),
    "an item without answers": Flaw(
        old="    text: I ask.\n    responses: agree\n",
        new="    text: I ask.\n",
        at="  talk3:",
        problem="`talk3` names no answers to choose from",
        remedy="name a response set in `responses`: use one of `agree`, `ten`",
    ),
}

SECTIONS = {
    "an unknown item in a section": Flaw(
        old="items: [since, word, more]",
        new="items: [since, word, mroe] «",
        problem="unknown item `mroe`",
        remedy="did you mean `more`?",
    ),
    "a page in two sections": Flaw(
        old="items: [since, word, more]",
        new="items: [since, word]",
        at="  - [since, word, more]",
        problem="`more` and `since` share a page, but not a section",
        remedy="give each section pages of its own",
    ),
    "an item in two sections": Flaw(
        old="items: [since, word, more]\n",
        new="items: [since, word, more]\n  - heading: Again\n    items: [more] «\n",
        translated=False,
        problem="item `more` is in two sections",
        remedy="take one of them out",
    ),
    "a section without items": Flaw(
        old="items: [since, word, more]\n",
        new="items: [since, word, more]\n  - heading: None\n    items: [] «\n",
        translated=False,
        problem="the section holds no items",
        remedy="name some, or take it out",
    ),
}

FORMS = {
    "a form of both items and pages": Flaw(
        old="{pages: 2}",
        new="{pages: 2, items: 7} «",
        problem="how far the short form goes is said in one way",
        remedy="write either `items` or `pages`",
    ),
    "a form as long as the whole": Flaw(
        old="{pages: 2}", new="{pages: 4} «", problem="the short form has 4 pages of 4", remedy="write 1 to 3"
    ),
    "a form that ends inside a page": Flaw(
        old="{pages: 2}",
        new="{items: 5} «",
        problem="the short form ends after 5 items, inside a page or beyond the last",
        remedy="end it with a page: 3, 7, 7",
    ),
    "a form in which nothing can be scored": Flaw(
        old="{pages: 2}",
        new="{pages: 1} «",
        problem="no scale has 3 items in the short form, so nothing is scored in it",
        remedy="make it longer, or put more items of fewer scales on its pages",
    ),
    "a form that does not exist": Flaw(
        old="  short: {pages", new="  shrt: {pages «", problem="unknown key `shrt`", remedy="did you mean `short`?"
    ),
}

FLAWS = KINDS | SECTIONS | FORMS


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(flaw, tmp_path)
    assert said == expected


def test_an_item_is_not_called_as_a_form_calls_something_else(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    for file in ("questionnaire.yaml", "zh-Hans.yaml"):
        edit(version / file, "  more:\n", "  respondent:\n")
    edit(version / "questionnaire.yaml", "  - [since, word, more]", "  - [since, word, respondent]")
    edit(version / "questionnaire.yaml", "items: [since, word, more]", "items: [since, word, respondent]")
    line = line_of(version / "questionnaire.yaml", "  respondent:")
    assert said_of(version) == [
        (
            "questionnaire.yaml",
            line,
            "`respondent` means something else in forms and files",
            "give the item another id",
            "error",
        )
    ]
