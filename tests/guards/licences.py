"""The licences of all that runs with the application, as its packages say them."""

import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
HEAD = """\
# Licences

Whatever runs with quizapp in one process, from `pyproject.toml` on, extras included, with the licence that each
package states. `make licences` writes this file; a test compares it. Fonts come from Debian packages, under the SIL
Open Font License (Vollkorn, Cabin, Noto CJK) and the Bitstream Vera licence (DejaVu).

| package | licence |
|---|---|
"""


def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (line for lines in project["optional-dependencies"].values() for line in lines)
    return [Requirement(line) for line in [*project["dependencies"], *extras]]


def closure(requirements: list[Requirement]) -> dict[str, Distribution]:
    """Every package that these need on this system, by the name it calls itself."""
    found: dict[str, Distribution] = {}
    waiting = [(requirement.name, frozenset(requirement.extras)) for requirement in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        package = distribution(name)
        found[package.metadata["Name"].lower()] = package
        for line in package.requires or []:
            needed = Requirement(line)
            if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in ["", *extras]):
                waiting.append((needed.name, frozenset(needed.extras)))
    return found


IN_ITS_FILE = {"huey": "MIT (in its LICENSE file)"}
"""What a package's metadata do not say; read there by a person."""


def licence_of(package: Distribution) -> str:
    """The SPDX expression, else what the classifiers say, else the first line of free text."""
    said = package.metadata
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License :: OSI")
    ]
    named = [*(said.get_all("License-Expression") or []), *([", ".join(classified)] if classified else [])]
    free = [line for text in said.get_all("License") or [] for line in text.strip().splitlines()[:1]]
    return next(iter([*named, *free]), IN_ITS_FILE.get(said["Name"], "not stated"))


def page() -> str:
    return HEAD + "".join(
        f"| {name} | {licence_of(package)} |\n" for name, package in sorted(closure(wanted()).items())
    )


if __name__ == "__main__":
    (ROOT / "docs/licences.md").write_text(page(), encoding="utf-8")
