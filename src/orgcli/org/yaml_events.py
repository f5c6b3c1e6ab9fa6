"""Build data from the events of a YAML parser, with the position of everything and limits on what a file may do."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from orgcli.errors import MAX_PROBLEMS, InvalidFile, Problem
from orgcli.i18n.language import gettext as _
from orgcli.org.yaml_reader import position_after
from orgcli.org.yaml_style import StyleReader

if TYPE_CHECKING:
    from orgcli.org.yaml_reader import Document, Position, Positions

MAX_DEPTH = 200
MAX_SCALAR = 100_000
MAX_KEY = 300
MAX_ITEMS = 200_000
MAX_KEYS = 1000
# Control characters (C0 but tab and line ends, DEL, C1), surrogates, and the code points that are no characters.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_NULLS = {"", "~", "null", "Null", "NULL"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Builder:
    """Build the data from parser events, with an explicit stack instead of recursion."""

    def __init__(self, document: Document, positions: Positions | None = None) -> None:
        self.document, self.positions = document, positions
        self.stack: list[tuple[Any, int, str | None]] = []  # container, size when opened, anchor
        self.keys: list[tuple[str, Position] | None] = []  # the key that awaits its value, by depth
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.problems: list[Problem] = []
        self.style = StyleReader(document) if positions is not None else None
        self.size, self.most = 0, len(document.text) + 1000
        self.root: Any = None
        self.documents = 0

    def build(self, until: str | None = None) -> Any:
        """Return the data; keys written twice end in ``problems``. Raises InvalidFile with the position.

        What stands after the value of the top key ``until`` is left unread.
        """
        try:
            for event in yaml.parse(self.document.text, Loader=_LOADER):
                self._take(event)
                if self.style:
                    self.style.look_at(event)
                if until and len(self.stack) == 1 and isinstance(self.root, dict) and until in self.root:
                    break
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            if mark and not self.document.excerpt(mark.line + 1):  # at the end of the file: report where it began
                mark = error.context_mark or mark
            position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if "nesting depth" in (error.problem or ""):  # PyYAML from 6.0.4 on has a limit of its own, above ours
                self._too_deep(position)
            self._stop("E101", _("not YAML: {reason}").format(reason=_(error.problem or "cannot be read")), position)
        except yaml.YAMLError as error:
            offset = getattr(error, "position", 0) or 0
            position = position_after(self.document.text[:offset])
            self._stop("E101", _("not YAML: {reason}").format(reason=_("a character that YAML forbids")), position)
        return self.root

    def _take(self, event: Any) -> None:
        position = (event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.ScalarEvent():
                text = event.value
                if not text.isprintable() or len(text) > MAX_SCALAR:
                    self._check_text(text, position)
                null = text in _NULLS and event.style in {None, ""}
                self._add(None if null else text, 1, position, event.anchor)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open({} if isinstance(event, yaml.MappingStartEvent) else [], position, event.anchor)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                container, size, anchor = self.stack.pop()
                self.keys.pop()
                if anchor:
                    self.anchors[anchor] = (container, self.size - size)
            case yaml.AliasEvent():
                anchored = self.anchors.get(event.anchor or "")
                if anchored is None:
                    self._stop("E101", _("alias of what is not complete: *{name}").format(name=event.anchor), position)
                self._add(*anchored, position, None)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop("E101", _("a second document (“---”): only one is read"), position)

    def _check_text(self, text: str, position: Position) -> None:
        if len(text) > MAX_SCALAR:
            self._stop("E110", _("a text longer than {number} characters").format(number=MAX_SCALAR), position)
        if forbidden := FORBIDDEN.search(text):
            code, is_control = f"{ord(forbidden[0]):04X}", unicodedata.category(forbidden[0]) == "Cc"
            message = _("control character U+{code}: leave it out") if is_control else _("U+{code} is no character")
            self._stop("E111", message.format(code=code), position)

    def _open(self, container: Any, position: Position, anchor: str | None) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._too_deep(position)
        self._add(container, 1, position, None)
        self.stack.append((container, self.size - 1, anchor))
        self.keys.append(None)

    def _add(self, value: Any, size: int, position: Position, anchor: str | None) -> None:
        self.size += size
        if self.size > self.most:
            self._stop("E110", _("aliases expand to more than the file itself: write them out"), position)
        if anchor:
            self.anchors[anchor] = (value, size)
        if not self.stack:
            self.root = value
            return
        container, keys = self.stack[-1][0], self.keys
        is_list = container.__class__ is list
        most = MAX_ITEMS if is_list else MAX_KEYS
        if len(container) >= most:
            self._stop("E110", _("more than {number} entries in one list or mapping").format(number=most), position)
        key: str | int
        if is_list:
            key, key_position = len(container), position
            container.append(value)
        elif keys[-1] is None:
            keys[-1] = (self._key(value, container, position), position)
            return
        else:
            key, key_position = keys[-1]
            container[key] = value
            keys[-1] = None
        if self.positions is not None:
            self.positions.setdefault(id(container), {})[key] = (key_position, position)

    def _key(self, value: Any, container: dict[str, Any], position: Position) -> str:
        if not isinstance(value, str):
            self._stop("E101", _("a key must be a word"), position)
        if value == "<<":
            self._stop("E101", _("merge keys (“<<”) are not supported: write the keys out"), position)
        if len(value) > MAX_KEY:
            self._stop("E110", _("a key longer than {number} characters").format(number=MAX_KEY), position)
        if value in container:
            message = _("key “{key}” is written twice").format(key=value)
            self.problems.append(self.document.problem("E106", message, position))
            if len(self.problems) > MAX_PROBLEMS:
                raise InvalidFile(self.problems)
        return value

    def _too_deep(self, position: Position) -> NoReturn:
        self._stop("E110", _("nested deeper than {depth} levels").format(depth=MAX_DEPTH), position)

    def _stop(self, rule: str, message: str, position: Position) -> NoReturn:
        raise InvalidFile([*self.problems, self.document.problem(rule, message, position)])
