"""A link as a picture to photograph, and as a small file to keep."""

from flask import make_response
from werkzeug.wrappers import Response

from quizapp.reports import codes


def draw_code(link: str) -> Response:
    """The link as a QR code."""
    response = make_response(codes.draw_code(link))
    response.mimetype = "image/svg+xml"
    return response


def save_link(link: str) -> Response:
    """The link in a small file with a neutral name."""
    response = make_response(link + "\n")
    response.mimetype = "text/plain"
    response.headers["Content-Disposition"] = 'attachment; filename="my-link.txt"'
    return response
