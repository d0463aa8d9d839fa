"""The figures for simulated takers; their flaws are in ``broken``."""

from pathlib import Path

from quizapp.definitions.library import Library
from tests.definitions.flaws import copy_valid, edit

ITEM = "    text: I say what I mean.\n"
MODEL = ITEM + "    response_model: {{slope: {slope}, thresholds: {thresholds}}} {mark}\n"


def test_a_sound_model_is_taken(tmp_path: Path) -> None:
    version = copy_valid(tmp_path)
    edit(version / "questionnaire.yaml", ITEM, MODEL.format(slope=1.5, thresholds="[-1, 1]", mark=""))
    read = Library.load(tmp_path / "questionnaires").get("two-scales", 1, "en", "now").items["talk1"].response_model
    assert read is not None
    assert (read.slope, read.thresholds) == (1.5, [-1, 1])
