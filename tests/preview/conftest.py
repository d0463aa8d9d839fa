"""A questionnaire under somebody's pen, and the application that shows it."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from quizapp.previewing import create_preview
from tests.conftest import Clock, StrictClient

VALID = Path(__file__).parents[1] / "definitions/valid"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VALID, tmp_path / "questionnaires"))


@pytest.fixture
def source(folder: Path) -> Path:
    return folder / "two-scales/v1/questionnaire.yaml"


@pytest.fixture
def app(folder: Path, clock: Clock) -> Flask:
    app = create_preview(folder, "two-scales", 8001, clock)
    app.test_client_class = StrictClient
    app.config["TESTING"] = True
    return app
