"""`quizapp simulate`: a file that can be scored, and a table of what its takers meet."""

import csv
import re
from pathlib import Path

from click.testing import CliRunner, Result

from quizapp.cli import main
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import shipped
from quizapp.simulation.takers import simulate


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": "100"})


def test_what_is_simulated_can_be_scored_row_by_row(between_us: Questionnaire, tmp_path: Path) -> None:
    takers, scores = tmp_path / "takers.csv", tmp_path / "scores.csv"
    made = run("simulate", "between-us@1", "-n", 40, "--seed", 7, "-o", takers)
    assert made.exit_code == 0, made.output
    assert "40 takers written" in made.output
    with takers.open(newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    for row, taker in zip(rows, simulate(between_us, count=40, seed=7), strict=True):
        options = {item: between_us.responses_of(item).options for item in taker.answers}
        given = {item: str(options[item][option].value) for item, option in taker.answers.items()}
        assert {item: value for item, value in row.items() if value} == given
    scored = run("score", "between-us", takers, "-o", scores)
    assert scored.exit_code == 0, scored.output
    assert "40 rows" in scored.output


def test_the_same_seed_writes_the_same_file_and_another_one_another(tmp_path: Path) -> None:
    for seed, name in ((7, "one"), (7, "two"), (8, "three")):
        assert run("simulate", "between-us", "-n", 20, "--seed", seed, "-o", tmp_path / name).exit_code == 0
    one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
    assert one == two != three


def test_the_table_counts_every_kind_and_names_what_nobody_meets(between_us: Questionnaire) -> None:
    shown = run("simulate", "between-us", "-n", 30).output
    assert between_us.plan is not None
    for kind in ("Pattern", "Scale", "Strength", "First step", "Exercise", "Letter"):
        assert f" {kind} " in shown
    for entry in [
        *between_us.patterns,
        *between_us.first_steps,
        *between_us.plan.exercises,
        *between_us.plan.letters,
    ]:
        assert re.search(rf"^ *{entry} +\d+ +\d+\.\d%", shown, re.MULTILINE), entry
    assert re.search(r"\d+\.\d% of 30 meet no pattern\.", shown)
    assert "Nobody met phrase: " in shown


def test_nothing_but_the_table_is_printed_where_nobody_watches() -> None:
    shown = run("simulate", "between-us", "-n", 5)
    assert shown.stderr == ""
    assert "\x1b" not in shown.output
    assert "Simulating" not in shown.output


def test_a_file_that_cannot_be_written_is_named_with_the_remedy(tmp_path: Path) -> None:
    refused = run("simulate", "between-us", "-n", 5, "-o", tmp_path / "nowhere" / "takers.csv")
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert re.search(r"takers\.csv: cannot be written \(.+\) - name a file", refused.output)


def test_a_questionnaire_that_is_not_there_is_refused() -> None:
    known = {listing.slug for listing in Library.load(shipped("questionnaires")).newest()}
    refused = run("simulate", "nothing", "-n", 5)
    assert refused.exit_code == 1
    assert all(slug in refused.output for slug in known)


def test_a_seed_below_nought_is_refused_since_it_would_be_another_ones_twin() -> None:
    assert run("simulate", "between-us", "-n", 5, "--seed", -1).exit_code == 2
