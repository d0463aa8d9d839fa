"""The pins decide what runs on every machine: each is exact and hashed, and none says where to fetch it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "requirements").glob("*.txt"))

PIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[a-z0-9,._-]+\])?==\S+( ; .+)?$")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PLACE = re.compile(r"://|file:|--(extra-)?index|--find-links|--trusted-host|^-i\b|^-f\b|\s@\s", re.MULTILINE)


def requirements(text: str) -> list[str]:
    """One string a requirement: comments left out, continued lines joined."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def problems(text: str) -> list[str]:
    """What is wrong with one requirements file, in words."""
    found = [f"names a place to fetch from: {match.group()!r}" for match in PLACE.finditer(text)]
    for requirement in requirements(text):
        pin, *hashes = re.split(r"\s+(?=--)", requirement.strip())
        if not PIN.match(pin):
            found.append(f"not an exact pin: {pin}")
        if not hashes or not all(HASH.fullmatch(each) for each in hashes):
            found.append(f"without good hashes: {pin}")
    return found


def names(path: Path) -> set[str]:
    return {line.strip().split(" --")[0].strip() for line in requirements(path.read_text())}


def test_every_file_is_there() -> None:
    assert [path.name for path in FILES] == ["image.txt", "run.txt", "test.txt"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_pin_is_exact_and_hashed_and_names_no_index(path: Path) -> None:
    assert requirements(path.read_text()), "no requirement was read"
    assert problems(path.read_text()) == []


def test_the_tests_run_on_the_versions_that_ship() -> None:
    image, run, test = (names(path) for path in FILES)
    assert run - image == set()
    assert image - test == set()


GOOD = "a==1 \\\n    --hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    "bad",
    [
        "--index-url https://example.org/simple\n" + GOOD,
        "--extra-index-url file:///somewhere\n" + GOOD,
        GOOD + "\n# via https://example.org",
        GOOD.replace("==", ">="),
        GOOD.replace("a==1", "a @ git+ssh://example.org/a"),
        GOOD.replace("sha256:0", "sha256:"),
        GOOD.replace("sha256", "md5"),
        GOOD + "\nb==2",
    ],
)
def test_a_bad_line_is_seen(bad: str) -> None:
    assert problems(GOOD) == []
    assert problems(bad) != []
