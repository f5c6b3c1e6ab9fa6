"""YAML text to plain data and back to places: what PyYAML leaves out, safely.

Every scalar stays a string (YAML 1.1 would read a clause ``8.10`` as 8.1), a key written twice is
an error, and neither nesting nor aliases can exhaust memory or the stack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from orgcli.errors import MAX_PROBLEMS, InvalidFile, Problem, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 256 * 2**20
MAX_DEPTH = 200
MAX_SCALAR = 100_000
MAX_KEY = 300
MAX_ITEMS = 200_000
MAX_KEYS = 1000
_NULLS = {"", "~", "null", "Null", "NULL"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[int, int]
"""Line and column, counted from 1."""


@dataclass
class Document:
    """A YAML file as data, with the place of every key and value in it."""

    file: str
    text: str
    data: Any = None
    doubles: list[Problem] = field(default_factory=list)
    _places: dict[int, dict[Any, tuple[Place, Place]]] | None = field(default=None, repr=False)

    def place(self, path: Iterable[str | int], *, key: bool = False) -> Place:
        """Return where the value at ``path`` (or its key) stands; its nearest owner if it is absent."""
        if self._places is None:
            self._places = {}
            self.data = _Builder(self, self._places).build()
        at, container = (1, 1), self.data
        for step in path:
            marks = self._places.get(id(container), {}).get(step)
            if marks:
                at, container = marks[0] if key else marks[1], container[step]
        return at

    def excerpt(self, line: int) -> str:
        """Return the text of a line, shortened, without control characters."""
        text = self._lines[line - 1][:1000].strip()[:100] if 0 < line <= len(self._lines) else ""
        return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def problem(self, rule: str, message: str, place: Place, path: str = "") -> Problem:
        """Return a problem of this file at ``place``, with the line it is on."""
        return Problem(self.file, *place, rule, message, path, self.excerpt(place[0]))


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file.

    Raises UnreadableFile if the system refuses it, InvalidFile if it is not UTF-8 or over 256 MiB.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableFile(str(path), _(reason or "cannot be read")) from None
    if len(content) > MAX_BYTES:
        message = _("the file is larger than {size} MiB").format(size=MAX_BYTES // 2**20)
        raise InvalidFile([Problem(str(path), 0, 0, "E110", message)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = _("the file is not UTF-8: save it as UTF-8")
        raise InvalidFile([Problem(str(path), line, column, "E102", message)]) from None


def parse(path: Path) -> Document:
    """Return the content of a YAML file as dicts, lists and strings (None for nothing).

    Raises UnreadableFile, or InvalidFile with the place: not UTF-8, not YAML, a key written twice,
    nesting deeper than 200, aliases that expand to more than the file itself.
    """
    document = parse_leniently(path)
    if document.doubles:
        raise InvalidFile(document.doubles)
    return document


def parse_leniently(path: Path) -> Document:
    """Return what `parse` does, with the keys written twice in ``doubles`` in place of an error."""
    document = Document(str(path), read_text(path))
    builder = _Builder(document)
    document.data, document.doubles = builder.build(), builder.problems
    return document


class _Builder:
    """Builds the data from parser events, with a stack of its own in place of recursion."""

    def __init__(self, document: Document, places: dict[int, dict[Any, tuple[Place, Place]]] | None = None) -> None:
        self.document, self.places = document, places
        self.stack: list[tuple[Any, int, str | None]] = []  # container, size when opened, anchor
        self.keys: list[tuple[str, Place] | None] = []  # the key that awaits its value, by depth
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.problems: list[Problem] = []
        self.size = 0
        self.root: Any = None
        self.documents = 0

    def build(self) -> Any:  # noqa: ANN401 - any YAML
        try:
            for event in yaml.parse(self.document.text, Loader=_LOADER):
                self.take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            if mark and not self.document.excerpt(mark.line + 1):  # at the end: say where it began
                mark = error.context_mark or mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.stop("E101", _("not YAML: {reason}").format(reason=_(error.problem or "cannot be read")), place)
        except yaml.YAMLError as error:
            position = getattr(error, "position", 0) or 0
            before = self.document.text[:position]
            place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
            self.stop("E101", _("not YAML: {reason}").format(reason=_("a character that YAML forbids")), place)
        return self.root

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.ScalarEvent():
                if len(event.value) > MAX_SCALAR:
                    self.stop("E110", _("a text longer than {number} characters").format(number=MAX_SCALAR), place)
                null = event.style in {None, ""} and event.value in _NULLS
                self.add(None if null else event.value, 1, place, event.anchor)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.open({} if isinstance(event, yaml.MappingStartEvent) else [], place, event.anchor)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                container, size, anchor = self.stack.pop()
                self.keys.pop()
                if anchor:
                    self.anchors[anchor] = (container, self.size - size)
            case yaml.AliasEvent():
                known = self.anchors.get(event.anchor or "")
                if known is None:
                    self.stop("E101", _("alias of what is not complete: *{name}").format(name=event.anchor), place)
                self.add(*known, place, None)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.stop("E101", _("a second document (“---”): only one is read"), place)

    def open(self, container: Any, place: Place, anchor: str | None) -> None:  # noqa: ANN401
        if len(self.stack) >= MAX_DEPTH:
            self.stop("E110", _("nested deeper than {depth} levels").format(depth=MAX_DEPTH), place)
        self.add(container, 1, place, None)
        self.stack.append((container, self.size - 1, anchor))
        self.keys.append(None)

    def add(self, value: Any, size: int, place: Place, anchor: str | None) -> None:  # noqa: ANN401
        self.size += size
        if self.size > len(self.document.text) + 1000:
            self.stop("E110", _("aliases expand to more than the file itself: write them out"), place)
        if anchor:
            self.anchors[anchor] = (value, size)
        if not self.stack:
            self.root = value
            return
        container = self.stack[-1][0]
        number = MAX_ITEMS if isinstance(container, list) else MAX_KEYS
        if len(container) >= number:
            self.stop("E110", _("more than {number} entries in one list or mapping").format(number=number), place)
        if isinstance(container, list):
            self.mark(container, len(container), place, place)
            container.append(value)
        elif self.keys[-1] is None:
            self.keys[-1] = (self.key(value, container, place), place)
        else:
            key, key_place = self.keys[-1]
            self.mark(container, key, key_place, place)
            container[key] = value
            self.keys[-1] = None

    def key(self, value: Any, container: dict[str, Any], place: Place) -> str:  # noqa: ANN401
        if not isinstance(value, str):
            self.stop("E101", _("a key must be a word"), place)
        if len(value) > MAX_KEY:
            self.stop("E110", _("a key longer than {number} characters").format(number=MAX_KEY), place)
        if value in container:
            message = _("key “{key}” is written twice").format(key=value)
            self.problems.append(self.document.problem("E106", message, place))
            if len(self.problems) > MAX_PROBLEMS:
                raise InvalidFile(self.problems)
        return value

    def mark(self, container: Any, key: Any, key_place: Place, place: Place) -> None:  # noqa: ANN401
        if self.places is not None:
            self.places.setdefault(id(container), {})[key] = (key_place, place)

    def stop(self, rule: str, message: str, place: Place) -> NoReturn:
        raise InvalidFile([*self.problems, self.document.problem(rule, message, place)])
