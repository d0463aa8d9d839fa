"""Conditions, patterns and first steps: each flaw is reported alone, in its line, with what to do."""

from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken, copy_valid, edit, said_of

FIRST = "      - {scale: calm, above: 3}\n"

CONDITIONS = {
    "neither scale nor rating": Flaw(
        old=FIRST,
        new="      - {above: 3} «\n",
        problem="a condition asks about one thing",
        remedy="name either `scale` or `rating`",
    ),
    "scale and rating": Flaw(
        old="- {rating: where, at_most: 4}",
        new="- {scale: calm, rating: where, at_most: 4} «",
        problem="a condition asks about one thing",
        remedy="name either `scale` or `rating`",
    ),
    "unknown scale": Flaw(
        old=FIRST,
        new="      - {scale: CLAM, above: 3} «\n",
        problem="unknown scale in a condition `CLAM`",
        remedy="did you mean `calm`?",
    ),
    "rating that is no rating": Flaw(
        old="- {rating: where, at_most: 4}",
        new="- {rating: calm1, at_most: 4} «",
        problem="unknown rating in a condition `calm1`",
        remedy="use one of `where`",
    ),
    "bound of the other kind": Flaw(
        old="- {rating: where, at_most: 4}",
        new="- {rating: where, at_most: 4, above: 2} «",
        problem="`above` does not go with a rating",
        remedy="use `at_least` or `at_most`",
    ),
    "nothing asked": Flaw(
        old=FIRST,
        new="      - {scale: calm} «\n",
        problem="nothing is asked of `calm`",
        remedy="add `above` or `below`",
    ),
    "value outside the range of a scale": Flaw(
        old=FIRST,
        new="      - {scale: calm, above: 5} «\n",
        problem="`above: 5` is always or never true of answers from 1 to 5",
        remedy="write a value inside 1 to 5",
    ),
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
    "no room between two bounds": Flaw(
        old=FIRST,
        new="      - {scale: calm, above: 4, below: 3}\n",
        at="    rule:\n      - {",
        problem="no answer is over 4 and under 3 on `calm` at once",
        remedy="nobody can ever meet this: move one of the two",
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
}

PATTERNS = {
    "empty rule": Flaw(
        old="    rule:\n      - {scale: calm, above: 3}\n      - {scale: talk, above: 3.2}\n",
        new="    rule: [] «\n",
        problem="pattern `open` has an empty rule, so it holds for everyone",
        remedy="add a condition",
    ),
    "rating in a pattern": Flaw(
        old=FIRST,
        new=FIRST + "      - {rating: where, at_least: 4} «\n",
        problem="pattern `open` asks about a rating, but patterns are weighed by scores alone",
        remedy="name a `scale`",
    ),
    "pattern inside another": Flaw(
        old="      - scale: calm\n        below: 3\n",
        new="      - scale: calm\n        above: 3\n",
        at="    rule:\n      - {",
        problem="pattern `open` lies inside `heated`, which is always at least as likely",
        remedy="it can never be named: narrow the rule of `heated`",
    ),
    "the same pattern twice": Flaw(
        old=FIRST + "      - {scale: talk, above: 3.2}\n",
        new="      - {scale: calm, below: 3}\n      - {scale: talk, above: 3}\n",
        at="    rule:\n      - scale",
        problem="pattern `heated` lies inside `open`, which is always at least as likely",
        remedy="it can never be named: narrow the rule of `open`",
    ),
    "first step for nobody in particular": Flaw(
        old="  ask:\n    text: Ask one",
        new="  ask:\n    when: [{scale: talk, below: 3}]\n    text: Ask one",
        at="first_steps:",
        problem="every first step has conditions, so some people get none",
        remedy="write one without `when`, for anyone",
    ),
    "first step that is never chosen": Flaw(
        old="    when:\n      - {scale: calm, below: 2.5}\n      - {rating: where, at_most: 4}\n",
        new="",
        at="  ask:\n",
        problem="first step `ask` is never chosen, since `wait` fits anyone as well and comes first",
        remedy="add `when`, or take it out",
        severity="warning",
    ),
}

FLAWS = CONDITIONS | PATTERNS


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(flaw, tmp_path)
    assert said == expected


def test_a_rating_may_be_asked_for_one_answer(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", "at_most: 4}", "at_least: 4, at_most: 4}")
    assert said_of(version) == []
