"""The page in a real Chromium: what a person with a keyboard, a screen reader, or a narrow screen finds there."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.preview.previewing import Running, edit
from tests.preview.seeing import Sight
from tests.preview.test_http import BY_THE_HOTEL, BY_THE_INN, TOWELS

WHEN = "When was the Joint Workshop in 2017?"
CONNECTIONS = 6
"""That a browser has to one server."""
TOPICS = "What were the topics of Joint Workshop 2017?"
IN_ARABIC = "متى كانت ورشة العمل المشتركة في 2018؟"
NASTY = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> when was the Joint Workshop in 2017?'


@pytest.fixture
def sight(browser: webdriver.Chrome, packaged: Running) -> Sight:
    browser.set_window_size(1280, 900)
    return Sight(browser, packaged.url)


def test_a_question_is_answered_and_explained(sight: Sight) -> None:
    assert "20–23 November 2017" in sight.ask(WHEN)
    assert sight.text("#outcome") == "Answered, in English."
    assert "joint-workshop/2017#when" in sight.text("#candidates")
    assert "2017: year 2017" in sight.text("#trace")
    assert sight.one("#log b").text == "Joint Workshop 2017"


def test_a_suggestion_is_pressed_by_keyboard_alone(sight: Sight) -> None:
    sight.keys(WHEN, Keys.ENTER)  # the field for the question has the focus from the beginning
    sight.until(lambda: TOPICS in sight.text("#log"))
    for _ in range(20):
        if sight.driver.switch_to.active_element.text == TOPICS:
            break
        ActionChains(sight.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    sight.keys(Keys.ENTER)
    sight.until(lambda: "Smart City Vision" in sight.bubbles()[-1])
    assert sight.bubbles()[-2] == TOPICS


def test_what_is_told_above_the_chat_stays_whatever_comes_first(sight: Sight) -> None:
    """The stream brings what a press has done, while the answer to the press itself is held back."""
    sight.ask(WHEN)
    sight.run(
        "const real = window.fetch;"
        "window.fetch = async (...all) => {"
        "  const answer = await real(...all); await new Promise((go) => { window.go = go; }); return answer; }"
    )
    next(one for one in sight.all("#log article:last-child button") if "👍" in one.text).click()
    told = sight.until(lambda: sight.text("[role=status]"))
    assert "Thank" in told
    sight.until(lambda: sight.run("return Boolean(window.go)"))
    sight.run("window.go()")
    sight.until(lambda: not sight.all("#log[aria-busy]"))
    assert sight.text("[role=status]") == told


def test_focus_stays_where_a_message_changes_in_its_place(sight: Sight) -> None:
    sight.ask("/programs")
    count = len(sight.bubbles())
    sight.until(lambda: sight.all("#log article:last-child button"))[0].send_keys(Keys.ENTER)
    sight.until(lambda: "Choose" not in sight.bubbles()[-1] or "Back" in sight.text("#log article:last-child"))
    assert len(sight.bubbles()) == count
    focused = "return document.querySelector('#log article:last-child').contains(document.activeElement)"
    assert sight.until(lambda: sight.run(focused))


def test_a_save_shows_old_beside_new_and_a_faulty_one_its_line(
    browser: webdriver.Chrome, preview: Running, folder: Path
) -> None:
    sight, faq = Sight(browser, preview.url), folder / "faq.yaml"
    assert BY_THE_HOTEL in sight.ask(TOWELS)

    edit(faq, BY_THE_HOTEL, BY_THE_INN)
    sight.until(lambda: sight.one("#change").is_displayed())
    assert BY_THE_HOTEL in sight.text("#old")
    assert BY_THE_INN in sight.text("#new")
    assert (sight.text("#old del"), sight.text("#new ins")) == ("hotel.", "inn.")
    assert BY_THE_INN in sight.bubbles()[-1]
    assert "has changed" in sight.text("[role=status]")

    edit(faq, "answer:", "awnser:")
    assert "mistake" in sight.until(lambda: sight.text("[role=alert]"))
    line = faq.read_text(encoding="utf-8").partition("awnser")[0].count("\n") + 1
    assert f"{faq}:{line}:5" in sight.text("#faults")
    assert "did you mean 'answer'" in sight.text("#faults")
    assert BY_THE_INN in sight.ask(TOWELS)

    edit(faq, "awnser:", "answer:")
    sight.until(lambda: not sight.text("[role=alert]"))


def test_what_takes_longer_comes_later_and_says_so(browser: webdriver.Chrome, preview: Running, folder: Path) -> None:
    questions = folder / "questions" / "hotel.yaml"
    edit(questions, "- hotel", "- hostel")
    sight = Sight(browser, preview.url)
    sight.until(lambda: "Now every phrasing" in sight.text("#tried"))
    sight.until(lambda: "1 error, 0 warnings" in sight.text("#tried"))
    assert f"{questions}:" in sight.text("#findings")
    assert "does not say 'hostel'" in sight.text("#findings")
    sight.until(lambda: sight.one("#matrix").is_displayed())
    assert sight.text("#covered") == "en 2/2"
    sight.one("#matrix summary").send_keys(Keys.ENTER)
    assert sight.text("#matrix tbody th") == "entries entry"
    assert sight.text("#matrix td") == "2/2"
    sight.one("#gaps").send_keys(Keys.SPACE)
    assert not sight.one("#matrix td").is_displayed()


def test_arabic_runs_from_the_right(sight: Sight) -> None:
    sight.ask(IN_ARABIC)
    for message in sight.all("#log .bubble")[-2:]:
        assert message.get_attribute("lang") == "ar"
        assert sight.run("return arguments[0].matches(':dir(rtl)')", message)
    assert sight.text("#outcome") == "Answered, in Arabic."
    assert sight.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_is_typed_stays_text(sight: Sight) -> None:
    sight.ask(NASTY)
    assert sight.bubbles()[-2] == NASTY
    assert sight.all("#log img, #log script, #trace img") == []
    assert sight.run("return window.hit") is None
    assert sight.driver.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_more_pages_than_a_browser_has_connections_have_a_conversation_each(sight: Sight) -> None:
    sight.ask("When was the Seoul training in 2016?")
    first, url = sight.driver.current_window_handle, sight.driver.current_url
    others = []
    try:
        for _ in range(CONNECTIONS):
            sight.driver.switch_to.new_window("tab")
            others.append(sight.driver.current_window_handle)
            other = Sight(sight.driver, url)
        other.ask(WHEN)
        assert "Joint Workshop 2018" in other.ask("and in 2018?")
    finally:
        for window in others:
            sight.driver.switch_to.window(window)
            sight.driver.close()
        sight.driver.switch_to.window(first)
    assert "Seoul Program 2017" in sight.ask("and in 2017?")
    assert len(sight.bubbles()) == 5


def test_another_day_is_typed_and_the_question_asked_again(sight: Sight) -> None:
    assert "took place" in sight.ask("When was the Joint Workshop in 2018?")
    sight.one("#today").send_keys("05012018")
    sight.until(lambda: "will take place" in sight.bubbles()[-1])
    assert sight.one("#change").is_displayed()
    assert sight.one("#today").get_attribute("value") == "2018-05-01"


NAMED = [
    ("header", "banner", ""),
    ("main", "main", ""),
    ("#setting", "form", "As whom and when you ask"),
    ("#chat", "region", "Chat"),
    ("#log", "log", "Chat"),
    ("#problems", "region", "The files and their problems"),
    ("#reading", "region", "Why it says so"),
    ("#coverage", "region", "What each language answers"),
    ("#text", "textbox", "Your question"),
    ("#client", "combobox", "Language of Telegram"),
    ("#status", "status", ""),
    ("#refused", "alert", ""),
    ("#candidates", "table", "Candidates"),
    ("#trace", "region", "The reading"),
    ("#log article:nth-child(2)", "article", "You"),
    ("#log article:nth-child(3)", "article", "The bot"),
]


def test_all_is_named_for_those_who_do_not_see_it(sight: Sight) -> None:
    sight.ask(WHEN)
    found = [(selector, sight.one(selector).aria_role, sight.one(selector).accessible_name) for selector, *_ in NAMED]
    assert found == NAMED
    used = [one for one in sight.all("a, button, input, select, summary") if one.is_displayed()]
    assert len(used) > 10
    assert [one.get_attribute("outerHTML") for one in used if not one.accessible_name] == []
    assert sight.run("return document.documentElement.lang") == "en"
    assert len(sight.all("h1")) == 1


CONTRAST = """
const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
  .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
