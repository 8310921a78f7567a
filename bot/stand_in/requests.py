"""Reading HTTP requests: query string, form, multipart, JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.stand_in.errors import bad
from bot.stand_in.params import Params, Upload


async def read_params(request: web.BaseRequest) -> Params:
    """All parameters of a call, those of the body before those of the address."""
    raw: dict[str, Any] = dict(parse_qsl(request.query_string, keep_blank_values=True))
    if request.method != "POST":
        return Params(raw)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(request, raw)
    body = await request.read()
    if kind == "application/json":
        raw |= _object(body)
    elif body:
        raw |= parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return Params(raw)


def _object(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        found = json.loads(body)
    except ValueError:
        raise bad("can't parse request body as JSON object") from None
    if not isinstance(found, dict):
        raise bad("can't parse request body as JSON object")
    return found


async def _multipart(request: web.BaseRequest, raw: dict[str, Any]) -> Params:
    files: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file as file:
                files[name] = Upload(value.filename, value.content_type, file.read())
        else:
            raw[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
    return Params(raw, files)
