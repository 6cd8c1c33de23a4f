"""A visitor without a browser: what one asks over HTTP, and over the connection of a page."""

import asyncio
import gzip
import time
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE: Final = 120  # seconds


@dataclass(frozen=True)
class Got:
    """An answer over HTTP.

    Attributes:
        status: of HTTP.
        seat: which process a proxy chose, as a cookie; "" for none.
        body: unpacked.
        sent: bytes of the body as they came.
    """

    status: int
    seat: str
    body: bytes
    sent: int


@dataclass
class Seen:
    """What came of a click.

    Attributes:
        wrong: errors that stood on the page, or how the run ended if not well.
        pieces: the HTML on the page.
    """

    wrong: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)


async def got(url: str, path: str) -> Got:
    """Ask a page, as a browser does that comes for the first time.

    Args:
        url: of the site.
        path: from its root, with the query.

    Raises:
        OSError: no connection.
        TimeoutError: no answer.
    """
    place = urlsplit(url)
    assert place.hostname is not None
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        asked = f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept-Encoding: gzip\r\n"
        writer.write(f"{asked}Connection: close\r\n\r\n".encode())
        whole = await reader.read()
        writer.close()
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): text.strip() for name, _, text in (x.partition(":") for x in lines)}
    if headers.get("transfer-encoding") == "chunked":
        body = _joined(body)
    sent = len(body)
    body = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
    return Got(int(first.split()[1]), headers.get("set-cookie", "").partition(";")[0], body, sent)


def _joined(body: bytes) -> bytes:
    found = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        count = int(size, 16)
        found, body = found + rest[:count], rest[count + 2 :]
        if not count:
            break
    return found


async def arrive(url: str, seat: str = "") -> ClientConnection:
    """Open a connection to the app; nothing is made for it before a click.

    Args:
        url: of the site.
        seat: the cookie of a proxy; "" for none.
    """
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    return await connect(
        address,
        subprotocols=["streamlit"],
        additional_headers={"Cookie": seat} if seat else None,
        max_size=None,
        ping_interval=None,
    )


async def click(visitor: ClientConnection, page: str, query: str, moment: float) -> list[str]:
    """Click at a moment (`time.monotonic`), whatever became of others; what came that is wrong.

    Args:
        visitor: its connection.
        page: word of the page, "" for the first one.
        query: of the link.
        moment: when to click.

    Raises:
        TimeoutError: no answer.
    """
    await asyncio.sleep(max(0, moment - time.monotonic()))
    return (await look(visitor, page, query)).wrong


async def look(visitor: ClientConnection, page: str, query: str) -> Seen:
    """Click now, and see all that comes; arguments and errors as `click`."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    await visitor.send(asked.SerializeToString())
    seen = Seen()
    while True:
        message: Any = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(visitor.recv(), PATIENCE))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            what = element.WhichOneof("type")
            if what in ("exception", "alert"):
                seen.wrong.append(str(element)[:300])
            elif what == "html":
                seen.pieces.append(element.html.body)
        if kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                seen.wrong.append(f"finished with {message.script_finished}")
            return seen
