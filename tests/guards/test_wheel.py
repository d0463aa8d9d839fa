"""The wheel carries all that the engine needs: installed alone, in an empty folder, it is sound."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Where a file of the checkout goes in the wheel.
CARRIED = {
    "templates/": "quizapp/shipped/templates/",
    "questionnaires/": "quizapp/shipped/questionnaires/",
    "quizapp/": "quizapp/",
}
# What must be among them, so that a folder lost on both sides is noticed.
EXPECTED = [
    "quizapp/shipped/templates/",
    "quizapp/shipped/questionnaires/between-us/",
    "quizapp/shipped/questionnaires/schema/questionnaire.schema.json",
    "quizapp/definitions/starting/en.yaml",
    "quizapp/translations/zh_Hans/LC_MESSAGES/messages.mo",
    "quizapp/definitions/standard/en.yaml",
    "quizapp/web/static/",
    "quizapp/storage/migrations/env.py",
    "quizapp/storage/migrations/versions/",
]


def tracked_files() -> list[str]:
    """What git holds, since only that reaches a fresh clone."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in answer.stdout.split("\0") if name]


def plain_environment() -> dict[str, str]:
    """Nothing of quizapp's own settings, so that the defaults are what is tried."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a clean copy, so that nothing left over in the checkout gets in."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in tracked_files():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel")
    built = run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "-w", target, source, cwd=source)
    assert built.returncode == 0, built.stdout + built.stderr
    (made,) = target.glob("quizapp-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `quizapp` command of a fresh environment that has our libraries, but not this checkout."""
    target = tmp_path_factory.mktemp("installed")
    made = run(sys.executable, "-m", "venv", "--without-pip", target, cwd=target)
    assert made.returncode == 0, made.stdout + made.stderr
    inside = sysconfig.get_path("purelib", vars={"base": str(target)})
    # A folder named in a .pth is searched, but its own .pth files are not read: the checkout stays out.
    (Path(inside) / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", target / "bin/python")
    done = run(*pip, "install", "--no-deps", "--no-index", "--force-reinstall", wheel, cwd=target)
    assert done.returncode == 0, done.stdout + done.stderr
    return target / "bin/quizapp"


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_the_wheel_carries_every_file_of_the_package_and_its_two_folders(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        there + name.removeprefix(here)
        for name in tracked_files()
        for here, there in CARRIED.items()
        if name.startswith(here) and (ROOT / name).is_file()
    }
    assert sorted(wanted - carried) == []


@pytest.mark.parametrize("beginning", EXPECTED)
def test_the_wheel_carries_what_the_engine_reads_at_start(wheel: Path, beginning: str) -> None:
    assert [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(beginning)]


def test_every_catalogue_is_compiled(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = {name for name in names if name.endswith(".po")}
    assert sources
    assert {name.removesuffix(".po") + ".mo" for name in sources} <= names


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"quizapp"}


def test_what_is_installed_is_the_wheel_and_not_this_checkout(installed: Path, empty_folder: Path) -> None:
    where = run(installed.parent / "python", "-c", "import quizapp; print(quizapp.__file__)", cwd=empty_folder)
    assert where.stdout.startswith(str(installed.parents[1])), where.stdout + where.stderr


def test_installed_alone_it_names_its_commands(installed: Path, empty_folder: Path) -> None:
    answer = run(installed, "--help", cwd=empty_folder)
    assert answer.returncode == 0, answer.stderr
    assert "serve" in answer.stdout


def test_installed_alone_it_proves_its_questionnaires(installed: Path, empty_folder: Path) -> None:
    answer = run(installed, "check", cwd=empty_folder)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_installed_alone_it_begins_a_questionnaire_in_a_folder_of_its_own(
    installed: Path, empty_folder: Path
) -> None:
    refused = run(installed, "new", "thanks", cwd=empty_folder)
    assert refused.returncode == 1
    assert "--questionnaires" in refused.stderr
    made = run(installed, "new", "thanks", "--questionnaires", "own", cwd=empty_folder)
    assert made.returncode == 0, made.stdout + made.stderr
    checked = run(installed, "check", "own", cwd=empty_folder)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_installed_alone_it_serves_its_first_page(installed: Path, empty_folder: Path) -> None:
    port, log = free_port(), empty_folder.parent / "serve.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [installed, "serve", "--port", str(port)],
            cwd=empty_folder,
            env=plain_environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            page = first_page(port, server)
        finally:
            server.terminate()
            server.wait(timeout=20)
    assert "<html" in page, log.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def first_page(port: int, server: subprocess.Popen[bytes]) -> str:
    """The page at /, or nothing when the server ends or stays silent for half a minute."""
    deadline = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                body: bytes = answer.read()
                return body.decode()
        except OSError:
            time.sleep(0.1)
    return ""
