"""Chinese faces without room for the sixty thousand characters that a report does not use.

WeasyPrint leaves each glyph where it stood in its font, so that a face costs some 100 KB before its first character.
In a font whose glyphs have CIDs instead of names (Adobe Technical Note 5176), its own table says which glyph a CID in
the text means (ISO 32000-1, 9.7.4.2), so the unused ones can be left out and no text has to be written anew.
"""

from typing import Protocol

import pydyf
import uharfbuzz


class Numbered(Protocol):
    """What pydyf tells of a document before it is written."""

    objects: list[pydyf.Object]


def leave_out_unused(pdf: Numbered) -> None:
    """Store the CID-keyed faces of ``pdf`` with nothing but the glyphs that its text shows."""
    for font in pdf.objects:
        if not isinstance(font, pydyf.Dictionary) or font.get("Subtype") != "/CIDFontType0":
            continue
        descriptor = _object_at(pdf, font["FontDescriptor"])
        stream = _object_at(pdf, descriptor["FontFile3"])
        face = uharfbuzz.Face(stream.stream[0])
        # A font with names for its glyphs takes a CID for the place of a glyph, which must not change then.
        if stream.extra["Subtype"] != "/OpenType" or uharfbuzz.Font(face).get_glyph_name(1):
            continue
        stream.stream = [_with_only(face, _glyphs_of(font["W"]))]
        stream.extra["Subtype"] = "/CIDFontType0C"


def _object_at(pdf: Numbered, reference: bytes) -> pydyf.Dictionary | pydyf.Stream:
    return pdf.objects[int(reference.split()[0])]


def _glyphs_of(widths: pydyf.Array) -> set[int]:
    """The glyphs that have a width in ``W``: the first of a run, then the widths of the run, and so on."""
    return {first + place for first, run in zip(widths[::2], widths[1::2], strict=True) for place in range(len(run))}


def _with_only(face: uharfbuzz.Face, glyphs: set[int]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
    kept: bytes = uharfbuzz.subset(face, wanted).reference_table("CFF ").data
    return kept
