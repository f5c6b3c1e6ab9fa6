"""YAML read several times faster than by PyYAML, where nothing in it is unusual.

rapidyaml turns the text into JSON, which the standard library reads. Whatever the two readers could
understand differently (anchors, tags, several documents, numbers in odd forms, odd line ends), and
whatever is wrong, is left to `yamlfile`, which knows the place of everything and alone decides what is
an error.
"""

from __future__ import annotations

import json
import mmap
import os
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from orgcli.graph import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.graph.beside import Beside, Send

_MAX_KEY = 300
_MAX_KEYS = 1000
_MAX_ITEMS = 200_000
_CONTROLS = bytes({*range(32), 127} - {10})
_MARKS = b"&*!%@`+~"
"""What an anchor, an alias, a tag or a number with a sign begins with, and « ~ » for nothing."""
_BEGINNINGS = bytes.maketrans(b"\n:,[{" + _MARKS, b"-----" + b"&" * len(_MARKS))
"""Where a value can begin, and the marks: one byte for each of the two."""
_SKELETON = bytes.maketrans(b",{}-", b":[]\n")
"""Commas and colons alike, brackets alike, items and lines alike: which of them follow each other tells what is
out of place."""
_MISPLACED = (b"::", b"[:", b":]", b"\n:", b"\n]")
"""A comma, a colon or a closing mark where a value, an item or a line begins, whatever the spaces between."""
_SIGNS = (b"\n---", b"\n...", b"Null", b"NULL")
"""Several documents, nothing in another spelling."""
_SUSPECTS = {
    (b"?", b"?"): re.compile(rb"[\n:,\[{-] *[?]"),  # a complex key
    (b"<", b"<<"): re.compile(rb"<<"),  # a merge key
    (b'"', b'":'): re.compile(rb"\":\S"),  # no space between key and value
    (b"'", b"':"): re.compile(rb"':\S"),
    (b"|", b"|"): re.compile(rb"[\n:-] *[|](?![+-]?\n)"),  # a block of text with more than the usual in its head
    (b">", b">"): re.compile(rb"[\n:-] *>(?![+-]?\n)"),
    (b"#", b" #"): re.compile(rb"[\[{][^\n\]}]* #|[,\[{]\n[^\n]* #| #[^\n]*[\]}]"),  # a remark inside brackets, maybe
    (b"]", b"]"): re.compile(rb"\] *[^\s,\]}#\"']"),  # something behind a closing mark
    (b"}", b"}"): re.compile(rb"\} *[^\s,\]}#\"']"),
}
"""What the readers may understand differently: one byte, then a few, that can be looked for fast, and the whole."""
_PARTS = (b"\n", b",", b"- ", b"{", b"[")
"""What most parts of a text begin or end with: so many parts it has as a rule, and room for them is taken at once."""
_BYTES_A_PART = 24
"""Parts are longer than this as a rule, so that no text of commas alone takes more room than it should."""
_FEW, _BYTES_A_BRACKET = 1000, 8
"""Brackets that a text may have, and one more for so many bytes: of brackets alone, nesting takes a lot of room."""
_LONGER, _LEAST = 3, 2**16
"""As many times the length of a text as its JSON hardly ever has, and the room of a short one: what is not filled
takes no memory."""
_WRITTEN, _SOUND = b";", b"!"
"""What a second process ends its words with: the JSON is written, and nothing in the text gives rise to doubt."""
_NO_NUMBERS = (b'.inf"', b'.nan"')
_CLOSINGS = (b"]\n", b"}\n")
_ODD = re.compile(rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]")


class _DoubtfulError(Exception):
    """The careful reader must decide."""


def read(content: bytes, meanwhile: Callable[[], None] = lambda: None) -> Any:
    """Return the dicts, lists and strings (None for nothing) of a YAML mapping, or None where there is any doubt.

    A plain « true » comes as a truth value: where a text is expected the shape refuses it, and the
    careful reader is asked. A large text is turned into JSON in a second process where that is possible:
    ``meanwhile`` is called then, at once and again now and then.
    """
    content = content.replace(b"\r\n", b"\n") if b"\r" in content else content
    try:
        with mmap.mmap(-1, _LEAST + _LONGER * len(content)) as room:
            work = beside.begin(partial(_work, content, room), len(content))
            found = _read_beside(work, content, room, meanwhile) if work else _read_alone(content, room)
    except (OSError, ValueError, _DoubtfulError):  # the first where there is no room to be had
        return None
    return found if isinstance(found, dict) else None


def _read_alone(content: bytes, room: mmap.mmap) -> Any:
    if _is_knotty(content) or _has_odd_signs(content) or _has_odd_order(content):
        raise _DoubtfulError
    length = _json(content, room)
    if _has_odd_numbers(room, length):
        raise _DoubtfulError
    return _loaded(content, room, length)


def _read_beside(work: Beside, content: bytes, room: mmap.mmap, meanwhile: Callable[[], None]) -> Any:
    """Return what is in a text that a second process turns into JSON; half of the doubts are for each to look for."""
    try:
        if _is_knotty(content):
            raise _DoubtfulError
        meanwhile()
        if _has_odd_signs(content):
            raise _DoubtfulError
        said, parts = b"", work.received()
        for part in parts:
            said += part
            if said.endswith((_WRITTEN, _SOUND)):
                break
            meanwhile()
        found = _loaded(content, room, int(said.partition(_WRITTEN)[0] or b"0"))
        if not (said + b"".join(parts)).endswith(_SOUND):
            raise _DoubtfulError
        return found
    finally:
        work.stop()


