"""The command that takes a report along."""

import re
from pathlib import Path

import click

from sdgwijzer.cli import making, options, writing
from sdgwijzer.cli.options import complete_municipality
from sdgwijzer.documents.making import FORMS, files
from sdgwijzer.errors import UsageError


@click.command(
    cls=options.Many,
    epilog="\b\nExamples:\n  sdgwijzer report Harelbeke --output map/\n"
    "  sdgwijzer report 34013 --peers 34042,34009 --format docx,pdf --goals 1,8 --output map/",
)
@click.argument(
    "municipality",
    nargs=-1,
    required=True,
    metavar="MUNICIPALITY",
    shell_complete=complete_municipality,
)
@click.option(
    "--peers",
    multiple=True,
    metavar="NAME",
    shell_complete=options.complete_peers,
    help="Whom to compare with: municipalities, split by commas, or a group: "
    f"{', '.join(options.GROUPS)}.  [default: its neighbours]",
)
@click.option(
    "--peers-name",
    "called",
    metavar="TEXT",
    default="",
    help="What those of your own choice are called together, such as 'Regio Zuid'.",
)
@click.option(
    "--format",
    "forms",
    multiple=True,
    metavar="FORMAT",
    help=f"{', '.join(FORMS)}; more are split by commas.  [default: docx]",
)
@click.option(
    "--goals",
    "--goal",
    "goals",
    multiple=True,
    type=options.Goal(),
    metavar="NUMBER",
    help="Only the chapters of these goals, 1 to 17; more are split by commas.  [default: all]",
)
@click.option(
    "--indicator",
    multiple=True,
    metavar="ID",
    shell_complete=options.complete_indicator,
    help="Only these figures in the chapters; more are split by commas.  [default: all]",
)
@click.option(
    "--order",
    metavar="NAME",
    default="doelen",
    help="In which order the goals stand: doelen, pijlers or domeinen.  [default: doelen]",
)
@click.option(
    "--labels",
    metavar="NAMES",
    default="",
    help="Names for the groups of that order, from the first, split by commas; one name for two "
    "makes one group.  [default: those of orders.yaml]",
)
@click.option(
    "--without",
    multiple=True,
    metavar="CHAPTER",
    help="Leave out a chapter, such as methode or bijlage; more are split by commas.",
)
@click.option("--title", metavar="TEXT", help="Of the document.  [default: Omgevingsanalyse]")
@click.option(
    "--text",
    "own",
    type=options.Place("FILE"),
    help="Own text: below a line '# sdg-8' what the municipality writes in that chapter.",
)
@click.option(
    "--workroom",
    "room",
    type=options.Place("FILE"),
    help="The werkruimte.json of a workroom: its priorities become a chapter.",
)
@click.option(
    "--template",
    type=options.Place("FILE"),
    help="A .docx whose styles, header and footer the Word file takes.",
)
@click.option(
    "--check-template",
    is_flag=True,
    help="Only say what of the template is refused, added or cramped.",
)
@click.option(
    "--output",
    type=options.Place("FOLDER"),
    help="Folder for the files; it is made where it is not there.  [default: this folder]",
)
@click.pass_obj
def report(
    where: options.Where,
    municipality: tuple[str, ...],
    peers: tuple[str, ...],
    called: str,
    forms: tuple[str, ...],
    goals: tuple[int, ...],
    indicator: tuple[str, ...],
    order: str,
    labels: str,
    without: tuple[str, ...],
    title: str | None,
    own: Path | None,
    room: Path | None,
    template: Path | None,
    check_template: bool,
    output: Path | None,
) -> None:
    """Write the omgevingsanalyse of a municipality as a document.

    MUNICIPALITY is one name (an old or French one too), a NIS code or a postcode. The same choices
    on the same figures give the same bytes.
    """
    _known(forms)
    own_template = template and template.resolve()
    if own_template:
        for line in making.checked(own_template):
            click.echo(f"{template}: {line}", err=True)
    if check_template:
        return
    wishes = {
        "title": title,
        "goals": goals,
        "indicators": indicator,
        "without": without,
        "own": _own(own) if own else {},
        "room": making.room(room) if room else None,
    }
    asked = making.Asked(where, " ".join(municipality), peers, called, order, labels, wishes)
    wanted = tuple(dict.fromkeys(forms or ("docx",)))
    made = making.made(asked, wanted)
    folder = output or Path()
    folder.mkdir(parents=True, exist_ok=True)
    for _, name, content in files(made, wanted, own_template, _home()):
        writing.whole(folder / name, content)
        click.echo(str(folder / name))


def _known(forms: tuple[str, ...]) -> None:
    """Can all of these be written?"""
    wrong = sorted(set(forms) - set(FORMS))
    if wrong:
        expected = ", ".join(FORMS)
        raise UsageError(f"--format: expected {expected}, found {', '.join(wrong)}")


def _home() -> str:
    """Where visitors find the site, with a slash at the end; "" where that is not set."""
    from sdgwijzer import settings

    found = settings.read().address.rstrip("/")
    return found and f"{found}/"


def _own(path: Path) -> dict[str, str]:
    """Anchor of a chapter → the text below it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--text {path}: expected a text in UTF-8 ({error})") from error
    parts = re.split(r"^# +([\w-]+) *$", text, flags=re.M)
    if parts[0].strip() or len(parts) == 1:
        raise UsageError(f"--text {path}: expected a line like '# sdg-8' above each text")
    return dict(zip(parts[1::2], parts[2::2], strict=True))
