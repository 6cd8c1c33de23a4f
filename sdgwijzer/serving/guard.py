"""Around everything that is answered: headers that a browser keeps to, and doors that stay shut."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sdgwijzer.serving import policy
from sdgwijzer.serving.address import Site
from sdgwijzer.serving.page import inline
from sdgwijzer.texts import frame_of_pages

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()",
}
"""On every answer. Copying and the whole screen, which our pages ask for, stay allowed."""

_USED: Final = ("_stcore/stream", "_stcore/health", "_stcore/host-config")
"""What Streamlit's page asks of its server beside its own files."""

_SHUT: Final = ("_stcore/", "media/", "component/", "app/static/", "auth/", "oauth2callback")
"""What Streamlit's server has more: uploads, metrics, files of an app, components, agents, who logs
in. No page of ours asks for it.
"""


class Guard:
    """The outermost of what every request passes through."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site
        self.headers = HEADERS | policy.of_page(inline(), site.frames)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Shut, or hand on; either way with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, text in self.headers.items():
                    headers.setdefault(name, text)
            await send(message)

        if is_shut(scope["path"], self.site):
            refusal = PlainTextResponse(frame_of_pages.NOT_FOUND, status_code=404)
            await refusal(scope, receive, answer)
        else:
            await self.app(scope, receive, answer)


def is_shut(path: str, site: Site) -> bool:
    """Is it something of Streamlit's server that no page of ours asks for?

    Args:
        path: as asked, with the base.
        site: where the site stands.
    """
    inner = "/".join(part for part in path.removeprefix(site.root).split("/") if part)
    return inner not in _USED and f"{inner}/".startswith(_SHUT)
