"""The command `sdgwijzer`.

Results go to standard output, progress and errors to standard error. Exit code 0: done, 1: it
failed, 2: wrong use, 130: interrupted. Help and completion are quick: what a command needs is
imported when it runs.
"""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from sdgwijzer.cli import commands
from sdgwijzer.cli.options import Where
from sdgwijzer.errors import SdgWijzerError, UsageError

COMPLETE: Final = "_SDGWIJZER_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _speak_utf8()
    asked = [_utf8(each) for each in (sys.argv[1:] if arguments is None else arguments)]
    where = Where()
    if COMPLETE in os.environ:
        commands.sdgwijzer.main(asked, prog_name="sdgwijzer", complete_var=COMPLETE)
    before = None
    try:
        with commands.sdgwijzer.make_context("sdgwijzer", asked, obj=where) as context:
            before = _in_use(context.params["data"])
            commands.sdgwijzer.invoke(context)
    except click.exceptions.Exit as ended:  # --help, --version
        return ended.exit_code
    except click.UsageError as error:
        error.show()
        return 2
    except SdgWijzerError as error:
        _say(where, str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        _say(where, f"interrupted; {_left(where, before)}")
        return 130
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # a full disk, a folder that may not be written
        _say(where, f"{error}; {_left(where, before)}")
        return 1
    return 0


def _say(where: Where, text: str) -> None:
    print(f"sdgwijzer {where.command}: ".replace(" :", ":") + text, file=sys.stderr)


def _in_use(data: Path) -> str | None:
    """The database that the pointer names; None without one."""
    from sdgwijzer.versions import POINTER

    try:
        return (data / POINTER).read_text(encoding="utf-8")
    except OSError:
        return None


def _left(where: Where, before: str | None) -> str:
    """Which database is in use after a command that did not end well."""
    if _in_use(where.data) == before:
        return "what was in use before still is"
    return "the new database is in use"


def _speak_utf8() -> None:
    """Dutch words on a terminal or in a pipe that was set to plain ASCII (LC_ALL=C)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _utf8(argument: str) -> str:
    """An argument that Python read as plain ASCII."""
    return os.fsencode(argument).decode("utf-8", "replace") if _escaped(argument) else argument


def _escaped(argument: str) -> bool:
    return any("\udc80" <= sign <= "\udcff" for sign in argument)
