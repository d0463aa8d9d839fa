"""A questionnaire may leave out what it does not need; the pages then leave it out as well, and nothing else."""

import re
from pathlib import Path
from shutil import copytree

import pytest
from flask.testing import FlaskClient

from quizapp import create_app
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date
from tests.conftest import StrictClient
from tests.web.walk import all_answered, hand_in

SLUG = "between-us"


def without(folder: Path, left_out: set[str]) -> tuple[FlaskClient, Questionnaire]:
    """The shipped test in English, without some blocks of its file."""
    definitions = folder / "definitions"
    copytree(shipped("questionnaires") / SLUG, definitions / SLUG)
    (definitions / "support.yaml").write_bytes((shipped("questionnaires") / "support.yaml").read_bytes())
    version = definitions / SLUG / "v1"
    (version / "zh-Hans.yaml").unlink()
    text = (version / "questionnaire.yaml").read_text(encoding="utf-8").replace("  zh-Hans: draft\n", "")
    for block in left_out:
        text, found = re.subn(rf"^{block}:\n(?: .*\n|\n)*", "", text, flags=re.MULTILINE)
        assert found == 1
    (version / "questionnaire.yaml").write_text(text, encoding="utf-8")
    settings = read_settings(
        {"QUIZAPP_DATA": str(folder), "QUIZAPP_QUESTIONNAIRES": str(definitions), "QUIZAPP_QUEUE_URL": "immediate"}
    )
    bring_up_to_date(settings.database_url)
    app = create_app(settings)
    app.test_client_class = StrictClient
    return app.test_client(), Library.load(definitions).get(SLUG, 1, "en", "now")


@pytest.mark.parametrize("left_out", [{"plane"}, {"axes"}, {"plane", "axes"}, {"first_steps"}], ids=sorted)
def test_every_family_is_told_whatever_is_drawn(tmp_path: Path, left_out: set[str]) -> None:
    client, questionnaire = without(tmp_path, left_out)

    owner = hand_in(client, questionnaire, all_answered(questionnaire, 3))
    page = client.get(owner).get_data(as_text=True)

    for family in questionnaire.families.values():
        assert f">{family.title}</" in page
        assert f"<h3>{family.unclear_name}</h3>" in page
    assert ('class="plane"' in page) == ("plane" not in left_out)
    # Where neither is declared, every line is drawn below another.
    assert ('class="axis"' in page) == (left_out != {"axes"})
    assert ("One first step" in page) == ("first_steps" not in left_out)


def test_the_report_is_made_without_drawings(tmp_path: Path) -> None:
    client, questionnaire = without(tmp_path, {"plane", "axes"})

    owner = hand_in(client, questionnaire, all_answered(questionnaire, 3))

    assert client.get(owner + "forty-days.pdf").data.startswith(b"%PDF-")
