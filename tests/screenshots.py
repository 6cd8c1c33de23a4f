"""Pictures of every page, to be looked at: `make screenshots`.

Serves the app on the built data and writes `screenshots/<page>-<place>-<width>-<theme>.png`.
"""

import os
import subprocess
import sys
import time
import urllib.request

from playwright.sync_api import sync_playwright

from sdgwijzer import paths
from tests.pages.conftest import browser_path, free_port
from tests.pages.test_browser import VIEWS, words

PLACES = ("Harelbeke", "Hasselt", "Herstappe")
WIDTHS = (1280, 390)


def main() -> int:
    path = browser_path()
    if path is None:
        print("no Chromium or Chrome is installed", file=sys.stderr)
        return 1
    folder = paths.ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen([*command, "--server.address", "127.0.0.1"], cwd=paths.ROOT)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.25)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-gpu"]
            )
            for theme in ("light", "dark"):
                for width in WIDTHS:
                    take(browser, url, folder, theme, width)
    finally:
        server.terminate()
        server.wait(timeout=20)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def take(browser, url, folder, theme, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    for view, link in VIEWS.items():
        places = PLACES if "Harelbeke" in link else ("",)
        for place in places:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(url + link.replace("Harelbeke", place))
            page.locator("#root h1").wait_for(timeout=20_000)
            words(page)
            height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            page.set_viewport_size({"width": width, "height": min(int(height) + 20, 8000)})
            page.wait_for_timeout(700)
            name = "-".join(part for part in (view, place.lower(), str(width), theme) if part)
            page.screenshot(path=folder / f"{name}.png")
    page.close()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(paths.ROOT))
    sys.exit(main())
