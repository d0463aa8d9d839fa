"""Each flaw in what the files declare is reported alone, in its line, with what to do."""

from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken, copy_valid, said_of

LABELS = "\n    lowest_label: hardest\n    highest_label: behind me"

NAMES = {
    "unknown response set": Flaw(
        old="    text: I ask.\n    responses: agree",
        new="    text: I ask.\n    responses: agre «",
        problem="unknown response set `agre`",
        remedy="did you mean `agree`?",
    ),
    "unknown scale of an item": Flaw(
        old="scale: talk\n    retelling: you ask",
        new="scale: TALC «\n    retelling: you ask",
        problem="unknown scale `TALC`",
        remedy="did you mean `talk`?",
    ),
    "unknown scale of a composite": Flaw(
        old="    scales: [calm, talk]\n    reliability",
        new="    scales: [calm, noise, talk] «\n    reliability",
        problem="unknown scale `noise`",
        remedy="use one of `calm`, `talk`",
    ),
    "scale twice on an axis": Flaw(
        old="    scales: [calm, talk]\n    mark",
        new="    scales:\n      - calm\n      - calm «\n    mark",
        problem="scale `calm` is named twice",
        remedy="take one of them out",
    ),
    "axis without scales": Flaw(
        old="    scales: [calm, talk]\n    mark",
        new="    scales: [] «\n    mark",
        problem="no scales are named here",
        remedy="name one or more, or take it out",
    ),
    "unknown family of a pattern": Flaw(
        old="  heated:\n    family: manner",
        new="  heated:\n    family: maner «",
        problem="unknown family `maner`",
        remedy="did you mean `manner`?",
    ),
    "family without patterns": Flaw(
        old="families:\n",
        new="families:\n  other: {title: Other, unclear_name: None, unclear: Nothing.} «\n",
        translated=False,
        problem="no pattern is of family `other`",
        remedy="name it in a pattern, or take it out",
        severity="warning",
    ),
    "unknown scale of the plane": Flaw(
        old="  up: talk", new="  up: tlak «", problem="unknown scale `tlak`", remedy="did you mean `talk`?"
    ),
    "scale drawn against itself": Flaw(
        old="  up: talk",
        new="  up: calm «",
        problem="`calm` is drawn against itself",
        remedy="name two different scales",
    ),
    "unknown family of the plane": Flaw(
        old="up_high: open\n  family: manner",
        new="up_high: open\n  family: banner «",
        problem="unknown family `banner`",
        remedy="did you mean `manner`?",
    ),
    "id that cannot be a form field": Flaw(
        old="  ask:\n    text: Ask one",
        new="  ask them: «\n    text: Ask one",
        translated=False,
        problem="`ask them` cannot be an id",
        remedy="use up to 40 Latin letters, digits, `_` and `-`, beginning with a letter or digit",
    ),
}

