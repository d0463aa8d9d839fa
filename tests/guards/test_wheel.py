"""The wheel carries all that the engine needs: installed alone, in an empty folder, it is sound."""

import os
import shutil
import subprocess
import sys
import sysconfig
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
    "quizapp/translations/zh_Hans/LC_MESSAGES/messages.mo",
    "quizapp/web/static/",
    "quizapp/storage/migrations/env.py",
    "quizapp/storage/migrations/versions/",
]


def tracked_files() -> list[str]:
    """What git holds, since only that reaches a fresh clone."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in answer.stdout.split("\0") if name]


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | environment,
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
    """The wheel installed in a folder of its own, with this checkout nowhere on the path."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install")
    done = run(*pip, "--no-deps", "--no-index", "--target", target, wheel, cwd=target)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def quizapp(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # -I shuts out the checkout: neither PYTHONPATH nor the working folder counts, only what is put here.
    start = (
        "import sys; sys.path = [p for p in sys.path if 'site-packages' not in p]; "
        "sys.path[:0] = sys.argv[1:3]; del sys.argv[1:3]; "
        "import quizapp; assert quizapp.__file__.startswith(sys.path[0]), quizapp.__file__; "
        "from quizapp.cli import main; main()"
    )
    libraries = sysconfig.get_path("purelib")
    return run(sys.executable, "-I", "-c", start, installed, libraries, *arguments, cwd=folder)


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


def test_installed_alone_it_names_its_commands(installed: Path, empty_folder: Path) -> None:
    answer = quizapp(installed, empty_folder, "--help")
    assert answer.returncode == 0, answer.stderr
    assert "serve" in answer.stdout


def test_installed_alone_it_proves_its_questionnaires(installed: Path, empty_folder: Path) -> None:
    answer = quizapp(installed, empty_folder, "check")
    assert answer.returncode == 0, answer.stdout + answer.stderr
