"""Photos and documents, up and down."""

from __future__ import annotations

from bot.stand_in.access import target_of
from bot.stand_in.accounts import BotAccount
from bot.stand_in.content import read_caption
from bot.stand_in.errors import ApiError, Json, bad
from bot.stand_in.files import StoredFile, store
from bot.stand_in.methods import method
from bot.stand_in.params import Params
from bot.stand_in.sending import deliver

MEGABYTE = 1024 * 1024
UPLOAD = 50 * MEGABYTE
PHOTO = 10 * MEGABYTE
DOWNLOAD = 20 * MEGABYTE


def _file(bot: BotAccount, params: Params, kind: str) -> StoredFile:
    """An uploaded file, a known file_id, or an address from which Telegram would load."""
    given = params.word(kind)
    upload = params.files.get(given.removeprefix("attach://") if given else kind)
    if upload is not None:
        if not upload.data:
            raise bad("file must be non-empty")
        if len(upload.data) > (PHOTO if kind == "photo" else UPLOAD):
            raise ApiError(413, "Request Entity Too Large")
        return store(bot.world, upload.data, upload.name, upload.mime)
    if not given:
        raise bad(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        return store(bot.world, b"", given.rpartition("/")[2] or "file")
    if given not in bot.world.files:
        raise bad("wrong file identifier/HTTP URL specified")
    return bot.world.files[given]


@method("sendDocument")
def send_document(bot: BotAccount, params: Params) -> Json:
    chat = target_of(bot, params, "documents")
    file = _file(bot, params, "document")
    content = {"document": file.card(), **read_caption(params).fields(caption=True)}
    return deliver(bot, chat, params, content).snapshot()


@method("sendPhoto")
def send_photo(bot: BotAccount, params: Params) -> Json:
    chat = target_of(bot, params, "photos")
    file = _file(bot, params, "photo")
    content = {"photo": file.photo(), **read_caption(params).fields(caption=True)}
    return deliver(bot, chat, params, content).snapshot()


@method("getFile")
def get_file(bot: BotAccount, params: Params) -> Json:
    file = bot.world.files.get(params.word("file_id"))
    if file is None:
        raise bad("invalid file_id")
    if file.size > DOWNLOAD:
        raise bad("file is too big")
    card = file.card()
    return {name: card[name] for name in ("file_id", "file_unique_id", "file_size")} | {"file_path": file.path}
