"""The site itself: its name, what it says when something fails."""

from collections.abc import Mapping
from typing import Final

from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.texts.groups import Group
from sdgwijzer.texts.numbers import day


def error(problem: SdgWijzerError) -> str:
    """One Dutch sentence with what to do."""
    if isinstance(problem, StoreError):
        return (
            "De cijfers zijn even niet beschikbaar. Probeer het over enkele minuten opnieuw. "
            "Blijft dit zo, vraag de beheerder dan om 'sdgwijzer build' uit te voeren."
        )
    return "Er ging iets mis bij het lezen van de cijfers. Verwittig de beheerder van deze site."


APP: Final = "SDG-Wijzer"

TAGLINE: Final = "Hoe staat jouw gemeente ervoor op de 17 duurzame-ontwikkelingsdoelstellingen?"


def title(page: str, place: str, found: Group, *, beside_peers: bool) -> str:
    """Of the browser's tab and of what is printed: the page, the place, whom it is beside."""
    if not place:
        return f"{page} · {APP}"
    whom = f"{found.count} {found.noun}" if beside_peers else "alle Vlaamse gemeenten"
    return f"{page} · {place} naast {whom} · {APP}"


def shared(title: str, place: str) -> str:
    """Of a page where its link is shared: with the place, if its own title has none."""
    return title if place in title else f"{title} · {place}"


def build_line(build: Mapping[str, str]) -> str:
    return (
        f"SDG-Wijzer {build['version']}, methode {build['method_version']}. "
        f"Ouderdom van de cijfers gemeten op {day(build['as_of'])}."
    )


BUG: Final = (
    "Er ging iets mis op deze pagina. Probeer het opnieuw, of ga terug naar het overzicht. "
    "Blijft het misgaan, verwittig dan de beheerder van deze site."
)

ICONS: Final = (
    "De iconen van de doelstellingen zijn van de Verenigde Naties, die niet instaan voor wat deze "
    "site zegt. De richtlijnen:"
)
"""Where the official icons are used; behind it the address of the guidelines."""

ICONS_GUIDELINES: Final = "https://www.un.org/sustainabledevelopment/news/communications-material/"

PICTOGRAMS: Final = "De pictogrammen van de doelstellingen zijn van Lucide (licentie ISC):"

PICTOGRAMS_HOME: Final = "https://lucide.dev"
