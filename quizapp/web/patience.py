"""Who has waited too long for a turn is asked to come back, so that nobody waits without an end."""

from flask import Flask, request

from quizapp.turns import waited

LONGEST_WAIT = 2.0
"""Seconds. Where more come than can be served, all would wait longer and longer until their browsers give up."""

ALWAYS = frozenset({"probes", "frame_files"})
"""Rooms of what costs next to nothing; a server that is busy is alive."""


class Crowded(Exception):
    """More people are here than can be served."""


def add_patience(app: Flask) -> None:
    """Turn away who waited too long. Called after everything else that may refuse a request."""

    @app.before_request
    def _turn_away() -> None:
        if waited.get() > LONGEST_WAIT and request.blueprint not in ALWAYS and request.endpoint != "static":
            raise Crowded
