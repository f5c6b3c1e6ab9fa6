"""YAML text to plain data and back to positions: what PyYAML leaves out, safely.

Every scalar stays a string (YAML 1.1 would read a clause ``8.10`` as 8.1), a key written twice is an error, and
neither nesting nor aliases can exhaust memory or the stack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from orgcli.errors import InvalidFile, Problem, UnreadableFile
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 256 * 2**20
# Characters of a line that are quoted with a problem in it.
_EXCERPT = 100

# Line and column, counted from 1.
Position = tuple[int, int]
# By the ``id`` of a mapping or list: the positions of each of its keys and values.
Positions = dict[int, dict[Any, tuple[Position, Position]]]


@dataclass
class Document:
    """A YAML file as data (dicts, lists, strings, None for nothing), with the position of every key and value.

    ``duplicates`` are the keys written twice, ``warnings`` what may be misread, if it is read with positions.
    """

    file: str
    text: str
    data: Any = None
    duplicates: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    positions: Positions | None = field(default=None, repr=False)

    def read(self, until: str | None = None) -> None:
        """Parse the text; raises InvalidFile with the position of what is not YAML, or exceeds a limit.

        What stands after the value of the top key ``until`` is left unread.
        """
        from orgcli.org.yaml_events import Builder

        builder = Builder(self, self.positions)
        self.data, self.duplicates = builder.build(until), builder.problems

    def position(self, path: Iterable[str | int], *, key: bool = False) -> Position:
        """Return where the value at ``path`` (or its key) stands; its nearest owner if it is absent."""
        if self.positions is None:
            self.positions = {}
            self.read()  # a second time: to note every position would slow down the reading of a sound file
        at, container = (1, 1), self.data
        for step in path:
            marks = self.positions.get(id(container), {}).get(step)
            if marks:
                at, container = marks[0] if key else marks[1], container[step]
        return at

    def excerpt(self, line: int, column: int = 1) -> str:
        """Return the text of a line, shortened around a column, without control characters."""
        if not 0 < line <= len(self._lines):
            return ""
        text, start = self._lines[line - 1].rstrip(), max(0, column - _EXCERPT // 2)
        if len(text.lstrip()) > _EXCERPT:
            end = start + _EXCERPT
            text = f"{'…' if start else ''}{text[start:end].strip()}{'…' if text[end:] else ''}"
        text = text.strip()
        return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def problem(self, rule: str, message: str, position: Position, path: str = "") -> Problem:
        """Return a problem of this file at ``position``, with the line it is on."""
        return Problem(self.file, *position, rule, message, path, self.excerpt(*position))


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file.

    Raises UnreadableFile if the system refuses it, InvalidFile if it is not UTF-8 or over 256 MiB.
    """
    return decoded(path, read_bytes(path))


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the content of a file; raises UnreadableFile, or InvalidFile if it is over the limit, in bytes."""
    try:
        if _may_wait(path):
            raise UnreadableFile(str(path), _("a pipe or device, not a file"))
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableFile(str(path), _(reason or "cannot be read")) from None
    if len(content) > limit:
        raise too_large(path, limit)
    return content


def too_large(path: Path, limit: int = MAX_BYTES) -> InvalidFile:
    """Return the error of a file over the limit, in bytes."""
    message = _("the file is larger than {size} MiB").format(size=limit // 2**20)
    return InvalidFile([Problem(str(path), 0, 0, "E110", message)])


def _may_wait(path: Path) -> bool:
    """Return whether reading may wait without end: a device or pipe, unless it is open already (``/dev/stdin``)."""
    is_open = path.is_fifo() and str(path).startswith(("/dev/stdin", "/dev/fd/", "/proc/self/fd/"))
    return path.exists() and not is_open and not path.is_file() and not path.is_dir()


def decoded(path: Path, content: bytes) -> str:
    """Return the content of a file as text; raises InvalidFile if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        position = position_after(content[: error.start].decode("utf-8", "replace"))
        message = _("the file is not UTF-8: save it as UTF-8")
        raise InvalidFile([Problem(str(path), *position, "E102", message)]) from None


def position_after(before: str) -> Position:
    """Return the position of what follows the beginning of a file."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def parse(path: Path, content: bytes | None = None) -> Document:
    """Return the content of a YAML file; ``content`` are its bytes, where they have been read already.

    Raises UnreadableFile, or InvalidFile with the position: not UTF-8, not YAML, a key written twice, nesting deeper
    than 200, aliases that expand to more than the file itself.
    """
    document = parse_leniently(path, content)
    if document.duplicates:
        raise InvalidFile(document.duplicates)
    return document


def parse_leniently(path: Path, content: bytes | None = None, *, with_positions: bool = False) -> Document:
    """Return what `parse` does, with the keys written twice in ``duplicates`` instead of an error.

    With positions, asking for one does not read the text a second time.
    """
    document = Document(str(path), decoded(path, read_bytes(path) if content is None else content))
    document.positions = {} if with_positions else None
    document.read()
    return document


def value_of(path: Path, key: str) -> Any:
    """Return the value of one top key of a YAML file, or None; what stands after it is left unread.

    Raises UnreadableFile, or InvalidFile with the position.
    """
    document = Document(str(path), decoded(path, read_bytes(path)))
    if key not in document.text:  # saves the reading of all of it
        return None
    document.read(until=key)
    return document.data.get(key) if isinstance(document.data, dict) else None
