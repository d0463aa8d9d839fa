"""Checks of ``test_broken`` met again in another place or in another way: reported alone, in their line."""

from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken, copy_valid, edit, said_of

FIRST = "      - {scale: calm, above: 3}\n"

FLAWS = {
    "value outside the range of a rating": Flaw(
        old="at_most: 4}",
        new="at_most: 10} «",
        problem="`at_most: 10` is always or never true of answers from 1 to 10",
        remedy="write a value inside 1 to 10",
    ),
    "condition of the plan outside the range": Flaw(
        file="plan.yaml",
        old="at_least: 7",
        new="at_least: 70 «",
        problem="`at_least: 70` is always or never true of answers from 1 to 10",
        remedy="write a value inside 1 to 10",
    ),
    "two bounds that meet": Flaw(
        old=FIRST,
        new="      - {scale: calm, above: 3, below: 3}\n",
        at="    rule:\n      - {",
        problem="no answer is over 3 and under 3 on `calm` at once",
        remedy="nobody can ever meet this: move one of the two",
    ),
    "no room left by two conditions together": Flaw(
        old=FIRST,
        new=FIRST + "      - {scale: calm, below: 2.5}\n",
        at="    rule:\n      - {",
        problem="no answer is over 3 and under 2.5 on `calm` at once",
        remedy="nobody can ever meet this: move one of the two",
    ),
    "no rating between two bounds": Flaw(
        old="at_most: 4}",
        new="at_most: 4, at_least: 5}",
        at="    when:\n      - {scale: calm, below: 2.5}",
        problem="no answer is over 5 and under 4 on `where` at once",
        remedy="nobody can ever meet this: move one of the two",
    ),
    "the same pattern twice": Flaw(
        old=FIRST + "      - {scale: talk, above: 3.2}\n",
        new="      - {scale: calm, below: 3}\n      - {scale: talk, above: 3}\n",
        at="    rule:\n      - scale",
        problem="pattern `heated` lies inside `open`, which is always at least as likely",
        remedy="it can never be named: narrow the rule of `open`",
    ),
    "unknown family of the plane": Flaw(
        old="up_high: open\n  family: manner",
        new="up_high: open\n  family: banner «",
        problem="unknown family `banner`",
        remedy="did you mean `manner`?",
    ),
    "no text": Flaw(
        old="subline: Four statements.",
        new="subline: «",
        problem="the text is empty",
        remedy="write a text; a number, `true`, or one that begins with `#` goes in quotes",
    ),
    "a placeholder of another field": Flaw(
        old="middle: On {topic}",
        new="middle: On {topic} {first} «",
        problem="unknown placeholder `{first}`",
        remedy="use one of `{topic}`",
    ),
    "template syntax": Flaw(
        old="subline: Four statements.",
        new='subline: "{% if x %}" «',
        problem="unknown placeholder `{% if x %}`",
        remedy="there is no placeholder to name here; declare one or remove this",
    ),
    "keys for a number": Flaw(
        old="minutes: 1\n",
        new="minutes: {a: 1} «\n",
        problem="`minutes` is a group of keys",
        remedy="write a whole number",
    ),
    "a number for a group": Flaw(
        old="      strength:\n        title: You wait\n        detail: You wait before you answer.\n"
        "        shared_title: I wait\n        shared_detail: I wait before I answer.\n",
        new="      strength: 7 «\n",
        translated=False,
        problem="`strength` is `7`",
        remedy="write its keys: `title`, `detail`, `shared_title`, `shared_detail`",
    ),
    "a key that is missing": Flaw(
        old="    scales: [calm, talk]\n    reliability",
        new="    reliability",
        at="  both:\n    name: Both",
        problem="`scales` is missing",
        remedy="add `scales: …` with a list, each entry after `- `",
    ),
    "unknown slot": Flaw(
        file="plan.yaml",
        old="    sheet: [exercise, letter]",
        new="    sheet: [exercise, leter] «",
        problem="entry 2 of `sheet` cannot be `leter`",
        remedy="did you mean `letter`?",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(flaw, tmp_path)
    assert said == expected


def test_a_rating_may_be_asked_for_one_answer(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", "at_most: 4}", "at_least: 4, at_most: 4}")
    assert said_of(version) == []


def test_the_valid_definition_has_no_problem(tmp_path: Path) -> None:
    assert said_of(copy_valid(tmp_path)) == []
