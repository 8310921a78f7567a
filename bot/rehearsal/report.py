"""What became of a play, in lines of text: who got what when, and how many of each sort."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.announcements.states import Reason, Stage, State
from bot.rehearsal.play import Line, Play, Played

SHOWN = 60
"""Chats of one announcement that are shown one by one."""
NAMED = 3
"""Names of those whom it does not concern."""
WHY = {
    Reason.LEFT: "it does not subscribe to this",
    Reason.PAUSED: "it has paused its announcements",
    Reason.ENOUGH: "it has had as many in this week as it wants",
    Reason.UNREACHABLE: "blocked, thrown out or closed",
    Reason.NO_RIGHTS: "the bot may not write there",
    Reason.NO_TOPIC: "its topic is gone",
    Reason.REFUSED: "Telegram does not take it",
    Reason.EXPIRED: "it was out of date before it could be sent",
    Reason.TWICE: "it is the same group as another one",
    Reason.CANCELLED: "it was stopped",
    Reason.RECALLED: "it was withdrawn before",
    Reason.NO_ANSWER: "no answer came: it may be there",
    Reason.QUIET: "it is in its quiet hours",
    Reason.BUSY: "Telegram wants no more there",
    Reason.UNREACHED: "Telegram was not reached",
    Reason.KILLED: "the bot ended in the middle",
}
ENDS = {Stage.STOPPED: "stopped: {why}", Stage.LATE: "late", Stage.RUNNING: "not over", Stage.SCHEDULED: "not begun"}


def told(play: Play, played: Played, most: int = SHOWN) -> Iterator[str]:
    """The lines on one announcement."""
    end = ENDS.get(played.stage, "").format(why=played.why)
    due = _time(played.scene.draft.due or play.begins, play.zone)
    yield f"{played.scene.name}, due {due}{f' - {end}' if end else ''}"
    shown = played.lines if len(played.lines) <= most else [one for one in played.lines if one.state is not State.SENT]
    for line in shown[:most]:
        yield f"  {_line(play, line)}"
    if hidden := len(played.lines) - len(shown[:most]):
        yield f"  {hidden} {'more' if shown else 'chats'} that --all shows one by one"
    counts = Counter((one.state, one.reason) for one in played.lines)
    parts = [f"{count} {state}{_because(reason)}" for (state, reason), count in counts.most_common()]
    yield f"  in all {len(played.lines)}: {', '.join(parts) or 'nobody subscribes to this'}"
    if others := _others(play, played):
        named = ", ".join(others[:NAMED])
        yield f"  not for {len(others)} who subscribe to something else: {named}{' ...' if len(others) > NAMED else ''}"
    sent = [one.when for one in played.lines if one.state is State.SENT]
    if sent:
        yield f"  the first {_time(min(sent), play.zone)}, the last {_time(max(sent), play.zone)}"


def _others(play: Play, played: Played) -> list[str]:
    """Whom it was not meant for."""
    meant = {line.listener.name for line in played.lines}
    return [one.name for one in play.listeners if one.name not in meant]


def _line(play: Play, line: Line) -> str:
    one = line.listener
    there = f", {_time(line.when, one.zone)}" if one.zone and one.zone != play.zone else ""
    words = f" ({line.told})" if line.told and line.state is not State.SENT else ""
    about = f"{one.name} ({one.kind}, {line.language})"
    return f"{_time(line.when, play.zone)}{there}  {about}: {line.state}{_because(line.reason)}{words}"


def _because(reason: str) -> str:
    return f", {WHY.get(Reason(reason), reason)}" if reason else ""


def _time(when: float, zone: str) -> str:
    local = dt.datetime.fromtimestamp(when, ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M:%S} {zone.rpartition('/')[2].replace('_', ' ')}"
