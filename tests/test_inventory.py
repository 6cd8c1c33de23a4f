"""The list of packages is that of the lock file, and each has a licence that we may use."""

import json
import re

import pytest

from deploy import inventory
from sdgwijzer import paths

PACKAGES = list(inventory.packages())
FREE = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "CC0-1.0"),
    *("MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib"),
}
"""Licences that ask no more of a program than to name them, or to show changes in their files."""


def test_every_locked_package_is_there_with_the_marks_of_its_files():
    text = inventory.LOCK.read_text(encoding="utf-8")
    assert len(PACKAGES) == len(re.findall("^[a-z].*==", text, re.MULTILINE)) > 50
    assert sum(len(each.hashes) for each in PACKAGES) == text.count("--hash=")
    assert all(each.hashes for each in PACKAGES)


def test_licence_of_each_package_is_one_that_we_may_use():
    for package in PACKAGES:
        assert set(re.split(" AND | OR ", package.licence)) <= FREE, package


def test_package_without_a_licence_is_named(monkeypatch):
    monkeypatch.setattr(inventory.metadata, "metadata", lambda _: {"Name": "made-up"})
    with pytest.raises(LookupError, match="made-up: expected the name of a licence"):
        inventory.Package("made-up", "1", "", ()).licence  # noqa: B018


def test_files_in_docs_are_those_of_today():
    """`make inventory` writes them."""
    assert inventory.SBOM.read_text(encoding="utf-8") == inventory.sbom()
    assert inventory.LICENCES.read_text(encoding="utf-8") == inventory.table()


def test_inventory_is_cyclonedx_with_the_address_of_each_package():
    found = json.loads(inventory.sbom())
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    names = {each["purl"] for each in found["components"]}
    assert names == {f"pkg:pypi/{each.name}@{each.version}" for each in PACKAGES}
    assert str(paths.ROOT) not in json.dumps(found)
