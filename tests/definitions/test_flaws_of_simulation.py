"""Each flaw in the figures for simulated takers is reported alone, in its line, with what to do."""

from pathlib import Path

import pytest

from quizapp.definitions.library import Library
from tests.definitions.flaws import Flaw, broken, copy_valid, edit

ITEM = "    text: I say what I mean.\n"
MODEL = ITEM + "    response_model: {{slope: {slope}, thresholds: {thresholds}}} {mark}\n"

FLAWS = {
    "slope of nought": Flaw(
        old=ITEM,
        new=MODEL.format(slope=0, thresholds="[-1, 1]", mark="«"),
        problem="`slope` is 0",
        remedy="write a number above 0 and at most 10; real items have .8 to 3",
    ),
    "too few thresholds": Flaw(
        old=ITEM,
        new=MODEL.format(slope=1.5, thresholds="[-1]", mark="«"),
        problem="1 thresholds stand between 3 options",
        remedy="write 2, one between each two options",
    ),
    "thresholds that do not rise": Flaw(
        old=ITEM,
        new=MODEL.format(slope=1.5, thresholds="[1, 1]", mark="«"),
        problem="the thresholds do not rise",
        remedy="order them from the lowest to the highest, each above the one before",
    ),
    "loading that is no correlation": Flaw(
        old="    retest_reliability: 0.5\n    high:\n      plain: You talk.",
        new="    retest_reliability: 0.5\n    general_loading: 1.2 «\n    high:\n      plain: You talk.",
        problem="`general_loading` is 1.2",
        remedy="write a correlation from -1 to 1, such as -.35, or take it out",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(flaw, tmp_path)
    assert said == expected


def test_a_sound_model_is_taken(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", ITEM, MODEL.format(slope=1.5, thresholds="[-1, 1]", mark=""))
    read = Library.load(tmp_path / "questionnaires").get("two-scales", 1, "en", "now").items["talk1"].response_model
    assert read is not None
    assert (read.slope, read.thresholds) == (1.5, [-1, 1])
