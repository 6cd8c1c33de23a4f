"""A command in a process of its own, to be killed: the imports are done once for all of them."""

import os
import sys
from multiprocessing import get_context
from types import ModuleType
from unittest.mock import patch

from sdgwijzer import cli

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["sdgwijzer.update.terminal", "sdgwijzer.update.update", __name__])


def begun(arguments, settings, said):
    """Start `sdgwijzer` with these arguments.

    Args:
        arguments: as on a command line.
        settings: of the environment.
        said: the file to which what it says is written.
    """
    process = CONTEXT.Process(target=_run, args=(arguments, settings, said))
    # the child would run the main module first, and AppTest leaves the app itself in its place
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    return process


def _run(arguments, settings, said):
    os.environ.update(settings)
    with said.open("w", encoding="utf-8") as file:
        sys.stdout = sys.stderr = file
        code = cli.main(arguments)
    sys.exit(code)
