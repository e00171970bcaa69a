"""Sanic's reading of requests, behind a check of where each of them ends."""

from __future__ import annotations

from sanic.exceptions import InvalidUsage, SanicException, ServiceUnavailable
from sanic.http import HTTP_CONTINUE, Http, Stage
from sanic.request import Request

from bot.wire.framing import END_OF_HEAD, END_OF_LINE, chunk_size, fault

# A chunk begins behind the line end of what came before it.
LONGEST_CHUNK_LINE = 16
# Kannel hands a text over in the address, where each letter of it can take nine.
LARGEST_HEAD = 80_000
FULL = "too much is being read at once: send less, or again later; in danger call 999"


class Stream(Http):
    """The requests of one connection, one after the other; the protocol is told how far each has come."""

    # Sanic's setting for it goes no further than 16 kB.
    HEADER_MAX_SIZE = LARGEST_HEAD
    expecting_continue: bool
    request: Request

    def init_for_request(self) -> None:
        """Before each request, the first one too."""
        super().init_for_request()
        self.protocol.enters("request")

    async def http1_request_header(self) -> None:
        """Waits for the whole head and refuses an unsound one, before any of it is acted on."""
        self.protocol.enters("head")
        if not self.protocol.has_place:
            # It came along with the request before.
            await self.protocol.gets_a_place()
        head = await self._head()
        why = fault(head) if head is not None else None
        if why:
            raise InvalidUsage(why)
        await super().http1_request_header()
        # Sanic takes "head" for HEAD too, and a proxy waits for the body that the answer says it has.
        self.head_only = self.request.method == "HEAD"
        # There are no websockets here, and for them Sanic would wait without an end.
        self.upgrade_websocket = False
        self.protocol.enters("body" if self.request_body else "answer")

    async def read(self) -> bytes | None:
        """The next piece of the body, None at its end."""
        if self.request_body == "chunked" and self.request_bytes_left == 0 and not await self._is_sound_chunk():
            self._give_up(InvalidUsage("a chunk of the request is malformed"))
            return None
        piece: bytes | None = await super().read()
        if piece and not self.protocol.has_room(self.request_bytes - self.request_bytes_left):
            self._give_up(ServiceUnavailable(FULL))
            return None
        if not self.request_body:
            self.protocol.enters("answer")
        return piece

    async def http1_response_header(self, data: bytes, end_stream: bool) -> None:
        """Says in the head of the answer that it is the last, where it is."""
        if self.protocol.is_last:
            self.keep_alive = False
        await super().http1_response_header(data, end_stream)

    def create_empty_request(self) -> None:
        """For an answer to what could not be read: its address may be what was wrong, and would be read once more."""
        self.url = None
        self.head_only = self.recv_buffer.startswith(b"HEAD ")
        super().create_empty_request()

    async def _head(self) -> bytes | None:
        """None where it is too long, which Sanic refuses."""
        looked = 0
        while (end := self.recv_buffer.find(END_OF_HEAD, looked)) < 0:
            if len(self.recv_buffer) >= self.HEADER_MAX_SIZE:
                return None
            # A long head that comes byte by byte is not looked through from its beginning each time.
            looked = max(0, len(self.recv_buffer) - len(END_OF_HEAD) + 1)
            await self._receive_more()
        return bytes(self.recv_buffer[:end])

    async def _is_sound_chunk(self) -> bool:
        if self.expecting_continue:
            self.expecting_continue = False
            await self._send(HTTP_CONTINUE)
        buffer = self.recv_buffer
        while (end := buffer.find(END_OF_LINE, len(END_OF_LINE))) < 0 and len(buffer) < LONGEST_CHUNK_LINE:
            await self._receive_more()
        size = chunk_size(bytes(buffer[len(END_OF_LINE) : max(end, 0)]))
        if size is None or not buffer.startswith(END_OF_LINE):
            return False
        # Behind the last one trailers could come. Sanic would read them as the next request.
        while size == 0 and len(buffer) < end + len(END_OF_HEAD):
            await self._receive_more()
        return size != 0 or buffer.startswith(END_OF_HEAD, end)

    def _give_up(self, why: SanicException) -> None:
        """Nothing more of this connection is read. Raises `why` where the answer has not gone out before."""
        self.keep_alive = False
        self.request_body = None
        if self.stage is not Stage.IDLE:
            raise why
