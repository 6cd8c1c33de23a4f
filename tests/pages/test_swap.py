"""A new database under a running app: seen at the next click, and no click is lost."""

import asyncio
import re
import shutil
import time
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from benchmarks.visitor import arrive, click
from sdgwijzer.store import store, versions
from tests.conftest import WHOLE, swept
from tests.make import awaited
from tests.pages.conftest import patient, served, started, stop
from tests.pages.test_browser import PATIENCE, words

pytestmark = pytest.mark.browser

SWAPS, CLICKS = (10, 500) if WHOLE else (3, 30)
A_SECOND = 50  # clicks, each of another visitor


@pytest.fixture
def folder(data, tmp_path):
    """A data folder of its own with the database in use, served."""
    for path in data.glob("*.csv"):
        shutil.copy(path, tmp_path)
    swap(data, tmp_path, None)
    return tmp_path


def swap(data, target, value):
    """Publish a copy of the database, with a made-up poverty risk of Harelbeke."""
    number = len(list(target.glob("sdgwijzer-*.duckdb")))
    path = target / f"sdgwijzer-{time.time_ns()}-{number}.duckdb"
    shutil.copy(store.current(data), path)
    if value is not None:
        with duckdb.connect(str(path)) as connection:
            for table in ("summary", "observation"):
                connection.execute(
                    f"UPDATE {table} SET value = ? WHERE indicator_id = 'armoederisico' "
                    "AND nis_code = '34013' AND year = 2022",
                    [value],
                )
    versions.switch(target, path.name)
    return path


@swept
def test_next_click_shows_the_new_figures_without_a_restart(browser, data, folder):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with served(folder) as url:
        page = patient(context.new_page())
        page.goto(f"{url}/overzicht?gemeente=Harelbeke")
        expect(page.get_by_role("heading", level=1, name="Harelbeke", exact=True)).to_be_visible(
            timeout=PATIENCE
        )
        words(page)
        for value, shown in ((11.1, "11,1"), (22.2, "22,2"))[: 2 if WHOLE else 1]:
            swap(data, folder, value)
            page.get_by_role("link", name="Geen armoede", exact=True).click()
            expect(page.get_by_role("heading", level=1, name="Geen armoede")).to_be_visible(
                timeout=PATIENCE
            )
            assert re.search(rf"{shown}\s%\s2022", words(page))
            page.get_by_role("link", name="Overzicht", exact=True).click()
            expect(
                page.get_by_role("heading", level=1, name="Harelbeke", exact=True)
            ).to_be_visible(timeout=PATIENCE)
            words(page)
    context.close()


async def swapped(data, folder, swaps, seconds):
    """Swap the database so many times, evenly over the seconds."""
    held = []
    for _ in range(swaps):
        held.append(await asyncio.to_thread(swap, data, folder, None))
        for old in held[:-2]:  # as a build does: the one before stays for who is just opening
            old.unlink(missing_ok=True)
        await asyncio.sleep(seconds / swaps)


async def load(url, data, folder):
    """A visitor for every click: each clicks once, at its moment, and waits for nobody."""
    sockets = [await arrive(url) for _ in range(CLICKS)]
    begin = time.monotonic() + 0.5
    clicks = [
        asyncio.create_task(
            click(socket, "overzicht", "gemeente=Harelbeke", begin + number / A_SECOND)
        )
        for number, socket in enumerate(sockets)
    ]
    await swapped(data, folder, SWAPS, CLICKS / A_SECOND)
    answers = await asyncio.gather(*clicks)
    for socket in sockets:
        await socket.close()
    return answers


@swept
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="open files can be seen on Linux")
def test_old_database_is_let_go_while_all_tabs_stay_open(data, folder):
    old = store.current(folder)

    async def visit(url, pid):
        visitors = [await arrive(url) for _ in range(5)]
        for each in visitors:
            assert await click(each, "overzicht", "gemeente=Harelbeke", 0) == []
        swap(data, folder, None)
        assert await click(visitors[0], "overzicht", "gemeente=Kuurne", 0) == []
        until = time.monotonic() + PATIENCE / 1000
        while old in opened(pid) and time.monotonic() < until:
            await asyncio.sleep(0.2)
        found = opened(pid)
        for each in visitors:
            await each.close()
        return found

    process, url = started(folder)
    try:
        found = awaited(visit(url, process.pid))
    finally:
        stop(process)
    assert store.current(folder) in found
    assert old not in found


def opened(pid):
    """The files that a process has open."""
    return {path.resolve() for path in Path(f"/proc/{pid}/fd").iterdir()}


def test_no_click_is_lost_while_databases_are_swapped(data, folder):
    with served(folder) as url:
        answers = awaited(load(url, data, folder))
    assert len(answers) == CLICKS
    assert [wrong for each in answers for wrong in each] == []
