"""Every table, on one page.

Times are seconds since 1970, UTC. Chat and user ids need 64 bits. What is personal is marked, and how long it is kept
stands in retention.py.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Big = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""64 bits on both; SQLite counts up only what is called INTEGER."""

updates = sa.Table(
    "updates",
    metadata,
    sa.Column("number", Big, primary_key=True, autoincrement=True),  # the order in which they came
    sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),  # Telegram's; never handled twice
    sa.Column(
        "lane", sa.BigInteger, nullable=False
    ),  # the chat, or the person where there is none: order is kept in it
    sa.Column("received", sa.Double, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # personal; emptied once it is done
    sa.Column("state", sa.Text, nullable=False, server_default="waiting"),  # a State of inbox.py
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("owner", sa.Text, nullable=False, server_default=""),  # the process that handles it
    sa.Column("finished", sa.Double),
    sa.Index("ix_updates_state_number", "state", "number"),
)

chats = sa.Table(
    "chats",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),  # private, group, supergroup, channel
    sa.Column("language", sa.Text, nullable=False, server_default=""),  # what was set; empty: as the question
    sa.Column("mode", sa.Text, nullable=False, server_default=""),  # of a group: when it answers; empty: as by default
    sa.Column("topic", sa.BigInteger),  # of a forum: the one topic in which it answers; none: wherever it is asked
    sa.Column("reachable", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),  # why it is not
    sa.Column("first_seen", sa.Double, nullable=False),
    sa.Column("last_seen", sa.Double, nullable=False),
    sa.Column("title", sa.Text, nullable=False, server_default=""),  # of a group or a channel, for staff to know it by
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),  # 0 in a private chat
    sa.Column("thread", sa.Text, nullable=False),  # JSON: what the next question may leave out; personal
    sa.Column("changed", sa.Double, nullable=False, index=True),
)

replies = sa.Table(
    "replies",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("question", sa.BigInteger, primary_key=True, autoincrement=False),  # id of the person's message
    sa.Column("messages", sa.Text, nullable=False),  # JSON: ids of ours, in order
    sa.Column("sent", sa.Double, nullable=False, index=True),
)

questions = sa.Table(
    "questions",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),  # a keyed digest of the message's place
    sa.Column("who", sa.Text, nullable=False, index=True),  # a keyed digest of the person's id, no id
    sa.Column("text", sa.Text, nullable=False),  # personal
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False, server_default=""),  # helpful, not-helpful, none-of-these, forwarded
    sa.Column("asked", sa.Double, nullable=False, index=True),
    sa.Column("chosen", sa.Boolean, nullable=False, server_default=sa.false()),  # the bot's own words, by a button
    sa.Column("offered", sa.Text, nullable=False, server_default=""),  # JSON: what was suggested instead of an answer
    sa.Column("gist", sa.Text, nullable=False, server_default=""),  # JSON: what was read of it; personal
    sa.Column("taken", sa.Double),  # when one of those was asked
    sa.Column("handled", sa.Text, nullable=False, server_default=""),  # a Handled of misses.py: what staff made of it
    sa.Column("handled_at", sa.Double),
    sa.Column("staff_person", sa.BigInteger),  # who of staff
)

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("program", sa.Text, primary_key=True),  # empty: all
    sa.Column("since", sa.Double, nullable=False),
)

relays = sa.Table(
    "relays",
    metadata,
    sa.Column("staff_chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column(
        "staff_message", sa.BigInteger, primary_key=True, autoincrement=False
    ),  # a reply to it reaches the person
    sa.Column("chat", sa.BigInteger, nullable=False, index=True),  # personal
    sa.Column("question", sa.BigInteger, nullable=False),
    sa.Column("sent", sa.Double, nullable=False, index=True),
    sa.Column("answered", sa.Double),
    sa.Column("number", sa.BigInteger, nullable=False, server_default=sa.text("0")),  # of the question that is kept
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("staff_chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("staff_message", sa.BigInteger, primary_key=True, autoincrement=False),  # ours; they reply to it
    sa.Column("questions", sa.Text, nullable=False),  # JSON: the questions that it answers, and digests of their words
    sa.Column("written", sa.BigInteger),  # the message of staff that is the answer; the last one
    sa.Column("text", sa.Text, nullable=False, server_default=""),  # its words; empty for a picture, a file, a voice
    sa.Column("made", sa.Double, nullable=False, index=True),
    sa.Column("person", sa.BigInteger),  # of staff, who wrote it
    sa.Column("sending", sa.Text, nullable=False, server_default="[]"),  # JSON: questions of whom it is on its way to
)

digests = sa.Table(
    "digests",
    metadata,
    sa.Column("day", sa.Text, primary_key=True),  # 2026-11-23: when it was due, where the organiser lives
    sa.Column("state", sa.Text, nullable=False),  # a State of digests.py
    sa.Column("changed", sa.Double, nullable=False),
)

phrases = sa.Table(
    "phrases",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),  # digest of the text: what a button can carry
    sa.Column("text", sa.Text, nullable=False),  # personal where it is somebody's
    sa.Column("used", sa.Double, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False, server_default="", index=True),  # whose words; empty: the bot's own
)

