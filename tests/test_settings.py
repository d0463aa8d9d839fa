"""Whatever the environment says wrong is named at the start, with what to do instead."""

import re
import stat
from pathlib import Path

import pytest

from quizapp.settings import BadSettings, Settings, check_weasyprint, read_settings

KEY, OLDER = "k3y-" + "abcdefghijklmnopqrstuvwxyz012345", "0lder-" + "zyxwvutsrqponmlkjihgfedcba543210"

WRONG: list[tuple[str, str]] = [
    ("QUIZAPP_DATABASE_URL", ""),
    ("QUIZAPP_DATABASE_URL", "mysql://localhost/quizapp"),
    ("QUIZAPP_DATABASE_URL", "sqlite://"),
    ("QUIZAPP_DATABASE_URL", "sqlite:///"),
    ("QUIZAPP_DATABASE_URL", "sqlite:///:memory:"),
    ("QUIZAPP_DATABASE_URL", "postgresql+psycopg://localhost:port/quizapp"),
    ("QUIZAPP_QUEUE_URL", ""),
    ("QUIZAPP_QUEUE_URL", "amqp://localhost"),
    ("QUIZAPP_QUEUE_URL", "sqlite:///"),
    ("QUIZAPP_QUEUE_URL", "redis://localhost:port"),
    ("QUIZAPP_SECRET_KEY", ""),
    ("QUIZAPP_SECRET_KEY", "short"),
    ("QUIZAPP_SECRET_KEY", "ab" * 40),
    ("QUIZAPP_SECRET_KEY", f"{KEY} short"),
    ("QUIZAPP_PUBLIC_URL", ""),
    ("QUIZAPP_PUBLIC_URL", "example.org"),
    ("QUIZAPP_PUBLIC_URL", "http://example.org"),
    ("QUIZAPP_PUBLIC_URL", "ftp://127.0.0.1"),
    ("QUIZAPP_PUBLIC_URL", "https://example.org/test"),
    ("QUIZAPP_PUBLIC_URL", "https://someone@example.org"),
    ("QUIZAPP_PUBLIC_URL", "https://[example.org"),
    ("QUIZAPP_PUBLIC_URL", "https://example.org:port"),
    ("QUIZAPP_LEAVE_URL", "http://example.org"),
    ("QUIZAPP_LEAVE_URL", "javascript:alert(1)"),
    ("QUIZAPP_LEAVE_URL", "https://"),
    ("QUIZAPP_QUESTIONNAIRES", "/nowhere/at/all"),
    ("QUIZAPP_PROXIES", "-1"),
    ("QUIZAPP_PROXIES", "11"),
    ("QUIZAPP_PROXIES", "two"),
    ("QUIZAPP_PROXIES", "²"),
    ("QUIZAPP_HOSTS", "https://example.org"),
    ("QUIZAPP_HOSTS", "example.org:8000"),
    ("QUIZAPP_HOSTS", "example.org, [bad"),
    ("QUIZAPP_LIMITS_URL", "memcached://localhost"),
    ("QUIZAPP_LIMITS_URL", "redis://"),
    ("QUIZAPP_LIMITS_URL", "redis://localhost:port"),
    ("QUIZAPP_LIMITS_TIMES", "0"),
    ("QUIZAPP_LIMITS_TIMES", "1001"),
    ("QUIZAPP_LIMITS_TIMES", "1.5"),
    ("QUIZAPP_SITE_NAME", " "),
    ("QUIZAPP_SITE_NAME", "x" * 41),
    ("QUIZAPP_RESPONSIBLE", ""),
    ("QUIZAPP_CONTACT", "the office"),
    ("QUIZAPP_CONTACT", "http://example.org"),
    ("QUIZAPP_HOSTED", "in two\nlines"),
    ("QUIZAPP_TRANSFERS", "x" * 601),
    ("QUIZAPP_COMPLAINTS", "\x07"),
    ("QUIZAPP_EMBEDDERS", "www.example.org"),
    ("QUIZAPP_EMBEDDERS", "https://www.example.org/articles"),
    ("QUIZAPP_EMBEDDERS", "https://www.example.org;"),
    ("QUIZAPP_EMBEDDERS", "https://*"),
    ("QUIZAPP_EMBEDDERS", "http://example.org"),
    ("QUIZAPP_METRICS", "9100"),
    ("QUIZAPP_METRICS", "127.0.0.1"),
    ("QUIZAPP_METRICS", "127.0.0.1:0"),
    ("QUIZAPP_METRICS", "http://127.0.0.1:9100"),
]


