"""Staff fetch a file, send it back, see what would change, publish it, and take it back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.telegram.desk import FAQ, WAIT, Desk

BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghij"))


async def test_a_file_goes_out_comes_back_and_is_taken_back(desk: Desk) -> None:
    sora = desk.sora
    copy = await desk.fetched(sora)
    assert copy.endswith(FAQ.encode())
    sora.sends_document("faq (1).yaml", copy.replace(b"It is free.", b"It costs 20 euros.").replace(b"\n", b"\r\n"))
    told = await sora.hears(WAIT, containing="would like to change faq.yaml")
    assert "entries › fee › answer › en: It is free. → It costs 20 euros." in told.text
    assert "visa" not in told.text  # the line ends of the editor are no change
    preview = await sora.hears(WAIT)
    assert [line for line in preview.text.splitlines() if "fee?" in line or "e: It" in line or "r: It" in line][:3] == [
        "A test question would fail: “Is there a fee?”",
        "• before: It is free.",
        "• after: It costs 20 euros.",
    ]
    assert desk.faq == FAQ

    buttons = preview.buttons
    await desk.press(sora, preview, "Publish all the same")
    assert "is live" in (await sora.hears(WAIT)).text
    assert desk.faq == FAQ.replace("It is free.", "It costs 20 euros.")
    assert "20 euros" in await desk.asks("Is there a fee?")
    sora.says("/status")
    assert "published by Sora" in (await sora.hears(WAIT)).text
    desk.min.says("/history")
    assert "Sora: faq.yaml (a file)" in (await desk.min.hears(WAIT)).text

    desk.min.says("/undo")
    at_once = await desk.min.hears(WAIT, containing="go back at once")
    await desk.press(desk.min, at_once, "Go back at once")
    await desk.min.hears(WAIT, containing="is live")
    assert desk.faq == FAQ
    stale = next(button["callback_data"] for button in buttons if button["text"].startswith("Publish"))
    assert "too old" in (await sora.forges_press(preview, stale).answer(WAIT)).get("text", "")
    assert desk.faq == FAQ  # and nobody is told that it is published
    desk.min.says("/undo")
    assert "Nothing has been published" in (await desk.min.hears(WAIT)).text  # and an undoing is not undone by it


BAD = {
    "30 MB": (FAQ.encode(), 30 * 1024 * 1024, "30 MB"),
    "cut off on the way": (FAQ.encode()[:100], 400, "did not arrive whole (100 of 400 bytes)"),
    "UTF-16": (FAQ.encode("utf-16"), None, "faq.yaml:1:1: the file is saved as UTF-16"),
    "Latin-1": (FAQ.replace("free", "fré").encode("latin-1"), None, "not saved as UTF-8"),
    "a picture": (b"\x89PNG\0\0", None, "faq.yaml:1:"),
    "an alias bomb": (BOMB.encode(), None, "faq.yaml:1:4: "),
    "broken YAML": (FAQ.replace("answer:", "answer", 1).encode(), None, "faq.yaml:"),
    "an unknown key": (FAQ.replace("answer:", "awnser:", 1).encode(), None, "faq.yaml:8:5: unknown key 'awnser'"),
    "what is there": (FAQ.encode(), None, "says that already"),
}
"""The bytes of a file, the size that is told, and what staff hear of it."""


NAMES = {
    "faq.txt": "ends in .yaml",
    "knowledge.zip": "ends in .yaml",
    "<b>&x.yaml": "Write its name into the caption",
    "\u202efaq.yaml": "Write its name into the caption",
}
"""The names of files that are none, and what staff hear of them."""


async def test_a_file_that_is_no_good_is_refused_with_its_fault(desk: Desk) -> None:
    for name, (data, size, words) in BAD.items():
        message = desk.sora.sends_document("faq.yaml", data, size=size)
        heard = await desk.sora.hears(WAIT)
        while "would like" in heard.text or "look closely" in heard.text or "document" in heard:
            heard = await desk.sora.hears(WAIT)
        assert words in heard.text, name
        assert not [button for button in heard.buttons if "Publish" in button["text"]], name
        assert heard.reply_to == message.id
    for name, words in NAMES.items():
        desk.sora.sends_document(name, FAQ.encode())
        assert words in (await desk.sora.hears(WAIT)).text, name
    desk.sora.sends_document("faq.yaml", FAQ.encode(), caption="./faq.yaml")
    assert "faq.yaml says that already" in (await desk.sora.hears(WAIT)).text
    assert desk.faq == FAQ


async def test_who_is_not_of_staff_changes_nothing(desk: Desk) -> None:
    changed = FAQ.replace("free", "dear").encode()
    desk.ann.sends_document("faq.yaml", changed)
    assert "read only text" in (await desk.ann.hears(WAIT)).text
    desk.ann.sends_document("faq.yaml", changed, chat=desk.staff)
    preview = await desk.previewed(desk.sora, changed)
    publish = preview.buttons[0]["callback_data"]
    for forged in (publish, publish.replace("publish", "sure"), "t:publish:1", "t:undo:x", "t:file:../../etc"):
        answer = await desk.ann.forges_press(preview, forged).answer(WAIT)
        assert answer.get("text")
    assert desk.faq == FAQ
    assert desk.api.sent(desk.staff) == []


async def test_a_file_without_entries_is_asked_about_twice(desk: Desk) -> None:
    empty = b"# Kept by Sora.\nentries:\n  - id: fee\n    questions: {en: [What does it cost?]}\n    answer: {en: x}\n"
    first = FAQ.encode() + b"".join(
        b"  - {id: more-%d, questions: {en: [What is %d?]}, answer: {en: It is %d.}}\n" % (n, n, n) for n in range(2)
    )
    (desk.folder / "faq.yaml").write_bytes(first)
    preview = await desk.previewed(desk.sora, empty)
    assert "Careful: 3 of the 4 things in faq.yaml would be gone" in preview.text
    await desk.press(desk.sora, preview, "Publish all the same")
    again = await desk.sora.hears(WAIT, containing="really go")
    assert desk.faq == first.decode()
    await desk.press(desk.sora, again, "Yes, publish: 3 things go")
    await desk.sora.hears(WAIT, containing="is live")
    assert desk.faq == empty.decode()


async def test_the_second_of_two_is_told_and_shown_both(desk: Desk) -> None:
    ours, theirs = await desk.fetched(desk.sora), await desk.fetched(desk.min)
    sora = await desk.previewed(desk.sora, ours.replace(b"It is free.", b"Nothing at all."))
    rival = await desk.previewed(desk.min, theirs.replace(b"the embassy of", b"the consulate of"))
    await desk.press(desk.min, rival, "Publish")
    await desk.min.hears(WAIT, containing="is live")

    await desk.press(desk.sora, sora, sora.buttons[0]["text"])
    told = await desk.sora.hears(WAIT, containing="is not what your change began from")
    assert "published by Min" in told.text
    assert "the embassy of Freedonia. → Ask the consulate of Freedonia." in told.text
    assert "It is free. → Nothing at all." in told.text
    assert desk.faq == FAQ.replace("embassy", "consulate")
    both = await desk.asked(desk.sora)
    await desk.press(desk.sora, both, both.buttons[0]["text"])
    await desk.sora.hears(WAIT, containing="is live")
    assert desk.faq == FAQ.replace("embassy", "consulate").replace("It is free.", "Nothing at all.")

    desk.min.sends_document("faq.yaml", theirs.replace(b"It is free.", b"It costs 5 euros."))
    told = await desk.min.hears(WAIT, containing="is not what your change began from")
    assert "the same lines" in told.text
    present = await desk.min.hears(WAIT)
    assert desk.api.world.files[present["document"]["file_id"]].data.endswith(desk.faq.encode())


async def test_a_restart_loses_no_proposal(desk: Desk, small_cache: Path) -> None:
    desk.sora.sends_document("faq.yaml", FAQ.replace("embassy", "consulate").encode())
    await desk.sora.hears(WAIT, containing="look closely")  # without its first line, nobody knows what it began from
    await desk.sora.hears(WAIT, containing="would like to change")
    await desk.end(kill=True)
    (desk.folder / ".publishing").mkdir()  # as a publisher leaves it that is killed before it has decided
    await desk.start(small_cache)
    preview = await desk.asked(desk.sora)
    await desk.press(desk.sora, preview, "Publish")
    await desk.sora.hears(WAIT, containing="is live")
    assert "consulate" in desk.faq


async def test_a_restart_loses_no_step_of_an_edit(desk: Desk, small_cache: Path) -> None:
    desk.sora.says("/edit fee")
    menu = await desk.sora.hears(WAIT)
    await desk.press(desk.sora, menu, "Answer")
    await desk.press(desk.sora, menu, "English")
    prompt = await desk.sora.hears(WAIT, containing="is now")
    await desk.end(kill=True)
    await desk.start(small_cache)
    desk.sora.says("It is free: for all.", reply_to=prompt)
    preview = await desk.asked(desk.sora)
    await desk.press(desk.sora, preview, "Publish")
    await desk.sora.hears(WAIT, containing="is live")
    assert desk.faq == FAQ.replace("It is free.", '"It is free: for all."')
    desk.min.says("/history")
    assert "Sora: faq.yaml (an edit)" in (await desk.min.hears(WAIT)).text


async def test_what_is_published_is_what_was_previewed(desk: Desk) -> None:
    """Two changes may be harmless each, and not together."""
    sora = await desk.previewed(
        desk.sora, (await desk.fetched(desk.sora)).replace(b"It is free.", b"It costs 5 euros.")
    )
    tests = desk.folder / "questions" / "english.yaml"
    tests.write_text(
        tests.read_text(encoding="utf-8").replace("Is there a fee?", "What does it cost?"), encoding="utf-8"
    )
    await desk.press(desk.sora, sora, "Publish all the same")
    await desk.sora.hears(WAIT, containing="try yours out once more")
    assert desk.faq == FAQ
    again = await desk.asked(desk.sora)
    assert "“What does it cost?”" in again.text
    await desk.press(desk.sora, again, "Publish all the same")
    await desk.sora.hears(WAIT, containing="is live")
    assert "5 euros" in desk.faq


async def test_a_translation_is_noted_with_who_changes_it_and_not_with_who_takes_that_back(desk: Desk) -> None:
    place, notes = (desk.folder / "languages" / "eo" / name for name in ("all.yaml", "checked.yaml"))
    place.parent.mkdir()
    text = "language: eo\ntexts:\n  entries/fee/answer: Senpaga.\n"
    place.write_text(text, encoding="utf-8")
    desk.sora.sends_document("all.yaml", text.replace("Senpaga", "Senkosta").encode(), caption="languages/eo/all.yaml")
    assert "noted as right: eo" in (await desk.sora.hears(WAIT, containing="would like to change")).text
    await desk.press(desk.sora, await desk.asked(desk.sora), "Publish")
    published = await desk.sora.hears(WAIT, containing="is live")
    assert "texts/entries/fee/answer" in notes.read_text(encoding="utf-8")

    await desk.press(desk.sora, published, "Undo")  # what the text says again, nobody has compared
    at_once = await desk.sora.hears(WAIT, containing="go back at once")
    await desk.press(desk.sora, at_once, "Go back at once")
    await desk.sora.hears(WAIT, containing="is live")
    assert (place.read_text(encoding="utf-8"), notes.exists()) == (text, False)

    preview = await desk.previewed(desk.min, FAQ.replace("It is free.", "It costs nothing, free.").encode())
    fit = preview.buttons[0]["callback_data"].replace("publish", "fit")
    desk.min.forges_press(preview, fit)
    again = await desk.min.hears(WAIT, containing="would like to change")
    assert "noted as right: eo" in again.text
    assert not notes.exists()
