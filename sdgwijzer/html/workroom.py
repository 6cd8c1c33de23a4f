"""Pages of the workroom: forms that work without a script; `templates/workroom/` has them."""

from markupsafe import Markup

from sdgwijzer import html, pictures
from sdgwijzer.goals import GOALS
from sdgwijzer.pictures import Drawing


def page(name: str, **values: object) -> str:
    """A page.

    Args:
        name: of its template.
        values: what stands in it.
    """
    return html.template(f"workroom/{name}.html").render(goal_list=GOALS, **values)


def style() -> str:
    """The text of the style sheet of all of them."""
    return html.coloured("workroom/style.css")


def picture(data: object) -> Markup:
    """A picture in a page; what it shows is said around it."""
    return picture_of(pictures.draw(data))


def picture_of(drawing: Drawing) -> Markup:
    """A drawing in a page; what it shows is said around it."""
    return html.inside(drawing)
