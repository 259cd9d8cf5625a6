"""Pictures: opened within bounds, written anew without where and by what they were taken. The only file with Pillow."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from engine.uploads.kinds import Kind
from engine.uploads.refusals import FileRefused

#: points of one picture; a page scanned at 600 dots an inch has 35 million
MAX_POINTS: Final = 60_000_000
#: the longer side of a preview, in points
PREVIEW: Final = 1_600
_FORMATS = {Kind.JPG: "JPEG", Kind.PNG: "PNG"}
_QUALITY = 92
_ORIENTATION = 0x0112


def cleaned_picture(content: bytes, kind: Kind) -> bytes:
    """The same picture the right way up, and nothing else: no EXIF, no comments, nothing appended.

    A JPEG keeps its quantisation, so that nothing visible is lost. Raises FileRefused for what is no such picture.
    """
    picture = _opened(content, kind)
    turned = ImageOps.exif_transpose(picture)
    out = io.BytesIO()
    if kind is Kind.JPG:
        if picture.format == "JPEG" and picture.getexif().get(_ORIENTATION, 1) == 1:
            picture.save(out, "JPEG", quality="keep", exif=b"", comment=b"")
        else:
            turned.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    else:
        bare = Image.new(turned.mode, turned.size)
        bare.paste(turned)
        if turned.mode == "P" and (palette := turned.getpalette()):
            bare.putpalette(palette)
        transparency = turned.info.get("transparency")
        bare.save(out, "PNG", **({} if transparency is None else {"transparency": transparency}))
    return out.getvalue()


def preview_of(content: bytes, kind: Kind) -> bytes:
    """A smaller picture to look at, as JPEG."""
    picture = _opened(content, kind).convert("RGB")
    picture.thumbnail((PREVIEW, PREVIEW))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _opened(content: bytes, kind: Kind) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns where we refuse
            picture = Image.open(io.BytesIO(content), formats=[_FORMATS[kind]])
            if picture.width * picture.height > MAX_POINTS:
                raise FileRefused("points", most=MAX_POINTS // 1_000_000)
            if kind is Kind.PNG and getattr(picture, "n_frames", 1) != 1:
                raise FileRefused("kind")  # a moving picture; a telephone's second view of a photograph is left out
            picture.load()
    except Image.DecompressionBombError:
        raise FileRefused("points", most=MAX_POINTS // 1_000_000) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise FileRefused("broken") from None
    return picture
