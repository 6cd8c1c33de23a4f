"""`make help` says of every target what it does, from the Makefile itself."""

import re
import shutil
import subprocess

import pytest

from sdgwijzer import paths

MAKEFILE = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[0].split()


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_help_has_a_line_of_every_target():
    command = ["make", "--no-print-directory", "help"]
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    said = [re.fullmatch(r"make (\w+) +\S.{10,}", line) for line in lines]
    assert all(said), lines
    assert sorted(line[1] for line in said) == sorted(TARGETS)
    assert max(map(len, lines)) <= 100


def test_make_alone_serves_the_app():
    assert re.findall(r"^(\w+):", MAKEFILE, re.M)[0] == "run"


def test_every_target_without_a_file_is_phony():
    assert sorted(re.findall(r"^([a-z]+):(?!=)", MAKEFILE, re.M)) == sorted(TARGETS)
