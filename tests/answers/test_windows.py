"""Application windows: every state, through the one door, on a folder whose edition has a window."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.reply import Button, Outcome, Question, Reply
from bot.answers.windows import State, Window, window
from bot.knowledge.model import Application
from tests.answers.asking import assistant_of

LINK = "https://example.org/apply"

SCHOOL = """\
countries:
  - id: se
    names: {en: [Sweden]}
cities:
  - id: lund
    names: {en: [Lund]}
    country: se
people:
  - id: ada
    names: {en: [Ada Berg]}
    email: ada@example.org
organisations:
  - id: host
    names: {en: [Hosting House]}
organiser:
  organisation: host
  about: {en: Hosting House trains cities.}
  call: {en: No call is open now.}
  contacts: [ada]
  zone: Europe/Stockholm
programs:
  - id: winter-school
    kind: training
    names: {en: [Winter School]}
    about: {en: The Winter School is a training on snow.}
    cities: [lund]
    editions:
      - id: "2027"
        year: 2027
        start: 2027-02-01
        end: 2027-02-05
        cities: [lund]
"""

APPLICATION = f"""\
        application:
          opens: 2026-12-01
          closes: 2026-12-24 18:00
          zone: Europe/Stockholm
          link: {LINK}
          how: {{en: Send the form.}}
          requirements:
            - en: a letter of your mayor
          contact: ada
"""

HOW = "How can I apply for the Winter School?"

OPEN_NOW = "Applications for Winter School 2027 are open"
OPEN_LINK = "Apply here (open until 24 December 2026)"
STATES = [
    ("2026-10-31", "open in 31 days, on 1 December 2026", "Opens on 1 December 2026"),
    ("2026-11-30", "open in 1 day, on 1 December 2026", "Opens on 1 December 2026"),
    ("2026-12-01", f"{OPEN_NOW}: 23 days left, until 24 December 2026", OPEN_LINK),
    ("2026-12-22", f"{OPEN_NOW}: 2 days left", OPEN_LINK),
    ("2026-12-23", f"{OPEN_NOW}: 1 day left", OPEN_LINK),
    ("2026-12-24", "close today: 24 December 2026", "Apply here (closes today)"),
    ("2026-12-25", "closed on 24 December 2026", "Closed on 24 December 2026"),
    ("2028-01-01", "closed on 24 December 2026", "Closed on 24 December 2026"),
]


def ask(day: str, *, program: str = SCHOOL + APPLICATION, text: str = HOW) -> Reply:
    """The reply to a question on a day."""
    return assistant_of(program).answer(Question(text, dt.date.fromisoformat(day)))[0]


@pytest.mark.parametrize(("day", "said", "button"), STATES)
def test_the_state_is_computed_from_today_and_stands_on_the_button(day: str, said: str, button: str) -> None:
    reply = ask(day)

    assert reply.outcome is Outcome.ANSWER
    assert said in reply.text
    assert reply.links == (Button(button, LINK),)


@pytest.mark.parametrize(("day", "said", "button"), STATES)
def test_the_zone_and_the_hour_are_said_wherever_the_end_is(day: str, said: str, button: str) -> None:
    assert "24 December 2026, 18:00 (Europe/Stockholm)" in ask(day).text


def test_a_day_alone_means_its_end_and_names_no_hour() -> None:
    reply = ask("2026-12-10", program=SCHOOL + APPLICATION.replace("24 18:00", "24"))

    assert "until 24 December 2026 (Europe/Stockholm)" in reply.text
    assert "23:59" not in reply.text


@pytest.mark.parametrize(("day", "shown"), [("2026-12-10", True), ("2026-12-24", True), ("2027-01-01", False)])
def test_requirements_are_told_while_they_matter(day: str, shown: bool) -> None:
    assert ("a letter of your mayor" in ask(day).text) is shown


def test_how_and_whom_to_ask_are_told() -> None:
    reply = ask("2026-12-10")

    assert "Send the form." in reply.text
    assert "ada@example.org" in reply.text


def test_without_a_link_there_is_no_button() -> None:
    program = SCHOOL + "".join(line for line in APPLICATION.splitlines(keepends=True) if "link:" not in line)

    assert ask("2026-12-10", program=program).links == ()


def test_without_a_window_the_call_is_told() -> None:
    reply = ask("2026-12-10", program=SCHOOL)

    assert reply.outcome is Outcome.ANSWER
    assert "No call is open now." in reply.text
    assert "ada@example.org" in reply.text
    assert reply.links == ()


DEADLINE = "When is the application deadline of the Winter School?"


def test_a_window_knows_its_deadline() -> None:
    reply = ask("2026-12-10", text=DEADLINE)

    assert reply.outcome is Outcome.ANSWER
    assert "24 December 2026" in reply.text


def test_without_a_window_no_deadline_is_made_up() -> None:
    reply = ask("2026-12-10", program=SCHOOL, text=DEADLINE)

    assert "202" not in reply.text
    assert any(words in reply.text for words in ("No call is open now.", "No deadline has been announced."))


def test_several_windows_show_those_that_are_not_over() -> None:
    second = SCHOOL.partition("    editions:\n")[2].replace("2027", "2028") + APPLICATION.replace("2026", "2027")
    text = ask("2027-12-10", program=SCHOOL + APPLICATION + second).text

    assert "Winter School 2028 are open: 14 days left" in text
    assert "2026" not in text


def test_of_several_windows_each_button_says_whose_it_is() -> None:
    second = SCHOOL.partition("    editions:\n")[2].replace("2027", "2028") + APPLICATION.replace(
        "2026-12-24", "2026-12-31"
    )
    links = ask("2026-12-10", program=SCHOOL + APPLICATION + second).links

    assert [link.label for link in links] == [
        "Apply here (open until 24 December 2026): Winter School 2027",
        "Apply here (open until 31 December 2026): Winter School 2028",
    ]


WINDOWS = [
    ("2026-11-01", Window(State.OPENS, 30)),
    ("2026-12-01", Window(State.OPEN, 23)),
    ("2026-12-24", Window(State.TODAY, 0)),
    ("2026-12-25", Window(State.CLOSED, 0)),
]


@pytest.mark.parametrize(("day", "expected"), WINDOWS)
def test_states_and_days(day: str, expected: Window) -> None:
    application = Application(opens=dt.date(2026, 12, 1), closes=dt.datetime(2026, 12, 24, 18, 0))  # noqa: DTZ001

    assert window(application, dt.date.fromisoformat(day)) == expected


def test_a_window_of_one_day() -> None:
    application = Application(opens=dt.date(2026, 12, 1), closes=dt.datetime(2026, 12, 1, 23, 59))  # noqa: DTZ001

    assert window(application, dt.date(2026, 12, 1)).state is State.TODAY
