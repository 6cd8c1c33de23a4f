"""`make help` says of every target what it does, from the Makefile itself."""

import re
import shutil
import subprocess

import pytest

from sdgwijzer import paths

MAKEFILE = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
MORE = re.compile(r"import .*\b(?:WHOLE|sampled)\b|^@at\(|^def \w+\((?:.*[ (])?raw[,)]", re.M)
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


def test_tests_that_do_more_in_a_sweep_are_in_it():
    [command] = re.findall(r"SDGWIJZER_SWEEP=1 (?:.*\\\n)*.*", MAKEFILE)
    more = {
        str(path.relative_to(paths.ROOT))
        for path in (paths.ROOT / "tests").rglob("test_*.py")
        if path.name != "test_makefile.py" and MORE.search(path.read_text(encoding="utf-8"))
    }
    whole = "tests/sources"  # nearly every reader has a test with the publisher's full file
    assert f" {whole}" in command.replace("\t", " ")
    named = set(re.findall(r"tests/\S+\.py", command))
    assert {each for each in more if not each.startswith(whole)} == named


def test_make_alone_serves_the_app():
    assert re.findall(r"^(\w+):", MAKEFILE, re.M)[0] == "run"


def test_every_target_without_a_file_is_phony():
    assert sorted(re.findall(r"^([a-z]+):(?!=)", MAKEFILE, re.M)) == sorted(TARGETS)