moves = sa.Table(
    "moves",
    metadata,
    sa.Column("old", sa.BigInteger, primary_key=True, autoincrement=False),  # of a group that is a supergroup now
    sa.Column("new", sa.BigInteger, nullable=False),
)

keys = sa.Table(
    "keys",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

publications = sa.Table(
    "publications",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("source", sa.Text, nullable=False),  # a Source of publications.py
    sa.Column("state", sa.Text, nullable=False, index=True),  # a State of publications.py
    sa.Column("person", sa.BigInteger, nullable=False),  # of staff, who proposed it
    sa.Column("name", sa.Text, nullable=False),  # theirs, as Telegram told it then
    sa.Column("chat", sa.BigInteger, nullable=False),  # where it was proposed ...
    sa.Column("message", sa.BigInteger, nullable=False),  # ... and by which message
    sa.Column("proposed", sa.Double, nullable=False, index=True),
    sa.Column("publisher", sa.Text, nullable=False, server_default=""),  # the name of who published it
    sa.Column("decided", sa.Double),
    sa.Column("version", sa.Text, nullable=False, server_default=""),  # which version of the knowledge it makes
    sa.Column("undoes", sa.BigInteger),  # the publication that it takes back
    sa.Column("questions", sa.Text, nullable=False, server_default="[]"),  # JSON: missed ones that it deals with
)

publication_files = sa.Table(
    "publication_files",
    metadata,
    sa.Column("publication", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("file", sa.Text, primary_key=True),
    sa.Column("before", sa.LargeBinary),  # none: there was no such file
    sa.Column("after", sa.LargeBinary),  # none: it goes
)

copies = sa.Table(
    "copies",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),  # of the contents
    sa.Column("data", sa.LargeBinary, nullable=False),  # a file as staff were sent it: what their edit began from
    sa.Column("sent", sa.Double, nullable=False, index=True),
)

edits = sa.Table(
    "edits",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),  # of staff, who is asked
    sa.Column("said", sa.Text, nullable=False),  # digest of the message that asks, to which they reply
    sa.Column("record", sa.Text, nullable=False),  # section and ids, as a JSON list
    sa.Column("field", sa.Text, nullable=False),  # a Field of editing/amendments.py
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("shown", sa.Text, nullable=False),  # what stood there then, as a JSON list
    sa.Column("asked", sa.Double, nullable=False, index=True),
)

prompts = sa.Table(
    "prompts",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("said", sa.Text, primary_key=True),  # digest of a message that asked staff to write something
    sa.Column("asked", sa.Double, nullable=False, index=True),
)

preferences = sa.Table(
    "preferences",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column(
        "language", sa.Text, nullable=False, server_default=""
    ),  # of announcements; empty: the chat's, or English
    sa.Column("topic", sa.BigInteger),  # of a forum: where announcements go; none: into General
    sa.Column("lost_topic", sa.Text, nullable=False, server_default="stop"),  # a LostTopic of recipients.py
    sa.Column("quiet_from", sa.Integer),  # minutes after midnight; none: no quiet hours
    sa.Column("quiet_until", sa.Integer),
    sa.Column("zone", sa.Text, nullable=False, server_default=""),  # of the quiet hours; empty: the organiser's
    sa.Column("weekly_most", sa.Integer),  # announcements in seven days
    sa.Column("paused", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("paused_until", sa.Double),  # none: until it is taken up again
    sa.Column("changed", sa.Double, nullable=False),
)

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),  # personal
    sa.Column("program", sa.Text, primary_key=True),
    sa.Column("since", sa.Double, nullable=False),
)

departures = sa.Table(
    "departures",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),  # personal where it is a person's
    sa.Column("programs", sa.Text, nullable=False),  # JSON: what it subscribed to before it stopped everything
    sa.Column("reminders", sa.Text, nullable=False),  # JSON: of which programmes it was reminded
    sa.Column("left", sa.Double, nullable=False, index=True),
)

sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("seen", sa.Text, nullable=False),  # JSON: its facts, as they were when announcements were last proposed
    sa.Column("changed", sa.Double, nullable=False),
)

announcements = sa.Table(
    "announcements",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("origin", sa.Text, unique=True),  # what it was proposed for, so that it is proposed once; none: by staff
    sa.Column("source", sa.Text, nullable=False),  # a Source of announcements/states.py
    sa.Column("state", sa.Text, nullable=False, index=True),  # a Draft of announcements/states.py
    sa.Column("draft", sa.Text, nullable=False),  # JSON: an Announcement, until it is approved; the last one afterwards
    sa.Column("about", sa.Text, nullable=False, server_default=""),  # the edition that it tells of
    sa.Column("facts", sa.Text, nullable=False, server_default=""),  # JSON: what of its facts it tells
    sa.Column("person", sa.BigInteger, nullable=False),  # of staff, who drafted it; 0: the bot
    sa.Column("name", sa.Text, nullable=False, server_default=""),
    sa.Column("chat", sa.BigInteger, nullable=False),  # where staff deal with it ...
    sa.Column("message", sa.BigInteger),  # ... and the message of ours that shows it
    sa.Column("corrects", sa.BigInteger),  # the announcement that it is to change; none: it is one of its own
    sa.Column("previewed", sa.Text, nullable=False, server_default=""),  # what was looked at: a Preview of previews.py
    sa.Column("seconded", sa.BigInteger),  # who of staff said the first yes, where it takes two ...
    sa.Column("seconder", sa.Text, nullable=False, server_default=""),  # ... and their name
    sa.Column("made", sa.Double, nullable=False),
    sa.Column("changed", sa.Double, nullable=False, index=True),
)

rounds = sa.Table(
    "rounds",
    metadata,
    sa.Column("announcement", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),  # 0 sends it; later ones change or recall it
    sa.Column("kind", sa.Text, nullable=False),  # a Kind of announcements/states.py
    sa.Column("stage", sa.Text, nullable=False, index=True),  # a Stage of announcements/states.py
    sa.Column("due", sa.Double, nullable=False),
    sa.Column("expires", sa.Double, nullable=False),  # after that nothing is sent any more
    sa.Column("alive", sa.Double, nullable=False),  # when it was last worked on
    sa.Column("approved", sa.Double, nullable=False),
    sa.Column("approvers", sa.Text, nullable=False, server_default=""),  # their names
    sa.Column("reason", sa.Text, nullable=False, server_default=""),  # why it was stopped
    sa.Column("finished", sa.Double),
    sa.Column("chat", sa.BigInteger, nullable=False),  # where staff see how it goes ...
    sa.Column("message", sa.BigInteger),  # ... and in which message of ours
    sa.Column("shown", sa.Text, nullable=False, server_default=""),  # digest of what that message says
    sa.Column("forgotten", sa.Integer, nullable=False, server_default=sa.text("0")),  # people who wanted to be
    sa.Column("tally", sa.Text, nullable=False, server_default=""),  # JSON: the counts, once the deliveries are gone
)

renderings = sa.Table(
    "renderings",
    metadata,
    sa.Column("announcement", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("language", sa.Text, primary_key=True),  # of the chats that get it
    sa.Column("said", sa.Text, nullable=False),  # the language of its text
    sa.Column("body", sa.Text, nullable=False),  # JSON: a Rendering of announcements/announcement.py
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("announcement", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),  # personal where it is a person's
    sa.Column("position", sa.Integer, nullable=False),  # the canary first, then one of each language, then the others
    sa.Column("kind", sa.Text, nullable=False),  # of the chat: private, group, supergroup, channel
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("topic", sa.BigInteger),
    sa.Column("state", sa.Text, nullable=False),  # a State of announcements/states.py
    sa.Column("reason", sa.Text, nullable=False, server_default=""),  # a Reason of announcements/states.py
    sa.Column("told", sa.Text, nullable=False, server_default=""),  # Telegram's own words
    sa.Column("messages", sa.Text, nullable=False, server_default="[]"),  # JSON: ids of ours
    sa.Column("text", sa.Integer, nullable=False, server_default=sa.text("0")),  # the round whose rendering it got
    sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("not_before", sa.Double, nullable=False, server_default=sa.text("0")),
    sa.Column("owner", sa.Text, nullable=False, server_default=""),  # the process that sends it
    sa.Column("changed", sa.Double, nullable=False),
    sa.Column("sent", sa.Double),
    sa.Index("ix_deliveries_announcement_round_state_position", "announcement", "round", "state", "position"),
    sa.Index("ix_deliveries_chat_sent", "chat", "sent"),
)
