"""A new database under a running app: seen at the next click, and no click is lost."""

import os
import re
import shutil
import threading
import time

import duckdb
import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from sdgwijzer import store, versions
from tests.pages.conftest import served
from tests.pages.test_browser import PATIENCE, words

pytestmark = pytest.mark.browser

WHOLE = bool(os.environ.get("SDGWIJZER_SWEEP"))
SWAPS, CLICKS, VISITORS = (10, 1_000, 25) if WHOLE else (3, 100, 10)
A_SECOND = 50  # clicks, of all visitors together


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


def test_next_click_shows_the_new_figures_without_a_restart(browser, data, folder):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with served(folder) as url:
        page = context.new_page()
        page.goto(f"{url}/overzicht?gemeente=Harelbeke")
        expect(page.get_by_role("heading", name="Harelbeke: overzicht")).to_be_visible(
            timeout=PATIENCE
        )
        words(page)
        for value, shown in ((11.1, "11,1"), (22.2, "22,2")):
            swap(data, folder, value)
            page.get_by_role("link", name="1. Geen armoede").click()
            expect(page.get_by_role("heading", name="SDG 1")).to_be_visible(timeout=PATIENCE)
            assert re.search(rf"{shown}\s%\sin 2022", words(page))
            page.get_by_role("link", name="Overzicht", exact=True).click()
            expect(page.get_by_role("heading", name="Harelbeke: overzicht")).to_be_visible(
                timeout=PATIENCE
            )
            words(page)
    context.close()


class Visitor(threading.Thread):
    """Clicks on a page that reads the database, and counts what comes back."""

    def __init__(self, url, clicks):
        super().__init__()
        self.url, self.clicks = url, clicks
        self.answered, self.wrong = 0, []

    def run(self):
        address = f"{self.url.replace('http', 'ws')}/_stcore/stream"
        with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
            for _ in range(self.clicks):
                begun = time.monotonic()
                click = BackMsg()
                click.rerun_script.query_string = "gemeente=Harelbeke"
                click.rerun_script.page_name = "nieuw"
                socket.send(click.SerializeToString())
                self._wait(socket)
                time.sleep(max(0, VISITORS / A_SECOND - (time.monotonic() - begun)))

    def _wait(self, socket):
        while True:
            message = ForwardMsg()
            message.ParseFromString(socket.recv(timeout=60))
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                if element.WhichOneof("type") in ("exception", "alert"):
                    self.wrong.append(str(element)[:300])
            if kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    self.wrong.append(f"finished with {message.script_finished}")
                self.answered += 1
                return


def test_no_click_is_lost_while_databases_are_swapped(data, folder):
    with served(folder) as url:
        visitors = [Visitor(url, CLICKS // VISITORS) for _ in range(VISITORS)]
        for each in visitors:
            each.start()
        held = []
        for _ in range(SWAPS):
            time.sleep(0.5)
            held.append(swap(data, folder, None))
            for old in held[:-2]:  # as a build does: the one before stays for who is just opening
                old.unlink(missing_ok=True)
        for each in visitors:
            each.join(timeout=120)
    assert [wrong for each in visitors for wrong in each.wrong] == []
    assert sum(each.answered for each in visitors) == CLICKS // VISITORS * VISITORS
