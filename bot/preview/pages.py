"""The preview over HTTP: the page, what it sends, and the stream over which it is told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.errors import BotError
from bot.preview.guard import Guard
from bot.preview.preview import Preview
from bot.preview.tabs import Tab
from bot.preview.views import View, dumps

LARGEST: Final = 64 * 1024
"""Bytes of what a page may send."""
YEARS: Final = range(2000, 2200)
"""In which it can be today."""
STATIC: Final = Path(__file__).parent / "static"
FORGOTTEN = "this page has been forgotten; load it again"
Fields = dict[str, object]


def application(preview: Preview, host: str) -> Starlette:
    """The pages of a preview that listens at a host."""
    pages = _Pages(preview)
    routes = [
        Route("/", _file("index.html")),
        Route("/page.css", _file("page.css")),
        Route("/page.js", _file("page.js")),
        Route("/icon.svg", _file("icon.svg")),
        Route("/tabs", pages.open, methods=["POST"]),
        Route("/tabs/{tab}/events", pages.events),
        Route("/tabs/{tab}/say", pages.say, methods=["POST"]),
        Route("/tabs/{tab}/press", pages.press, methods=["POST"]),
        Route("/tabs/{tab}/setting", pages.set, methods=["POST"]),
        Route("/tabs/{tab}/calendar/{edition:path}", pages.calendar),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, host=host)],
        exception_handlers={HTTPException: _told, BotError: _failed},
    )


class _Pages:
    """What the routes do."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    async def open(self, request: Request) -> Response:
        await _fields(request)
        return _json(await self._preview.open())

    async def events(self, request: Request) -> Response:
        stream = self._preview.stream(self._tab(request))
        return StreamingResponse(stream, media_type="text/event-stream")

    async def say(self, request: Request) -> Response:
        tab, fields = self._tab(request), await _fields(request)
        return _json(await self._preview.say(tab, _text(fields, "text")))

    async def press(self, request: Request) -> Response:
        tab, fields = self._tab(request), await _fields(request)
        number = fields.get("message")
        if not isinstance(number, int):
            raise HTTPException(400, "the field 'message' must be the number of a message")
        return _json(await self._preview.press(tab, number, _text(fields, "data")))

    async def set(self, request: Request) -> Response:
        tab, fields = self._tab(request), await _fields(request)
        return _json(await self._preview.set(tab, _text(fields, "client"), _day(_text(fields, "today"))))

    async def calendar(self, request: Request) -> Response:
        file = await self._preview.calendar(self._tab(request), request.path_params["edition"])
        if file is None:
            raise HTTPException(404, "there is no such edition, or its days are not known")
        name, content = file
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="text/calendar", headers=headers)

    def _tab(self, request: Request) -> Tab:
        tab = self._preview.find(request.path_params["tab"])
        if tab is None:
            raise HTTPException(410, FORGOTTEN)
        return tab


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    """One of our own files. It is read anew each time: nothing is kept by the browser either."""

    async def serve(_: Request) -> Response:
        return FileResponse(STATIC / name)

    return serve


def _json(view: View) -> Response:
    return Response(dumps(view), media_type="application/json")


async def _told(_: Request, error: Exception) -> Response:
    """A refusal in words, for whoever reads it."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, headers=error.headers)


async def _failed(_: Request, error: Exception) -> Response:
    """An expected failure, such as files that change while a language is read."""
    return PlainTextResponse(f"{error}\n", 503)


async def _fields(request: Request) -> Fields:
    """The JSON object of a request. Its type is demanded: a page of another site cannot send it unasked."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "expected application/json")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413, f"at most {LARGEST} bytes can be sent at once")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise HTTPException(400, "the body is no JSON") from None
    if not isinstance(found, dict):
        raise HTTPException(400, "the body must be a JSON object")
    return found


def _text(fields: Fields, key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str):
        raise HTTPException(400, f"the field {key!r} must be text")
    return value


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    with suppress(ValueError):
        day = dt.date.fromisoformat(text)
        if day.year in YEARS:
            return day
    raise HTTPException(400, "the field 'today' must be a day like 2026-11-21, or empty")
