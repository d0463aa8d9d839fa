"""Files of answers to tests of other formats: a plain one, every kind of item, a short form."""

import csv
from pathlib import Path

import pytest
from click.testing import Result

from quizapp.definitions.library import Library
from quizapp.domain.answers import answers_from_values
from quizapp.settings import shipped
from tests.definitions.test_standard_words import PLAIN
from tests.test_commands import run, write_answers

KINDS = """\
  since: {kind: choice, text: Since when?, options: {new: Since this year, old: For longer}}
  more: {kind: long_text, text: What else?}
  hello: {kind: note, text: Welcome, paragraphs: [Take your time.]}
"""
MORE = "".join(f"  {s}{n}: {{scale: {s}, text: {s} {n}.}}\n" for s in ("rest", "talk") for n in (4, 5, 6))
SHORTENED = PLAIN + MORE + "forms: {short: {items: 6}}\n"
ANSWERS = {"rest1": 5, "rest2": 4, "rest3": 1, "talk1": 3, "talk2": 3, "talk3": 3}


def scored(folder: Path, source: str, answers: dict[str, object], *more: str) -> tuple[Result, dict[str, str]]:
    """What ``quizapp score`` says of one row, and the row that it wrote."""
    version = folder / "tests/evenings/v1"
    version.mkdir(parents=True)
    (version / "questionnaire.yaml").write_text(source, "utf-8")
    given = write_answers(folder / "given.csv", list(answers), [answers])
    options = ("-o", folder / "scores.csv", "--questionnaires", folder / "tests", *more)
    said = run("score", "evenings", given, *options)
    with (folder / "scores.csv").open(encoding="utf-8") as file:
        return said, next(iter(csv.DictReader(file)))


def test_a_plain_test_is_scored_and_own_words_are_passed_over(tmp_path: Path) -> None:
    """By hand: (5 + 4 + 5) / 3, and 3 in the middle."""
    answers = {**ANSWERS, "since": "old", "more": "3, or so"}
    said, row = scored(tmp_path, PLAIN + KINDS, answers)
    assert said.exit_code == 0, said.output
    assert float(row["rest"]) == pytest.approx(14 / 3)
    assert float(row["talk"]) == 3.0
    assert row.keys() == {
        f"{scale}{part}" for scale in ("rest", "talk") for part in ("", "_low", "_high", "_answered")
    }


def test_what_the_sentences_are_worked_out_from_can_be_had(tmp_path: Path) -> None:
    """By hand: SD .8, r .56: .8 * sqrt(.44) = .530660; 14 / 3 +- 1.644854 of it; Phi(1.666667 / it)."""
    said, row = scored(tmp_path, PLAIN, {**ANSWERS}, "--certainty", "--coverage", "0.9")
    assert said.exit_code == 0, said.output
    assert (float(row["rest_mean"]), float(row["rest_error"])) == pytest.approx((14 / 3, 0.530660), abs=1e-6)
    assert (float(row["rest_low"]), float(row["rest_high"])) == pytest.approx((3.793808, 5.0), abs=1e-6)
    assert (float(row["rest_above"]), float(row["talk_above"])) == pytest.approx((0.999157, 0.5), abs=1e-6)
    with (tmp_path / "scores.codebook.csv").open(encoding="utf-8") as file:
        book = {line["variable"]: line["formula"] for line in csv.DictReader(file)}
    assert "90%" in book["rest_low"]
    assert book["rest_above"] == "Phi((rest - 3) / rest_error)"
    assert row.keys() <= book.keys()


@pytest.mark.parametrize("coverage", ["0", "1", "90"])
def test_a_coverage_that_is_no_share_is_refused(tmp_path: Path, coverage: str) -> None:
    with pytest.raises(FileNotFoundError):
        scored(tmp_path, PLAIN, {**ANSWERS}, "--coverage", coverage)


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    questionnaire = Library.load(shipped("questionnaires")).get("everyday-words", 1, "en", "now")
    given = write_answers(tmp_path / "given.csv", list(questionnaire.items), [])
    said = run("score", "everyday-words", given, "-o", tmp_path / "none/scores.csv")
    problem = "No such file or directory - name a file that can be written"
    assert (said.exit_code, said.output) == (1, f"{tmp_path / 'none/scores.csv'}: {problem}\n")


