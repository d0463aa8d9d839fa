"""The file of support lines -> who can be called, in one language."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.support import SupportCountry, SupportLine


def load_support(path: Path, language: str) -> list[SupportCountry]:
    data: dict[str, Any] = yaml.safe_load(path.read_bytes())
    return [
        SupportCountry(
            country=c["name"][language],
            lines=[
                SupportLine(name=l["name"][language], number=str(l["number"]), note=l["note"][language], source=l["source"], checked=l["checked"])
                for l in c["lines"].values()
            ],
        )
        for c in data["countries"].values()
    ]


def stale(countries: list[SupportCountry], today: date) -> list[SupportLine]:
    return [l for c in countries for l in c.lines if today - l.checked > timedelta(days=183)]
