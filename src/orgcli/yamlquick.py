"""YAML read several times faster than by PyYAML, where nothing in it is unusual.

rapidyaml turns the text into JSON, which the standard library reads. Whatever the two readers could
understand differently (anchors, tags, several documents, numbers in odd forms, odd line ends), and
whatever is wrong, is left to `yamlfile`, which knows the place of everything and alone decides what is
an error.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_KEY = 300
_MAX_KEYS = 1000
_MAX_ITEMS = 200_000
_CONTROLS = bytes({*range(32), 127} - {10})
_MARKS = b"&*!%@`+~"
_MARKED = re.compile(rb"(?:^|[\n:,\[{-]) *[&*!%@`+~]")
"""An anchor, alias, tag or number with a sign, or « ~ » for nothing: a mark where a value can begin."""
_MISPLACED = re.compile(rb"[:,\[{-](?:,| *:|[\]}](?<=[:-].))")
"""A comma, a colon or a closing mark where a value can begin."""
_SIGNS = (b" ,", b" ]", b" }", b":?", b"<<")
"""The same after a space, and a merge key."""
_SUSPECTS = {
    b"?": re.compile(rb"(?:^|[\n:,\[{-]) *[?]"),  # a complex key
    b'":': re.compile(rb"\":\S"),  # no space between key and value
    b"':": re.compile(rb"':\S"),
    b"|": re.compile(rb"(?:^|[\n:-]) *[|](?![+-]?\n)"),  # a block of text with more than the usual in its head
    b">": re.compile(rb"(?:^|[\n:-]) *>(?![+-]?\n)"),
    b"---": re.compile(rb"(?m)^---"),  # several documents
    b"...": re.compile(rb"(?m)^\.\.\."),
    b"ull": re.compile(rb"\bNull\b"),
    b"ULL": re.compile(rb"\bNULL\b"),
    b" #": re.compile(rb"[\[{][^\n\]}]* #|[,\[{]\n[^\n]* #| #[^\n]*[\]}]"),  # a remark where brackets may be open
    b"\n": re.compile(rb"\n *[\]},:]"),  # a line that begins with a closing mark, a comma or a colon
    b"]": re.compile(rb"\] *[^\s,\]}#\"']"),  # something behind a closing mark
    b"}": re.compile(rb"\} *[^\s,\]}#\"']"),
}
"""What the readers may understand differently: a few bytes that can be looked for fast, and the whole."""
_CLOSED = re.compile(rb"[\]}]\n( *)[^\s#]")
_ODD = re.compile(rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]")


class _DoubtfulError(Exception):
    """The careful reader must decide."""


def read(content: bytes) -> Any:  # noqa: ANN401 - any YAML
    """Return the dicts, lists and strings (None for nothing) of a YAML mapping, or None where there is any doubt.

    A plain « true » comes as a truth value: where a text is expected the shape refuses it, and the
    careful reader is asked.
    """
    content = content.replace(b"\r\n", b"\n")
    if not content or _is_unusual(content):
        return None
    try:
        import ryml  # type: ignore[import-untyped] # noqa: PLC0415 - not there where it has no wheel
    except ImportError:
        return None
    try:
        mapping = partial(_mapping, content)
        with _silence():
            text = ryml.emit_json(ryml.parse_in_arena(content)) or ""
        found = json.loads(text, parse_float=_number, parse_int=str, parse_constant=str, object_pairs_hook=mapping)
    except (ryml.ExceptionBasic, ryml.ExceptionParse, ryml.ExceptionVisit, ValueError, OSError, _DoubtfulError):
        return None
    return found if isinstance(found, dict) else None


def _is_unusual(content: bytes) -> bool:
    """Tell whether a text has anything that two readers of YAML could understand differently."""
    if len(content.translate(None, _CONTROLS)) != len(content) or content[:1] in b"]},:" or content[-1:] != b"\n":
        return True
    if len(content.translate(None, _MARKS)) != len(content) and _MARKED.search(content):
        return True
    if not content.isascii() and _ODD.search(content):
        return True
    if any(sign in content for sign in _SIGNS) or _MISPLACED.search(content):
        return True
    if any(sign in content and pattern.search(content) for sign, pattern in _SUSPECTS.items()):
        return True
    return any(_is_deeper(content, closed) for closed in _CLOSED.finditer(content))


def _is_deeper(content: bytes, closed: re.Match[bytes]) -> bool:
    """Tell whether the line below closing brackets is indented deeper than theirs."""
    line = content[content.rfind(b"\n", 0, closed.start()) + 1 : closed.start() + 1]
    return len(closed[1]) > len(line) - len(line.lstrip(b" "))


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


def _mapping(content: bytes, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping whose keys stand as such in the file, each on one line and only once."""
    found = dict(pairs)
    if len(found) != len(pairs) or len(found) > _MAX_KEYS or "" in found or max(map(len, found), default=0) > _MAX_KEY:
        raise _DoubtfulError
    if any(value.__class__ is list and len(value) > _MAX_ITEMS for value in found.values()):
        raise _DoubtfulError
    if any(not key.isidentifier() and key.encode() not in content for key in found):
        raise _DoubtfulError
    return found
