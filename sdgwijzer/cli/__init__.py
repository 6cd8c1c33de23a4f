"""The command `sdgwijzer`.

Results go to standard output, progress and errors to standard error. Exit code 0: done, 1: it
failed, 2: wrong use, 130: interrupted. Help and completion are quick: what a command needs is
imported when it runs.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
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
    try:
        code = _run(asked, where)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        code = 0
    except OSError as error:  # a full disk behind our output, or a file that may not be read
        _say(where, str(error))
        code = 1
    _let_go()
    return code


def _run(asked: list[str], where: Where) -> int:
    try:
        with commands.sdgwijzer.make_context("sdgwijzer", asked, obj=where) as context:
            commands.sdgwijzer.invoke(context)
    except click.exceptions.Exit as ended:  # --help, --version
        return ended.exit_code
    except click.UsageError as error:
        error.show()
        if isinstance(error, click.NoSuchOption) and error.option_name in ("--data", "--catalogue"):
            name = error.option_name
            click.echo(f"{name} stands before the command: sdgwijzer {name} …", err=True)
        return 2
    except SdgWijzerError as error:
        _say(where, str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt as error:
        with suppress(OSError):
            print(file=sys.stderr)
        _say(where, "; ".join(["interrupted", *map(str, error.args)]))
        return 130
    return 0


def _say(where: Where, text: str) -> None:
    with suppress(OSError):  # nobody reads that either: the exit code still says it
        print(f"sdgwijzer {where.command}: ".replace(" :", ":") + text, file=sys.stderr)


def _let_go() -> None:
    """What cannot be written to standard output is not tried again at the very end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Dutch words on a terminal or in a pipe that was set to plain ASCII (LC_ALL=C)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _utf8(argument: str) -> str:
    """An argument that Python read as plain ASCII; bytes that are no UTF-8 stay what they are."""
    return (
        os.fsencode(argument).decode("utf-8", "surrogateescape") if _escaped(argument) else argument
    )


def _escaped(argument: str) -> bool:
    return any("\udc80" <= sign <= "\udcff" for sign in argument)
