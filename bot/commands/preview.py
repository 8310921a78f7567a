"""``preview``: the bot on a page of this machine, which follows the files as they are saved."""

from __future__ import annotations

import argparse

from bot.commands import options

EPILOG = """\
examples:
  wego-bot preview
  wego-bot preview --knowledge my-knowledge --today 2027-03-01
  wego-bot preview --port 0                  any free port; the address is printed

Open the address that it prints in a browser. The page shows a chat as Telegram shows it, why the bot says what it says,
what is wrong with the files (file:line:column), and what each language answers. Save a file: the question that was
asked last is asked again, and the old answer is shown beside the new one. Nothing is asked of any other server, and no
token is needed. Ctrl-C ends it.

Only this machine reaches it. With --host others do too: whoever opens the address can read the knowledge and ask.

exit code: 0 after Ctrl-C; 1 where the knowledge has errors; 2 where the port cannot be used
"""
HOST, PORT = "127.0.0.1", 8765
OPEN = """\
Other machines can reach it too, unencrypted and without a password: whoever does can read the knowledge and ask, but
change nothing."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("--host", metavar="ADDRESS", default=HOST, help=f"where to listen (else {HOST}: this machine)")
    parser.add_argument(
        "--port", metavar="PORT", type=_port, default=PORT, help=f"the port (else {PORT}); 0: any free one"
    )
    options.add_today(parser)
    options.add_knowledge(parser)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number from 0 to 65535")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    import asyncio

    from bot.preview.guard import is_loopback
    from bot.preview.preview import Preview
    from bot.preview.serving import address, listen, serve
    from bot.runtime import open_service

    with listen(arguments.host, arguments.port) as listening:
        service = open_service(arguments.knowledge)

        def tell() -> None:
            print(f"The preview is at {address(listening)}  (Ctrl-C ends it)", flush=True)
            if not is_loopback(arguments.host):
                print(OPEN, flush=True)

        async def serving() -> None:
            await serve(Preview(service, arguments.today), listening, arguments.host, tell)

        asyncio.run(serving())
    print("Goodbye.")
    return 0
