"""``run``: the bot on Telegram."""

from __future__ import annotations

import argparse

from bot.commands import options

EPILOG = """\
examples:
  TELEGRAM_BOT_TOKEN=123456:ABC-DEF wego-bot run
  TELEGRAM_BOT_TOKEN_FILE=/run/secrets/token DATABASE_URL=sqlite:///bot.db wego-bot run

Settings come from the environment, or from a file .env in the current folder; the README lists them.
SIGTERM and Ctrl-C end it in good order; a second one at once. Nothing that was received is lost.

exit code: 0 after a signal; 1 after a second one, where Telegram does not accept the token, and where it was not heard
for ten minutes; 2 where a setting is wrong
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    options.add_knowledge(parser)
    options.add_cache(parser)


def run(arguments: argparse.Namespace) -> int:
    import gc

    gc.disable()  # a thousand modules come in and stay: looking through them again and again takes a sixth of the start

    import asyncio

    from bot.app import Deaf, Revoked, serve
    from bot.errors import BotError, UsageError
    from bot.exits import UNKEPT
    from bot.folder import choose_folder
    from bot.knowledge.publishing import finish
    from bot.runtime import compile_first, open_service
    from bot.settings import BotSettings, Settings
    from bot.storage.database import Unusable
    from bot.telegram_bot.logs import set_up

    gc.freeze()
    gc.enable()
    settings = BotSettings.read()
    finish(choose_folder(arguments.knowledge, Settings.read()))
    refused = 0 if arguments.no_cache else compile_first(arguments.knowledge)
    if refused > 0 and refused != UNKEPT:
        return refused  # it has told why
    service = open_service(arguments.knowledge, use_cache=not arguments.no_cache)
    set_up(settings.log_level)
    try:
        asyncio.run(serve(settings, service))
    except (Unusable, OSError) as error:
        raise UsageError(str(error)) from None
    except Revoked as error:
        raise BotError(f"{error}; BotFather shows the present one, or makes a new one with /revoke") from None
    except Deaf as error:
        raise BotError(f"{error}; see whether this machine reaches Telegram, and start it again") from None
    return 0
