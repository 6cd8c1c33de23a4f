"""`sdgwijzer workroom`: opening, keeping and ending workrooms, for who keeps the site."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sdgwijzer.cli import making, options
from sdgwijzer.errors import SdgWijzerError, UsageError

if TYPE_CHECKING:
    from sdgwijzer.workroom.rooms import Keys, Room, Rooms


@click.group(
    epilog="\b\nExamples:\n"
    "  sdgwijzer workroom list\n"
    "  sdgwijzer workroom keys ABCDEFGHJK\n"
    "  sdgwijzer workroom backup werkruimtes.gz"
)
def workroom() -> None:
    """Workrooms: from figures to priorities (docs/werkruimte.md).

    SDGWIJZER_WORKROOM names their database.
    """


def _rooms(*, prepared: bool = True) -> "Rooms":
    """All rooms of the setting.

    Raises:
        UsageError: there is no setting, or it is no address of a database.
    """
    from sdgwijzer import settings
    from sdgwijzer.workroom.database import Database
    from sdgwijzer.workroom.rooms import Rooms

    address = settings.read().workroom
    if not address:
        raise UsageError(
            "SDGWIJZER_WORKROOM is not set: there are no workrooms; set it to a database, for "
            "example sqlite:////srv/sdgwijzer/werkruimte.db"
        )
    database = Database(address)
    if prepared:
        database.prepare()
    return Rooms(database)


def _found(rooms: "Rooms", ref: str) -> "Room":
    room = rooms.find(ref.upper())
    if room is None:
        raise UsageError(f"there is no workroom {ref}; sdgwijzer workroom list shows all")
    return room


def _say_keys(keys: "Keys") -> None:
    click.echo("keep these now: they are stored nowhere", err=True)
    click.echo(f"room\t{keys.ref}")
    click.echo(f"manage\tw/b/{keys.manage}")
    click.echo(f"screen\tw/s/{keys.screen}")
    for name, code in keys.codes.items():
        click.echo(f"{name}\tw/k/{code}")


@workroom.command("open")
@click.argument("municipality")
@click.option("--title", required=True, help="Of the room.")
@click.option("--question", required=True, help="That people answer.")
@click.option("--responsible", required=True, help="Who answers for what is kept of people.")
@click.option("--contact", required=True, help="Whom people can ask.")
@click.option(
    "--circle", "circles", multiple=True, default=("medewerkers",), help="People with one code."
)
@click.option("--before", multiple=True, help="A circle of which ideas wait until they are read.")
@click.option("--passes", multiple=True, help="A circle that comes in by printed passes alone.")
@click.option(
    "--axes", type=click.Choice(["belang_invloed", "effect_haalbaarheid"]), default="belang_invloed"
)
@click.option("--dots", type=click.IntRange(3, 7), default=5, help="Of each participant.")
@click.option("--keep", type=click.IntRange(7, 365), default=60, help="Days after closing.")
@click.option("--hide-results", is_flag=True, help="Participants do not see the results.")
@click.pass_obj
def open_(
    where: options.Where,
    municipality: str,
    title: str,
    question: str,
    responsible: str,
    contact: str,
    circles: tuple[str, ...],
    before: tuple[str, ...],
    passes: tuple[str, ...],
    axes: str,
    dots: int,
    keep: int,
    hide_results: bool,
) -> None:
    """Open a workroom for MUNICIPALITY (a name or NIS code); its keys are shown once."""
    from sdgwijzer.workroom import rules
    from sdgwijzer.workroom.refused import Refused
    from sdgwijzer.workroom.rooms import Circle, Wish

    names = options.lookup(where)
    found = names.known.today[options.code(names, municipality)]
    wish = Wish(
        nis_code=found.nis_code,
        place=found.name,
        title=title,
        question=question,
        responsible=responsible,
        contact=contact,
        circles=tuple(
            Circle(name, name not in passes, "vooraf" if name in before else "achteraf")
            for name in circles
        ),
        axes=axes,
        k=dots,
        show_results=not hide_results,
        keep_days=keep,
        snapshot={"rules": rules.VERSION},
    )
    try:
        _say_keys(_rooms().open(wish))
    except Refused as refused:
        raise UsageError(f"the room was not opened: {refused}") from refused


@workroom.command("list")
def list_() -> None:
    """Show all workrooms: name, municipality, title, phase, last used, deleted on."""
    for room in _rooms().all():
        day = room.delete_on.isoformat() if room.delete_on else "-"
        click.echo(
            "\t".join((room.ref, room.place, room.title, room.phase, f"{room.active_on}", day))
        )


@workroom.command()
@click.argument("ref")
def keys(ref: str) -> None:
    """Give workroom REF new keys and codes; the old ones open nothing any more."""
    rooms = _rooms()
    _say_keys(rooms.renew_keys(_found(rooms, ref).ref))


@workroom.command()
@click.argument("ref")
def close(ref: str) -> None:
    """Close workroom REF, whatever its phase: read-only, without ballots and authors."""
    from sdgwijzer.workroom import moving

    rooms = _rooms()
    moving.close(rooms, _found(rooms, ref))
    click.echo(f"{ref.upper()} is closed")


@workroom.command()
@click.argument("ref")
@click.argument("file", type=options.Place("FILE"))
def export(ref: str, file: Path) -> None:
    """Write the document of workroom REF to FILE (werkruimte.json), once its votes are shown."""
    from sdgwijzer import files
    from sdgwijzer.workroom import archive
    from sdgwijzer.workroom.phases import Role
    from sdgwijzer.workroom.refused import Refused
    from sdgwijzer.workroom.rooms import Who

    rooms = _rooms()
    room = _found(rooms, ref)
    try:
        made = archive.document(rooms, Who(Role.FACILITATOR, room.id), room)
    except Refused as refused:
        raise UsageError(
            f"{room.ref} is in phase {room.phase}; its votes are shown from bespreken on"
        ) from refused
    files.replace(file, made.text().encode())
    click.echo(f"{file}: {len(made.proposals)} proposals, {len(made.ideas)} ideas")


@workroom.command("import")
@click.argument("file", type=options.Place("FILE"))
def import_(file: Path) -> None:
    """Make a read-only workroom of FILE (werkruimte.json); its keys are shown once."""
    from sdgwijzer.workroom import archive
    from sdgwijzer.workroom.refused import Refused

    made = making.room(file)
    try:
        _say_keys(archive.put_in(_rooms(), made))
    except Refused as refused:
        raise UsageError(f"{made.room.ref} is there already; delete it first") from refused


@workroom.command()
@click.argument("ref")
@click.confirmation_option(prompt="All that is in it goes. Sure?")
def delete(ref: str) -> None:
    """Delete workroom REF, with all that is in it."""
    rooms = _rooms()
    rooms.delete(_found(rooms, ref).ref)
    click.echo(f"{ref.upper()} is deleted; backups still have it")


@workroom.command()
def sweep() -> None:
    """End phases, close rooms that are idle for 180 days, delete those whose day has come.

    Run it every night.
    """
    from sdgwijzer.workroom import moving

    closed, gone = moving.sweep(_rooms())
    click.echo(f"closed: {', '.join(closed) or 'none'}; deleted: {', '.join(gone) or 'none'}")


@workroom.command()
@click.argument("file", type=options.Place("FILE"))
def backup(file: Path) -> None:
    """Write all workrooms to FILE, while people go on."""
    from sdgwijzer.workroom import backup as kept

    try:
        count = kept.write(_rooms().database, file)
    except OSError as error:
        raise SdgWijzerError(f"{file}: {error.strerror}") from error
    click.echo(f"{file}: {count} rooms")


@workroom.command()
@click.argument("file", type=options.Place("FILE"))
def restore(file: Path) -> None:
    """Put all workrooms of FILE in a database that has none."""
    from sdgwijzer.workroom import backup as kept

    click.echo(f"{file}: {kept.restore(_rooms().database, file)} rooms")


@workroom.command()
def upgrade() -> None:
    """Bring the tables to this version; SQLite does it by itself, PostgreSQL when asked."""
    database = _rooms(prepared=False).database
    before = database.revision
    database.upgrade()
    click.echo(f"tables: {before or 'none'} -> {database.revision}")


@click.command(
    epilog="\b\nExamples:\n"
    "  sdgwijzer nota werkruimte.json --format docx --output map/\n"
    "  sdgwijzer nota werkruimte.json --format docx,pdf,html,pptx"
)
@click.argument("file", type=options.Place("FILE"))
@click.option(
    "--format",
    "forms",
    default="docx",
    metavar="FORMAT",
    help="docx, pdf, html, pptx; more are split by commas.  [default: docx]",
)
@click.option(
    "--template",
    type=options.Place("FILE"),
    help="A .docx whose styles, header and footer the Word file takes.",
)
@click.option(
    "--output",
    type=options.Place("FOLDER"),
    help="Folder for the files; it is made where it is not there.  [default: this folder]",
)
def nota(file: Path, forms: str, template: Path | None, output: Path | None) -> None:
    """Write the inspiratienota of FILE, the werkruimte.json of a workroom.

    The same file gives the same bytes.
    """
    from sdgwijzer.cli import writing
    from sdgwijzer.documents import take_along
    from sdgwijzer.report import note

    wanted = [each.strip() for each in forms.split(",") if each.strip()]
    if not wanted or set(wanted) - set(note.FORMATS):
        raise UsageError(f"--format: expected {', '.join(note.FORMATS)}, found {forms}")
    document = making.room(file)
    made = note.note(document)
    given = take_along.Given(made, _nothing, _nothing, document.room.last_day.isoformat(), template)
    folder = output or Path()
    folder.mkdir(parents=True, exist_ok=True)
    for form in dict.fromkeys(wanted):
        path = folder / take_along.name(made, form)
        writing.whole(path, take_along.file(given, form))
        click.echo(str(path))


def _nothing() -> Any:  # noqa: ANN401 - asked by nobody
    raise AssertionError("a note has no figures behind it but those in its file")
