"""`sdgwijzer report`: made and written by processes of their own."""

import os
import pickle
import subprocess
import sys
from functools import cache, partial
from io import BytesIO
from zipfile import ZipFile

import pytest
import typst

from sdgwijzer import typeset
from sdgwijzer.cli import main
from sdgwijzer.documents import making, take_along
from sdgwijzer.documents.processes import apart
from sdgwijzer.errors import SdgWijzerError, UsageError
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, export, report
from sdgwijzer.screens import sheet
from tests.conftest import swept


def somewhere(name):
    print("this is said", file=sys.stderr)
    return os.getcwd(), os.environ.get(name), os.getpid()


def refused():
    print("and this", file=sys.stderr)
    raise UsageError("expected a, found b")


def stopped():
    os._exit(9)


def test_another_process_works_where_it_was_called_from(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INVENTED", "set later than the others began")
    folder, found, process = apart(somewhere, "INVENTED")
    assert (folder, found) == (str(tmp_path), "set later than the others began")
    assert process != os.getpid()
    assert capsys.readouterr().err == "this is said\n"


MANY = "select sum(range) from range(10000000)"  # a small question is answered without threads


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each loads its own")
@pytest.mark.parametrize(
    ("before", "copied"),
    [
        pytest.param("import sdgwijzer.documents.loaded", True, marks=swept),
        pytest.param("threading.Timer(3, int).start()", False, marks=swept),
        pytest.param(
            f"import duckdb; used = duckdb.connect(); used.sql({MANY!r}).fetchall()", False
        ),
        pytest.param("import typst; typst.Compiler(b'x').compile(format='png')", False),
    ],
)
def test_command_is_itself_what_the_others_come_from_and_one_with_threads_is_not(before, copied):
    """A third process beside them took 60 MB; but a copy of one with threads may wait for ever."""
    code = (
        f"import os, threading; from sdgwijzer.documents.processes import apart\n{before}\n"
        "print(apart(os.getppid) == os.getpid())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(copied)], done.stderr


def test_what_goes_wrong_there_goes_wrong_here(capsys):
    with pytest.raises(UsageError, match="expected a, found b"):
        apart(refused)
    assert capsys.readouterr().err == "and this\n"


def test_process_that_is_killed_is_said_with_what_to_do():
    with pytest.raises(SdgWijzerError, match=r"ended before it was done.*memory"):
        apart(stopped)


def test_pictures_that_one_file_drew_are_not_drawn_again(dataset, monkeypatch):
    """A picture is drawn in a tenth of a second, and Word and slides have the same twenty."""

    def forbidden(*_, **__):
        raise AssertionError("this picture was drawn before")

    def here(work, *args):
        found = work(*args)
        kept.clear()
        monkeypatch.setattr(typst, "Compiler", forbidden)
        return found

    kept = typeset.png.cache
    kept.clear()
    monkeypatch.setattr(making, "apart", here)
    choices = read({"gemeente": "Harelbeke"}, "rapport", dataset).choices
    chapters = pickle.dumps(report(choices, dataset, Wishes.of(dataset, goals=(1,))))
    given = making.Made(report=chapters, export=b"", sheet=b"", day=dataset.day)
    made = {form: file for form, _, file in making.files(given, ("docx", "pptx"), None, "")}
    names = [ZipFile(BytesIO(file)).namelist() for file in made.values()]
    assert all(any(name.endswith(".png") for name in each) for each in names)


@swept
def test_files_are_those_of_one_process(data, dataset, tmp_path, capsys):
    words = ["--peers", "Zwevegem,Deerlijk", "--peers-name", "Verzonnen streek", "--goals", "1"]
    wanted = ("html", "xlsx", "blad")
    asked = ["--data", str(data), "report", "34013", *words, "--format", ",".join(wanted)]
    assert main([*asked, "--output", str(tmp_path)]) == 0
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk", "groep": "Verzonnen streek"}
    choices = read(link, "rapport", dataset).choices
    given = take_along.Given(
        report=report(choices, dataset, Wishes.of(dataset, goals=(1,))),
        export=cache(partial(export, choices, dataset)),
        sheet=cache(partial(sheet.page, choices, dataset)),
        made=dataset.day,
    )
    there = [tmp_path / take_along.name(given.report, form) for form in wanted]
    assert capsys.readouterr().out.split() == list(map(str, there))
    for path, form in zip(there, wanted, strict=True):
        assert path.read_bytes() == take_along.file(given, form), form
    assert "Verzonnen streek" in there[0].read_text()
