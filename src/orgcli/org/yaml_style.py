"""What a YAML parser accepts and a reader of the file may misread: warnings with their position."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from orgcli.errors import MAX_PROBLEMS
from orgcli.i18n.language import gettext as _
from orgcli.org.yaml_reader import position_after

if TYPE_CHECKING:
    from orgcli.org.yaml_reader import Document

_COMMENT = re.compile(r"(.?)#[^\n]*")
# Each control of direction with the one that closes it (Unicode Standard Annex 9, explicit formatting characters).
_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")


class StyleReader:
    """Look at the events of a parser, one after the other, and add to the warnings of the document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.end = 0  # of the event before, in characters
        self.sign = -1  # where the next “#” is

    def look_at(self, event: Any) -> None:
        """Warn of comments between this event and the one before, and of the text of this one."""
        if self.sign < event.start_mark.index:
            self._comments(event.start_mark)
        self.end = max(self.end, event.end_mark.index)
        if isinstance(event, yaml.ScalarEvent) and not event.value.isprintable():
            self._directions(event.value, event.start_mark)

    def _comments(self, mark: Any) -> None:
        """Warn of a comment without a blank before it: YAML asks for one, libyaml does not."""
        start = max(self.end - 1, 0)
        self.sign = self.document.text.find("#", start)
        if self.sign < 0:
            self.sign = len(self.document.text)
        if self.sign >= mark.index:
            return
        for comment in _COMMENT.finditer(self.document.text, start, mark.index):
            if comment[1].strip() and comment.end(1) >= self.end:
                position = position_after(self.document.text[: comment.end(1)])
                self._warn("W112", _("a comment needs a blank before its “#”"), position)

    def _directions(self, value: str, mark: Any) -> None:
        """Warn of overrides and isolates of the writing direction that their line does not close."""
        for line in value.splitlines():
            unclosed: list[str] = []
            for char in line:
                if char in _CLOSED_BY:
                    unclosed.append(_CLOSED_BY[char])
                elif unclosed and char == unclosed[-1]:
                    unclosed.pop()
            if unclosed:
                message = _("a change of the writing direction is not closed: letters may show in another order")
                self._warn("W113", message, (mark.line + 1, mark.column + 1))
                return

    def _warn(self, rule: str, message: str, position: tuple[int, int]) -> None:
        if len(self.document.warnings) < MAX_PROBLEMS:
            self.document.warnings.append(self.document.problem(rule, message, position))
