"""No container engine builds these here, so what they promise is read from the files."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.cli import main
from quizapp.settings import read_settings
from tests.test_settings import PUBLIC

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "quizapp"}


def last_stage() -> str:
    return DOCKERFILE.rpartition("\nFROM ")[2]


def test_the_image_runs_as_nobody_and_answers_for_its_health() -> None:
    assert re.findall(r"^USER (.+)$", last_stage(), re.MULTILINE) == ["10001:10001"]
    assert "/healthz" in last_stage()
    assert re.search(r'^ENTRYPOINT \["quizapp"\]$', last_stage(), re.MULTILINE)


def test_the_image_has_every_system_package_that_running_needs() -> None:
    script = (ROOT / "scripts/system-packages").read_text()
    needed = re.search(r'^RUN="([^"]+)"', script, re.MULTILINE)
    assert needed

    assert [package for package in needed[1].split() if package not in last_stage()] == []


def test_the_image_installs_pins_with_hashes_alone() -> None:
    installs = re.findall(r"pip install ([^\\\n]+)", DOCKERFILE)

    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


def test_what_the_image_copies_is_there_and_is_let_through() -> None:
    let_through = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]

    assert [name for name in let_through if not (ROOT / name).exists()] == []
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert not re.search(r"(^|/)\.env$", tracked, re.MULTILINE)


def test_there_are_two_web_and_two_render_containers_on_postgresql_and_redis() -> None:
    assert set(SERVICES) == {"upgrade", "web", "render", "database", "redis"}
    assert {name: SERVICES[name]["deploy"]["replicas"] for name in ("web", "render")} == {"web": 2, "render": 2}
    assert SERVICES["database"]["image"].startswith("postgres:")
    assert SERVICES["redis"]["image"].startswith("redis:")


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_write_nothing_and_gain_nothing(name: str) -> None:
    service = OURS[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")
    assert not service.get("volumes")


def test_only_the_web_can_be_reached_and_only_from_this_machine() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["web"]


@pytest.mark.parametrize("name", OURS)
def test_what_our_containers_are_told_can_be_done(name: str, tmp_path: Path) -> None:
    command, *options = OURS[name]["command"]
    parsed = main.commands[command].make_context(command, [str(option) for option in options])
    given = {
        "QUIZAPP_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789",
        **PUBLIC,
        "QUIZAPP_PROXIES": "1",
        "POSTGRES_PASSWORD": "word",
    }
    environment = {
        key: re.sub(r"\$\{(\w+)[^}]*\}", lambda found: given[found[1]], str(value))
        for key, value in OURS[name]["environment"].items()
    }

    assert parsed.command is main.commands[command]
    settings = read_settings({**environment, "QUIZAPP_DATA": str(tmp_path)})
    assert settings.database_url.startswith("postgresql+psycopg://quizapp:word@database/")
    assert settings.queue_url != settings.limits_url
