"""Settings that say where things are kept: results, reports that wait, and how often an address asked."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from quizapp.addresses import can_be_read, is_address

IMMEDIATE = "immediate"
IN_MEMORY = "memory://"
QUEUES = {
    "sqlite:///": None,
    "redis://": "redis",
    "rediss://": "redis",
    "postgresql://": "psycopg",
    "postgresql+psycopg://": "psycopg",
}
"""What the address of a queue begins with, and the package that it needs."""


def find_database_url(environment: Mapping[str, str], data: Path, problems: list[str]) -> str:
    url = environment.get("QUIZAPP_DATABASE_URL", f"sqlite:///{data / 'quizapp.db'}")
    postgresql = url.startswith("postgresql+psycopg://") and can_be_read(url)
    if not postgresql and not _is_file(url):
        problems.append(
            "QUIZAPP_DATABASE_URL: not a database this runs on - "
            "begin it with sqlite:/// and a path, or with postgresql+psycopg:// and a server"
        )
    if postgresql and find_spec("psycopg") is None:
        problems.append("QUIZAPP_DATABASE_URL: the package psycopg is missing - install quizapp[postgresql]")
    return url


def find_queue_url(environment: Mapping[str, str], data: Path, problems: list[str]) -> str:
    url = environment.get("QUIZAPP_QUEUE_URL", f"sqlite:///{data / 'queue.db'}")
    beginning = next((known for known in QUEUES if url.startswith(known)), None)
    sound = _is_file(url) if beginning == "sqlite:///" else beginning is not None and can_be_read(url)
    if not sound and url != IMMEDIATE:
        problems.append(
            f"QUIZAPP_QUEUE_URL: not a queue this runs on - begin it with one of {', '.join(QUEUES)}; "
            f"or say {IMMEDIATE} to render without workers, which is not for a site that people use"
        )
    needed = QUEUES[beginning] if beginning else None
    if needed and find_spec(needed) is None:
        problems.append(
            f"QUIZAPP_QUEUE_URL: the package {needed} is missing - install quizapp[redis] or quizapp[postgresql]"
        )
    return url


def find_limits_url(environment: Mapping[str, str], problems: list[str]) -> str:
    url = environment.get("QUIZAPP_LIMITS_URL", IN_MEMORY)
    if url != IN_MEMORY and not (url.startswith(("redis://", "rediss://")) and is_address(url)):
        problems.append(
            "QUIZAPP_LIMITS_URL: not a place to count in - begin it with redis:// or rediss://, or leave it out"
        )
    elif url != IN_MEMORY and find_spec("redis") is None:
        problems.append("QUIZAPP_LIMITS_URL: the package redis is missing - install quizapp[redis]")
    return url


def _is_file(url: str) -> bool:
    """Whether ``url`` names a file of SQLite, not its memory."""
    return url.removeprefix("sqlite:///") not in ("", ":memory:", url)
