"""Words on indicators that wait for their first figures."""

from typing import Final

from sdgwijzer.texts.numbers import plural

NOTHING: Final = "Er wacht geen enkele indicator op cijfers: ze zijn allemaal al eens opgehaald."
LICENCE: Final = "Licentie"


def waiting(count: int) -> str:
    """How many indicators have no figures yet."""
    verb = "wacht" if count == 1 else "wachten"
    return f"{plural(count, 'indicator', 'indicatoren')} {verb} nog op cijfers"


def on_this(count: int) -> str:
    """How many indicators on what was searched have no figures yet."""
    verb = "wacht" if count == 1 else "wachten"
    return f"Hierover {verb} nog {plural(count, 'indicator', 'indicatoren')} op cijfers"


def intro(count: int, sources: int) -> str:
    return (
        f"{waiting(count)}, van {plural(sources, 'bron', 'bronnen')}. Ze staan al in de lijst, "
        "maar hun cijfers zijn nog niet opgehaald. Daarom staan ze op geen andere pagina en tellen "
        "ze nergens mee. Kies er een om te lezen wat het cijfer zal zeggen."
    )


def source(publisher: str, title: str) -> str:
    return f"{publisher}: {title}"
