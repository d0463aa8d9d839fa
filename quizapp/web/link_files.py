"""A link as a picture to photograph, and as a small file to keep."""

from io import BytesIO

import segno
from flask import make_response
from werkzeug.wrappers import Response


def draw_code(link: str) -> Response:
    """The link as a QR code. Black on white in the dark too, or cameras cannot read it."""
    picture = segno.make(link, error="m", boost_error=False)
    drawn = BytesIO()
    picture.save(drawn, kind="svg", dark="#000", light="#fff", border=2, scale=4, xmldecl=False)
    response = make_response(drawn.getvalue())
    response.mimetype = "image/svg+xml"
    return response


def save_link(link: str) -> Response:
    """The link in a small file with a neutral name."""
    response = make_response(link + "\n")
    response.mimetype = "text/plain"
    response.headers["Content-Disposition"] = 'attachment; filename="my-link.txt"'
    return response
