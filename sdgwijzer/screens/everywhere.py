"""One indicator of all municipalities, without one that is chosen: their table, and what it is."""

from sdgwijzer.content import Facts, Heading, Link, Page, Paragraph, Trail
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Unplaced, to
from sdgwijzer.screens.indicator import announced, flanders, ranked
from sdgwijzer.screens.ranking import ranking
from sdgwijzer.texts import headings, indicator_page
from sdgwijzer.views.dataset import Dataset


def page(choices: Unplaced, data: Dataset, id_: str) -> Page:
    """The page of an indicator; of one that waits for its figures, what it will be.

    Args:
        choices: of a link without a municipality.
        data: the figures in use.
        id_: of an indicator with figures, or of one that waits for them.
    """
    if later := data.waiting.get(id_):
        return announced(later)
    item = data.all_indicators[id_]
    goal = GOALS[item.main_goal - 1]
    cross = data.cross_section(id_)
    there = cross["common_year"].dropna() if "common_year" in cross else cross["year"].dropna()
    year = f", {int(there.max())}" if len(there) else ""
    origin = data.provenance().set_index("source").loc[item.source].to_dict()
    to_goal = Link(to(choices, "doel", ("doel", str(goal.number))), goal.name)
    return Page(
        (
            Trail((to_goal,), goal.number, data.themes[item.theme]),
            Heading(item.name, 1),
            Heading(f"{indicator_page.TABLE}{year}", anchor="tabel"),
            Paragraph.of(ranked(cross)),
            ranking(choices, cross, item),
            *flanders(data, item),
            Heading(headings.ABOUT, anchor="over"),
            Facts(headings.about(item, origin, GOALS)),
        )
    )
