"""A file gets the numbers of the pages, to the last bit, however it is written."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from quizapp.definitions.library import Library
from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import score
from quizapp.score_files import csv_files
from quizapp.score_files.scoring import score_file
from quizapp.settings import shipped
from tests.score_files.made import norms_for, read_csv, write_csv
from tests.simulated_takers import answers_from, values_of

BETWEEN_US = Library.load(shipped("questionnaires")).get("between-us", 1, "en", "now")
TAKERS = values_of(BETWEEN_US, 2000, seed=4)
# Every number of missing answers, since few simulated people skip so many.
SKIPPING = [
    {item: value for place, (item, value) in enumerate(values.items()) if (place * 7 + number) % 11 >= number % 11}
    for number, values in enumerate(TAKERS[:300])
]
EVERYONE = [*TAKERS, *SKIPPING]
PARTS = ("", "_low", "_high")


def expected(questionnaire: Questionnaire, norms: NormSet | None) -> list[dict[str, object]]:
    """What the domain says of everyone, one at a time; None without enough answers."""
    lines = []
    for values in EVERYONE:
        answers = answers_from(questionnaire, values)
        found = score(questionnaire, answers, norms)
        line: dict[str, object] = {}
        for scale in [*questionnaire.scales, *questionnaire.composites]:
            one = found.get(scale)
            numbers = (one.estimate, one.low, one.high) if one else (None, None, None)
            line |= {scale + part: number for part, number in zip(PARTS, numbers, strict=True)}
            line[scale + "_answered"] = len(set(questionnaire.items_of(scale)) & set(answers))
        lines.append(line)
    return lines


@pytest.mark.parametrize("calibrated", [False, True], ids=["without norms", "with norms"])
@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
def test_a_csv_file(
    between_us: Questionnaire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, quoted: bool, calibrated: bool
) -> None:
    # Many small blocks, so that rows meet every kind of border.
    monkeypatch.setattr(csv_files, "BLOCK", 1000)
    monkeypatch.setattr(csv_files, "CHUNK", 77)
    norms = norms_for(between_us) if calibrated else None
    rows = [{"id": f"p{number}", **values} for number, values in enumerate(EVERYONE)]
    answers = write_csv(tmp_path / "answers.csv", ["id", *between_us.items], rows, quoted=quoted)

    assert score_file(between_us, answers, tmp_path / "scores.csv", norms=norms) == len(rows)

    found = read_csv(tmp_path / "scores.csv")
    assert [line.pop("id") for line in found] == [row["id"] for row in rows]
    read = [{name: float(cell) if cell else None for name, cell in line.items()} for line in found]
    assert read == expected(between_us, norms)


@pytest.mark.parametrize("kind", ["int8", "float64", "string", "dictionary"])
def test_a_parquet_file(between_us: Questionnaire, tmp_path: Path, kind: str) -> None:
    columns = {item: [values.get(item) for values in EVERYONE] for item in between_us.items}
    table = pa.table({item: as_kind(values, kind) for item, values in columns.items()})
    parquet.write_table(table, tmp_path / "answers.parquet")

    score_file(between_us, tmp_path / "answers.parquet", tmp_path / "scores.parquet")

    found = parquet.read_table(tmp_path / "scores.parquet")
    assert found.to_pylist() == expected(between_us, None)
    assert found.schema.field("ANX").metadata[b"label"].decode() == between_us.scales["ANX"].name


def as_kind(values: list[int | None], kind: str) -> pa.Array:
    if kind == "float64":
        return pa.array([None if value is None else float(value) for value in values])
    if kind == "int8":
        return pa.array(values, pa.int8())
    texts = pa.array([None if value is None else str(value) for value in values])
    return texts.dictionary_encode() if kind == "dictionary" else texts


def test_csv_and_parquet_can_be_mixed(between_us: Questionnaire, tmp_path: Path) -> None:
    answers = write_csv(tmp_path / "answers.csv", list(between_us.items), EVERYONE)
    score_file(between_us, answers, tmp_path / "scores.parquet")
    assert parquet.read_table(tmp_path / "scores.parquet").to_pylist() == expected(between_us, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.removesuffix(b"\n"),
    ],
    ids=["lines end as on Windows", "a byte order mark", "no end of the last line"],
)
def test_what_programs_add_to_a_file_changes_nothing(
    between_us: Questionnaire, tmp_path: Path, change: object
) -> None:
    assert callable(change)
    answers = write_csv(tmp_path / "answers.csv", list(between_us.items), EVERYONE[:50])
    text = answers.read_bytes().replace(b"\r\n", b"\n")
    for name, content in (("one", text), ("two", change(text))):
        answers.write_bytes(content)
        score_file(between_us, answers, tmp_path / f"{name}.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_names_of_people_come_through_whatever_they_hold(between_us: Questionnaire, tmp_path: Path) -> None:
    names = ["a,b", 'say "yes"', "two\nlines", "陈静", "plain", "=1+1"]
    rows = [{"respondent": name, **values} for name, values in zip(names, TAKERS, strict=False)]
    answers = write_csv(tmp_path / "answers.csv", ["respondent", *between_us.items], rows)
    score_file(between_us, answers, tmp_path / "scores.csv")
    assert [line["respondent"] for line in read_csv(tmp_path / "scores.csv")] == names


def test_every_shipped_questionnaire_can_be_scored_from_a_file(library: Library, tmp_path: Path) -> None:
    random = np.random.default_rng(12)
    for listing in library.versions():
        one = library.get(listing.slug, listing.version, listing.source_language, listing.frames[0])
        rows = []
        for _taker in range(500):
            given = [item for item in one.items if random.uniform() < 0.8]
            picked = {item: random.choice(list(one.responses_of(item).options)) for item in given}
            rows.append({item: one.responses_of(item).options[option].value for item, option in picked.items()})
        answers = write_csv(tmp_path / "answers.csv", list(one.items), rows)

        score_file(one, answers, tmp_path / "scores.csv")

        for values, line in zip(rows, read_csv(tmp_path / "scores.csv"), strict=True):
            found = score(one, answers_from(one, values))
            for scale in [*one.scales, *one.composites]:
                known = found.get(scale)
                assert line[scale] == (str(known.estimate) if known else "")
