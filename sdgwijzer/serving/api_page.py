"""The page that explains the addresses for programs: each with its filters and one to try."""

from functools import lru_cache

from starlette.responses import HTMLResponse, Response

from sdgwijzer import html
from sdgwijzer.api import IN_ADDRESS, KINDS, PATH, RESOURCES, document
from sdgwijzer.serving import policy
from sdgwijzer.serving.page import font
from sdgwijzer.texts import api as texts
from sdgwijzer.texts.site import APP


def response(home: str, headers: dict[str, str]) -> Response:
    """The page.

    Args:
        home: full address of the start page, with a slash at the end.
        headers: of the answer.
    """
    made = html.programs(
        _style(),
        home,
        words=texts,
        site=APP,
        files=[(_whole(name), said) for name, said in texts.FIXED_FILES.items()],
        resources=[_resource(name) for name in RESOURCES],
        problems=KINDS.items(),
        document=f"{PATH}/{document.FILE}",
    )
    return HTMLResponse(made, headers=headers | policy.of_text(_style()))


@lru_cache(maxsize=1)
def _style() -> str:
    return html.programs_style(font())


def _whole(name: str) -> str:
    """The address of a file with all years."""
    example = RESOURCES[name].example
    return f"{PATH}/{name}/{example}.csv" if example else f"{PATH}/{name}.csv"


def _resource(name: str) -> dict[str, object]:
    each = RESOURCES[name]
    takes = dict(texts.PARAMETERS)
    if name == "sentences":
        takes["municipality"] = texts.ONE_MUNICIPALITY
    asked = [str(parameter["name"]) for parameter in document.parameters(each.question)]
    return {
        "name": name,
        "path": f"{PATH}/{name}",
        "said": texts.RESOURCES[name],
        "filters": [(filter_, takes[filter_]) for filter_ in asked],
        "tried": f"{PATH}/{name}?{each.tried}",
        "one": f"{PATH}/{name}/{each.example}" if name in IN_ADDRESS else "",
    }
