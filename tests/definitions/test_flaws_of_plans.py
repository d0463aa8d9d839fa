"""Plans: each flaw is reported alone, in its line, with what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken, copy_valid, edit, line_of, said_of

DAYS = {
    "unknown stage": Flaw(
        old="  hello:\n    stage: look",
        new="  hello:\n    stage: loook «",
        problem="unknown stage `loook`",
        remedy="did you mean `look`?",
    ),
    "rating of the letter that is no rating": Flaw(
        old="letter_rating: where",
        new="letter_rating: were «",
        problem="unknown item without a scale `were`",
        remedy="did you mean `where`?",
    ),
    "unknown scale that weighs a stage": Flaw(
        old="resource: [both]",
        new="resource: [bothh] «",
        problem="unknown scale or composite `bothh`",
        remedy="did you mean `both`?",
    ),
    "a day left out": Flaw(
        old="    days: [4, 5]",
        new="    days: [5, 6] «",
        problem="stage `act` begins on day 5",
        remedy="begin it on day 4: no day is left out or used twice",
    ),
    "a stage that ends before it begins": Flaw(
        old="    days: [4, 5]",
        new="    days: [4, 3] «",
        problem="`days` of stage `act` is [4, 3]",
        remedy="write its first and its last day, such as `[1, 7]`",
    ),
    "a sheet with a day too many": Flaw(
        old="    sheet: [exercise, letter]",
        new="    sheet: [exercise, letter, free] «",
        problem="the sheet of stage `act` has 3 slots for 2 days",
        remedy="write one slot a day",
    ),
    "more exercises than a stage has": Flaw(
        old="    days: [4, 5]\n    sheet: [exercise, letter]",
        new="    days: [4, 8]\n    sheet: [exercise, exercise, exercise, exercise, letter] «",
        problem="the sheet of stage `act` asks for 4 exercises, a stage has 3",
        remedy="make some of them `again` or `free`",
    ),
    "no exercise on the sheet": Flaw(
        old="    sheet: [exercise, letter]",
        new="    sheet: [free, letter] «",
        problem="the sheet of stage `act` has no exercise",
        remedy="add a slot `exercise`",
    ),
    "no letter on the sheet": Flaw(
        old="    sheet: [exercise, letter]",
        new="    sheet: [exercise, again] «",
        problem="the sheet of stage `act` has no day for the letter of the stage",
        remedy="make a slot `letter`, if it should have one",
        severity="warning",
    ),
    "two letters on the sheet": Flaw(
        old="    sheet: [exercise, exercise, letter]",
        new="    sheet: [exercise, letter, letter] «",
        problem="the sheet of stage `look` asks for 2 letters, a stage has one",
        remedy="write the slot `letter` once",
    ),
    "unknown slot": Flaw(
        old="    sheet: [exercise, letter]",
        new="    sheet: [exercise, leter] «",
        problem="entry 2 of `sheet` cannot be `leter`",
        remedy="did you mean `letter`?",
    ),
}

LAST = "    stage: act\n    why:\n      text: It is small.\n    title: Exercise 3\n"

LAST_DAYS = (
    LAST + "    gist: A try.\n    time: 5 minutes\n    steps: [Begin., End.]\n    notice: What changed.\n"
    "    if_not: Another day.\n    days: [Try it., Again.]\n"
)

ENTRIES = {
    "no only one": Flaw(
        old="  act1:\n    stage: act\n    only_one: true\n",
        new="  act1:\n    stage: act\n",
        at="  act:\n",
        problem="stage `act` names no exercise to do if only one is done",
        remedy="mark one of its exercises `only_one: true`",
    ),
    "two only ones": Flaw(
        old=LAST,
        new="    only_one: true «\n" + LAST,
        problem="stage `act` has a second exercise to do if only one is done",
        remedy="leave `only_one` on one of them",
    ),
    "six steps": Flaw(
        old=LAST + "    gist: A try.\n    time: 5 minutes\n    steps: [Begin., End.]\n",
        new=LAST + "    gist: A try.\n    time: 5 minutes\n    steps: [a, b, c, d, e, f] «\n",
        translated=False,
        problem="exercise `act3` has 6 steps",
        remedy="write one to 5",
    ),
    "guidance without edition": Flaw(
        old="    text: Your own.",
        new="    text: Your own.\n    editions: [] «",
        problem="no edition is named, so nobody gets this",
        remedy="name one, or take it out",
    ),
    "a line for one day alone": Flaw(
        old=LAST_DAYS,
        new=LAST_DAYS.replace("[Try it., Again.]", "[Try it.] «"),
        translated=False,
        problem="exercise `act3` has 1 lines for the sheet",
        remedy="write two: for the first day, and for doing it again",
    ),
    "fewer lines than none": Flaw(
        old=LAST,
        new="    lines: -1 «\n" + LAST,
        problem="exercise `act3` has -1 lines",
        remedy="write 0 or more",
    ),
    "a letter without opening": Flaw(
        old="  act_letter:\n    stage: act\n    why: {text: It helps.}\n    title: A letter\n"
        "    gist: To write.\n    invitation: Write.\n    openings: [Dear me]\n",
        new="  act_letter:\n    stage: act\n    why: {text: It helps.}\n    title: A letter\n"
        "    gist: To write.\n    invitation: Write.\n    openings: [] «\n",
        translated=False,
        problem="letter `act_letter` has no opening",
        remedy="write one or more to begin with",
    ),
    "too much effort": Flaw(
        old="    effort: 1",
        new="    effort: 4 «",
        problem="action `walk` has an effort of 4",
        remedy="write 1 to 3",
    ),
    "more actions offered than there are": Flaw(
        old="actions_offered: 1",
        new="actions_offered: 2 «",
        problem="2 actions are offered of 1 declared",
        remedy="write 1 or more, and no more than there are",
    ),
    "a variant without conditions": Flaw(
        old="    - when: [{rating: where, at_least: 7}]",
        new="    - when: [] «",
        problem="a variant without conditions always holds, so the text for anyone is never used",
        remedy="add a condition, or make it the text for anyone",
    ),
    "a frame that cannot be chosen": Flaw(
        old="    voice: yourself",
        new="    voice: yourself\n    frames: [general] «",
        problem="frame `general` cannot be chosen in this questionnaire",
        remedy="take it out, or declare it under `frames`",
        severity="warning",
    ),
}

FLAWS = DAYS | ENTRIES


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(replace(flaw, file="plan.yaml"), tmp_path)
    assert said == expected


def test_too_few_exercises_are_named_for_each_edition_and_frame(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "plan.yaml", LAST, "    editions: [together]\n    frames: [now]\n" + LAST)
    line = line_of(version / "plan.yaml", "  act:\n")
    assert [(found[1], found[2]) for found in said_of(version)] == [
        (line, "stage `act` has 2 exercises for edition `solo` and frame `former`"),
        (line, "stage `act` has 2 exercises for edition `solo` and frame `now`"),
        (line, "stage `act` has 2 exercises for edition `together` and frame `former`"),
    ]


def test_a_letter_is_missed_in_the_frame_that_has_none(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "plan.yaml", "  act_letter:\n", "  act_letter:\n    frames: [former]\n")
    line = line_of(version / "plan.yaml", "  act:\n")
    assert [found[1:3] for found in said_of(version)] == [(line, "stage `act` has no letter for frame `now`")]


def test_the_one_exercise_must_be_there_for_everyone(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    narrow = "    frames: [now]\n    editions: [together]\n"
    edit(version / "plan.yaml", "  act1:\n", "  act1:\n" + narrow)
    said = {(found[1], found[2]) for found in said_of(version)}
    line = line_of(version / "plan.yaml", narrow)
    assert said >= {
        (line, "`act1` is the one to do if only one is done, but not in every frame"),
        (line + 1, "`act1` is the one to do if only one is done, but not in edition `solo`"),
    }


def test_actions_that_fit_only_some_are_told_of(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "plan.yaml", "    setting: alone", "    editions: [together]\n    setting: alone")
    line = line_of(version / "plan.yaml", "actions_offered: 1")
    problem = "1 actions are offered, but only 0 are sure to fit edition `solo` and frame"
    assert [found[1:3] for found in said_of(version)] == [
        (line, f"{problem} `former`"),
        (line, f"{problem} `now`"),
    ]
