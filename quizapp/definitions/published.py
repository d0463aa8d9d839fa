"""Published means frozen: what ``published.lock`` says of each version, and whether its files still are that."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from quizapp.definitions.decoding import LARGEST_FILE, decode
from quizapp.definitions.folders import find_root, version_files
from quizapp.definitions.problems import Problem

LOCK = "published.lock"
HEAD = (
    "# Each version named here is published: people have answers to it, so its files stay as they are.\n"
    "# `quizapp publish SLUG@VERSION` adds a version; `quizapp new --from SLUG@VERSION` begins the next one.\n"
)
_VERSION = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)@([1-9][0-9]{0,5}) ([0-9a-f]{64})")
_FILE = re.compile(r"  ([^/\\]+\.yaml) ([0-9a-f]{64})")
_MARKS = re.compile(rb"^languages:.*\n(?:[ \t].*\n)*", re.MULTILINE)
"""The lines that say how far each language is."""

_BY_HAND = "take the file from before this change: `quizapp publish` alone writes it"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was published of one version. ``line``: of its entry. ``files``: name -> SHA-256."""

    slug: str
    version: int
    digest: str
    line: int
    files: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.slug}@{self.version}"


def check_published(path: Path) -> list[Problem]:
    """All that is not as published in a folder of questionnaires, of one, or of a version."""
    try:
        root, asked = find_root(path), (path.parent if path.is_file() else path).resolve()
        entries, problems = read_lock(root / LOCK)
        for entry in entries:
            folder = root / entry.slug / f"v{entry.version}"
            if folder.resolve().is_relative_to(asked):
                problems += _check_version(entry, folder, root / LOCK)
    except OSError:
        return []  # a folder without rights, reported where the definitions are read
    return problems


def read_lock(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a lock file as they were written, none when there is no file; and what else stands in it."""
    try:
        text, problems = decode(_beginning(path), str(path))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        remedy = "give the server the right to read it"
        return [], [Problem(str(path), 1, f"cannot be read: {error.strerror}", remedy)]
    entries: list[Entry] = []
    for number, line in enumerate((text or "").splitlines(), start=1):
        problem = _add_line(entries, line, number)
        if problem is not None:
            problems.append(Problem(str(path), number, problem, _BY_HAND))
    altered = [entry for entry in entries if _digest_of_version(entry.files) != entry.digest]
    if not problems:
        problems += (Problem(str(path), e.line, f"the entry of {e.name} was changed", _BY_HAND) for e in altered)
    return [entry for entry in entries if entry not in altered], problems


def _add_line(entries: list[Entry], line: str, number: int) -> str | None:
    """Take one line in; what is wrong with it when it says nothing that can be used."""
    if not line.strip() or line.startswith("#"):
        return None
    if version := _VERSION.fullmatch(line):
        entry = Entry(version[1], int(version[2]), version[3], number)
        first = next((other.line for other in entries if other.name == entry.name), None)
        entries.append(entry)
        return f"{entry.name} stands here twice (first in line {first})" if first else None
    if (file := _FILE.fullmatch(line)) and entries:
        entries[-1].files[file[1]] = file[2]
        return None
    return "this line names neither a version nor a file of one"


def _check_version(entry: Entry, folder: Path, lock: Path) -> Iterator[Problem]:
    if not folder.is_dir():
        remedy = "bring the folder back: results that were made with it are worded from it"
        yield Problem(str(lock), entry.line, f"{entry.name} was published, and its folder is gone", remedy)
        return
    found, way_out = digests(folder), f"change a copy of it instead: quizapp new --from {entry.name}"
    for name in sorted(entry.files.keys() | found.keys()):
        path = str(folder / name)
        if name not in found:
            problem = f"the file is missing, and {entry.name} was published with it"
            yield Problem(path, 1, problem, f"bring it back; {way_out}")
        elif name not in entry.files:
            yield Problem(path, 1, f"{entry.name} was published without this file", f"take it out; {way_out}")
        elif found[name] != entry.files[name]:
            problem = f"{entry.name} is published, and this file was changed since"
            yield Problem(path, 1, problem, f"bring back what was published; {way_out}")


def digests(folder: Path) -> dict[str, str]:
    """Name -> SHA-256 of each file of a version.

    A line end is one however an editor or git writes it: YAML reads CRLF as LF, so it changes nothing. Nor does
    somebody's reading a translation that is good as it is: its mark may go from draft to reviewed, and back.
    """
    return {path.name: _digest(_content(path)) for path in version_files(folder)}


def _content(path: Path) -> bytes:
    try:
        return _MARKS.sub(_as_draft, _beginning(path).replace(b"\r\n", b"\n"))
    except OSError:
        return b""  # reported where the definition is read


def _as_draft(languages: re.Match[bytes]) -> bytes:
    return languages[0].replace(b": reviewed", b": draft")


def _beginning(path: Path) -> bytes:
    """All of a file that a definition may hold: what is longer is refused, and need not be read to the end."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _digest_of_version(files: Mapping[str, str]) -> str:
    return _digest("".join(f"{name} {files[name]}\n" for name in sorted(files)).encode())


def lock_with(text: str, slug: str, version: int, files: Mapping[str, str]) -> str:
    """The text of a lock file with one more version at its end."""
    lines = "".join(f"  {name} {files[name]}\n" for name in sorted(files))
    return f"{text or HEAD}\n{slug}@{version} {_digest_of_version(files)}\n{lines}"
