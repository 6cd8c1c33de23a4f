"""Words on what a workroom prints."""

from typing import Final

KINDS: Final = {"signal": "Cijfer", "challenge": "Uitdaging", "action": "Actie uit het plan"}
PROPOSAL: Final = "Voorstel"
CHOOSE: Final = "Kies"


def how(dots: int) -> str:
    """How one fills a ballot in."""
    most = "Kies één voorstel" if dots == 1 else f"Kies hoogstens {dots} voorstellen"
    return (
        f"{most}: zet een kruisje. Geef punten van 1 (weinig) tot 5 (veel) op beide vragen, of sla "
        "ze allebei over. Nummer van dit biljet: ………"
    )
