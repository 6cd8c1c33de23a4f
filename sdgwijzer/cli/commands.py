"""`sdgwijzer`: the commands in the order in which one meets them."""

from pathlib import Path
from typing import Final

import click

from sdgwijzer import __version__
from sdgwijzer.cli import ask, keep, options, publish, rooms, take

_EPILOG: Final = """\b
Examples:
  sdgwijzer read Harelbeke --goal 8 --peers Zwevegem,Deerlijk,Kuurne
  sdgwijzer report Harelbeke --format docx,pdf --output map/
  sdgwijzer export --municipality Harelbeke --output harelbeke.csv
  sdgwijzer --data FOLDER build

\b
Settings from the environment:
  SDGWIJZER_DATA       as --data
  SDGWIJZER_CATALOGUE  as --catalogue
  SDGWIJZER_LOCAL      folder with own targets and figures (default: local/)
  SDGWIJZER_CONTACT    an address where publishers can reach you, sent along by update

\b
Shell completion, for this session or in the shell's start file (bash; or zsh_source, fish_source):
  eval "$(_SDGWIJZER_COMPLETE=bash_source sdgwijzer)"

Ends with 0: done, 1: it failed, 2: wrong use, 130: interrupted (Ctrl-C).
"""


@click.group(
    cls=options.Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)
@click.version_option(__version__, prog_name="sdgwijzer", message="%(prog)s %(version)s")
@click.option(
    "--data",
    type=options.Place("FOLDER"),
    show_default="SDGWIJZER_DATA, or data/",
    help="Folder with figures and database; stands before the command.",
)
@click.option(
    "--catalogue",
    type=options.Place("FILE"),
    show_default="SDGWIJZER_CATALOGUE, or indicators.yaml",
    help="File with the indicators; stands before the command.",
)
@click.pass_context
def sdgwijzer(context: click.Context, data: Path | None, catalogue: Path | None) -> None:
    """How does each Flemish municipality stand on the 17 Sustainable Development Goals?

    Print or export what is known, and keep the figures up to date. 'sdgwijzer COMMAND --help'
    explains a command. Results go to standard output, errors to standard error.
    """
    where = context.obj
    where.data, where.catalogue, where.command = data, catalogue, context.invoked_subcommand or ""


for _command in (
    *(ask.read, take.report, ask.export, ask.indicators, ask.coverage, ask.changes),
    *(publish.site, rooms.workroom, rooms.nota),
    *(keep.update, keep.build, keep.check, keep.doctor, keep.audit),
):
    sdgwijzer.add_command(_command)
