"""What staff have typed, with the formatting that Telegram shows them, as HTML that can be sent to others.

What cannot be passed on is left out, its words stay: custom emoji, which need somebody with a paid account, and names
that lead to a person.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import MessageEntity

from bot.telegram_bot.rendering import escape

_TAGS = {
    MessageEntity.BOLD: ("<b>", "</b>"),
    MessageEntity.ITALIC: ("<i>", "</i>"),
    MessageEntity.UNDERLINE: ("<u>", "</u>"),
    MessageEntity.STRIKETHROUGH: ("<s>", "</s>"),
    MessageEntity.SPOILER: ("<tg-spoiler>", "</tg-spoiler>"),
    MessageEntity.CODE: ("<code>", "</code>"),
    MessageEntity.PRE: ("<pre>", "</pre>"),
    MessageEntity.BLOCKQUOTE: ("<blockquote>", "</blockquote>"),
    MessageEntity.EXPANDABLE_BLOCKQUOTE: ("<blockquote expandable>", "</blockquote>"),
}
_UTF_16 = "utf-16-le"


def html_of(text: str, entities: Sequence[MessageEntity], begin: int = 0) -> str:
    """The text from its letter ``begin`` on, without white space at both ends.

    Telegram's entities may touch and, from other programs, cross each other: at each place where one begins or ends
    the tags are closed and opened anew as far as they have to be, so what comes is always well nested.
    """
    body = text[begin:].lstrip()
    start = _units(text[: len(text) - len(body)])
    body = body.rstrip()
    data = body.encode(_UTF_16, "surrogatepass")
    size = len(data) // 2
    spans = [_Span(one, start, size) for one in entities if one.type in _TAGS or one.type == MessageEntity.TEXT_LINK]
    spans = sorted((one for one in spans if one.start < one.end), key=lambda one: (one.start, -one.end))
    places = sorted({0, size, *(one.start for one in spans), *(one.end for one in spans)})
    found: list[str] = []
    open_: list[_Span] = []
    for place, after in zip(places, [*places[1:], size], strict=True):
        wanted = [one for one in spans if one.start <= place < one.end]
        shared = next((at for at, one in enumerate(open_) if at >= len(wanted) or wanted[at] is not one), len(open_))
        found += [one.closing for one in reversed(open_[shared:])]
        open_ = wanted
        found += [one.opening for one in open_[shared:]]
        found.append(escape(data[2 * place : 2 * after].decode(_UTF_16, "replace")))
    return "".join(found)


class _Span:
    """One entity, counted from where the text begins."""

    def __init__(self, entity: MessageEntity, begin: int, size: int) -> None:
        self.start = min(max(entity.offset - begin, 0), size)
        self.end = min(max(entity.offset + entity.length - begin, 0), size)
        self.opening, self.closing = _TAGS.get(entity.type, (f'<a href="{escape(entity.url or "")}">', "</a>"))


def _units(text: str) -> int:
    return len(text.encode(_UTF_16, "surrogatepass")) // 2
