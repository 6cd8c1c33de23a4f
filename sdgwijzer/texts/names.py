"""What was asked for and what is meant: names of places, indicators and goals in a link."""

from collections.abc import Mapping, Sequence

from sdgwijzer.lookup import Found, How, Name
from sdgwijzer.texts.numbers import listed


def unknown_municipality(name: str, *, suggested: bool = False) -> str:
    """A name or number that stands for nothing.

    Args:
        name: as it was asked.
        suggested: links to what may be meant follow.
    """
    said = f"Er is geen Vlaamse gemeente met de naam, de code of de postcode “{name[:60]}”."
    return f"{said} Bedoel je:" if suggested else f"{said} Kies een gemeente uit de lijst."


def ambiguous(name: str) -> str:
    """A name or postcode that more than one municipality may be."""
    return f"“{name[:60]}” kan meer dan één gemeente zijn. Welke bedoel je?"


def other_name(found: Found, *, peer: bool = False) -> str:
    """What is shown is called otherwise than what was asked.

    Args:
        found: what was asked, and what it stands for.
        peer: it is one to compare with.
    """
    assert found.name is not None
    asked, name, now = found.asked[:60], found.name, found.name.municipality.name
    seen = "" if peer else f" Je ziet de cijfers van {now}."
    part = "" if (name.place or name.text) == now else f", nu een deel van {now}"
    if name.how is How.POSTCODE:
        return f"Postcode {asked} is van {now}.{seen}"
    if name.how is How.FRENCH:
        french = name.text.partition(" (")[0]
        return f"{french} is de Franse naam van {name.place}{part}.{seen}"
    if name.how in (How.OLD_CODE, How.FORMER_CODE):
        which = "de" if part else "een oude"
        return f"{asked} is {which} code van {name.text}{part}.{seen}"
    return f"{name.text} is nu een deel van {now}.{seen}"


def named(name: Name) -> str:
    """A municipality that was found or suggested, with the name by which it was."""
    now, called = name.municipality.name, (name.place or name.text).partition(" (")[0]
    if name.how is How.POSTCODE:
        return f"{now} (postcode {name.text})"
    if name.how is How.FRENCH and called == now:
        return f"{now} ({name.text.partition(' (')[0]})"
    return now if called == now else f"{called} (nu {now})"


def peer_is_own(name: str) -> str:
    return f"{name} staat al bovenaan. We lieten het weg bij de gemeenten om mee te vergelijken."


def peers_twice(names: list[str]) -> str:
    return f"In de link stond meer dan één keer: {listed(names)}. Je ziet elk maar één keer."


def too_many_peers(dropped: int, most: int) -> str:
    return (
        f"De link noemt te veel gemeenten om mee te vergelijken. Je ziet de eerste {most}; "
        f"{dropped} lieten we weg."
    )


def choose_first(what: str) -> str:
    """A page on an indicator, without a municipality."""
    return f"Je ziet dan “{what}” voor die gemeente."


def merged_name(old: str, new: str) -> str:
    return f"{old} is nu een deel van {new}. Je ziet de cijfers van {new}."


def unknown_peers(names: list[str]) -> str:
    shown = listed([name[:40] for name in names[:5]])
    return f"Deze namen om mee te vergelijken kennen we niet: {shown}. We lieten ze weg."


def unknown_indicator(name: str) -> str:
    return f"Er is geen indicator “{name[:60]}”. Kies er een uit de lijst."


def unknown_goal(name: str) -> str:
    return f"Er is geen doelstelling “{name[:20]}”. Kies een doelstelling van 1 tot en met 17."


def unknown_option(name: str, text: str, options: Sequence[str]) -> str:
    """A choice in the link that is none of its options; the first of them is shown."""
    return (
        f"In de link staat {name}={text[:40]}, maar die keuze is er niet. Je ziet {options[0]}. "
        f"Dit kan ook: {', '.join(options[1:])}."
    )


def option(name: str, old_names: Mapping[str, str]) -> str:
    """A name in the list of municipalities; an old name says what it is now."""
    return f"{name} (nu {old_names[name]})" if name in old_names else name
