"""Beside the scores lies what every column means."""

from pathlib import Path

from quizapp.domain.questionnaire import Questionnaire
from quizapp.score_files.codebook import build_codebook
from quizapp.score_files.scales import Detail
from quizapp.score_files.scoring import codebook_beside, score_file
from tests.score_files.made import norms_for, read_csv, write_csv


def test_every_item_and_every_column_of_scores_is_explained(between_us: Questionnaire, tmp_path: Path) -> None:
    answers = write_csv(tmp_path / "answers.csv", list(between_us.items), [dict.fromkeys(between_us.items, 3)])
    score_file(between_us, answers, tmp_path / "scores.csv")

    book = {line["variable"]: line for line in read_csv(codebook_beside(tmp_path / "scores.csv"))}

    written = read_csv(tmp_path / "scores.csv")[0]
    assert list(book) == [*between_us.items, *written]
    assert all(line["label"] and line["values"] for line in book.values())
    turned = [key for key, item in between_us.items.items() if item.reverse]
    assert [key for key in between_us.items if book[key]["key"].startswith("reversed: 6 - ")] == turned
    assert book["anx1"]["scale"] == "ANX"
    assert book["anx1"]["label"] == between_us.items["anx1"].text
    assert "needs 5 of 6 of ANX" in book["ANX"]["formula"]
    assert "needs 3 of 3 of COP, 3 of 3 of EXC" in book["RES"]["formula"]
    assert "80%" in book["ANX_low"]["formula"]


def test_with_norms_the_formula_names_their_figures(between_us: Questionnaire) -> None:
    norms = norms_for(between_us)

    book = {line.variable: line.formula for line in build_codebook(between_us, norms, Detail())}

    assert book["ANX"].startswith("mean of")
    assert book["AVO"].startswith(f"M + r * (m - M), with M = {norms.scales['AVO'].mean} and r = 0.71")
