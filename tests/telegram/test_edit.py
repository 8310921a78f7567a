"""/edit: buttons to what is meant, the present value, a reply with the new one, and a proposal like any other."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.compiled import Compiled
from bot.live import Live
from bot.stand_in import BotApi, Group, Message, Person
from bot.storage import publications
from bot.storage.publications import Publication, State
from tests.telegram.group_world import GroupWorld, group_world
from tests.telegram.serving import service

FAQ = """\
# Kept by Sora.
entries:
  - id: fee  # asked most
    questions:
      en:
        - What does it cost?
        - Is there a fee?
    answer:
      en: It is free.  # since 2011
  - id: visa
    questions:
      en: [Do I need a visa?]
    answer:
      en: Ask the embassy of Freedonia.
"""
COURSES = """\
programs:
  - id: course
    kind: training
    names: {en: [The course]}
    about: {en: A course.}
    editions:
      - id: "2026"
        year: 2026
      - id: "2027"
        year: 2027
        start: 2027-05-10  # a Monday
        end: 2027-05-14
        application:
          opens: 2027-01-10
          closes: 2027-02-28
          link: https://example.org/apply
"""
TEXTS = "language: es\ntexts:\n  entries/fee/answer: Es gratis.\n"


@dataclass(frozen=True)
class Desk:
    """A bot over a small folder, one of staff with their chat, and somebody else."""

    world: GroupWorld
    folder: Path
    sora: Person
    ann: Person
    room: Group

    async def says(self, text: str, reply_to: Message | None = None, person: Person | None = None) -> Message:
        """The last thing that is heard then, in the private chat."""
        (person or self.sora).says(text, reply_to=reply_to)
        return await self.last(person)

    async def last(self, person: Person | None = None) -> Message:
        await self.world.settle()
        return self.world.api.sent((person or self.sora).chat)[-1]

    async def press(self, message: Message, *buttons: str) -> Message:
        """What stands at the end of the chat when the buttons are pressed one after the other."""
        for button in buttons:
            self.sora.presses(message, button)
            message = await self.last()
        return message

    async def proposed(self) -> list[Publication]:
        """What waits to be tried out."""
        return await self.world.services.database.run(lambda c: publications.in_state(c, State.CHECKING))

    async def differs(self) -> str:
        """Of the latest proposal: its file, the lines that go and those that come; notes of translators aside."""
        (one,) = [one for one in (await self.proposed())[-1].files if not one.file.endswith("checked.yaml")]
        before, after = ((data or b"").decode().splitlines() for data in (one.before, one.after))
        lines = difflib.ndiff(before, after)
        return "\n".join([one.file, *(line[0] + line[2:] for line in lines if line[0] in "+-")])


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "knowledge"
    for name, text in {"faq.yaml": FAQ, "programs/course.yaml": COURSES, "languages/es/texts.yaml": TEXTS}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    sora, ann = api.person("Sora"), api.person("Ann")
    room = api.group("Staff", members=[sora, ann])
    for person in (sora, ann):
        person.says("/help")
    async with group_world(api, tmp_path, staff=[sora.id], staff_chat=room.id, languages=("en", "es")) as world:
        over = replace(service(), compiled=Compiled(folder, None))
        served = replace(world.services, live=Live(over, world.services.now))
        found = Desk(GroupWorld(api, world.bot, served, world.time), folder, sora, ann, room)
        await found.world.settle()
        yield found


def forces_reply(desk: Desk) -> bool:
    """Whether the last message opens the field to reply in."""
    return "force_reply" in str(desk.world.api.journal.of("sendMessage")[-1].params.get("reply_markup"))


async def test_an_answer_is_changed_step_by_step(desk: Desk) -> None:
    menu = await desk.says("/edit")
    entry = await desk.press(menu, "Answers and phrasings", "What does it cost?")
    assert entry.text == "What does it cost? (entries/fee): what would you like to change?"
    prompt = await desk.press(entry, "Answer", "English")
    assert prompt.text.startswith("Answer of entries/fee is now:\n\nIt is free.\n\nReply to this message")
    assert forces_reply(desk)

    told = await desk.says("It is free: for members.\n\nOthers pay #1 #2.", reply_to=prompt)

    assert "Sora would like to change faq.yaml" in told.text
    assert await desk.differs() == (
        "faq.yaml\n"
        "-      en: It is free.  # since 2011\n"
        "+      en: |-  # since 2011\n"
        "+        It is free: for members.\n"
        "+\n"
        "+        Others pay #1 #2."
    )
    assert (desk.folder / "faq.yaml").read_text(encoding="utf-8") == FAQ


WAYS = {
    "fee > Answer > español": "No cuesta nada.",
    "visa > Phrasings > English": "Visa needed?",
    "2027 > First day": "2027.5.11",
    "course 2026 > First and last day": "2026-05-11 - 2026-05-15",
    "2026 > Application window": "2026-01-10 - 2026-02-01 18:00",
    "2027 > Application closes": "2027-03-01",
    "2027 > Link to apply": "https://example.org/x",
}
"""The words behind /edit and the buttons, and what is typed; MADE says what becomes of it."""
MADE = """\
languages/es/texts.yaml
-  entries/fee/answer: Es gratis.
+  entries/fee/answer: No cuesta nada.
faq.yaml
-      en: [Do I need a visa?]
+      en: [Do I need a visa?, Visa needed?]
programs/course.yaml
-        start: 2027-05-10  # a Monday
+        start: 2027-05-11  # a Monday
programs/course.yaml
+        start: 2026-05-11
+        end: 2026-05-15
programs/course.yaml
+        application:
+          opens: 2026-01-10
+          closes: 2026-02-01 18:00
programs/course.yaml
-          closes: 2027-02-28
+          closes: 2027-03-01
programs/course.yaml
-          link: https://example.org/apply
+          link: https://example.org/x
"""


@pytest.mark.parametrize("name", WAYS)
async def test_words_lead_straight_to_it(name: str, desk: Desk) -> None:
    words, *buttons = name.split(" > ")
    prompt = await desk.press(await desk.says(f"/edit {words}"), *buttons)
    told = await desk.says(WAYS[name], reply_to=prompt)
    assert "would like to change" in told.text
    assert await desk.differs() == re.split(r"\n(?=\w)", MADE.strip("\n"))[list(WAYS).index(name)]


GONE = {
    "2027 > Remove: Last day": "programs/course.yaml\n-        end: 2027-05-14",
    "2027 > Remove: Application window": "\n-".join(["programs/course.yaml", *COURSES.splitlines()[-4:]]),
    "fee > Remove: Phrasings > English > Is there a fee?": "faq.yaml\n-        - Is there a fee?",
}


@pytest.mark.parametrize("name", GONE)
async def test_what_is_not_needed_any_more_is_taken_away(name: str, desk: Desk) -> None:
    words, *buttons = name.split(" > ")
    menu = await desk.says(f"/edit {words}")
    told = await desk.press(menu, *buttons)
    assert "would like to change" in told.text
    assert await desk.differs() == GONE[name]
    assert menu.buttons == []  # a second removal begins anew, as it is another proposal


async def test_what_is_wrong_is_told_and_asked_again(desk: Desk) -> None:
    prompt = await desk.press(await desk.says("/edit 2027"), "First day")
    for text, why in {
        "10.05.2027": "expected a day, the year first, such as 2027-05-10; found '10.05.2027'",
        "2027-02-30": "expected a day that exists in the calendar",
    }.items():
        again = await desk.says(text, reply_to=prompt)
        said = desk.world.api.sent(desk.sora.chat)[-2]
        assert why in said.text
        assert forces_reply(desk)
        prompt = again
    assert await desk.proposed() == []
    await desk.says("2027-05-12", reply_to=prompt)
    assert len(await desk.proposed()) == 1


async def test_a_file_that_only_people_can_change_is_named_with_its_line(desk: Desk) -> None:
    (desk.folder / "faq.yaml").write_text(FAQ + "      es: &x Hola\n", encoding="utf-8")
    prompt = await desk.press(await desk.says("/edit visa"), "Answer", "English")
    await desk.says("Ask us.", reply_to=prompt)
    said = desk.world.api.sent(desk.sora.chat)[-2]
    assert "faq.yaml:15:11: a text that begins with & must stand in quotes" in said.text
    assert str(desk.folder) not in said.text


async def test_a_file_that_lies_elsewhere_is_not_changed(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "faq.yaml"
    (desk.folder / "faq.yaml").rename(elsewhere)
    (desk.folder / "faq.yaml").symlink_to(elsewhere)
    prompt = await desk.press(await desk.says("/edit visa"), "Answer", "English")
    said = await desk.says("Ask us.", reply_to=prompt)
    assert "'faq.yaml' is no file of the knowledge" in said.text
    assert await desk.proposed() == []


async def test_what_somebody_else_has_changed_meanwhile_is_shown(desk: Desk) -> None:
    prompt = await desk.press(await desk.says("/edit fee"), "Answer", "English")
    changed = FAQ.replace("It is free.", "It costs 5 euros.")
    (desk.folder / "faq.yaml").write_text(changed, encoding="utf-8")
    await desk.says("It costs 9 euros.", reply_to=prompt)
    heard = [one.text for one in desk.world.api.sent(desk.sora.chat)[-2:]]
    assert "somebody else has changed it. It has become:\n\nIt costs 5 euros." in heard[0]
    assert "It costs 5 euros. → It costs 9 euros." in heard[1]


async def test_a_step_is_done_with_once_it_is_answered_or_cancelled(desk: Desk) -> None:
    prompt = await desk.press(await desk.says("/edit fee"), "Answer", "English")
    assert (await desk.says("/cancel")).text == "Cancelled. Nothing has changed."
    assert "nothing to cancel" in (await desk.says("/cancel")).text
    await desk.says("It costs 9 euros.", reply_to=prompt)
    assert await desk.proposed() == []

    prompt = await desk.press(await desk.says("/edit fee"), "Answer", "English")
    for text in ("It costs 9 euros.", "It costs 8 euros."):
        await desk.says(text, reply_to=prompt)
    assert (await desk.differs()).endswith("\n+      en: It costs 9 euros.  # since 2011")
    assert len(await desk.proposed()) == 1


async def test_a_press_that_is_handled_again_asks_again_and_both_questions_can_be_answered(desk: Desk) -> None:
    """As after a kill between the two."""
    menu = await desk.press(await desk.says("/edit 2027"))
    first = await desk.press(menu, "First day")
    second = await desk.press(menu, "First day")
    assert first.id != second.id
    await desk.says("2027-05-12", reply_to=first)
    assert len(await desk.proposed()) == 1


async def test_only_the_last_question_is_answered(desk: Desk) -> None:
    menu = await desk.says("/edit 2027")
    first = await desk.press(menu, "First day")
    second = await desk.press(menu, "Last day")
    await desk.says("2027-05-12", reply_to=first)
    assert await desk.proposed() == []
    await desk.says("2027-05-12", reply_to=second)
    assert (await desk.differs()).endswith("+        end: 2027-05-12")


async def test_a_text_of_any_length_is_shown_and_taken(desk: Desk) -> None:
    long = "\n\n".join(f"Paragraph {number}: <b>it</b> & that. {'word ' * 40}".strip() for number in range(17))
    file = desk.folder / "faq.yaml"
    file.write_text(FAQ.replace("It is free.", json.dumps(long)), encoding="utf-8")
    prompt = await desk.press(await desk.says("/edit fee"), "Answer", "English")
    assert "(Answer, entries/fee.)" in prompt.text
    told = await desk.says(long.replace("Paragraph 3:", "Paragraph three:"), reply_to=prompt)
    assert len(await desk.proposed()) == 1
    assert told.text


async def test_nobody_else_can_edit(desk: Desk) -> None:
    await desk.says("/edit fee", person=desk.ann)
    assert "would you like" not in (await desk.last(desk.ann)).text
    desk.sora.says("/edit fee", chat=desk.room)
    await desk.world.settle()
    menu = desk.world.api.sent(desk.room)[-1]
    forged = desk.ann.forges_press(menu, str(menu.buttons[0]["callback_data"]))
    await desk.world.settle()
    assert "too old" in (await forged.answer())["text"]
    desk.sora.presses(menu, "Answer")
    await desk.world.settle()
    desk.sora.presses(desk.world.api.sent(desk.room)[-1], "English")
    await desk.world.settle()
    prompt = desk.world.api.sent(desk.room)[-1]
    desk.ann.says("Pay me.", reply_to=prompt)
    await desk.world.settle()
    assert await desk.proposed() == []
    desk.sora.says("Pay nobody.", reply_to=prompt)
    await desk.world.settle()
    assert (await desk.differs()).endswith("\n+      en: Pay nobody.  # since 2011")


FORGED = [
    "edit-one:0",
    "edit-one:",
    "edit-field:0:answer",
    "edit-ask:0",
    "edit-ask:::",
    "edit-drop:0:answer",
    "edit-less:::",
]


@pytest.mark.parametrize("data", FORGED)
async def test_what_no_button_holds_does_nothing(data: str, desk: Desk) -> None:
    menu = await desk.says("/edit fee")
    key = str(menu.buttons[0]["callback_data"]).split(":")[2]
    fields = [
        "edit-field:{}:start",
        "edit-ask:{}:answer:fr",
        "edit-ask:{}:no:en",
        "edit-drop:{}:end",
        "edit-less:{}:p:en:0",
    ]
    for one in (data, *(field.format(key) for field in fields)):
        press = desk.sora.forges_press(menu, f"t:{one}")
        await desk.world.settle()
        assert "too old" in (await press.answer())["text"], one
    assert await desk.proposed() == []


async def test_many_stand_on_pages(desk: Desk) -> None:
    more = "".join(f"  - {{id: e{n}, questions: {{en: [Question {n}?]}}, answer: {{en: A.}}}}\n" for n in range(20))
    (desk.folder / "faq.yaml").write_text(FAQ + more, encoding="utf-8")
    page = await desk.press(await desk.says("/edit"), "Answers and phrasings")
    assert [button["text"] for button in page.buttons][-3:] == ["Question 5?", "Something else", "More ›"]
    page = await desk.press(page, "More ›", "More ›")
    assert [button["text"] for button in page.buttons] == [
        *(f"Question {n}?" for n in range(14, 20)),
        "‹ Before",
        "Something else",
    ]
    page = await desk.press(page, "Something else")
    assert page.text.startswith("What would you like to change?")
    many = await desk.says("/edit question")
    assert "12 more fit" in many.text
    assert "Nothing that can be changed step by step has submarine" in (await desk.says("/edit submarine")).text
