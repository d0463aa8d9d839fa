"""Plans: what is missed is named for each edition and frame that misses it."""

from pathlib import Path

from tests.definitions.flaws import copy_valid, edit, line_of, said_of

LAST = "    stage: act\n    why:\n      text: It is small.\n    title: Exercise 3\n"


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
