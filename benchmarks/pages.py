"""What pages cost in a real browser, as ratios to an empty Streamlit page.

Served side by side: an empty page, a page of 17 Plotly figures (both frozen as the app is, and on
the loop that Streamlit has by itself: uvloop is a choice of ours) and the app on the database in
use. Every run measures all of them in turns, so that a busy machine slows all alike. The clock is
in the page: from the Enter key that takes a municipality (or from the start of the navigation) to
the last change of the page before it is at rest: it names the municipality, no script runs, nothing
is stale, every figure is drawn, and for 20 ticks of 25 ms nothing changed. Needs Chromium and
Linux. Exit code 1 when a budget is missed.
"""

import argparse
import gc
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import inf
from pathlib import Path
from statistics import linear_regression, mean, median

import duckdb
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sdgwijzer import paths
from sdgwijzer.store import exports, queries, store

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PLACES = ("Kuurne", "Harelbeke") * 2
UNSEEN = ("Gent", "Brugge", "Aalst", "Kortrijk", "Genk", "Turnhout", "Lier", "Mechelen", "Leuven")
OWN = "34013"
SESSIONS, QUERIES = 20, 50
VIEWS = {
    "overview": "/overzicht?gemeente=Harelbeke",
    "goal page": "/doel?gemeente=Harelbeke&doel=8",
    "compare page": "/vergelijk?gemeente=Harelbeke",
    "indicator page": "/indicator?gemeente=Harelbeke&indicator=armoederisico",
}
BUDGETS = (  # of what, beside what, the least ratio and the most
    ("overview, switch", "empty, switch", 0, 2.8),
    ("overview, switch", "17 Plotly, switch", 0, 0.3),
    ("overview, first switch", "empty, switch", 0, inf),
    ("goal page, switch", "empty, switch", 0, 4),
    ("compare page, switch", "empty, switch", 0, 5),
    ("indicator page, switch", "empty, switch", 0, 4),
    ("overview, cold", "empty, cold", 0, 1.25),
    ("indicator page, cold", "empty, cold", 0, 1.8),
    ("query of a page", "bare SELECT", 0, 2),
    ("COPY", "CSV of everything", 0.8, inf),
)
Seconds = dict[str, list[float]]

APP = """
import gc
from contextlib import asynccontextmanager
import {imports}
import streamlit as st

@asynccontextmanager
async def lifespan(_):
    gc.collect()
    gc.freeze()
    yield {{}}

app = st.App({script!r}, lifespan=lifespan)
"""
WITHOUT_UVLOOP = """
import sys
sys.modules["uvloop"] = None
from streamlit.web.cli import main
main()
"""
EMPTY = """
import streamlit as st
name = st.selectbox("Gemeente", ["Harelbeke", "Kuurne"])
st.title(f"{name}: niets")
st.write(f"Gekozen: {name}")
"""
FIGURES = """
import plotly.graph_objects as go
for i in range(17):
    line = [(len(name) * (i + 2) + year * year) % 23 for year in range(20)]
    figure = go.Figure(go.Scatter(x=list(range(2005, 2025)), y=line))
    st.plotly_chart(figure.update_layout(title=f"{name} {i}"), key=str(i))
"""
WATCH = """(() => {
    if (window !== top || location.protocol === 'about:') return;
    sessionStorage.loads = 1 + Number(sessionStorage.loads || 0);
    const every = query => [...document.querySelectorAll(query)];
    const heading = () => [document.title, ...every('h1').filter(each => each.checkVisibility())
        .map(each => each.textContent)].join(' ');
    let last = 0, changed = true, starts = [];
    // What was said to a screen reader is taken away 7 seconds later: part of an earlier action.
    const counts = ({target}) => !(target.closest ? target : target.parentElement)
        ?.closest('[data-live-announcer]');
    new MutationObserver(records => {
        if (records.some(counts)) { last = performance.now(); changed = true; }
    }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
    addEventListener('keydown', event => {
        if (event.key === 'Enter') starts.push(performance.now());
    }, true);
    window.settled = (name, before) => new Promise((resolve, reject) => {
        let ticks = 0;
        const begun = performance.now(), timer = setInterval(() => {
            ticks = changed ? 0 : ticks + 1;
            changed = false;
            const late = performance.now() - begun > 60000;
            if (ticks < 20 && !late) return;
            const rest = heading() !== before && heading().includes(name)
                && every('[data-test-script-state=notRunning]').length
                && !every('[data-testid=stSkeleton], [data-stale=true]').length
                && every('[data-testid=stPlotlyChart]').every(it => it.querySelector('.main-svg'));
            if (!rest && !late) return;
            clearInterval(timer);
            if (rest) resolve({starts, last, loads: Number(sessionStorage.loads)});
            else reject(new Error(`not at rest with ${name}: ${heading()}`));
        }, 25);
    });
    window.begin = name => { starts = []; window.done = settled(name, heading()); };
})()"""


