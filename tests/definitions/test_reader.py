"""Any bytes give plain data or a problem with a line and a remedy, never a traceback."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.definitions.reader import DEEPEST, read
from quizapp.definitions.syntax import scalar
from tests.definitions.flaws import VALID, VERSION

YAML_SIGNS = st.sampled_from(
    [*"abc012:-?,[]{}#&*!|>'\"%@` \n\r\t\\~.<=é我", ": ", "- ", "\n  ", "---", "...", "<<", "!!"]
)
SOURCE = (VALID / VERSION / "questionnaire.yaml").read_bytes()

REFUSED = {
    "nothing": (b"", 1, "the file holds no keys"),
    "a comment alone": (b"# title: x\n", 1, "the file holds no keys"),
    "a list": (b"- a\n- b\n", 1, "the file holds no keys"),
    "an alias": (b"a: b\nc: *a\n", 2, "an alias (`*a`)"),
    "an anchor": (b"a: 1\nb: &here {c: 1}\n", 2, "an anchor (`&here`)"),
    "an anchor on a key": (b"a: 1\n&k b: 1\n", 2, "an anchor (`&k`)"),
    "a tag": (
        b"a: 1\nb: !!python/name:os.system x\n",
        2,
        "a tag (`tag:yaml.org,2002:python/name:os.system`)",
    ),
    "a tag on a list": (b"a: 1\nb: !x [1]\n", 2, "a tag (`!x`)"),
    "a merge": (b"a: 1\n<<: {b: 1}\n", 2, "`<<` as a key"),
    "an empty key": (b"a: 1\n'': 2\n", 2, "`` as a key"),
    "a key in brackets": (b"a: 1\n? [b]\n: 2\n", 2, "a key that is not a word"),
    "a key twice": (b"a: 1\nb: 1\na: 2\n", 3, "`a` stands here twice (first in line 1)"),
    "a key twice, far in": (b"a:\n  b:\n    c: 1\n    c: 1\n", 4, "`c` stands here twice (first in line 3)"),
    "a tab": (b"a: 1\nb:\tc\nd:\te\n", 2, "a tab (and 1 more below)"),
    "a byte order mark": (b"\xef\xbb\xbfa: 1\n", 1, "a byte order mark"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, "the file is saved as UTF-16"),
    "UTF-16, the other way round": ("a: 1\n".encode("utf-16-be"), 1, "a control character (and 4 more below)"),
    "RTF": (b"{\\rtf1\\ansi a: 1}\n", 1, "the file is saved as RTF"),
    "a document": (
        b"PK\x03\x04 a: 1\n",
        1,
        "the file is saved as a document of a word processor or a spreadsheet",
    ),
    "Latin-1": ("a: b\nc: é\n".encode("latin-1"), 2, "the file is not saved as UTF-8"),
    "a control character": (b"a: 1\nb: x\x07y\n", 2, "a control character"),
    "a written control character": (b'a: 1\nb: "x\\ay"\n', 2, "a control character"),
    "a line separator": ("a: 1\nb: x\u2028y\n".encode(), 2, "a control character"),
    "an override of direction": (
        "a: 1\nb: x\u202ey\n".encode(),
        2,
        "a sign that turns the direction of writing around (U+202A to U+202E)",
    ),
    "two documents": (b"a: 1\n---\nb: 1\n", 2, "a second document begins here"),
    "an open quote": (
        b'a: 1\nb: "x\nc: 1\n',
        2,
        "cannot be read on from here: found unexpected end of stream",
    ),
    "an open bracket": (
        b"a: 1\nb: [c, d\ne: 1\n",
        2,
        "cannot be read on from here: did not find expected ',' or ']'",
    ),
    "a colon in a text": (
        b"a: 1\nb: On this: that\n",
        2,
        "cannot be read on from here: mapping values are not allowed in this context",
    ),
    "a sign that begins no text": (
        b"a: 1\nb: @home\n",
        2,
        "cannot be read on from here: found character that cannot start any token",
    ),
    "too deep": (
        b"a:\n" + b"".join(b" " * n + b"- \n" for n in range(1, DEEPEST + 5)),
        DEEPEST + 2,
        f"nested more than {DEEPEST} deep",
    ),
    "brackets without end": (b"a: " + b"[" * 500_000, 1, f"nested more than {DEEPEST} deep"),
    "a large file": (b"# x\n" * 300_000, 1, "the file is larger than 1 MiB"),
}


@pytest.mark.parametrize(("data", "line", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_named_in_its_line(data: bytes, line: int, problem: str) -> None:
    document, problems = read(data, "some.yaml")
    assert [(found.line, found.problem) for found in problems] == [(line, problem)]
    assert problems[0].remedy
    assert document is None or problems


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
        ("-3", -3),
        (".72", 0.72),
        ("3.0", 3.0),
        ("true", True),
        ("null", None),
        ("", None),
    ],
)
def test_an_unquoted_word_means_what_it_looks_like(word: str, value: object) -> None:
    found = scalar(word, plain=True)
    assert (found, type(found)) == (value, type(value))


def test_a_quoted_word_is_a_word() -> None:
    assert scalar("3", plain=False) == "3"


def test_every_key_and_entry_has_its_line() -> None:
    document, problems = read(b"a:\n  - b\n  - c: 1\n    d: {e: 2}\n", "some.yaml")
    assert document is not None
    assert not problems
    assert document.data == {"a": ["b", {"c": 1, "d": {"e": 2}}]}
    assert {place: line for place, (_, line) in document.lines.items()} == {
        ("a",): 1,
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "c"): 3,
        ("a", 1, "d"): 4,
        ("a", 1, "d", "e"): 4,
    }


def check_any(data: bytes) -> None:
    document, problems = read(data, "some.yaml")
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert document is not None or problems
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert problem.problem
        assert problem.remedy


@given(st.binary(max_size=200))
def test_any_bytes_give_data_or_problems(data: bytes) -> None:
    check_any(data)


@given(st.lists(YAML_SIGNS, max_size=60))
def test_any_yaml_signs_give_data_or_problems(signs: list[str]) -> None:
    check_any("".join(signs).encode())


@given(st.integers(0, len(SOURCE)), st.integers(0, 30), st.binary(max_size=5))
def test_any_slip_in_a_real_file_gives_data_or_problems(at: int, cut: int, put: bytes) -> None:
    check_any(SOURCE[:at] + put + SOURCE[at + cut :])


def test_the_valid_file_is_read(tmp_path: Path) -> None:
    document, problems = read(SOURCE, str(tmp_path))
    assert document is not None
    assert not problems