ITEMS = {
    "response set that nobody uses": Flaw(
        old="response_sets:\n",
        new="response_sets:\n  two: «\n    options: {a: {value: 1, label: A}, b: {value: 2, label: B}}\n",
        translated=False,
        problem="no item uses the response set `two`",
        remedy="take it out, or name it in an item",
        severity="warning",
    ),
    "an option that skips": Flaw(
        old="      partly: {value: 3, label: Partly}",
        new="      skip: {value: 3, label: Partly} «",
        translated=False,
        problem="`skip` is what skipping an item is called",
        remedy="rename the option",
    ),
    "one option alone": Flaw(
        old='      one: {value: 1, label: "1"}\n',
        new="",
        translated=False,
        at="    options:\n      ten",
        problem="1 options leave nothing to choose",
        remedy="declare two or more",
    ),
    "an item that cannot be told again": Flaw(
        old="    retelling_low: you guess\n",
        new="",
        translated=False,
        at="  talk3:",
        problem="`talk3` has no `retelling_low`, so it cannot be told again where answers lie on both sides",
        remedy="add what someone said who agreed, and who disagreed",
        severity="warning",
    ),
    "two options of one value": Flaw(
        old="partly: {value: 3,",
        new="partly: {value: 1, «",
        problem="`partly` counts 1, as `never` does",
        remedy="give each its own value",
    ),
    "options out of order": Flaw(
        old="partly: {value: 3,",
        new="partly: {value: -3, «",
        problem="`partly` counts -3, less than `never` before it",
        remedy="order the options from the lowest value to the highest",
    ),
    "label at one end only": Flaw(
        old=LABELS,
        new="\n    lowest_label: hardest «",
        translated=False,
        problem="`lowest_label` stands without `highest_label`",
        remedy="add `highest_label`, or take it out",
    ),
    "reversed rating": Flaw(
        old=LABELS,
        new="\n    reverse: true «" + LABELS,
        problem="`where` is reversed, but belongs to no scale",
        remedy="add `scale`, or take `reverse` out",
    ),
    "item on no page": Flaw(
        old="talk3, where]",
        new="talk3]",
        at="  where:",
        problem="item `where` is on no page",
        remedy="add it under `pages`, or take it out",
    ),
    "item on two pages": Flaw(
        old="talk3, where]",
        new="talk3, where]\n  - [calm1] «",
        problem="item `calm1` is on the pages twice",
        remedy="take one of them out",
    ),
    "unknown item on a page": Flaw(
        old="talk3, where]",
        new="talk3, where]\n  - [Wheer] «",
        problem="unknown item `Wheer`",
        remedy="did you mean `where`?",
    ),
    "empty page": Flaw(
        old="talk3, where]",
        new="talk3, where]\n  - [] «",
        problem="page 3 is empty",
        remedy="take it out, or put items on it",
    ),
    "neighbours of one scale": Flaw(
        old="  - [calm1, talk1, calm2]\n  - [talk2, calm3, talk3, where]",
        new="  - [calm1, talk1, calm2] \n  - [calm3, talk2, where, talk3] «",
        problem="`calm2` and `calm3` are neighbours and both of scale `calm`",
        remedy="put an item of another scale between them: like answers follow one another",
        severity="warning",
    ),
}

EMPTY = """
  {key}:
    name: None
    meaning: None.
    {extra}reliability: 0.5
    standard_deviation: 0.8
    retest_reliability: 0.5
"""
ENDS = "{plain: A., leaning: B., clause: c, word: d}"

SCALES = {
    "scale without items": Flaw(
        old="\ncomposites:",
        new=EMPTY.format(key="none", extra=f"topic: nothing\n    high: {ENDS}\n    low: {ENDS}\n    ")
        + "\ncomposites:",
        translated=False,
        at="  none:",
        problem="scale `none` has no items",
        remedy="name it in the `scale` of its items, or take it out",
    ),
    "composite named like a scale": Flaw(
        old="\nfamilies:",
        new=EMPTY.format(key="calm", extra="scales: [talk]\n    ") + "\nfamilies:",
        translated=False,
        at="  calm:\n    name: None",
        problem="`calm` is the name of a scale and of a composite",
        remedy="rename one of them",
    ),
    "scale keyed one way": Flaw(
        old="    reverse: true\n    retelling: you get loud",
        new="    retelling: you get loud",
        at="  calm:\n    name",
        problem="scale `calm` is keyed one way, so a habit of agreeing looks like a score",
        remedy="word an item or two the other way round and mark them `reverse: true`",
        severity="warning",
    ),
    "scale of different response sets": Flaw(
        old="    text: I ask.\n    responses: agree",
        new="    text: I ask.\n    responses: ten «",
        problem="`talk3` is answered in another way than the items of `talk` before it",
        remedy="use `agree` for all of them: their values are averaged",
    ),
    "reliability outside 0 to 1": Flaw(
        old="reliability: 0.7\n",
        new="reliability: 1.0 «\n",
        problem="`reliability` is 1",
        remedy="write a number between 0 and 1, such as .72",
    ),
    "deviation of nought": Flaw(
        old="    standard_deviation: 0.8\n    retest_reliability: 0.6",
        new="    standard_deviation: 0 «\n    retest_reliability: 0.6",
        problem="`standard_deviation` is 0",
        remedy="write a number above 0 and at most 2, half the response range",
    ),
    "no strength anywhere": Flaw(
        old="      strength:\n        title: You wait\n        detail: You wait before you answer.\n"
        "        shared_title: I wait\n        shared_detail: I wait before I answer.\n",
        new="",
        at="scales:\n  calm:",
        translated=False,
        problem="no end of any scale is a strength, so nobody is told what carries",
        remedy="add `strength` to the end of a scale that carries",
        severity="warning",
    ),
}

FLAWS = NAMES | ITEMS | SCALES


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(flaw, tmp_path)
    assert said == expected


def test_the_valid_definition_has_no_problem(tmp_path: Path) -> None:
    assert said_of(copy_valid(tmp_path)) == []