def _work(content: bytes, room: mmap.mmap, send: Send) -> None:
    """Write the JSON where both processes have it and send its length, then whether its text is free of doubt."""
    length = _json(content, room)
    send(b"%d%b" % (length, _WRITTEN))
    if not _has_odd_order(content) and not _has_odd_numbers(room, length):
        send(_SOUND)


def _loaded(content: bytes, room: mmap.mmap, length: int) -> Any:
    with memoryview(room) as view, view[:length] as written:
        text = str(written, "utf-8")
    mappings = _Mappings(content)
    return json.loads(text, parse_float=_number, parse_int=str, parse_constant=str, object_pairs_hook=mappings)


def _is_knotty(content: bytes) -> bool:
    """Tell whether a text has so many brackets that to read it would take too much room, or no end of its last line."""
    brackets = sum(map(content.count, (b"[", b"{")))
    return not content.endswith(b"\n") or brackets > _FEW + len(content) // _BYTES_A_BRACKET


def _with_first_line(has: Callable[[bytes], bool]) -> Callable[[bytes], bool]:
    """Return what looks for something in a text, and in its first line so that it, too, is seen to begin."""
    return lambda content: has(b"\n" + content[: content.index(b"\n") + 1]) or has(content)


@_with_first_line
def _has_odd_signs(content: bytes) -> bool:
    """Tell whether a text has signs that two readers of YAML could understand differently."""
    if not content.isascii() and _ODD.search(content):
        return True
    if len(content.translate(None, _CONTROLS + _MARKS)) != len(content) and (
        len(content.translate(None, _CONTROLS)) != len(content) or b"-&" in content.translate(_BEGINNINGS, b" ")
    ):
        return True
    return any(
        all(sign in content for sign in signs) and pattern.search(content) for signs, pattern in _SUSPECTS.items()
    )


@_with_first_line
def _has_odd_order(content: bytes) -> bool:
    """Tell whether a text has signs one after the other that two readers of YAML could understand differently."""
    if any(sign in content for sign in _SIGNS):
        return True
    skeleton = content.translate(_SKELETON, b" ")
    return any(pair in skeleton for pair in _MISPLACED) or _goes_deeper(content)


def _has_odd_numbers(room: mmap.mmap, length: int) -> bool:
    """Tell whether there are numbers in JSON that rapidyaml spells otherwise than the text: « inf » and « nan »."""
    return any(room.find(number, 0, length) >= 0 for number in _NO_NUMBERS)


def _goes_deeper(content: bytes) -> bool:
    """Tell whether a line below closing brackets is indented deeper than theirs: rapidyaml reads it otherwise."""
    for closing in _CLOSINGS:
        end = content.find(closing)
        while end >= 0:
            line = content[content.rfind(b"\n", 0, end) + 1 : end]
            below = content[end + 2 : content.find(b"\n", end + 2)]
            said = below.lstrip(b" ")
            if _indent(below) > _indent(line) and said not in {b"", b"]", b"}"} and not said.startswith(b"#"):
                return True
            end = content.find(closing, end + 2)
    return False


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" "))


def _json(content: bytes, room: mmap.mmap) -> int:
    """Write a text of YAML as JSON, in as little memory as it can be, and return its length.

    Raises _DoubtfulError where rapidyaml is not there or does not understand the text, and where the JSON has no room.
    """
    try:
        import ryml  # type: ignore[import-untyped]
    except ImportError:
        raise _DoubtfulError from None
    parsed = bytearray(content)
    try:
        with _silence():
            tree = ryml.Tree()
            tree.reserve(min(sum(map(content.count, _PARTS)), len(content) // _BYTES_A_PART))
            ryml.parse_in_place(parsed, tree=tree)
            return len(ryml.emit_json_in_place(tree, room))
    except (ryml.ExceptionBasic, ryml.ExceptionParse, ryml.ExceptionVisit, IndexError, OSError):
        raise _DoubtfulError from None


@contextmanager
def _silence() -> Iterator[None]:
    """Keep from the user what the C++ code says on the error stream: the careful reader says it better."""
    saved, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(nowhere)


def _number(value: str) -> str:
    """Return a plain number as it was written; rapidyaml writes « .5 » and « 5. » in other words."""
    if value.endswith(".0") or value.lstrip("-").startswith("0.") or "e" in value.lower():
        raise _DoubtfulError
    return value


class _Mappings:
    """Makes mappings whose keys stand as such in the file, each on one line and only once."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.keys: set[str] = set()

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise _DoubtfulError
        if not self.keys.issuperset(found):
            self.keys |= found.keys()
            if len(self.keys) > _MAX_KEYS or not all(map(self.is_plain, found)):
                raise _DoubtfulError
        for value in found.values():
            if value.__class__ is list and len(value) > _MAX_ITEMS:
                raise _DoubtfulError
        return found

    def is_plain(self, key: str) -> bool:
        """Tell whether a key is written as it is read."""
        return key != "null" and 0 < len(key) <= _MAX_KEY and (key.isidentifier() or key.encode() in self.content)
