"""What `quizapp new` writes is served at once, from the first page to the result, in both languages."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp import create_app
from quizapp.cli import main
from quizapp.settings import read_settings
from quizapp.storage.upgrading import bring_up_to_date
from tests.conftest import Clock, StrictClient
from tests.web.walk import all_answered, hand_in


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_new_questionnaire_is_served_at_once(tmp_path: Path, clock: Clock, language: str) -> None:
    assert CliRunner().invoke(main, ["new", "thanks", "--questionnaires", str(tmp_path / "own")]).exit_code == 0
    given = {"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_QUESTIONNAIRES": str(tmp_path / "own")}
    settings = read_settings(given)
    bring_up_to_date(settings.database_url)
    app = create_app(settings, now=clock)
    app.test_client_class = StrictClient
    with app.app_context():
        client = app.test_client()
        wording = app.extensions["quizapp.submissions"].find_newest("thanks", language)
        assert wording.front.headline[0] in client.get(f"/{language}/thanks/").get_data(as_text=True) + client.get(
            f"/{language}/"
        ).get_data(as_text=True)
        kind = {key: "o1" if item.reverse else "o5" for key, item in wording.items.items()}
        for answers, said in (
            (kind, wording.scales["listening"].high.strength.title),
            (all_answered(wording, 3), wording.in_between.middle_name),
        ):
            page = client.get(hand_in(client, wording, answers, language, "general")).get_data(as_text=True)
            assert said in page
