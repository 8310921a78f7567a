"""The HTTP client under python-telegram-bot: aiohttp, and errors that tell whether a call may have been carried out.

The library's own client spends most of its time on its connection pool once several chats are served at once, and
gives one and the same error for "never reached Telegram" and "sent, and no answer came".
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.telegram_bot.answer import NoAnswer, judged, read

CONNECTIONS = 64
JSON = {"Content-Type": "application/json"}
TIMEOUT = 10.0
"""Seconds for a call that sends something."""
MARGIN = 10.0
"""Seconds for a connection: one of the pool that gets free, or a new one."""


class NotSent(NetworkError):
    """Telegram was not reached: the call surely was not carried out."""


class Uncertain(NetworkError):
    """The call went out and no answer came: it may have been carried out."""


class _Reading(BaseRequest):
    """Reads answers without a word of them in the log."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            return read(payload)
        except NoAnswer:
            raise Uncertain("an answer of Telegram cannot be read") from None


class Client(_Reading):
    """One session for all calls of a bot."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds that the library adds to a long poll."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the session; the second time nothing happens."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. No error carries the address, for the token stands in it."""
        seconds = float(read_timeout) if isinstance(read_timeout, int | float) else self._timeout
        return await self.exchange(method, url, _body(request_data), seconds)

    async def call(self, url: str, fields: Mapping[str, object]) -> object:
        """The result of a method, by its plain fields; the errors are those of the library.

        For what goes out most often: the library's own way from objects to text and back takes longer than the call.
        """
        told = {name: value for name, value in fields.items() if value is not None}
        return await _Call(self, json.dumps(told, ensure_ascii=False).encode()).post(url)

    async def download(self, url: str, most: int) -> bytes:
        """A file of Telegram's; of a longer one no more than a byte over ``most``. The errors are those of a call."""
        async with self._answer("GET", url, None, self._timeout) as response:
            if response.status != HTTPStatus.OK:
                raise Uncertain("the file cannot be had")
            found = bytearray()
            async for part in response.content.iter_chunked(2**16):
                found += part
                if len(found) > most:
                    break
            return bytes(found[: most + 1])

    async def exchange(
        self, method: str, url: str, body: aiohttp.FormData | dict[str, str] | bytes | None, seconds: float
    ) -> tuple[int, bytes]:
        """Status and body of one request."""
        try:
            async with self._answer(method, url, body, seconds) as response:
                return judged(response.status, await response.read())
        except NoAnswer:
            raise Uncertain("what came is no answer of Telegram") from None

    @asynccontextmanager
    async def _answer(
        self, method: str, url: str, body: aiohttp.FormData | dict[str, str] | bytes | None, seconds: float
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """What comes back, while it is read; what fails on the way is an error of the library without the address."""
        if self._session is None:
            raise NotSent("the client is not open")
        limits = aiohttp.ClientTimeout(total=seconds + 2 * MARGIN, connect=MARGIN, sock_read=seconds)
        headers = JSON if isinstance(body, bytes) else None
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=limits) as response:
                yield response
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"cannot reach Telegram ({type(error).__name__})") from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise Uncertain(f"no answer from Telegram ({type(error).__name__})") from None


class _Call(_Reading):
    """One call with its body, so that the library reads the answer and names the error."""

    def __init__(self, client: Client, body: bytes) -> None:
        self._client = client
        self._body = body

    @property
    def read_timeout(self) -> float | None:
        return self._client.read_timeout

    async def initialize(self) -> None:
        """The client is open."""

    async def shutdown(self) -> None:
        """The client closes itself."""

    async def do_request(self, url: str, method: str, *_: object, **__: object) -> tuple[int, bytes]:
        return await self._client.exchange(method, url, self._body, self._client.read_timeout or TIMEOUT)


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
