"""How far one has come and how long it still takes: never more than before, and the last part is called that."""

import re

import pytest
from flask.testing import FlaskClient

from quizapp.definitions.library import Library
from quizapp.web.speech import TOGETHER
from tests.web.walk import begin

SAYS = {
    "en": (r"Part (\d+) of (\d+), about (\d+) minutes? left", "The last part, about 1 minute left"),
    "zh-Hans": (
        rf"第(\d+){TOGETHER}部分，共(\d+){TOGETHER}部分，大约还要(\d+){TOGETHER}分钟",
        f"最后一部分，大约还要1{TOGETHER}分钟",
    ),
}


@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize("slug", ["between-us", "everyday-words"])
def test_minutes_begin_at_the_stated_ones_and_never_go_up(
    client: FlaskClient, library: Library, language: str, slug: str
) -> None:
    said, last = SAYS[language]
    questionnaire = library.get(slug, 1, language, library.newest()[0].frames[0])
    begin(client, language, "now", slug)
    parts = range(1, len(questionnaire.pages) + 1)
    shown = [client.get(f"/{language}/{slug}/part/{part}").get_data(as_text=True) for part in parts]

    told = [re.search(said, page) for page in shown[:-1]]
    minutes = [int(found[3]) for found in told if found]

    assert [(int(found[1]), int(found[2])) for found in told if found] == [(part, len(parts)) for part in parts[:-1]]
    assert minutes[0] == questionnaire.minutes
    assert minutes == sorted(minutes, reverse=True)
    assert last in shown[-1]


def test_who_only_changes_an_answer_is_not_told_of_minutes(client: FlaskClient) -> None:
    begin(client)

    page = client.get("/en/between-us/part/3?to_check=1").get_data(as_text=True)

    assert "<p>Part 3 of 9</p>" in page
