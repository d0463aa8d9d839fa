"""Norms and statistics as they are typed: from the pool, from files, and what is refused."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from quizapp.cli import main
from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings
from quizapp.storage.store import Store, build_store
from tests.item_statistics.made import given_by
from tests.score_files.made import write_csv
from tests.simulated_takers import values_of


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Path:
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", database_url)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "data"


@contextmanager
def store_in(data: Path) -> Iterator[Store]:
    app = Flask("looking")
    yield build_store(app, read_settings({**os.environ, "QUIZAPP_DATA": str(data)}).database_url)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def refused(*words: object) -> str:
    found = run(*words)
    assert found.exit_code == 1
    assert isinstance(found.exception, SystemExit)
    return found.output


def fill(data: Path, questionnaire: Questionnaire, people: int) -> None:
    random = Random(3)  # noqa: S311 - the same keys every time
    with store_in(data) as store, store.transaction():
        for given in given_by(questionnaire, people):
            store.pool.add(random.randbytes(16), given)


def in_force(data: Path, language: str = "en") -> NormSet | None:
    with store_in(data) as store:
        return store.norms.find("between-us", 1, language)


@pytest.fixture
def answers(between_us: Questionnaire, tmp_path: Path) -> Path:
    rows = values_of(between_us, 350, seed=2)
    return write_csv(tmp_path / "answers.csv", list(between_us.items), rows)


# --- norms ----------------------------------------------------------------------------------------


def test_norms_from_the_pool_come_into_force(data: Path, between_us: Questionnaire) -> None:
    fill(data, between_us, 310)
    made = run("norms", "between-us", "--language", "en")
    assert made.exit_code == 0, made.output
    found = in_force(data)
    assert found is not None
    assert found.people == 310
    assert in_force(data, "zh-Hans") is None
    for words in ("In force for between-us@1 in en", "310 people", f"{found.scales['ANX'].mean:.3f}"):
        assert words in made.output


def test_fewer_than_a_hundred_leave_things_as_they_were(data: Path, between_us: Questionnaire) -> None:
    fill(data, between_us, 99)
    assert "99 people answered - wait for 100" in refused("norms", "between-us@1", "--language", "en")
    assert in_force(data) is None


def test_norms_go_into_a_file_and_into_force_elsewhere(data: Path, between_us: Questionnaire, tmp_path: Path) -> None:
    fill(data, between_us, 310)
    file = tmp_path / "norms.json"
    assert run("norms", "between-us", "--language", "en", "--export", file).exit_code == 0
    assert in_force(data) is None
    taken = run("norms", "between-us", "--language", "en", "--import", file)
    assert taken.exit_code == 0, taken.output
    found = in_force(data)
    assert found is not None
    assert json.loads(file.read_text())["scales"]["ANX"]["mean"] == found.scales["ANX"].mean


def spoiled(file: Path, **changes: object) -> Path:
    held = json.loads(file.read_text())
    held.update(changes)
    file.write_text(json.dumps(held))
    return file


SPOILED: dict[str, tuple[dict[str, object], str]] = {
    "another version": ({"version": 2}, "version"),
    "another language": ({"language": "zh-Hans"}, "language"),
    "another questionnaire": ({"slug": "other"}, "questionnaire"),
    "too few": ({"people": 40}, "too few"),
    "a word for a number": ({"people": "many"}, "people"),
    "something more": ({"mood": 1}, "mood"),
    "no provenance": ({"provenance": " "}, "provenance"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_file_that_does_not_fit_is_refused(answers: Path, data: Path, tmp_path: Path, what: str) -> None:
    file = tmp_path / "norms.json"
    days = "2026-10-01", "2026-10-31"
    made = run("norms", "between-us", "--language", "en", "--answers", answers, "--answered", *days, "--export", file)
    assert made.exit_code == 0, made.output
    changes, named = SPOILED[what]
    said = refused("norms", "between-us", "--language", "en", "--import", spoiled(file, **changes))
    assert named in said
    assert str(file) in said
    assert in_force(data) is None


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"slug": NaN}'])
def test_a_file_that_is_no_norms_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "norms.json").write_text(text)
    assert "norms.json" in refused("norms", "between-us", "--language", "en", "--import", tmp_path / "norms.json")


def test_norms_of_a_file_say_so_and_score_a_file_as_the_pages_would(answers: Path, tmp_path: Path) -> None:
    file, days = tmp_path / "norms.json", ("2026-10-01", "2026-10-31")
    run("norms", "between-us", "--language", "en", "--answers", answers, "--answered", *days, "--export", file)
    held = json.loads(file.read_text())
    assert "answers.csv" in held["provenance"]
    assert (held["first_day"], held["last_day"]) == days
    plain = run("score", "between-us", answers, "-o", tmp_path / "plain.csv")
    with_norms = run("score", "between-us", answers, "-o", tmp_path / "with.csv", "--norms", file)
    assert (plain.exit_code, with_norms.exit_code) == (0, 0)
    assert (tmp_path / "plain.csv").read_text() != (tmp_path / "with.csv").read_text()
    assert "norms.json" in refused(
        "score", "between-us", answers, "-o", tmp_path / "x.csv", "--norms", file, "--language", "zh-Hans"
    )


WRONG = [
    (["--answered", "2026-10-01", "2026-10-31"], "--answered"),
    (["--answers", "ANSWERS"], "--answered"),
    (["--answers", "ANSWERS", "--import", "ANSWERS"], "--import"),
    (["--answers", "ANSWERS", "--answered", "2026-10-31", "2026-10-01"], "exchange"),
]


@pytest.mark.parametrize(("options", "named"), WRONG)
def test_options_that_do_not_go_together_are_refused(answers: Path, options: list[str], named: str) -> None:
    words = [str(answers) if word == "ANSWERS" else word for word in options]
    assert named in refused("norms", "between-us", "--language", "en", *words)


def test_a_database_without_tables_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "new"))
    monkeypatch.delenv("QUIZAPP_DATABASE_URL")
    assert "quizapp upgrade" in refused("norms", "between-us", "--language", "en")


# --- stats ----------------------------------------------------------------------------------------


def test_statistics_of_a_file_are_shown_and_written(answers: Path, tmp_path: Path) -> None:
    for name in ("items.csv", "items.json"):
        shown = run("stats", "between-us", answers, "-o", tmp_path / name)
        assert shown.exit_code == 0, shown.output
        assert (tmp_path / name).exists()
    assert "350 people." in shown.output
    assert "Speed: nothing is known of it - cannot say." in shown.output
    assert json.loads((tmp_path / "items.json").read_text())["people"] == 350


def test_statistics_of_the_pool_count_all_languages_or_one(data: Path, between_us: Questionnaire) -> None:
    fill(data, between_us, 120)
    shown = run("stats", "between-us", "--language", "en")
    assert shown.exit_code == 0, shown.output
    assert "120 people." in shown.output
    assert "Speed: 5.0 s a sentence in the median of 120 people." in shown.output
    assert "0 people" in run("stats", "between-us", "--language", "zh-Hans").output


def test_a_wrong_key_is_pointed_at(between_us: Questionnaire, tmp_path: Path) -> None:
    rows = [{**values, "pur3": 6 - values.get("pur3", 3)} for values in values_of(between_us, 200, seed=2)]
    file = write_csv(tmp_path / "answers.csv", list(between_us.items), rows)
    assert "item pur3 runs against its scale (r = -" in run("stats", "between-us", file).output


def test_statistics_that_cannot_be_made_are_refused(answers: Path, tmp_path: Path) -> None:
    answers.write_text(answers.read_text().replace("\n5,", "\n6,"))
    assert "is no answer to it" in refused("stats", "between-us", answers)
    assert ".csv or .json" in refused("stats", "between-us", answers, "-o", tmp_path / "items.xlsx")
    assert "leave one of the two out" in refused("stats", "between-us", answers, "--language", "en")
