"""How soon a first visitor reads figures: ours, an empty Streamlit page, Dash, Panel, NiceGUI.

The others are installed apart, in `build/others`, and show the same words and pictures as our
overview, each by its own means for HTML. Every run visits all of them in turns with an empty cache.
The clock is in the page: from the start of the navigation to the second frame after the last of the
17 goals can be seen, wherever it stands (shadow roots and frames too; not in the text of a script).
Bytes are those that came over the line. Needs Chromium. Exit code 1 when a budget is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.pages import EMPTY, cold, kept, launched, reference, served
from sdgwijzer import html, paths
from sdgwijzer.html import kept as pages
from sdgwijzer.links import read
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset

OTHERS = ("dash", "panel", "nicegui")
LINK = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
QUERY = "gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne"
LAST = "Partnerschap om doelstellingen"
BUDGETS = (  # of what, beside what, the most
    ("overview, painted", "empty, settled", 0.3),
    ("goal page, painted", "empty, settled", 0.3),
    *((("overview, painted", f"{name}, painted", 1.0)) for name in OTHERS),
    ("overview, bytes", "empty, bytes", 1.1),
)
APPS = {
    "dash": """
import dash, sys
from dash import html
body = open(sys.argv[1], encoding="utf-8").read()
app = dash.Dash()
app.layout = html.Iframe(srcDoc=body, style={"width": "100%", "height": "1200px"})
app.run(host="127.0.0.1", port=int(sys.argv[2]), debug=False)
""",
    "panel": """
import panel as pn, sys
body = open(sys.argv[1], encoding="utf-8").read()
pn.serve(lambda: pn.pane.HTML(body), port=int(sys.argv[2]), address="127.0.0.1", show=False)
""",
    "nicegui": """
import sys
from nicegui import ui
body = open(sys.argv[1], encoding="utf-8").read()
@ui.page("/")
def page():
    ui.html(body, sanitize=False)
ui.run(host="127.0.0.1", port=int(sys.argv[2]), show=False, reload=False)
""",
}
PAINTED = """(() => {
    if (window !== top) return;
    const seen = (root) => {
        if (!(root.textContent ?? '').includes('%s')) return false;
        const texts = document.createNodeIterator(root, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (text.nodeValue.includes('%s') && text.parentElement?.checkVisibility()) return true;
        }
        return false;
    };
    const has = (root) => seen(root) ||
        [...root.querySelectorAll('*')].some((each) => each.shadowRoot && has(each.shadowRoot));
    const framed = () => [...document.querySelectorAll('iframe')]
        .some((each) => each.contentDocument?.body && has(each.contentDocument.body));
    const frame = () => new Promise(requestAnimationFrame);
    window.painted = (async () => {
        while (!document.body || !(has(document.body) || framed())) {
            if (performance.now() > 30000) throw new Error('it did not come: %s');
            await frame();
        }
        await frame();
        await frame();
        return performance.now();
    })();
})()"""


def installed() -> Path:
    """Python of an environment with the others."""
    folder = paths.ROOT / "build" / "others"
    python = folder / "bin" / "python"
    if not (folder / "installed").is_file():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *OTHERS], check=True)
        (folder / "installed").touch()
    return python


@contextmanager
def other(python: Path, folder: Path, name: str, port: int) -> Iterator[str]:
    """Address of one of the others, that shows the body in the folder."""
    script = folder / f"{name}_app.py"
    script.write_text(APPS[name], encoding="utf-8")
    command = [str(python), str(script), str(folder / "body.html"), str(port)]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    url, deadline = f"http://127.0.0.1:{port}/", time.monotonic() + 60
    try:
        while True:
            try:
                urllib.request.urlopen(url, timeout=2).close()
                break
            except OSError as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{name} did not start") from error
                time.sleep(0.25)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def painted(browser: Browser, url: str, last: str) -> tuple[float, int]:
    """Seconds until the last figure is painted, and bytes until the page asks for no more."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PAINTED.replace("%s", last))
    page = context.new_page()
    network, total = context.new_cdp_session(page), [0.0]
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: total.append(event["encodedDataLength"]))
    page.goto(url, wait_until="commit")
    seconds = page.evaluate("painted") / 1000
    page.wait_for_timeout(3000)
    context.close()
    return seconds, int(sum(total))


def body() -> str:
    """Our overview as HTML with its styles, for the others to show."""
    data = Dataset(store.current(paths.data()), paths.catalogue())
    choices = read(LINK, "overzicht", data).choices
    style = f"{html.STYLE}<style>{html.pictogram_style()}</style>"
    return style + pages.page("overzicht", choices, data).html


def main() -> int:
    parser = argparse.ArgumentParser(description="How soon a first visitor reads figures.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    seconds: dict[str, list[float]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "body.html").write_text(body(), encoding="utf-8")
        python = installed()
        empty = stack.enter_context(
            served(reference(folder, "empty", "pandas", EMPTY), plain=True)
        )[0]
        ours = stack.enter_context(served(paths.ROOT / "app.py"))[0]
        visits = {
            "overview": (f"{ours}/overzicht?{QUERY}", LAST),
            "goal page": (f"{ours}/doel?{QUERY}&doel=8", "Werkzoekendengraad van mannen"),
            "empty": (empty, "Harelbeke: niets"),
        }
        for i, name in enumerate(OTHERS):
            url = stack.enter_context(other(python, folder, name, 8871 + i))
            visits[name] = (url, LAST)
        browser = stack.enter_context(launched())
        for run in range(-1, runs):
            for name, (url, last) in visits.items():
                taken, size = painted(browser, url, last)
                if run >= 0:  # the one before is to warm up
                    seconds.setdefault(f"{name}, painted", []).append(taken)
                    seconds.setdefault(f"{name}, bytes", []).append(size / 1e6)
            if run >= 0:
                seconds.setdefault("empty, settled", []).append(cold(browser, empty)[0])
    print(f"medians of {runs} runs in turns; load of the machine {os.getloadavg()[0]:.1f}")
    for name, each in seconds.items():
        print(f"{name:30} {median(each):6.2f} {'MB' if 'bytes' in name else 's'}")
    print(f"{'':60} {'budget':>7} {'ratio':>6}  of single runs")
    good = []
    for own, least, high in BUDGETS:
        ratios = [a / b for a, b in zip(seconds[own], seconds[least], strict=True)]
        middle = median(seconds[own]) / median(seconds[least])
        good.append(kept(f"{own} / {least}", middle, ratios, 0, high))
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
