"""Pictures of what is shown: for the preview of a link in a chat, and to save where links do not work."""

from dataclasses import dataclass
from typing import Literal, get_args

PictureKind = Literal["preview", "portrait", "portrait_with_link"]
"""``preview``: 1200 x 630 pixels. ``portrait``: 1080 x 1440, with the way to the first page or to the share."""

PICTURE_KINDS: tuple[PictureKind, ...] = get_args(PictureKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture that is wanted of a share. ``address``: what the code on it leads to; a preview has none."""

    kind: PictureKind
    address: str = ""


def find_picture_kind(name: str) -> PictureKind | None:
    """The kind that is asked for in words; None when there is no such one."""
    return next((kind for kind in PICTURE_KINDS if kind == name), None)
