"""Settings of the environment: read in one place, refused with what to do, and all in the docs."""

import re
from ipaddress import ip_network
from pathlib import Path

import pytest

from sdgwijzer import paths, settings
from sdgwijzer.errors import UsageError
from sdgwijzer.paths import Places

DOCS = paths.ROOT / "docs"
TABLE = (DOCS / "instellingen.md").read_text(encoding="utf-8")


def test_environment_is_read_anew_when_it_changes(monkeypatch):
    monkeypatch.setenv("SDGWIJZER_CONTACT", "it@gemeente.example")
    monkeypatch.setenv("SDGWIJZER_PAUSE", "2.5")
    found = settings.read()
    assert (found.contact, found.pause) == ("it@gemeente.example", 2.5)
    assert settings.read() is found
    monkeypatch.setenv("SDGWIJZER_PAUSE", "0")
    assert settings.read().pause == 0


@pytest.mark.parametrize("name", settings.NAMES)
def test_setting_that_is_empty_is_as_one_that_is_not_there(monkeypatch, name):
    monkeypatch.delenv(settings.NAMES[name], raising=False)
    usual = settings.read()
    monkeypatch.setenv(settings.NAMES[name], "")
    assert settings.read() == usual


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PAUSE", "kort", "a number of seconds, 0 or more, found 'kort'; .* (then 0.5)"),
        ("TRIES", "0", "a whole number above 0, found '0'; .* (then 3)"),
        ("TIMEOUT", "-1", "a number of seconds above 0, found '-1'; .* (then 30)"),
        ("DEADLINE", "inf", "a number of seconds above 0, found"),
        ("CONTACT", "“it”", "plain letters, as in an address of e-mail, found '“it”'; .* none"),
        ("PROXIES", "10.0.0.5, hier", "addresses or networks like .*, found 'hier'"),
    ],
)
def test_setting_that_cannot_work_is_refused_with_what_to_do(monkeypatch, name, value, said):
    monkeypatch.setenv(f"SDGWIJZER_{name}", value)
    said = said.replace("(", r"\(").replace(")", r"\)")
    with pytest.raises(UsageError, match=f"^SDGWIJZER_{name}: expected {said}"):
        settings.read()


def test_every_wrong_setting_is_said_at_once(monkeypatch):
    monkeypatch.setenv("SDGWIJZER_PAUSE", "kort")
    monkeypatch.setenv("SDGWIJZER_TRIES", "vaak")
    with pytest.raises(UsageError, match=r"(?s)SDGWIJZER_\w+: .*\nSDGWIJZER_\w+: "):
        settings.read()


def test_proxies_are_split_by_commas_or_spaces(monkeypatch):
    monkeypatch.setenv("SDGWIJZER_PROXIES", " 10.0.0.5,10.1.0.0/16  ::1 ")
    expected = [ip_network(each) for each in ("10.0.0.5", "10.1.0.0/16", "::1")]
    assert list(settings.read().proxies) == expected


def test_table_of_the_docs_is_that_of_the_settings():
    rows = re.findall(r"^\| `(SDGWIJZER_\w+)` \|.*\| (.*) \|$", TABLE, re.M)
    assert rows == [
        (name, f"`{settings.default(field)}`" if settings.default(field) else "")
        for field, name in settings.NAMES.items()
    ]


@pytest.mark.parametrize("field", settings.NAMES)
def test_every_setting_is_explained(field):
    of = settings.Settings.model_fields[field]
    assert of.title
    assert of.description


def test_no_setting_is_named_that_is_not_there():
    """In the docs and in the code, the help with it; `_SDGWIJZER_COMPLETE` is of click."""
    places = [*DOCS.glob("*.md"), paths.ROOT / "app.py"]
    places += sorted((paths.ROOT / "sdgwijzer").rglob("*.py"))
    named = [
        name
        for path in places
        for name in re.findall(
            r"(?<!_)SDGWIJZER_[A-Z]+(?:_[A-Z]+)*", path.read_text(encoding="utf-8")
        )
    ]
    assert len(named) > len(settings.NAMES)
    assert set(named) == set(settings.NAMES.values())


def test_environment_is_read_in_one_module():
    package = paths.ROOT / "sdgwijzer"
    reads = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))
    }
    passes_on = {"documents/processes.py"}  # to another process, whatever is in it
    completes = {"cli/__init__.py"}  # is a shell asking to complete?
    assert reads == {"settings.py"} | passes_on | completes


def test_what_stands_beside_the_catalogue_goes_with_it(tmp_path):
    entries = tmp_path / "indicators.yaml"
    found = Places.of(tmp_path, entries)
    assert (found.plan, found.orders) == (paths.ROOT / "plan.yaml", paths.ROOT / "orders.yaml")
    for name in ("plan.yaml", "orders.yaml"):
        (tmp_path / name).touch()
    found = Places.of(tmp_path, entries)
    assert (found.plan, found.orders) == (tmp_path / "plan.yaml", tmp_path / "orders.yaml")


def test_what_is_given_goes_before_the_settings(monkeypatch):
    monkeypatch.setenv("SDGWIJZER_DATA", "/ergens/data")
    monkeypatch.setenv("SDGWIJZER_CATALOGUE", "/ergens/indicators.yaml")
    monkeypatch.setenv("SDGWIJZER_LOCAL", "/ergens/local")
    found = paths.places(catalogue=Path("/elders/indicators.yaml"))
    assert (found.data, found.catalogue) == (Path("/ergens/data"), Path("/elders/indicators.yaml"))
    assert found.local == Path("/ergens/local")
    assert paths.data() == Path("/ergens/data")
    assert paths.catalogue() == Path("/ergens/indicators.yaml")
