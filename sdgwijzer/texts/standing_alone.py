"""The static pages: what they lack, and how one finds a page without a server."""

from typing import Final

SEARCH: Final = "Zoek"
CHOOSE: Final = "Kies een gemeente"
FILTER: Final = "Typ een woord: een gemeente, een doelstelling of een cijfer"
SEARCH_LEAD: Final = (
    "Alles wat je hier vindt, staat op deze pagina. Zoek met Ctrl+F, of typ in het vak als het er "
    "staat."
)
NONE_FOUND: Final = "Niets gevonden. Typ een ander woord, of minder letters."

NOTE: Final = (
    "Dit zijn vaste pagina's van {day}. Vergelijken met andere gemeenten en een rapport maken kan "
    "hier niet."
)
NOTE_LINK: Final = "Wat kan hier niet?"

LIVE: Final = "Wat hier niet kan"
LIVE_LEAD: Final = (
    "Je leest vaste pagina's: ze werken zonder programma op de server. De cijfers en de oordelen "
    "zijn die van de gewone site op {day}. Voor sommige dingen is de gewone site nodig."
)
LIVE_ABLE: Final = "Dit kan hier"
LIVE_CAN: Final = (
    "Elke gemeente lezen: het overzicht en alle doelstellingen, naast de buurgemeenten.",
    "Elk cijfer voor alle gemeenten lezen, in één tabel.",
    "Zoeken op naam.",
    "De cijfers meenemen: per gemeente, per cijfer, of alles samen.",
)
LIVE_UNABLE: Final = "Hiervoor is de gewone site nodig"
LIVE_CANNOT: Final = (
    "Andere gemeenten kiezen om mee te vergelijken, of een groep zoals de provincie.",
    "Gemeenten naast elkaar zetten, of twee cijfers tegen elkaar.",
    "Het verloop en de kaart van één cijfer voor één gemeente, en tekeningen daarvan.",
    "Rijen anders sorteren, of maar een deel tonen.",
    "Cijfers apart leggen, en er een rapport of een blad van maken.",
    "De cijfers van één pagina als Excel, en adressen voor programma's.",
    "Zien wat er veranderde sinds een dag die je kiest.",
)
LIVE_ELSEWHERE: Final = "Naar de gewone site"
LIVE_BACK: Final = "Naar de startpagina"
LIVE_NONE: Final = "Wie deze pagina's beheert, kan je zeggen waar de gewone site staat."

SOMEWHERE: Final = "https://adres-van-deze-site/"
"""In lines to copy, where nobody said where the pages will stand."""
