"""Constrained scalars of the knowledge model.

Each marker below is used as ``Annotated[str, Slug()]`` on plain dataclasses. The markers speak pydantic's
``__get_pydantic_core_schema__`` protocol and import it only when a schema is built, so that a program which reads
the knowledge from its compiled cache never pays for pydantic.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

POINTERS_PASS = "pointers pass"
"""The context of a validation in which an id that is none passes, unless it is a record's own."""


class _Parsed:
    """A scalar that is read from text by ``parse``, which raises ValueError with words for staff."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string"}

    def parse(self, text: str) -> Any:
        raise NotImplementedError

    def _validate(self, value: object) -> Any:
        if not isinstance(value, str):
            raise ValueError("expected text")
        return self.parse(value)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return dict(self.json_schema)


@dataclass(frozen=True, slots=True)
class SlugMarker(_Parsed):
    """An id: lower-case letters, digits and hyphens."""

    # An editor reads an unquoted 2016 as a number; this program reads text.
    json_schema: ClassVar[dict[str, Any]] = {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}

    expected: ClassVar[str] = "expected an id of lower-case letters, digits and single hyphens"

    def parse(self, text: str) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
            raise ValueError(f"{self.expected}, such as seoul-program")
        return text

    def _checked(self, value: object, info: ValidationInfo) -> Any:
        # What only points to an id may be let through, for a check that knows all ids and suggests the nearest.
        return value if info.context == POINTERS_PASS and isinstance(value, str) else self._validate(value)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        if handler.field_name == "id":
            return core_schema.no_info_plain_validator_function(self._validate)
        return core_schema.with_info_plain_validator_function(self._checked)


@dataclass(frozen=True, slots=True)
class EntryIdMarker(_Parsed):
    """An entry's id: whatever staff (or a public question set) call it, in one line."""

    json_schema: ClassVar[dict[str, Any]] = {"type": ["string", "integer"], "minLength": 1, "maxLength": 100}

    def parse(self, text: str) -> str:
        if not text.strip() or len(text) > 100 or not text.isprintable():
            raise ValueError("expected an id in one line of at most 100 characters, such as refund-wrong-amount")
        return text.strip()


@dataclass(frozen=True, slots=True)
class TextMarker(_Parsed):
    """Text that a person reads; never empty."""

    json_schema: ClassVar[dict[str, Any]] = {"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"}

    def parse(self, text: str) -> str:
        if not text.strip():
            raise ValueError("expected a text, found nothing")
        return text.strip()


@dataclass(frozen=True, slots=True)
class LanguageMarker(_Parsed):
    """A language code (BCP 47, the short form: en, pt, zh)."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z]+)?$"}

    def parse(self, text: str) -> str:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)?", text):
            raise ValueError("expected a language code such as en")
        return text


@dataclass(frozen=True, slots=True)
class DateMarker(_Parsed):
    """A calendar day, written 2016-05-22."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "date"}

    def parse(self, text: str) -> dt.date:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError("expected a date written year-month-day, such as 2016-05-22")
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise ValueError("expected a day that exists in the calendar") from error


@dataclass(frozen=True, slots=True)
class ReviewMarker(DateMarker):
    """The day of a review. Many records inherit the field, and an editor is shown no docstring that is inherited."""

    json_schema: ClassVar[dict[str, Any]] = {
        **DateMarker.json_schema,
        "description": "The day by which somebody looks at this again (2027-01-31); never shown to participants.",
    }


@dataclass(frozen=True, slots=True)
class MomentMarker(_Parsed):
    """A local moment, written 2016-05-22 18:00; a day alone means its last minute."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$"}

    def parse(self, text: str) -> dt.datetime:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?", text):
            raise ValueError("expected a day, or a day and time, such as 2016-05-22 18:00")
        try:
            return dt.datetime.fromisoformat(text if " " in text else f"{text} 23:59")
        except ValueError as error:
            raise ValueError("expected a day and time that exist") from error


@dataclass(frozen=True, slots=True)
class TimeMarker(_Parsed):
    """A local day and time, written 2016-05-22 18:00; nobody guesses at an hour."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$"}

    def parse(self, text: str) -> dt.datetime:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", text):
            raise ValueError("expected a day and time, such as 2016-05-22 18:00")
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise ValueError("expected a day and time that exist") from error