def test_an_option_that_counts_nought_is_an_answer(tmp_path: Path) -> None:
    options = "{no: {value: 0, label: No}, some: {value: 1, label: Some}, yes: {value: 2, label: Yes}}"
    lines = PLAIN.splitlines(keepends=True)
    source = "".join([lines[0], f"response_sets: {{often: {{options: {options}}}}}\n", *lines[2:]])
    said, row = scored(
        tmp_path, source, {**ANSWERS, "rest1": 0, "rest2": 0, "rest3": 2, "talk1": 1, "talk2": 1, "talk3": 1}
    )
    assert said.exit_code == 0, said.output
    assert (row["rest"], row["rest_answered"], row["talk"]) == ("0.0", "3", "1.0")


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("since", "always", "row 2, column since: 'always' is no answer to it - use one of new, old"),
        ("hello", "x", "row 1, column hello: no item of evenings has this id"),
    ],
)
def test_a_choice_that_is_none_and_a_note_are_refused(tmp_path: Path, column: str, value: str, problem: str) -> None:
    with pytest.raises(FileNotFoundError):
        scored(tmp_path, PLAIN + KINDS, {**ANSWERS, column: value})
    again = run(
        "score", "evenings", tmp_path / "given.csv", "-o", tmp_path / "s.csv", "--questionnaires", tmp_path / "tests"
    )
    assert again.exit_code == 1
    assert problem in again.output


def test_the_short_form_is_scored_by_itself(tmp_path: Path) -> None:
    """Its interval is wider: three items of six, so .72 becomes .5625 and the error .8 * sqrt(.4375)."""
    said, row = scored(tmp_path, SHORTENED, dict(ANSWERS), "--form", "short")
    assert said.exit_code == 0, said.output
    assert float(row["talk_high"]) == pytest.approx(3 + 1.2815515655 * 0.8 * 0.4375**0.5)


def test_norms_and_a_short_form_are_not_taken_together(tmp_path: Path) -> None:
    version = tmp_path / "tests/evenings/v1"
    version.mkdir(parents=True)
    (version / "questionnaire.yaml").write_text(SHORTENED, "utf-8")
    given = write_answers(tmp_path / "given.csv", list(ANSWERS), [dict(ANSWERS)])
    options = ("-o", tmp_path / "s.csv", "--questionnaires", tmp_path / "tests", "--form", "short", "--norms", given)
    said = run("score", "evenings", given, *options)
    assert (said.exit_code, said.output.partition(" - ")[2]) == (1, "leave one of the two options out\n")


@pytest.mark.parametrize(("source", "options"), [(SHORTENED, ["--form", "short"]), (PLAIN + KINDS, [])])
def test_statistics_are_of_what_has_numbers_and_was_asked(tmp_path: Path, source: str, options: list[str]) -> None:
    version = tmp_path / "evenings/v1"
    version.mkdir(parents=True)
    (version / "questionnaire.yaml").write_text(source, "utf-8")
    rows: list[dict[str, object]] = [{**ANSWERS, "rest1": value} for value in (1, 2, 4, 5)]
    given = write_answers(tmp_path / "given.csv", list(ANSWERS), rows)
    out = tmp_path / "items.csv"
    said = run("stats", "evenings", given, "-o", out, "--questionnaires", tmp_path, *options)
    assert said.exit_code == 0, said.output
    with out.open(encoding="utf-8") as file:
        assert {line["id"] for line in csv.DictReader(file) if line["of"] == "item"} == set(ANSWERS)


def test_the_codebook_says_what_a_choice_and_own_words_hold(tmp_path: Path) -> None:
    scored(tmp_path, PLAIN + KINDS, {**ANSWERS, "since": "old", "more": "So."})
    with (tmp_path / "scores.codebook.csv").open(encoding="utf-8") as file:
        values = {line["variable"]: line["values"] for line in csv.DictReader(file)}
    assert values["since"] == "new = Since this year; old = For longer"
    assert values["more"] == "their own words"
    assert "hello" not in values


def test_a_form_that_is_not_declared_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        scored(tmp_path, PLAIN, dict(ANSWERS), "--form", "short")
    options = ("-o", tmp_path / "s.csv", "--questionnaires", tmp_path / "tests", "--form", "short")
    again = run("score", "evenings", tmp_path / "given.csv", *options)
    assert again.output == "evenings: has no short form - leave --form out, or declare it under `forms`\n"


def test_answers_are_taken_by_kind(tmp_path: Path) -> None:
    version = tmp_path / "evenings/v1"
    version.mkdir(parents=True)
    (version / "questionnaire.yaml").write_text(PLAIN + KINDS, "utf-8")
    found = Library.load(tmp_path).get("evenings", 1, "en", "general")
    assert answers_from_values(found, {"rest1": 5, "since": "old", "more": "So.", "talk1": None}) == (
        {"rest1": "a5", "since": "old", "more": "So."},
        [],
    )
    _, problems = answers_from_values(found, {"rest1": True, "since": 1, "more": "x" * 2001, "hello": "x"})
    assert [problem.partition(" - ")[2] for problem in problems] == [
        "use one of 1, 2, 3, 4, 5, or null",
        "use one of new, old, or null",
        "write a text of at most 2000 characters, or null",
        "use one of `rest1`, `rest2`, `rest3`, `talk1`, `talk2`, `talk3`, `since`, `more`",
    ]
