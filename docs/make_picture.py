"""Draws the top of a report as docs/report.png for the README: python docs/make_picture.py CASE/report.html.

Needs a Chromium (SAYSO_CHROMIUM, or one on the path) and the `dev` extra.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1200, 1030
PAGE_WIDTH = 1400
"""Pixels across of the page that is drawn smaller to fit, so that the picture shows more of it."""
MOST = 300_000
"""Bytes that a picture in a README may weigh."""


def main() -> None:
    """Reads the report named on the command line and writes the picture beside this file, or where the second says."""
    if len(sys.argv) not in (2, 3):
        sys.exit("use: python docs/make_picture.py CASE/report.html [PICTURE.png]")
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).with_name("report.png")
    picture = photograph(Path(sys.argv[1]).resolve())
    if len(picture) > MOST:
        sys.exit(f"{len(picture):,} bytes are more than {MOST:,}; nothing was written")
    target.write_bytes(picture)
    print(f"{target}: {WIDTH} x {HEIGHT}, {len(picture):,} bytes")


def photograph(report: Path) -> bytes:
    """The first screen of the page as PNG, in the light theme; flat colours keep it small as it is."""
    chromium = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium: apt-get install chromium, or set SAYSO_CHROMIUM to one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        size = {"width": PAGE_WIDTH, "height": HEIGHT * PAGE_WIDTH // WIDTH}
        page = browser.new_page(viewport=size, color_scheme="light", device_scale_factor=WIDTH / PAGE_WIDTH)
        page.goto(report.as_uri())
        picture = page.screenshot()
        browser.close()
    return picture


if __name__ == "__main__":
    main()
