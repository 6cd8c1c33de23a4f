"""What breaks: a page, a callback, the lists themselves; and controls whose options change."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from sdgwijzer.frame import FRAME
from sdgwijzer.html import kept
from sdgwijzer.views import peers
from tests.pages.test_pages import link_of, notes, open_page, text  # noqa: F401 - a fixture

NINE = (
    "armoederisico,inwoners,aandeel_65plus,aandeel_0_17,werkzoekendengraad,vestigingen,"
    "werkzoekenden,beschikbaar_inkomen,investeringen_wegen"
)


def broken(*_, **__):
    raise ZeroDivisionError("made up")


def header(app):
    body = " ".join(block.proto.body for block in app.html)
    return body.count('class="menu"'), [each.key for each in app.selectbox][:1]


@pytest.mark.parametrize("page", ["start", "overzicht", "doel", "verken"])
def test_page_that_fails_keeps_its_header_and_a_way_out(open_page, page, monkeypatch):  # noqa: F811
    kept.forget()  # what another test had made would stand there
    monkeypatch.setattr("sdgwijzer.screens.page", broken)
    app = open_page(page, **({} if page == "start" else {"gemeente": "Harelbeke"}))
    assert not app.exception
    assert header(app) == (1, ["gemeente"])
    assert "Er ging iets mis" in notes(app, "error")[0]
    assert 'href="./"' in " ".join(block.proto.body for block in app.html)


def test_fault_of_a_callback_is_kept_for_the_page_that_follows():
    def script():
        import streamlit as st

        from sdgwijzer.frame import say

        st.button("act", on_click=say.guarded(lambda: 1 / 0))
        st.text(type(say.kept_fault()).__name__)

    app = AppTest.from_function(script).run()
    assert [app.button[0].click().run().text[0].value, app.run().text[0].value] == [
        "ZeroDivisionError",
        "NoneType",
    ]


def test_every_callback_is_guarded():
    code = "".join(path.read_text() for path in FRAME.parent.glob("*.py"))
    named = set(re.findall(r"\bon_\w+=(?:context\.)?(\w+)", code)) - {"on_choice"}
    assert len(named) >= 2
    assert [name for name in named if not re.search(rf"guarded\n *def {name}\(", code)] == []


def test_fault_that_was_kept_is_said_below_the_header(open_page):  # noqa: F811
    app = open_page("nieuw", gemeente="Harelbeke")
    app.session_state["fault"] = ZeroDivisionError("made up")
    assert "Er ging iets mis" in text(app.run())
    assert header(app) == (1, ["gemeente"])
    assert "Er ging iets mis" not in text(app.run())


def test_site_without_its_lists_says_so_below_its_pages(open_page, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("SDGWIJZER_DATA", str(tmp_path))
    app = open_page("overzicht", gemeente="Harelbeke")
    assert not app.exception
    assert header(app) == (1, [])
    assert "bij het lezen van de cijfers" in notes(app, "error")[0]


@pytest.mark.parametrize("group", peers.GROUPS)
def test_municipality_is_cleared_beside_a_group(open_page, group):  # noqa: F811
    app = open_page("indicator", gemeente="Gent", indicator="inwoners", vergelijk=group)
    app.selectbox(key="gemeente").set_value(None).run()
    assert not app.exception
    assert link_of(app)["vergelijk"] == group


def test_weights_begin_at_one_each_time_that_they_are_shown(open_page):  # noqa: F811
    app = open_page("nieuw", gemeente="Harelbeke", vergelijk=peers.SIMILAR)
    app.multiselect(key="vergelijk").set_value([]).run()
    app.multiselect(key="vergelijk").set_value([peers.SIMILAR]).run()
    assert {each.value for each in app.run().slider} == {1}
    assert "gewichten" not in link_of(app)


def test_list_that_is_longer_than_its_control_is_cut_and_says_so(open_page):  # noqa: F811
    app = open_page("verken", gemeente="Harelbeke", reeks=NINE)
    assert len(app.multiselect(key="reeks").value) == 8
    assert "Investeringen in wegen" in notes(app, "warning")[-1]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2016,2020", (2016, 2020)),
        ("2020,2016", (2016, 2020)),
        ("1990,2016", (2015, 2016)),
        ("1990,1991", (2015, 2022)),
        ("2019", (2019, 2019)),
        ("²,soon," + "9" * 5000, (2015, 2022)),
    ],
)
def test_period_is_within_the_years_of_the_figures(open_page, asked, shown):  # noqa: F811
    app = open_page("verken", gemeente="Harelbeke", reeks="armoederisico", jaren=asked)
    assert tuple(app.selectbox(key=key).value for key in ("jaren-from", "jaren-to")) == shown
