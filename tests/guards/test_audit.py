"""A known flaw stops `make test`; advisories that cannot be asked are said loudly, and do not."""

import json
import sys
from pathlib import Path

import pytest

from tests.guards import audit

SOUND = {"name": "flask", "version": "3.1.3", "vulns": []}
FLAWED = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SKIPPED = {"name": "new", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("pins", "codes", "said"),
    [
        ([SOUND], (0, 0), "No pin has a known flaw."),
        ([SOUND, FLAWED], (1, 1), "old 1.0: PYSEC-1 - take 1.1"),
        ([SOUND, SKIPPED], (0, 1), "NOT AUDITED: 1 pins are not known there, such as new."),
        ([FLAWED, SKIPPED], (1, 1), "NOT AUDITED"),
        (None, (0, 1), "NOT AUDITED: no route to host."),
    ],
)
def test_what_pip_audit_tells_is_told_and_judged(
    pins: list[dict[str, object]] | None,
    codes: tuple[int, int],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = tmp_path / "pip-audit"
    answer = "" if pins is None else json.dumps({"dependencies": pins})
    program.write_text(f"#!/bin/sh\necho 'no route to host' >&2\ncat <<'END'\n{answer}\nEND\n")
    program.chmod(0o700)

    for words, expected in zip(([], ["--insist"]), codes, strict=True):
        monkeypatch.setattr(sys, "argv", ["audit", str(program), *words])
        assert audit.main() == expected
        assert said in "".join(capsys.readouterr())


def test_without_pip_audit_nothing_is_proved(tmp_path: Path) -> None:
    assert "did not run" in audit.ask(str(tmp_path / "nothing")).unknown
