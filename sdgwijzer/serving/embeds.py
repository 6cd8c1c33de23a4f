"""Figures for frames on other sites: small pages of their own, without Streamlit."""

from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sdgwijzer import html
from sdgwijzer.links import read
from sdgwijzer.links.embedding import PATH
from sdgwijzer.screens import embedded
from sdgwijzer.serving import answer, policy
from sdgwijzer.serving.answer import Link, Maker
from sdgwijzer.serving.page import font
from sdgwijzer.views.dataset import Dataset

_SCRIPT: Final = (Path(__file__).parent / "embedded.js").read_text(encoding="utf-8")


def routes(root: str, maker: Maker) -> list[Route]:
    """The addresses of figures in frames.

    Args:
        root: path of the start page.
        maker: makes them in turns.
    """
    return [Route(f"{root}{PATH}/{{name}}", maker.endpoint(_embedded))]


def _embedded(kind: str, link: Link, data: Dataset) -> Response | None:
    if kind not in embedded.KINDS:
        return None
    word = "indicator" if link.get("indicator") else "doel"
    found = embedded.page(kind, read(link, word, data).choices, data)
    if found is None:
        return None
    style = html.embedded_style(font())
    made = html.embedded(found, style, _SCRIPT)
    return HTMLResponse(made, headers=answer.AN_HOUR | policy.of_embedded(style, _SCRIPT))
