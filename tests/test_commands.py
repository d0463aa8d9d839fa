"""The commands as they are typed: what they write, what they refuse, and in which words."""

import csv
import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp import create_app
from quizapp.cli import main
from quizapp.domain.profile import build_profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings, shipped
from quizapp.storage.queue import URGENT, RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.storage.upgrading import bring_up_to_date
from tests.golden.test_golden_takers import TAKERS, answers_of

FLAWED = Path(__file__).parent / "definitions/valid"
COMMANDS = (
    "serve",
    "worker",
    "new",
    "check",
    "publish",
    "schema",
    "translate",
    "preview",
    "simulate",
    "score",
    "report",
    "norms",
    "stats",
    "backup",
    "purge",
    "upgrade",
    "doctor",
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, with a database."""
    folder = tmp_path / "data"
    monkeypatch.setenv("QUIZAPP_DATA", str(folder))
    monkeypatch.delenv("QUIZAPP_DATABASE_URL", raising=False)
    return folder


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def values_of(questionnaire: Questionnaire, taker: str) -> dict[str, int]:
    answers = answers_of(questionnaire, TAKERS[taker])
    return {item: questionnaire.responses_of(item).options[option].value for item, option in answers.items()}


def write_answers(path: Path, columns: list[str], rows: list[dict[str, object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def good(between_us: Questionnaire, tmp_path: Path) -> Path:
    """Every golden taker, one a row."""
    rows: list[dict[str, object]] = [{"respondent": name, **values_of(between_us, name)} for name in TAKERS]
    return write_answers(tmp_path / "answers.csv", ["respondent", *between_us.items], rows)


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example_of_it(command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert f"Example: quizapp {command}" in shown.output


def test_every_command_is_looked_at_here() -> None:
    assert sorted(main.commands) == sorted(COMMANDS)


# --- check ----------------------------------------------------------------------------------------


def test_the_shipped_definitions_are_sound() -> None:
    checked = run("check")
    assert checked.exit_code == 0, checked.output
    assert "0 problems" in checked.output


def test_a_wrong_definition_is_named_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "between-us/v1"
    folder.mkdir(parents=True)
    for path in (shipped("questionnaires") / "between-us/v1").iterdir():
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace("scale: ANX", "scale: ANXIOUS", 1), encoding="utf-8")
    checked = run("check", tmp_path)
    assert checked.exit_code == 1
    assert "questionnaire.yaml:" in checked.output
    assert "ANXIOUS" in checked.output


# --- score ----------------------------------------------------------------------------------------


def test_a_file_gets_the_numbers_of_the_pages_to_the_last_bit(
    between_us: Questionnaire, good: Path, tmp_path: Path
) -> None:
    scored = run("score", "between-us", good, "-o", tmp_path / "scores.csv")
    assert scored.exit_code == 0, scored.output
    assert f"{len(TAKERS)} rows" in scored.output
    with (tmp_path / "scores.csv").open(newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    assert [row["respondent"] for row in rows] == list(TAKERS)
    for row in rows:
        scores = build_profile(between_us, answers_of(between_us, TAKERS[row["respondent"]])).scores
        for scale in [*between_us.scales, *between_us.composites]:
            cells = [row[scale], row[f"{scale}_low"], row[f"{scale}_high"]]
            if scale in scores:
                one = scores[scale]
                assert [float(cell) for cell in cells] == [one.estimate, one.low, one.high]
                assert int(row[f"{scale}_answered"]) == one.answered
            else:
                assert cells == ["", "", ""]


def test_the_order_of_columns_does_not_matter(between_us: Questionnaire, good: Path, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"respondent": name, **values_of(between_us, name)} for name in TAKERS]
    turned = write_answers(tmp_path / "turned.csv", [*reversed(between_us.items), "respondent"], rows)
    for path, target in ((good, "one.csv"), (turned, "two.csv")):
        assert run("score", "between-us@1", path, "-o", tmp_path / target).exit_code == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


BAD_FILES: dict[str, tuple[dict[str, object], list[str], tuple[str, ...], tuple[str, ...]]] = {
    "unknown column": ({"mood": 3}, ["mood"], (), ("row 1", "mood")),
    "missing column": ({}, [], ("anx2",), ("row 1", "anx2")),
    "value outside": ({"avo3": 6}, [], (), ("row 3", "avo3", "'6'")),
    "zero": ({"avo3": 0}, [], (), ("row 3", "avo3", "'0'")),
    "a word": ({"dia1": "often"}, [], (), ("row 3", "dia1", "'often'")),
    "a fraction": ({"dia1": "3.0"}, [], (), ("row 3", "dia1", "'3.0'")),
    "a column twice": ({}, ["hop1"], (), ("row 1", "hop1")),
}


@pytest.mark.parametrize("problem", BAD_FILES)
def test_a_bad_file_is_refused_with_row_and_column_and_nothing_is_written(
    problem: str, between_us: Questionnaire, tmp_path: Path
) -> None:
    change, added, left_out, named = BAD_FILES[problem]
    right = values_of(between_us, "all_middle")
    columns = [item for item in between_us.items if item not in left_out] + added
    answers = write_answers(tmp_path / "answers.csv", columns, [{**right}, {**right, **change}])
    before = sorted(tmp_path.iterdir())
    refused = run("score", "between-us", answers, "-o", tmp_path / "scores.csv")
    assert refused.exit_code == 1
    assert refused.exception is None or isinstance(refused.exception, SystemExit)
    assert [words for words in named if words not in refused.output] == []
    assert sorted(tmp_path.iterdir()) == before


def test_a_bad_file_leaves_older_scores_as_they_were(between_us: Questionnaire, tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("older\n")
    right = values_of(between_us, "all_middle")
    answers = write_answers(tmp_path / "answers.csv", list(between_us.items), [{**right, "anx1": 9}])
    assert run("score", "between-us", answers, "-o", tmp_path / "scores.csv").exit_code == 1
    assert (tmp_path / "scores.csv").read_text() == "older\n"


def test_a_row_with_too_few_cells_is_named(between_us: Questionnaire, tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(",".join(between_us.items) + "\n1,2,3\n")
    refused = run("score", "between-us", answers, "-o", tmp_path / "scores.csv")
    assert refused.exit_code == 1
    assert "row 2" in refused.output


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("nothing", "use one of `between-us`, `everyday-words`"),
        ("betwen-us", "did you mean `between-us`?"),
        ("between-us@99", "use one of `1`"),
        ("between-us@x", "use one of `1`"),
        ("between-us@", "use one of `1`"),
    ],
)
def test_a_questionnaire_that_is_not_there_is_named_with_those_that_are(
    name: str, remedy: str, good: Path, tmp_path: Path
) -> None:
    refused = run("score", name, good, "-o", tmp_path / "scores.csv")
    assert refused.exit_code == 1
    assert refused.output.startswith(f"{name}: there is no ")
    assert remedy in refused.output


def test_a_language_a_column_and_an_item_that_are_mistyped_get_a_suggestion(
    between_us: Questionnaire, tmp_path: Path
) -> None:
    pdf, answers = tmp_path / "forty-days.pdf", tmp_path / "answers.json"
    answers.write_text('{"anx11": 3}')
    assert (
        "did you mean `zh-Hans`?" in run("report", "between-us", answers, "-o", pdf, "--language", "zh-Hant").output
    )
    assert "did you mean `anx1`?" in run("report", "between-us", answers, "-o", pdf).output
    rows = write_answers(tmp_path / "answers.csv", [*between_us.items, "hopp1"], [])
    assert "did you mean `hop1`?" in run("score", "between-us", rows, "-o", tmp_path / "scores.csv").output


# --- report ---------------------------------------------------------------------------------------


def test_a_report_is_written_from_a_file_of_answers(between_us: Questionnaire, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({**values_of(between_us, "all_middle"), "anx1": None}))
    made = run("report", "between-us", answers, "-o", tmp_path / "forty-days.pdf")
    assert made.exit_code == 0, made.output
    assert (tmp_path / "forty-days.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{", "JSON"),
        ("[1, 2]", "object"),
        ('{"mood": 3}', "mood"),
        ('{"anx1": 6}', "anx1"),
        ('{"anx1": true}', "anx1"),
        ('{"anx1": [1]}', "anx1"),
    ],
)
def test_answers_that_cannot_be_taken_are_named_and_nothing_is_written(text: str, named: str, tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text(text)
    refused = run("report", "between-us", tmp_path / "answers.json", "-o", tmp_path / "forty-days.pdf")
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert named in refused.output
    assert not (tmp_path / "forty-days.pdf").exists()


def test_a_report_in_a_language_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text("{}")
    target = tmp_path / "forty-days.pdf"
    refused = run("report", "between-us", tmp_path / "answers.json", "-o", target, "--language", "xx")
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert not target.exists()


# --- purge, upgrade, doctor -----------------------------------------------------------------------


def test_purge_deletes_what_has_expired_and_nothing_else(data: Path) -> None:
    settings = read_settings({"QUIZAPP_DATA": str(data)})
    bring_up_to_date(settings.database_url)
    for age in (timedelta(days=3), timedelta(hours=1)):
        then = datetime.now(UTC) - age
        app = create_app(settings, now=lambda then=then: then)  # type: ignore[misc]
        with app.app_context():
            app.extensions["quizapp.submissions"].start("between-us", "now")
    for deleted in (1, 0):
        purged = run("purge")
        assert purged.exit_code == 0, purged.output
        assert f"{deleted} expired rows deleted." in purged.output


def test_upgrade_makes_the_database_and_doing_it_again_changes_nothing(data: Path) -> None:
    for _time in range(2):
        assert run("upgrade").exit_code == 0
    assert (data / "quizapp.db").exists()


def test_doctor_finds_a_new_installation_sound_once_it_has_its_database(data: Path) -> None:
    before = run("doctor")
    assert before.exit_code == 1
    assert "MEND" in before.output
    assert data.exists()
    assert run("upgrade").exit_code == 0
    looked = run("doctor")
    lines = [line for line in looked.output.splitlines() if not line.startswith("ok")]
    assert [line for line in lines if "last checked" not in line] == []


def looked_at(words: str) -> str:
    """The line of the doctor that says ``words``."""
    return next(line for line in run("doctor").output.splitlines() if words in line)


def test_doctor_sees_whether_a_report_waits_and_nobody_makes_it(data: Path) -> None:
    settings = read_settings({"QUIZAPP_DATA": str(data)})
    assert looked_at("render worker").startswith("ok")
    queue = RenderQueue(settings.queue_url, settings.secret_key)
    queue.add(Secret(b"1" * 32), URGENT)
    assert looked_at("render worker") == (
        "MEND no render worker is alive, reports that wait: 1 - start `quizapp serve` or `quizapp worker`"
    )
    queue.beat()
    assert looked_at("render worker") == "ok   a render worker is alive, reports that wait: 1"
    queue.close()


def test_doctor_sees_a_key_that_others_may_read_and_a_redis_that_is_away(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looked_at("owner's eyes").startswith("ok")
    (data / "secret-key").chmod(0o644)
    assert looked_at("chmod 600").startswith("MEND")
    monkeypatch.setenv("QUIZAPP_LIMITS_URL", "redis://127.0.0.1:1/0")
    assert looked_at("QUIZAPP_LIMITS_URL").startswith("MEND")


def test_doctor_sees_a_queue_that_cannot_be_used(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings({"QUIZAPP_DATA": str(data)})
    queue = RenderQueue(settings.queue_url, "another key than that of this installation")
    queue.beat()
    queue.close()
    assert looked_at("QUIZAPP_SECRET_KEY").startswith("MEND")
    (data / "queue.db").write_bytes(b"no database at all" * 100)
    assert looked_at("QUIZAPP_QUEUE_URL").startswith("MEND")
    monkeypatch.setenv("QUIZAPP_QUEUE_URL", "immediate")
    assert looked_at("QUIZAPP_QUEUE_URL").startswith("MEND")
    assert run("worker").exit_code == 1


def test_settings_that_cannot_be_used_are_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not data.exists()
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "mysql://nowhere")
    refused = run("doctor")
    assert refused.exit_code == 1
    assert "QUIZAPP_DATABASE_URL" in refused.output


@pytest.mark.usefixtures("data")
def test_a_wrong_definition_stops_the_start_with_file_line_and_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(shipped("questionnaires"), folder)
    wrong = folder / "between-us" / "v1" / "questionnaire.yaml"
    wrong.write_text(wrong.read_text().replace("    scale: ANX\n", "    scale: ANXX\n", 1))
    refused = run("serve", "--questionnaires", folder)
    assert refused.exit_code == 1
    assert re.search(r"questionnaire\.yaml:\d+: .*ANXX.* - .*ANX", refused.output)
    assert "Traceback" not in refused.output


@pytest.mark.usefixtures("data")
def test_a_folder_without_support_lines_stops_the_start_with_a_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(shipped("questionnaires"), folder)
    (folder / "support.yaml").unlink()
    refused = run("serve", "--questionnaires", folder)
    assert refused.exit_code == 1
    assert "support.yaml" in refused.output
    assert "Traceback" not in refused.output


def test_the_process_ends_well_after_a_report(tmp_path: Path) -> None:
    """Pango's library was unloaded before its objects: the report was there, and the command ended with a crash."""
    answers, report = tmp_path / "answers.json", tmp_path / "report.pdf"
    answers.write_text('{"today": 4}', encoding="utf-8")
    command = [sys.executable, "-m", "quizapp.cli", "report", "between-us", str(answers), "-o", str(report)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert report.read_bytes().startswith(b"%PDF-")
