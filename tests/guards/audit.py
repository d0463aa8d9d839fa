"""Asks the advisories of PyPI about every pin, through pip-audit.

python -m tests.guards.audit PIP_AUDIT [--insist]

Exit 1 for a known flaw. Where the advisories could not be asked, or do not know a pin, nothing was proved: that is
said loudly, and is an exit of 1 only for those who ``--insist``: a machine without the internet can run the tests.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

PINS = Path(__file__).parents[2] / "requirements" / "test.txt"
PATIENCE = 90
"""Seconds for all pins together."""

LOUDLY = f"""{"!" * 78}
NOT AUDITED: {{}}.
Nothing is known of flaws in what is pinned. Run `make audit` where the advisories of PyPI can be reached.
{"!" * 78}"""

ASK = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--timeout=10", "--format=json")


@dataclass(frozen=True, slots=True)
class Told:
    """``flaws``: known ones, each with the pin it is in. ``unknown``: why nothing was proved, empty when all was."""

    flaws: list[str]
    unknown: str


def ask(program: str) -> Told:
    try:
        done = subprocess.run(  # the program that `make` installed
            [program, *ASK, "--requirement", str(PINS)], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Told([], f"pip-audit did not run to its end ({type(error).__name__})")
    return read(done.stdout, done.stderr)


def read(answer: str, said: str) -> Told:
    """What pip-audit's JSON tells. It writes none where it could not ask."""
    try:
        pins: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return Told([], (said.strip().splitlines() or ["it said nothing"])[-1])
    flaws = [
        f"{pin['name']} {pin['version']}: {flaw['id']} - take {' or '.join(flaw['fix_versions']) or 'another'}"
        for pin in pins
        for flaw in pin.get("vulns", [])
    ]
    skipped = [pin["name"] for pin in pins if "skip_reason" in pin]
    return Told(flaws, f"{len(skipped)} pins are not known there, such as {skipped[0]}" if skipped else "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--insist", action="store_true")
    given = parser.parse_args()
    told = ask(given.program)
    for flaw in told.flaws:
        click.echo(flaw, err=True)
    if told.unknown:
        click.echo(LOUDLY.format(told.unknown), err=True)
    elif not told.flaws:
        click.echo("No pin has a known flaw.")
    return 1 if told.flaws or (told.unknown and given.insist) else 0


if __name__ == "__main__":
    sys.exit(main())