@contextmanager
def served(script: Path, *, plain: bool = False) -> Iterator[tuple[str, int]]:
    """Address and process of an app, served as `make run` does.

    Args:
        script: its file.
        plain: as Streamlit serves when nothing is installed beside it.
    """
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = str(sock.getsockname()[1])
    start = ["-c", WITHOUT_UVLOOP] if plain else ["-m", "streamlit"]
    command = [sys.executable, *start, "run", str(script), "--server.port", port]
    command += ["--server.address", "127.0.0.1"]
    alone = os.environ | {"SDGWIJZER_AHEAD": "false"}  # nothing but what is measured
    process = subprocess.Popen(command, cwd=paths.ROOT, env=alone, stdout=subprocess.DEVNULL)
    url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    try:
        while True:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
                break
            except OSError as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{script} did not start") from error
                time.sleep(0.25)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def reference(folder: Path, name: str, imports: str, script: str) -> Path:
    """An app of one page to compare with."""
    page, app = folder / f"{name}_page.py", folder / f"{name}.py"
    page.write_text(script, encoding="utf-8")
    app.write_text(APP.format(imports=imports, script=str(page)), encoding="utf-8")
    return app


def fresh(browser: Browser) -> BrowserContext:
    """A visitor with an empty cache, and the clock in every page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    return context


def visit(context: BrowserContext, url: str) -> tuple[Page, float]:
    """A page at rest, and the seconds from the start of its navigation until then."""
    page = context.new_page()
    page.goto(url, wait_until="commit")
    result = page.evaluate("settled('Harelbeke', '')")
    assert result["loads"] == 1, f"the page was loaded {result['loads']} times"
    return page, result["last"] / 1000


def cold(browser: Browser, url: str) -> tuple[float, int]:
    """Seconds of a first visit with an empty cache, and how many requests name Plotly."""
    context, asked = fresh(browser), []
    context.on("request", lambda request: asked.append(request.url.lower()))
    _, seconds = visit(context, url)
    context.close()
    return seconds, sum("plotly" in address for address in asked)


def switch(page: Page, name: str) -> float:
    """Seconds from the Enter key that takes the option until the page is at rest."""
    page.bring_to_front()
    box = page.get_by_role("combobox", name="Gemeente", exact=True)
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name, exact=True).wait_for()
    page.wait_for_timeout(300)
    page.evaluate("name => begin(name)", name)
    page.keyboard.press("Enter")
    result = page.evaluate("done")
    assert len(result["starts"]) == 1, f"the clock started {len(result['starts'])} times"
    return (result["last"] - result["starts"][0]) / 1000


def pages(browser: Browser, urls: dict[str, str], runs: int) -> tuple[Seconds, dict[str, int]]:
    """Switches and cold loads of every page, in turns; requests for Plotly by page."""
    seconds: Seconds = {f"{name}, {what}": [] for name in urls for what in ("switch", "cold")}
    seconds["overview, first switch"] = []
    plotly = dict.fromkeys(urls, 0)
    opened = {name: visit(fresh(browser), url)[0] for name, url in urls.items()}
    for run in range(-1, runs):
        for name, page in opened.items():
            taken = mean([switch(page, place) for place in PLACES])
            if run >= 0:  # the one before is to warm up
                seconds[f"{name}, switch"].append(taken)
        if run >= 0:  # what was seen before is kept for a while: a place that was not
            unseen = switch(opened["overview"], UNSEEN[run % len(UNSEEN)])
            seconds["overview, first switch"].append(unseen)
    for page in opened.values():
        page.context.close()
    for _ in range(runs):
        for name, url in urls.items():
            taken, count = cold(browser, url)
            seconds[f"{name}, cold"].append(taken)
            plotly[name] += count
    assert plotly["17 Plotly"], "Plotly was not seen where it is needed"
    return seconds, plotly


def sessions(browser: Browser, url: str, pid: int) -> list[float]:
    """Megabytes of the server per open session more: slope over all, first half, second half.

    A slope, as allocators take and give back tens of megabytes at a time. The sessions before
    those that are counted use up what earlier ones left free.
    """
    context, resident = fresh(browser), []
    for _ in range(3 * SESSIONS):
        visit(context, url)
        status = Path(f"/proc/{pid}/status").read_text()
        resident.append(int(status.partition("VmRSS:")[2].split()[0]) / 1024)
    context.close()
    counted = resident[SESSIONS:]
    parts = (counted, counted[:SESSIONS], counted[SESSIONS:])
    return [linear_regression(range(len(part)), part).slope for part in parts]


def data(folder: Path, runs: int) -> Seconds:
    """The query of a page and the CSV of everything, each beside DuckDB alone."""
    path = store.current(paths.data())
    opened, bare = store.Store(path), duckdb.connect(str(path), True)
    ids = list(opened.indicators()["indicator_id"])
    select = f"SELECT * FROM summary WHERE nis_code = '{OWN}'"
    asked, least = opened.summary([OWN], ids), bare.execute(select).df()
    assert sorted(asked["indicator_id"]) == sorted(least["indicator_id"])
    copy = f"COPY ({queries.EXPORT}) TO '{folder / 'everything.csv'}' (HEADER)"
    work: dict[str, tuple[int, Callable[[], object]]] = {
        "bare SELECT": (QUERIES, lambda: bare.execute(select).df()),
        "query of a page": (QUERIES, lambda: opened.summary([OWN], ids)),
        "COPY": (1, lambda: bare.execute(copy, [None] * 4)),
        "CSV of everything": (1, lambda: exports.as_bytes(opened.rows(), "csv")),
    }
    seconds: Seconds = {name: [] for name in work}
    for run in range(-1, runs):
        for name, (times, call) in work.items():
            gc.collect()
            begun = time.perf_counter()
            for _ in range(times):
                call()
            if run >= 0:  # the one before is to warm up
                seconds[name].append((time.perf_counter() - begun) / times)
    return seconds


def kept(what: str, middle: float, each: list[float], low: float, high: float) -> bool:
    """Print one line: budget, measured, least and most of single runs; is the budget kept?"""
    budget = f">= {low}" if low > 0 else f"<= {high}" if high < inf else "-"
    verdict = "" if budget == "-" else "yes" if low <= middle <= high else "NO"
    print(f"{what:60} {budget:>7} {middle:6.2f} {min(each):6.2f}-{max(each):.2f}  {verdict}")
    return verdict != "NO"


def report(seconds: Seconds, requests: dict[str, int], grown: list[float]) -> bool:
    """Print all budgets; are all kept?"""
    print(f"{'':60} {'budget':>7} {'ratio':>6}  of single runs")
    good = []
    for own, least, low, high in BUDGETS:
        middle, base = median(seconds[own]), median(seconds[least])
        each = [a / b for a, b in zip(seconds[own], seconds[least], strict=True)]
        what = f"{own} / {least} ({1000 * middle:.4g} / {1000 * base:.4g} ms)"
        good.append(kept(what, middle / base, each, low, high))
    for name in VIEWS:  # only who asks for a figure to study gets it
        asked = requests[name]
        good.append(kept(f"{name}: requests for Plotly", asked, [asked], 0, 0))
    good.append(kept("server, MB per open session more", grown[0], grown[1:], -inf, 0.5))
    return all(good)


@contextmanager
def launched() -> Iterator[Browser]:
    """An installed Chromium or Chrome."""
    executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert executable, "no Chromium or Chrome is installed"
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        yield browser
        browser.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="What pages cost, beside an empty page.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        empty = reference(folder, "empty", "pandas", EMPTY)
        charts = reference(folder, "charts", "plotly.graph_objects", EMPTY + FIGURES)
        urls = {"empty": stack.enter_context(served(empty, plain=True))[0]}
        urls["17 Plotly"] = stack.enter_context(served(charts, plain=True))[0]
        address, pid = stack.enter_context(served(paths.ROOT / "app.py"))
        urls |= {name: address + view for name, view in VIEWS.items()}
        browser = stack.enter_context(launched())
        for url in urls.values():  # to warm up
            cold(browser, url)
        seconds, plotly = pages(browser, urls, runs)
        grown = sessions(browser, urls["overview"], pid)
        seconds |= data(folder, runs)
    print(f"medians of {runs} runs in turns; load of the machine {os.getloadavg()[0]:.1f}")
    return int(not report(seconds, plotly, grown))


if __name__ == "__main__":
    sys.exit(main())