PUBLIC = {
    "QUIZAPP_PUBLIC_URL": "https://example.org",
    "QUIZAPP_RESPONSIBLE": "Example Press, 1 Example Street, Example Town",
    "QUIZAPP_CONTACT": "privacy@example.org",
    "QUIZAPP_HOSTED": "Example Town, on machines of Example Hosting",
    "QUIZAPP_TRANSFERS": "No data leaves the country.",
    "QUIZAPP_COMPLAINTS": "the Example Data Protection Authority, 2 Example Street",
}
"""What a public site cannot do without."""


def read(tmp_path: Path, **environment: str) -> Settings:
    return read_settings({"QUIZAPP_DATA": str(tmp_path / "data"), **environment})


@pytest.mark.parametrize(("variable", "value"), WRONG)
def test_a_wrong_variable_is_named_with_a_remedy(tmp_path: Path, variable: str, value: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, **{**PUBLIC, variable: value})

    [problem] = refused.value.problems
    assert re.fullmatch(rf"{variable}: .+ - .+", problem)


def test_every_variable_is_tried_wrong() -> None:
    source = (Path(__file__).parents[1] / "quizapp").glob("*.py")
    read_at_start = {name for path in source for name in re.findall(r'"(QUIZAPP_[A-Z_]+)"', path.read_text())}

    assert read_at_start - {"QUIZAPP_DATA"} == {variable for variable, _ in WRONG}


def test_every_variable_is_told_to_operators() -> None:
    root = Path(__file__).parents[1]
    told = set(re.findall(r"^\| `(QUIZAPP_[A-Z_]+)` \|", (root / "docs/operating.md").read_text(), re.MULTILINE))

    assert told == {variable for variable, _ in WRONG} | {"QUIZAPP_DATA"}


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    one_of_each = dict(reversed(WRONG))

    with pytest.raises(BadSettings) as refused:
        read(tmp_path, **one_of_each)

    assert sorted(problem.partition(":")[0] for problem in refused.value.problems) == sorted(one_of_each)


def test_no_problem_shows_a_key_or_a_password(tmp_path: Path) -> None:
    hidden = {"QUIZAPP_SECRET_KEY": "k3y-marker", "QUIZAPP_LIMITS_URL": "redis://:p4ss-marker@"}

    with pytest.raises(BadSettings) as refused:
        read(tmp_path, QUIZAPP_DATABASE_URL="mysql://taker:p4ss-marker@localhost/x", **hidden)

    assert len(refused.value.problems) == 3
    assert "marker" not in str(refused.value)


@pytest.mark.parametrize("value", ["1", "true", "on"])
def test_a_public_site_does_not_start_with_the_inside_of_errors_open(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadSettings, match=r"^FLASK_DEBUG: .+ - "):
        read(tmp_path, **PUBLIC, FLASK_DEBUG=value)


@pytest.mark.parametrize(("release", "problems"), [("69.0", 1), ("70.0", 0), ("70.1.dev0", 0), ("101", 0)])
def test_an_old_weasyprint_stops_the_start(release: str, problems: int) -> None:
    found = check_weasyprint(release)

    assert len(found) == problems
    assert all(re.fullmatch(r"WeasyPrint .+ - install 70 or newer", problem) for problem in found)


