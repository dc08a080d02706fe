"""Writes the pictures of the documentation into a folder: explain_shots.py FOLDER."""
import sys
import tempfile
from pathlib import Path

import browser
from PIL import Image
from explain_cases import explain

SHOTS = [("late-paused", "zh", 1200), ("open", "en", 1200), ("counter", "zh", 1000)]
MOST = 150_000  # bytes


def main(folder):
    with tempfile.TemporaryDirectory() as pages, browser.Browser() as chromium:
        for name, language, width in SHOTS:
            page = explain(name, language, pages)
            chromium.resize(width, 100)  # no empty space below a short page
            chromium.open(page)
            picture = Path(folder) / f"explain-{name}.{language}.png"
            chromium.screenshot(picture, whole=True)
            Image.open(picture).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(picture, optimize=True)
            size = picture.stat().st_size
            print(f"{picture.name}: {size} bytes")
            if size > MOST:
                sys.exit(f"{picture} is larger than {MOST} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
