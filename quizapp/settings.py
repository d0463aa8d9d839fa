"""What the environment decides. Read once, frozen, and every bad variable named at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from quizapp.addresses import find_embedders, find_hosts, find_leave_url, find_metrics, find_public_url
from quizapp.keys import find_keys
from quizapp.operators import Operator, find_operator
from quizapp.stores import find_database_url, find_limits_url, find_queue_url

PACKAGE = Path(__file__).parent
OLDEST_WEASYPRINT = 70


class BadSettings(Exception):
    """One or more variables cannot be used. ``problems`` says for each what is wrong and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set from outside.

    ``public_url``: what links begin with, without a slash at its end. ``secret_key``: signs cookies and forms, and
    seals the queue; what ``older_keys`` signed or sealed is still taken. ``leave_url``: where "Leave this page"
    leads. ``proxies``: how many trusted proxies stand before the server. ``hosts``: the names it answers to.
    ``limits_url``: where requests of an address are counted; ``limits_times``: how many times as many an address may
    send. ``metrics``: the address and port that figures are served on, if any. ``operator``: who runs the site.
    ``embedders``: origins of sites that may frame the way in.
    """

    data: Path
    database_url: str
    queue_url: str
    secret_key: str
    older_keys: tuple[str, ...]
    public_url: str
    leave_url: str
    questionnaires: Path
    templates: Path
    proxies: int
    hosts: tuple[str, ...]
    limits_url: str
    limits_times: int
    metrics: tuple[str, int] | None
    operator: Operator
    embedders: tuple[str, ...]

    @property
    def secure(self) -> bool:
        """Whether people reach this over https."""
        return self.public_url.startswith("https://")

    @property
    def signing_keys(self) -> list[str]:
        """Every key, the one that signs last, as signers want them."""
        return [*reversed(self.older_keys), self.secret_key]


def shipped(name: str) -> Path:
    """A folder that comes with the product: inside an installed package, beside it in a checkout."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def read_settings(environment: Mapping[str, str], port: int = 8000) -> Settings:
    """Settings from ``environment``. Raises BadSettings with every problem; creates the data folder and its key."""
    problems: list[str] = []
    data = Path(environment.get("QUIZAPP_DATA", "var")).resolve()
    key, *older_keys = find_keys(environment, data, problems)
    public_url = find_public_url(environment, port, problems)
    settings = Settings(
        data=data,
        database_url=find_database_url(environment, data, problems),
        queue_url=find_queue_url(environment, data, problems),
        secret_key=key,
        older_keys=tuple(older_keys),
        public_url=public_url,
        leave_url=find_leave_url(environment, problems),
        questionnaires=_folder(environment, "QUIZAPP_QUESTIONNAIRES", "questionnaires", problems),
        templates=shipped("templates"),
        proxies=_count(environment, "QUIZAPP_PROXIES", "0", range(11), problems),
        hosts=find_hosts(environment, public_url, problems),
        limits_url=find_limits_url(environment, problems),
        limits_times=_count(environment, "QUIZAPP_LIMITS_TIMES", "1", range(1, 1001), problems),
        metrics=find_metrics(environment, problems),
        operator=find_operator(environment, problems, public=public_url.startswith("https://")),
        embedders=find_embedders(environment, problems),
    )
    problems += [*_debugging(environment, settings), *check_weasyprint(version("weasyprint"))]
    if problems:
        raise BadSettings(problems)
    return settings


def _folder(environment: Mapping[str, str], variable: str, default: str, problems: list[str]) -> Path:
    path = Path(environment[variable]).resolve() if variable in environment else shipped(default)
    if not path.is_dir():
        problems.append(f"{variable}: there is no folder {path} - name one that holds definitions")
    return path


def _count(environment: Mapping[str, str], variable: str, default: str, among: range, problems: list[str]) -> int:
    given = environment.get(variable, default)
    if not (given.isascii() and given.isdecimal() and len(given) < 9 and int(given) in among):
        problems.append(f"{variable}: {given!r} cannot be - use a whole number from {among[0]} to {among[-1]}")
        return among[0]
    return int(given)


def _debugging(environment: Mapping[str, str], settings: Settings) -> list[str]:
    if settings.secure and environment.get("FLASK_DEBUG", "0").lower() not in ("", "0", "false", "no"):
        return ["FLASK_DEBUG: pages of a public site must not show the inside of an error - take the variable away"]
    return []


def check_weasyprint(found: str) -> list[str]:
    """What is wrong with this release of WeasyPrint, if anything."""
    if int(found.partition(".")[0]) >= OLDEST_WEASYPRINT:
        return []
    return [f"WeasyPrint {found}: older ones fetch what a page names - install {OLDEST_WEASYPRINT} or newer"]
