"""Pictures of pages, kept beside the tests, and whether a page still looks as its picture does.

A picture is compared coarsely, for fonts differ from machine to machine: what moved, came or went shows, a
letter drawn otherwise does not. `DUESYNC_UPDATE_GOLDEN=1` takes those anew that fit no more; then look at
them.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Literal

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

FOLDER = Path(__file__).with_name("screens")
_COLOURS = 64
# What sticks to the window, and would hide something.
_IN_PLACE = (
    """document.querySelectorAll(".together, #draft").forEach((one) => { one.style.position = "static"; })"""
)
_HEIGHT = "document.documentElement.scrollHeight"
_PAINTED = 700  # milliseconds that a frame is given to load
_TALLEST = 4000  # pixels kept of a page
_COARSE = (48, 64)
_REDUCED = 2.0  # first in the quick way, to so many times that size
_TALLER_BY = 0.12  # of its height that a page may be taller or shorter by the fonts of the machine
_MOST = 7.0  # of 255: the mean difference of the coarse pictures, by the median channel


def differs(page: Page, name: str) -> str | None:
    """Why the page is no longer as it was kept; `None` where it is, or where its picture is taken anew."""
    page.evaluate(_IN_PLACE)
    anew = bool(os.environ.get("DUESYNC_UPDATE_GOLDEN"))
    shown = Image.open(io.BytesIO(_taken(page, "png" if anew else "jpeg"))).convert("RGB")
    shown = shown.crop((0, 0, shown.width, min(shown.height, _TALLEST)))
    path = FOLDER / f"{name}.png"
    told = _told(shown, path)
    if told is None or not anew:
        return told
    path.parent.mkdir(exist_ok=True)
    shown.quantize(_COLOURS).save(path, optimize=True)
    return None


def _taken(page: Page, kind: Literal["png", "jpeg"]) -> bytes:
    """The whole page. Frames are painted within the window alone, so where there are any it is as tall.

    To be compared coarsely a JPEG is enough, which takes half the time; what is kept has sharp letters.
    """
    window = page.viewport_size
    if window is None or not page.locator("iframe").count():
        return bytes(page.screenshot(full_page=True, type=kind))
    page.set_viewport_size({"width": window["width"], "height": page.evaluate(_HEIGHT)})
    page.wait_for_timeout(_PAINTED)
    taken = bytes(page.screenshot(full_page=True, type=kind))
    page.set_viewport_size(window)
    return taken


def _told(shown: Image.Image, path: Path) -> str | None:
    name = path.stem
    if not path.exists():
        return f"{name}: no picture of it is kept; take it with DUESYNC_UPDATE_GOLDEN=1"
    kept = Image.open(path).convert("RGB")
    if shown.width != kept.width or abs(shown.height - kept.height) > _TALLER_BY * kept.height:
        return f"{name}: {shown.size} now, {kept.size} in its picture"
    difference = ImageChops.difference(*(one.resize(_COARSE, reducing_gap=_REDUCED) for one in (shown, kept)))
    mean = sorted(ImageStat.Stat(difference).mean)[1]
    return f"{name}: differs by {mean:.1f}" if mean > _MOST else None
