"""A folder of files, one a text of the organisation: from when to when each holds, and which is in force on a day."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from orgcli.errors import OrgError, UnreadableFile
from orgcli.graph.cache import Entry
from orgcli.i18n.language import gettext as _
from orgcli.org import yaml_reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_LISTED = 20
"""Texts that a message names."""
_SUFFIXES = {".yaml", ".yml"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DATE_IN_NAME = re.compile(rf"(?<!\d){_DATE.pattern}(?![\d-]*\d)", re.ASCII)


@dataclass(frozen=True)
class Text:
    """A file, and what it says of when it holds: ``end`` is the last day, None where no end is known."""

    file: Path
    since: date
    until: date | None
    symbol: str | None = None
    end: date | None = None

    @property
    def period(self) -> str:
        """From when to when it holds, in words."""
        if self.end is None:
            return _("since {date}").format(date=self.since)
        return _("from {start} to {end}").format(start=self.since, end=self.end)

    @property
    def label(self) -> str:
        """Its symbol, else the name of its file."""
        return self.symbol or self.file.name


class NoDate(UnreadableFile):
    """A file of a folder says nowhere from which day it holds."""

    def __init__(self, file: Path) -> None:
        message = _("no date from which it holds: write it under source.in_force.date, or name the file {name}")
        super().__init__(str(file), message.format(name=f"2024-01-31{file.suffix}"))


class SeveralTexts(OrgError):
    """Two texts of a folder begin on the same day."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = list(texts)
        super().__init__(texts)

    def __str__(self) -> str:
        """Name them, and say what to do."""
        message = _("{folder}: several texts hold from {date}: {files}; give each its date under source.in_force")
        first = self.texts[0]
        files = ", ".join(text.file.name for text in self.texts)
        return message.format(folder=first.file.parent, date=first.since, files=files)


class NoTextInForce(OrgError):
    """No text holds on a day."""

    def __init__(self, path: Path, day: date, texts: Sequence[Text]) -> None:
        self.path, self.day, self.texts = path, day, list(texts)
        super().__init__(path, day, texts)

    def __str__(self) -> str:
        """Say so, and name those that there are with their dates."""
        message = _("{folder}: no text is in force on {date} (--as-of chooses another day)")
        label = _("{label}: {value}")
        lines = [f"  {label.format(label=text.period, value=text.label)}" for text in self.texts[-MAX_LISTED:]]
        cut = ["  …"] if len(self.texts) > MAX_LISTED else []
        return "\n".join([message.format(folder=self.path, date=self.day), _("Texts:"), *cut, *lines])


def file_on(path: Path, day: date | None = None) -> Path:
    """Return the file to use: that of a folder which is in force on a day (today), or the file itself.

    Raises NoTextInForce, NoDate and SeveralTexts; UnreadableFile or InvalidFile where a date cannot be read.
    """
    if day is None and not path.is_dir():
        return path
    return in_force(path, texts(path), day or today()).file


def in_force(path: Path, listed: Sequence[Text], day: date) -> Text:
    """Return the text that holds on a day: of several, the one that began last."""
    holding = [text for text in listed if text.since <= day and (text.end is None or day <= text.end)]
    if not holding:
        raise NoTextInForce(path, day, listed)
    last = holding[-1]
    rivals = [text for text in listed if text.since == last.since and not (text.until and text.until < day)]
    if len(rivals) > 1:
        raise SeveralTexts(rivals)
    return last


def today() -> date:
    """Return the day in the user's time zone."""
    return datetime.now().astimezone().date()


def files(folder: Path) -> list[Path]:
    """Return the files of a folder that hold a text, by name; raises UnreadableFile where there is none."""
    try:
        listed = [file for file in folder.iterdir() if _is_text(file)]
    except OSError as error:
        raise UnreadableFile(str(folder), _(error.strerror or str(error))) from None
    if not listed:
        raise UnreadableFile(str(folder), _("no file in it ends in .yaml or .yml"))
    return sorted(listed)


def _is_text(file: Path) -> bool:
    return file.suffix.lower() in _SUFFIXES and not file.name.startswith(".") and not file.is_dir()


def texts(path: Path) -> list[Text]:
    """Return the texts of a folder, or of a file alone, the oldest first.

    Of the files, only the source is read; its dates are kept in the cache. Raises NoDate, UnreadableFile, InvalidFile.
    """
    listed = files(path) if path.is_dir() else [path]
    entry = Entry(f"texts of {path.absolute()}".encode())
    cached: dict[str, list[Any]] = entry.read("texts") or {}
    rows = {}
    for file in listed:
        state, before = _state(file), cached.get(file.name)
        rows[file.name] = before if before and before[0] == state else [state, _row(file)]
    if rows != cached:
        entry.write({"texts": json.dumps(rows).encode()})
    return dated([_text(file, rows[file.name][1]) for file in listed])


def dated(listed: Sequence[Text]) -> list[Text]:
    """Return texts by date, each with its end: the one it states, else the day before the next."""
    ordered = sorted(listed, key=lambda text: (text.since, text.file))
    ended = [
        replace(text, end=text.until or max(later.since - timedelta(days=1), text.since))
        for text, later in pairwise(ordered)
    ]
    return [*ended, *(replace(text, end=text.until) for text in ordered[-1:])]


def day(value: Any, *, last: bool = False) -> date | None:
    """Return the day that a date of a file means, or None: of a month or a year its first day, or its last."""
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    return _day(match, last=last) if match else None


def _day(match: re.Match[str], *, last: bool = False) -> date | None:
    year, month, number = (int(part) if part else None for part in match.groups())
    try:
        month = month or (12 if last else 1)
        return date(year or 0, month, number or (monthrange(year or 0, month)[1] if last else 1))
    except ValueError:
        return None


def _state(file: Path) -> list[Any]:
    """Return what is different where the content of a file is."""
    try:
        status = file.stat()
    except OSError as error:
        raise UnreadableFile(str(file), _(error.strerror or str(error))) from None
    return [status.st_mtime_ns, status.st_size, status.st_ino]


def text(file: Path) -> Text:
    """Return what a file says of when it holds; raises NoDate, UnreadableFile, InvalidFile."""
    return _text(file, _row(file))


def _row(file: Path) -> list[str | None]:
    """Return from when to when a file says that it holds, and its symbol."""
    source = yaml_reader.value_of(file, "source")
    source = source if isinstance(source, dict) else {}
    in_force = source.get("in_force")
    since = in_force.get("date") if isinstance(in_force, dict) else None
    return [value if isinstance(value, str) else None for value in (since, source.get("until"), source.get("symbol"))]


def _text(file: Path, row: list[str | None]) -> Text:
    since, until, symbol = row
    start = day(since) or _day_in_name(file.stem)
    if start is None:
        raise NoDate(file)
    return Text(file, start, day(until, last=True), symbol)


def _day_in_name(name: str) -> date | None:
    match = _DATE_IN_NAME.search(name)
    return _day(match) if match else None
