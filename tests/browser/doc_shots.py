"""Writes the pictures of the documentation into a folder: doc_shots.py FOLDER."""
import sys
import tempfile
from pathlib import Path

import browser
from PIL import Image
from doc_test import make

SHOTS = [("neimenggu", "table", 1280, 760), ("henan", "HN8-5", 1100, 1150)]
MOST = 200_000  # bytes


def main(folder):
    browser.require()
    with tempfile.TemporaryDirectory() as work, browser.Browser() as chromium:
        for pack, name, width, height in SHOTS:
            make(pack, Path(work) / pack)
            chromium.resize(width, height)
            chromium.open(Path(work) / pack / f"{name}.html")
            picture = Path(folder) / f"doc-{name.lower()}.png"
            chromium.screenshot(picture)
            Image.open(picture).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(picture, optimize=True)
            size = picture.stat().st_size
            print(f"{picture.name}: {size} bytes")
            if size > MOST:
                sys.exit(f"{picture} is larger than {MOST} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
