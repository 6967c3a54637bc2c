"""A picture as somebody sent it -> the same picture made anew: nothing else travels with it, and it cannot be larger than it says."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matcher.catalog.issues import Refused
from matcher.model.text import Text
from matcher.register.worded import refusal

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 12_000_000
MOST_PIXELS = 40_000_000
"""A camera's picture has up to 30 million; in memory four bytes each."""
LONGEST_SIDE = 3_000
"""Pixels on the longer side of what is kept; larger ones are made smaller."""
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_OPTIONS: dict[str, dict[str, Any]] = {"JPEG": {"quality": 88, "optimize": True}, "PNG": {"optimize": True}, "WEBP": {"quality": 88}}


@dataclass(frozen=True)
class Clean:
    """A picture made anew."""

    content: bytes
    media_type: str
    width_px: int
    height_px: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def clean(raw: bytes) -> Clean:
    """The picture's points and nothing of its metadata: no place, no camera, no words. Raises Refused for what is no JPEG, PNG or WebP."""
    from PIL import Image, ImageOps  # pages without pictures need not wait for it

    if len(raw) > MOST_BYTES:
        raise _too_large(f"{MOST_BYTES // 1_000_000} MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # the library only warns of a picture that unpacks to very many points
            with Image.open(io.BytesIO(raw), formats=tuple(FORMATS)) as found:
                form = found.format or ""
                if found.width * found.height > MOST_PIXELS:
                    raise _too_large(f"{MOST_PIXELS // 1_000_000} MP")
                found.load()
                upright = ImageOps.exif_transpose(found)
                return _anew(upright, form)
    except Refused:
        raise
    except Exception as fault:  # whatever a broken file makes of the decoder, it is no picture
        message = Text("不是能用的图片。", "is no picture that can be used.")
        mend = Text("请用 JPEG、PNG 或 WebP。", "Send JPEG, PNG or WebP.")
        raise refusal("picture", "", message, mend, value=type(fault).__name__) from fault


def _anew(picture: Image.Image, form: str) -> Clean:
    from PIL import Image

    mode = "RGB" if form == "JPEG" or ("A" not in picture.getbands() and "transparency" not in picture.info) else "RGBA"
    points = picture.convert(mode)
    points.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(mode, points.size)
    bare.paste(points)
    out = io.BytesIO()
    bare.save(out, form, **_OPTIONS[form])
    return Clean(out.getvalue(), FORMATS[form], bare.width, bare.height)


def _too_large(most: str) -> Refused:
    message = Text(f"超过 {most}。", f"is larger than {most}.")
    return refusal("picture", "", message, Text("请缩小后再上传。", "Make it smaller and send it again."))