const behind = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const colour = rgb(getComputedStyle(one).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const written = (one) => one.checkVisibility() && [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
return [...document.querySelectorAll("body *")].filter(written).map((one) => {
  const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))];
  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), one.tagName, one.textContent.trim().slice(0, 30)];
});
"""


def test_all_text_stands_out_by_day_and_by_night(sight: Sight) -> None:
    sight.ask("When was the Joint Workshop in 2018?")
    sight.one("#today").send_keys("05012018")
    sight.until(lambda: sight.all("#new ins"))
    for scheme in ("light", "dark"):
        sight.emulate(prefers_color_scheme=scheme)
        found = sight.run(CONTRAST)
        assert len(found) > 30
        assert [one for one in found if one[0] < 4.5] == []
    sight.emulate()


OUTLINE = """
const style = getComputedStyle(document.activeElement);
return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
"""


def test_the_focus_is_seen_wherever_it_goes(sight: Sight) -> None:
    sight.ask(WHEN)
    sight.run("document.activeElement.blur(); window.scrollTo(0, 0)")
    seen = []
    for _ in range(30):
        sight.keys(Keys.TAB)
        seen.append(sight.run(OUTLINE))
    assert {name for name, *_ in seen} >= {"A", "SELECT", "INPUT", "BUTTON", "SUMMARY"}
    assert [one for one in seen if one[0] != "BODY" and (one[1] == "none" or one[2] < 2)] == []


def test_a_narrow_screen_needs_no_scrolling_aside(sight: Sight) -> None:
    sight.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": False}
    )
    sight.ask("When was the Joint Workshop in 2018?")
    sight.one("#today").send_keys("05012018")
    sight.until(lambda: sight.one("#change").is_displayed())
    widths = sight.run("return [document.documentElement.scrollWidth, innerWidth]")
    sight.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert widths[0] <= widths[1] == 320


def test_motion_is_left_out_where_it_is_not_wanted(sight: Sight) -> None:
    script = "return getComputedStyle(document.getElementById('log')).scrollBehavior"
    found = []
    for wanted in ("no-preference", "reduce"):
        sight.emulate(prefers_reduced_motion=wanted)
        found.append(sight.run(script))
    sight.emulate()
    assert found == ["smooth", "auto"]


def test_nothing_is_fetched_from_elsewhere(sight: Sight) -> None:
    sight.ask(WHEN)
    script = "return performance.getEntriesByType('resource').map(one => new URL(one.name).origin)"
    assert set(sight.run(script)) == {sight.run("return location.origin")}


def test_the_page_says_that_the_preview_has_ended(browser: webdriver.Chrome, preview: Running) -> None:
    sight = Sight(browser, preview.url)
    assert preview.end() == 0
    sight.until(lambda: "still running" in sight.text("#status"))
