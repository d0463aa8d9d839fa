"""Addresses as QR codes. The only module that knows segno."""

from io import BytesIO

import segno

BORDER = 2
"""Modules of white around a code: half of what the standard asks for, on a ground that is light already."""


def draw_code(address: str) -> bytes:
    """``address`` as SVG, black on white in the dark too, or cameras cannot read it."""
    picture = segno.make(address, error="m", boost_error=False)
    drawn = BytesIO()
    picture.save(drawn, kind="svg", dark="#000", light="#fff", border=BORDER, scale=4, xmldecl=False)
    return drawn.getvalue()