@dataclass(frozen=True, slots=True)
class HoursMarker(_Parsed):
    """From one time of the day to another, which may be on the next day: 22:00-07:00; minutes after midnight."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": r"^\d{2}:\d{2}-\d{2}:\d{2}$"}

    def parse(self, text: str) -> tuple[int, int]:
        found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", text)
        if not found:
            raise ValueError("expected two times of the day, such as 22:00-07:00")
        first, past, last, over = map(int, found.groups())
        return 60 * first + past, 60 * last + over


@dataclass(frozen=True, slots=True)
class SubjectMarker(_Parsed):
    """A programme by its id, or one of its editions: seoul-program, seoul-program/2016."""

    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$",
    }

    def parse(self, text: str) -> str:
        if not re.fullmatch(self.json_schema["pattern"], text):
            raise ValueError("expected a programme, or a programme and its edition: seoul-program, seoul-program/2016")
        return text


@dataclass(frozen=True, slots=True)
class ZoneMarker(_Parsed):
    """A time zone by its IANA name, such as Asia/Seoul."""

    def parse(self, text: str) -> str:
        try:
            ZoneInfo(text)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("expected a time zone such as Asia/Seoul") from error
        return text


@dataclass(frozen=True, slots=True)
class UrlMarker(_Parsed):
    """A link that participants are sent to: https only."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "uri", "pattern": "^https://"}

    def parse(self, text: str) -> str:
        if not re.fullmatch(r"https://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?", text):
            raise ValueError("expected an https link, such as https://example.org/apply")
        return text


@dataclass(frozen=True, slots=True)
class EmailMarker(_Parsed):
    """An e-mail address."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "email"}

    def parse(self, text: str) -> str:
        if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+", text):
            raise ValueError("expected an e-mail address")
        return text


@dataclass(frozen=True, slots=True)
class NumberMarker(_Parsed):
    """A whole number within bounds."""

    least: int = 0
    most: int = 1_000_000

    def parse(self, text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text) or not self.least <= int(text) <= self.most:
            raise ValueError(f"expected a whole number from {self.least} to {self.most}")
        return int(text)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return {"type": ["integer", "string"], "pattern": r"^\d+$", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class ShareMarker(_Parsed):
    """A share from 0 to 1."""

    json_schema: ClassVar[dict[str, Any]] = {"type": ["number", "string"], "minimum": 0, "maximum": 1}

    def parse(self, text: str) -> float:
        if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", text):
            raise ValueError("expected a share from 0 to 1, such as 0.95")
        return float(text)


@dataclass(frozen=True, slots=True)
class FlagMarker(_Parsed):
    """True or false, in these words and no others."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "boolean"}

    def parse(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError("expected true or false")
        return text == "true"


Slug = Annotated[str, SlugMarker()]
EntryId = Annotated[str, EntryIdMarker()]
Text = Annotated[str, TextMarker()]
LanguageCode = Annotated[str, LanguageMarker()]
Date = Annotated[dt.date, DateMarker()]
ReviewDate = Annotated[dt.date, ReviewMarker()]
Moment = Annotated[dt.datetime, MomentMarker()]
Time = Annotated[dt.datetime, TimeMarker()]
Hours = Annotated[tuple[int, int], HoursMarker()]
Subject = Annotated[str, SubjectMarker()]
Zone = Annotated[str, ZoneMarker()]
Url = Annotated[str, UrlMarker()]
Email = Annotated[str, EmailMarker()]
Year = Annotated[int, NumberMarker(1990, 2100)]
Count = Annotated[int, NumberMarker(0, 1_000_000)]
Ordinal = Annotated[int, NumberMarker(1, 100)]
Share = Annotated[float, ShareMarker()]
Flag = Annotated[bool, FlagMarker()]

Texts = dict[LanguageCode, Text]
"""One text per language."""

Names = dict[LanguageCode, tuple[Text, ...]]
"""Names per language; the first is shown, all are recognised."""