def test_an_old_weasyprint_is_a_problem_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.settings.version", lambda _: "69.0")

    with pytest.raises(BadSettings, match="WeasyPrint 69"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("QUIZAPP_DATABASE_URL", "postgresql+psycopg://localhost/quizapp"),
        ("QUIZAPP_DATABASE_URL", "postgresql+psycopg:///quizapp?host=/run/postgresql"),
        ("QUIZAPP_PUBLIC_URL", "https://example.org:8443/"),
        ("QUIZAPP_PUBLIC_URL", "http://[::1]:8000"),
        ("QUIZAPP_LIMITS_URL", "rediss://:word@redis.internal:6380/1"),
        ("QUIZAPP_HOSTS", "example.org, .example.net"),
        ("QUIZAPP_METRICS", "0.0.0.0:9100"),
        ("QUIZAPP_CONTACT", "https://example.org/contact"),
        ("QUIZAPP_EMBEDDERS", "https://www.example.org, https://news.example.net:8443"),
    ],
)
def test_what_is_right_is_taken(tmp_path: Path, variable: str, value: str) -> None:
    read(tmp_path, **{**PUBLIC, variable: value})


def test_it_answers_to_its_public_name_to_this_machine_and_to_names_that_are_given(tmp_path: Path) -> None:
    found = read(tmp_path, **PUBLIC, QUIZAPP_HOSTS="quiz.internal")

    assert found.hosts == ("example.org", "127.0.0.1", "localhost", "[::1]", "quiz.internal")


@pytest.mark.parametrize("left_out", [name for name in PUBLIC if name != "QUIZAPP_PUBLIC_URL"])
def test_a_public_site_does_not_start_without_saying_who_answers_for_it(tmp_path: Path, left_out: str) -> None:
    with pytest.raises(BadSettings, match=rf"^{left_out}: a public site must say this - write .+$"):
        read(tmp_path, **{name: words for name, words in PUBLIC.items() if name != left_out})


def test_all_that_a_public_site_leaves_out_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, QUIZAPP_PUBLIC_URL="https://example.org")

    assert len(refused.value.problems) == len(PUBLIC) - 1
    assert not read(tmp_path).operator.known


def test_what_is_said_of_the_operator_may_differ_by_language(tmp_path: Path) -> None:
    found = read(tmp_path, **PUBLIC, QUIZAPP_HOSTED_ZH_HANS="示例城", QUIZAPP_HOSTED_EN="Town").operator

    assert [found.tell("QUIZAPP_HOSTED", tag) for tag in ("zh-Hans", "en", "en-GB")] == ["示例城", "Town", "Town"]
    assert found.tell("QUIZAPP_HOSTED", "ar") == PUBLIC["QUIZAPP_HOSTED"]
    with pytest.raises(BadSettings, match=r"^QUIZAPP_HOSTED_EN: cannot be shown"):
        read(tmp_path, QUIZAPP_HOSTED_EN=" ")


# --- keys -----------------------------------------------------------------------------------------


def test_the_newest_key_comes_first_and_signs(tmp_path: Path) -> None:
    found = read(tmp_path, QUIZAPP_SECRET_KEY=f"{KEY} {OLDER}")

    assert (found.secret_key, found.older_keys) == (KEY, (OLDER,))
    assert found.signing_keys == [OLDER, KEY]


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    path = tmp_path / "data/secret-key"

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["secret-key"]


def test_a_key_put_above_the_one_that_was_made_takes_over(tmp_path: Path) -> None:
    made = read(tmp_path).secret_key
    (tmp_path / "data/secret-key").write_text(f"{KEY}\n{made}\n")

    found = read(tmp_path)

    assert (found.secret_key, found.older_keys) == (KEY, (made,))


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe\x00"])
def test_a_file_that_holds_no_key_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/secret-key").write_bytes(content)

    with pytest.raises(BadSettings, match=r"QUIZAPP_DATA: .+secret-key.* - "):
        read(tmp_path)


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(BadSettings, match=r"QUIZAPP_DATA: .+ - name a folder that can be"):
        read(tmp_path)
