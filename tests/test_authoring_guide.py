"""What docs/authoring.md tells an author to type is typed, and what it says will happen happens."""

import csv
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.definitions.reader import read
from quizapp.definitions.shapes import QUESTIONNAIRE, Shape, TextShape, entries, find_inner
from quizapp.definitions.translation.entries import place_name
from quizapp.definitions.wording import texts

DOCUMENT = (Path(__file__).parents[1] / "docs/authoring.md").read_text("utf-8")
GUIDE, _, REFERENCE = DOCUMENT.partition("\n## The folder\n")

_BLOCK = re.compile(r"^```([a-z ]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"(?:In|At the end of)\s`([\w./-]+)`(?!.*(?:In|At the end of)\s`)", re.DOTALL)
_CHANGE = re.compile(r"In\s`([\w./-]+)`,\schange\s(?:the\sline\s)?`([^`]+)`\sto\s(?:`([^`]+)`|this:$)")


@dataclass(frozen=True)
class Block:
    """A fenced block, with the prose between it and the one before."""

    kind: str
    body: str
    before: str


def blocks(text: str) -> Iterator[Block]:
    end = 0
    for found in _BLOCK.finditer(text):
        yield Block(found[1], found[2], text[end : found.start()].strip())
        end = found.end()


# --- the guide, from nothing to a published test --------------------------------------------------


def change(path: str, old: str, new: str, block: str) -> None:
    """``old`` becomes ``new``, or the line that it is the whole of becomes the block."""
    text = Path(path).read_text("utf-8")
    if not new:
        (old,), new = [line for line in text.splitlines() if line.strip() == old], block.rstrip("\n")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    Path(path).write_text(text.replace(old, new), "utf-8")


def do_as_said(block: Block) -> None:
    """The edits of the prose before a block, and of the block itself where it is one to write."""
    for path, old, new in _CHANGE.findall(block.before):
        change(path, old, new, block.body)
    written = _PLACE.search(block.before)
    if written and block.before.endswith(("in place of what is there:", "a new file:")):
        Path(written[1]).write_text(block.body, "utf-8")
    elif written and block.before.endswith(f"At the end of `{written[1]}`:"):
        Path(written[1]).write_text(Path(written[1]).read_text("utf-8") + block.body, "utf-8")
    else:
        assert not block.kind.startswith(("yaml", "json")) or "change" in block.before or block.kind.endswith("lated")


def typed(line: str, *, fails: bool) -> str:
    program, *arguments = shlex.split(line)
    assert program == "quizapp"
    if arguments[0] == "preview":
        return previewed(arguments)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == int(fails), f"{line}\n{result.output}\n{result.exception!r}"
    return result.output


def previewed(arguments: list[str]) -> str:
    """What stands on the first page of a preview, which is stopped again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from quizapp.cli import main; main()", *arguments, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    return str(page.read().decode("utf-8"))
            except OSError:
                assert server.poll() is None, server.stderr.read() if server.stderr else ""
                time.sleep(0.25)
        raise AssertionError("the preview did not answer within a minute")
    finally:
        server.terminate()
        server.communicate(timeout=20)


def fill_in(path: str, translated: str) -> None:
    """Put the translations of the document into a file that ``quizapp translate`` wrote, as its reader would."""
    document, problems = read(translated.encode(), "translated")
    assert document is not None, problems
    words = {place_name(place): str(text) for place, text in texts(document.data)}
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["place"] for row in rows if row["state"] == "missing"} == words.keys()
    for row in rows:
        row["translation"] = words.get(row["place"], row["translation"])
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_what_the_guide_tells_to_type_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    guide = list(blocks(GUIDE))
    (translated,) = (block.body for block in guide if block.kind == "yaml translated")
    output = ""
    for block in guide:
        do_as_said(block)
        if block.kind == "sh filled":
            fill_in("zh-Hans.csv", translated)
        if block.kind.startswith("sh"):
            output = "".join(typed(line, fails=block.kind == "sh fails") for line in block.body.splitlines())
        elif not block.kind:
            assert [line for line in block.body.splitlines() if line not in output.splitlines()] == [], output
    assert all(Path(name).read_bytes().startswith(b"%PDF-") for name in ("evenings.pdf", "evenings-zh.pdf"))
    assert len(Path("takers.csv").read_text("utf-8").splitlines()) == 301
    assert CliRunner().invoke(main, ["check", "mine"]).output.endswith("0 problems, 0 warnings.\n")


def test_the_guide_has_every_step() -> None:
    commands = {line.split()[1] for b in blocks(GUIDE) if b.kind.startswith("sh") for line in b.body.splitlines()}
    assert commands == {"new", "check", "preview", "translate", "report", "simulate", "publish"}
    assert {"yaml", "yaml translated", "json", "sh", "sh fails", "sh filled", ""} == {b.kind for b in blocks(GUIDE)}


# --- the reference --------------------------------------------------------------------------------

EXAMPLES = [block.body for block in blocks(REFERENCE) if block.kind == "yaml"]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_yaml_that_the_format_knows(example: str) -> None:
    if all(line.startswith("#") for line in example.splitlines()):
        return assert_schema_is_there(example)
    document, problems = read(example.encode(), "example")
    assert document is not None
    assert not problems
    assert list(unknown(document.data, QUESTIONNAIRE)) == []
    return None


def assert_schema_is_there(comment: str) -> None:
    name = comment.strip().rpartition("/")[2]
    assert (Path(__file__).parents[1] / "questionnaires/schema" / name).is_file()


def unknown(value: object, shape: Shape) -> Iterator[str | int]:
    """Keys that stand where the format knows none; a plan's may stand at the top, as in its own file."""
    for key, inner in entries(value) if not isinstance(shape, TextShape) else ():
        found = find_inner(shape, key)
        if found is None and shape is QUESTIONNAIRE:
            found = find_inner(QUESTIONNAIRE.fields["plan"], key)
        if found is None:
            yield key
        else:
            yield from unknown(inner, found)


def test_commands_of_the_reference_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line for b in blocks(REFERENCE) if b.kind == "sh" for line in b.body.splitlines()]
    assert len(lines) > 1
    for line in lines:
        assert typed(line, fails=False)


def test_every_field_of_a_plan_is_told_of() -> None:
    plan = QUESTIONNAIRE.fields["plan"]
    assert hasattr(plan, "fields")
    groups = [plan, *(getattr(plan.fields[name], "each", None) for name in ("stages", "exercises", "letters"))]
    names = {name for group in groups if group is not None for name in group.fields}
    assert {name for name in names if f"`{name}`" not in REFERENCE and f"{name}:" not in REFERENCE} == set()
