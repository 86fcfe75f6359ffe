"""A reader without a browser: speaks the app's own messages over a websocket, many in one process.

It sends what the browser sends (a page's address; a click on a cell of a table) and waits for the
last message of the run. It draws nothing: fifty of them cost less than one Chromium.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 120
# All walk as one account, which would be slowed after 200 lists (holdline/access/pace.toml).
UNPACED = {"HOLDLINE_PACE": "1000"}
TRIGGER = "$$STREAMLIT_INTERNAL_KEY_{}__events"
TABLE = "holdline_table"


class BrokenError(Exception):
    """The page showed an error, foreseen or not."""


@dataclass
class Light:
    """One reader's session.

    Attributes:
        socket: to the app.
        origin: of the app.
        address: the parts of the address bar.
        page: the page shown; empty for the first.
        tables: what each table last held, by its key; and its widget's name.
        received: bytes that came, in all.
        script: the page as the app numbers it, known once it has run.
        is_refused: the page of the last run tells of a fault.
    """

    socket: ClientConnection
    origin: str
    address: dict[str, str] = field(default_factory=dict)
    page: str = ""
    tables: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    received: int = 0
    script: str = ""
    is_refused: bool = False

    async def open(self, page: str = "", **address: str) -> float:
        """Go to a page by its address; milliseconds until its run has ended.

        Raises:
            BrokenError: the page shows an error.
            TimeoutError: nothing came for two minutes.
        """
        self.page, self.address, self.script = page, address, ""
        return await self._ran(BackMsg())

    async def click(self, table: str, row: str, column: str) -> float:
        """Click a cell of a table on the page; milliseconds until the run has ended.

        Raises:
            BrokenError: as `open`.
        """
        asked = BackMsg()
        told = [{"event": "chosen", "value": {"row": row, "column": column, "at": time.time()}}]
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.json_trigger_value = TRIGGER.format(self.tables[table][0]), json.dumps(told)
        return await self._ran(asked)

    async def _ran(self, asked: BackMsg) -> float:
        told = asked.rerun_script
        told.query_string, told.page_script_hash = urlencode(self.address), self.script
        told.page_name = "" if self.script else self.page
        told.context_info.locale, told.context_info.timezone = "zh-CN", "Asia/Shanghai"
        told.context_info.url = f"{self.origin}/{self.page}"
        broken, self.is_refused = "", False
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        while True:
            payload = await asyncio.wait_for(self.socket.recv(), PATIENCE)
            self.received += len(payload)
            message = ForwardMsg.FromString(payload)  # type: ignore[arg-type]
            if message.WhichOneof("type") != "script_finished":
                broken = self._read(message) or broken
            elif message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
            elif message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise BrokenError("the page's file is no Python")
        took = (time.perf_counter() - began) * 1000
        if broken:
            raise BrokenError(broken)
        return took

    def _read(self, message: ForwardMsg) -> str:
        """Take in what a message tells; the error it shows, or nothing."""
        kind = message.WhichOneof("type")
        if kind == "page_info_changed":
            self.address = dict(parse_qsl(message.page_info_changed.query_string))
        if kind == "new_session":
            self.script = message.new_session.page_script_hash
        if kind == "navigation":
            self.script = message.navigation.page_script_hash
        if kind != "delta":
            return ""
        if message.delta.add_block.id.endswith("trouble"):
            self.is_refused = True
        element = message.delta.new_element
        if self.is_refused and element.WhichOneof("type") == "heading":
            return f"{self.page}?{urlencode(self.address)}: {element.heading.body}"
        if element.WhichOneof("type") == "exception":
            return f"{element.exception.type}: {element.exception.message}"
        if element.bidi_component.component_name == TABLE:
            one = element.bidi_component
            self.tables[one.id.rpartition("-")[2]] = (one.id, json.loads(one.json))
        return ""


@asynccontextmanager
async def reading(origin: str, cookie: str = "") -> AsyncIterator[Light]:
    """A session at the app at *origin*, with the *cookie* of a sign-in if there is one."""
    address = origin.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": cookie} if cookie else {}
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(origin),
        additional_headers=headers,
        max_size=None,
        compression=None,
        ping_interval=None,  # whoever measures something else meanwhile does not answer
        open_timeout=PATIENCE,
    ) as socket:
        yield Light(socket, origin)
