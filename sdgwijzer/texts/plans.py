"""The multi-year plan beside the figures of a goal."""

from typing import Final

from sdgwijzer.texts.numbers import plural, quantity

PLAN: Final = "Het meerjarenplan 2026-2031"

PLAN_ACTIONS: Final = "Acties met investeringen in het meerjarenplan"

PLAN_BUDGETS: Final = "Geplande investeringen per beleidsveld, zes jaren samen"

NO_PLAN: Final = "Van deze gemeente is geen meerjarenplan 2026-2031 opgenomen."

PLAN_NOT_BY_GOAL: Final = (
    "Het meerjarenplan van deze gemeente noemt deze doelstelling niet met haar nummer. Daarom "
    "tonen we alleen de beleidsvelden die bij de doelstelling horen."
)

PLAN_NO_BUDGET: Final = "In de beleidsvelden van deze doelstelling zijn geen investeringen gepland."

PLAN_SOURCE: Final = (
    "Bron: Agentschap Binnenlands Bestuur, BBC-DR, meerjarenplannen 2026-2031, toestand van "
    "januari 2026, verwerkt door derden. Alleen investeringen: werking en personeel tellen niet "
    "mee. Welk beleidsveld bij welke doelstelling hoort, is een keuze van SDG-Wijzer: zie "
    "Verantwoording."
)


def plan_actions(count: int, total: float) -> str:
    return (
        f"Het meerjarenplan zet {plural(count, 'actie', 'acties')} onder deze doelstelling, voor "
        f"{quantity(total, 'euro', 0)} aan investeringen."
    )


def plan_among(count: int) -> str:
    return (
        f"{plural(count, 'actie valt', 'acties vallen')} onder een beleidsdoel dat deze "
        "doelstelling noemt naast andere. We tellen ze daarom bij geen enkele doelstelling."
    )


def plan_budget(total: float) -> str:
    return (
        "In de beleidsvelden die bij deze doelstelling horen, plant de gemeente "
        f"{quantity(total, 'euro per inwoner', 0)} aan investeringen in zes jaar."
    )
