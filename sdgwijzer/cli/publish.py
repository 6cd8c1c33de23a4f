"""The command that writes the dashboard as static pages."""

from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import click

from sdgwijzer.cli import options
from sdgwijzer.errors import SdgWijzerError, UsageError


@click.command(
    epilog="\b\nExamples:\n  sdgwijzer site public/\n"
    "  sdgwijzer site public/ --home https://sdg.example/ --live https://sdg-live.example/"
)
@click.argument("folder", type=options.Place("FOLDER"))
@click.option(
    "--home",
    metavar="URL",
    default="",
    help="Where the pages will stand. Without it there is no feed and no sitemap, which need full "
    "addresses.",
)
@click.option(
    "--live",
    metavar="URL",
    default="",
    help="Where the live app stands: links to what only it can do lead there.",
)
@click.option("--no-figures", is_flag=True, help="Without files of figures (CSV, Parquet, ZIP).")
@click.pass_obj
def site(where: options.Where, folder: Path, home: str, live: str, no_figures: bool) -> None:
    """Write the whole dashboard as static pages, for any web server.

    FOLDER is made where it is not there, and replaced as a whole where this command made it before.
    """
    from sdgwijzer.static import Asked, write
    from sdgwijzer.store import store
    from sdgwijzer.update import terminal

    begun, full_home, full_live = monotonic(), _full("--home", home), _full("--live", live)
    database = store.current(where.places.data)
    if isinstance(database, Exception):
        raise database
    asked = Asked(database, where.places.catalogue, full_home, full_live, figures=not no_figures)
    try:
        with terminal.counted("part") as tell:
            done = write(folder, asked, tell)
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(f"{folder} is as it was") from error
    except OSError as error:
        raise SdgWijzerError(f"{error}; {folder} is as it was") from error
    minutes = (monotonic() - begun) / 60
    if not full_home:
        click.echo("without --home there is no feed and no sitemap", err=True)
    click.echo(
        f"{folder}: {len(done.pages)} pages and {done.files} other files, "
        f"{done.size / 1e6:.0f} MB, in {minutes:.1f} minutes"
    )


def _full(option: str, text: str) -> str:
    """A full address with a slash at the end; "" for none."""
    if not text:
        return ""
    parts = urlsplit(text)
    wrong = parts.scheme not in ("http", "https") or not parts.netloc
    if wrong or parts.query or parts.fragment or any(each in text for each in " \"'<>"):
        raise UsageError(f"{option}: expected an address like https://sdg.example/, found {text!r}")
    return f"{text.rstrip('/')}/"
