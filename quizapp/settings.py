"""What the environment decides. Read once, frozen, and every bad variable named at once."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE = Path(__file__).parent
KEY_BYTES = 32

IMMEDIATE = "immediate"
QUEUES = {
    "sqlite:///": None,
    "redis://": "redis",
    "rediss://": "redis",
    "postgresql://": "psycopg",
    "postgresql+psycopg://": "psycopg",
}
"""What the address of a queue begins with, and the package that it needs."""


class BadSettings(Exception):
    """One or more variables cannot be used. ``problems`` says for each what is wrong and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set from outside.

    ``public_url``: what links begin with, without a slash at its end. ``secret_key``: signs cookies and forms, and
    seals the queue. ``leave_url``: where "Leave this page" leads. ``proxies``: how many trusted proxies stand before
    the server.
    """

    data: Path
    database_url: str
    queue_url: str
    secret_key: str
    public_url: str
    leave_url: str
    questionnaires: Path
    templates: Path
    proxies: int

    @property
    def secure(self) -> bool:
        """Whether people reach this over https."""
        return self.public_url.startswith("https://")


def shipped(name: str) -> Path:
    """A folder that comes with the product: inside an installed package, beside it in a checkout."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def read_settings(environment: Mapping[str, str], port: int = 8000) -> Settings:
    """Settings from ``environment``. Raises BadSettings with every problem; creates the data folder and its key."""
    problems: list[str] = []
    data = Path(environment.get("QUIZAPP_DATA", "var")).resolve()
    settings = Settings(
        data=data,
        database_url=_database_url(environment, data, problems),
        queue_url=_queue_url(environment, data, problems),
        secret_key=_secret_key(environment, data, problems),
        public_url=_public_url(environment, port, problems),
        leave_url=_leave_url(environment, problems),
        questionnaires=_folder(environment, "QUIZAPP_QUESTIONNAIRES", "questionnaires", problems),
        templates=shipped("templates"),
        proxies=_count(environment, "QUIZAPP_PROXIES", problems),
    )
    if problems:
        raise BadSettings(problems)
    return settings


def _database_url(environment: Mapping[str, str], data: Path, problems: list[str]) -> str:
    url = environment.get("QUIZAPP_DATABASE_URL", f"sqlite:///{data / 'quizapp.db'}")
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        problems.append(
            "QUIZAPP_DATABASE_URL: not a database this runs on - "
            "begin it with sqlite:/// and a path, or with postgresql+psycopg://"
        )
    return url


def _queue_url(environment: Mapping[str, str], data: Path, problems: list[str]) -> str:
    url = environment.get("QUIZAPP_QUEUE_URL", f"sqlite:///{data / 'queue.db'}")
    beginning = next((known for known in QUEUES if url.startswith(known)), None)
    if beginning is None and url != IMMEDIATE:
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


def _secret_key(environment: Mapping[str, str], data: Path, problems: list[str]) -> str:
    """The key from the environment, or one made once and kept in the data folder for its owner's eyes only."""
    given = environment.get("QUIZAPP_SECRET_KEY")
    if given is None:
        try:
            return _kept_key(data / "secret-key")
        except OSError as error:
            problems.append(f"QUIZAPP_DATA: cannot write in {data} ({error.strerror}) - name a folder that can be")
            return ""
    if len(given) < KEY_BYTES or len(set(given)) < 10:
        problems.append(
            "QUIZAPP_SECRET_KEY: too weak to sign with - use 32 or more random characters, such as the output of "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return given


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        for_its_owner_only = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600)
        with os.fdopen(for_its_owner_only, "w") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES))
    except FileExistsError:
        pass
    return path.read_text().strip()


def _public_url(environment: Mapping[str, str], port: int, problems: list[str]) -> str:
    url = environment.get("QUIZAPP_PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/")
    parts = urlsplit(url)
    loopback = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        problems.append(
            f"QUIZAPP_PUBLIC_URL: {url} would send answers in the clear - use an address that begins with https://"
        )
    return url


def _leave_url(environment: Mapping[str, str], problems: list[str]) -> str:
    url = environment.get("QUIZAPP_LEAVE_URL", "https://www.bbc.com/weather")
    if urlsplit(url).scheme != "https":
        problems.append(f"QUIZAPP_LEAVE_URL: {url} is no https address - name a neutral public page, with https://")
    return url


def _folder(environment: Mapping[str, str], variable: str, default: str, problems: list[str]) -> Path:
    path = Path(environment[variable]).resolve() if variable in environment else shipped(default)
    if not path.is_dir():
        problems.append(f"{variable}: there is no folder {path} - name one that holds definitions")
    return path


def _count(environment: Mapping[str, str], variable: str, problems: list[str]) -> int:
    given = environment.get(variable, "0")
    if not given.isdecimal() or int(given) > 10:
        problems.append(f"{variable}: {given!r} is no number of proxies - use a whole number from 0 to 10")
        return 0
    return int(given)
