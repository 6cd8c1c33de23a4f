"""A visitor without a browser: one click over the connection that a page of Streamlit has."""

import asyncio
import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120  # seconds


async def arrive(url: str) -> ClientConnection:
    """Open a connection to the app; nothing is made for it before a click."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    return await connect(address, subprotocols=["streamlit"], max_size=None, ping_interval=None)


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
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    await visitor.send(asked.SerializeToString())
    wrong: list[str] = []
    while True:
        message: Any = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(visitor.recv(), PATIENCE))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") in ("exception", "alert"):
                wrong.append(str(element)[:300])
        if kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                wrong.append(f"finished with {message.script_finished}")
            return wrong
