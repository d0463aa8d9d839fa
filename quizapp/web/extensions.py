"""What the web rooms share with the application that they run in."""

from typing import cast

from flask import current_app

from quizapp.rendering.desk import Desk
from quizapp.settings import Settings
from quizapp.submissions import Submissions
from quizapp.web.stencils import Stencils


def submissions() -> Submissions:
    return cast(Submissions, current_app.extensions["quizapp.submissions"])


def stencils() -> Stencils:
    return cast(Stencils, current_app.extensions["quizapp.stencils"])


def desk() -> Desk:
    return cast(Desk, current_app.extensions["quizapp.desk"])


def settings() -> Settings:
    return cast(Settings, current_app.extensions["quizapp.settings"])
