"""The organisation as a file that the program reads, in the manner in which people write it.

Keys stand in the order of the model, empty ones are left out, short lists and mappings take one
line. PyYAML's own writer would lay out every mapping the same way, and takes half a minute for
10,000 units.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

WIDTH = 100
_FOLD_FROM = 80
_MAX_KEY = 1000  # YAML reads no longer key without a question mark before it
_BLOCK = frozenset({"text"})
"""Keys that make their mapping worth a line each, however short it is."""
_PLAIN = re.compile(r"[^\W\d_](?:[\w ’()«»/.;…–!?+°\N{NO-BREAK SPACE}'-]|,(?= )|:(?=[\w/]))*")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPES = (("x", 2), ("u", 4), ("U", 8))  # YAML's letters for a character by its number of digits
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def to_yaml(model: Org, _org: Organisation) -> Iterator[str]:
    """Yield the organisation as YAML that `load` reads as the same organisation."""
    for number, (key, value) in enumerate(_entries(model)):
        yield "\n" if number > 1 or (number and not isinstance(value, str)) else ""
        for line in _pair(key, value, 0):
            yield f"{line}\n"


def _entries(part: Any) -> list[tuple[str, Any]]:
    """Return the keys of a part that say something, with their values."""
    if isinstance(part, dict):
        return list(part.items())
    found = [(entry.name.rstrip("_"), getattr(part, entry.name), entry.default) for entry in fields(part)]
    return [
        (key, value)
        for key, value, default in found
        if not (value is None or value in ((), {}) or (key == "kind" and value == default))
    ]


def _pair(key: str, value: Any, indent: int) -> Iterator[str]:
    space, name = " " * indent, _scalar(key)
    start = f"{space}{name}:" if len(name) < _MAX_KEY else f"{space}? {name}\n{space}:"
    if isinstance(value, tuple) and not is_dataclass(value[0]) and not isinstance(value[0], tuple):
        yield from _wrapped(f"{start} [", [_scalar(item, flow=True) for item in value], indent + 2)
    elif isinstance(value, tuple):
        yield start
        for item in value:
            yield from _item(item, indent + 2)
    elif isinstance(value, dict) or is_dataclass(value):
        inline = None if isinstance(value, dict) else _inline(value, WIDTH - len(start))
        yield f"{start} {inline}" if inline else start
        for pair in _entries(value) if not inline else []:
            yield from _pair(*pair, indent + 2)
    elif isinstance(value, str) and len(value) > _FOLD_FROM and _folds(value):
        yield f"{start} >-"
        yield from _folded(value, indent + 2)
    else:
        yield f"{start} {_scalar(value)}"


def _item(item: Any, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}- "
    if isinstance(item, tuple):
        yield from _wrapped(f"{dash}[", [_scalar(word, flow=True) for word in item], indent + 4)
        return
    inline = _inline(item, WIDTH - len(dash))
    if inline:
        yield f"{dash}{inline}"
        return
    lines = (line for pair in _entries(item) for line in _pair(*pair, indent + 2))
    yield dash + next(lines)[indent + 2 :]
    yield from lines


def _inline(part: Any, room: int) -> str | None:
    """Return a mapping on one line, or None if it is not of the kind that reads well so."""
    entries = _entries(part)
    if any(key in _BLOCK or not isinstance(value, (str, int)) for key, value in entries):
        return None
    line = "{" + ", ".join(f"{key}: {_scalar(value, flow=True)}" for key, value in entries) + "}"
    return line if len(line) <= room else None


def _wrapped(start: str, items: list[str], indent: int) -> Iterator[str]:
    line = start
    for number, item in enumerate(items):
        piece = item + ("]" if number == len(items) - 1 else ",")
        gap = "" if line.endswith("[") or not line.strip() else " "
        if number and len(line) + len(gap) + len(piece) > WIDTH:
            yield line
            line, gap = " " * indent, ""
        line += gap + piece
    yield line


def _folds(value: str) -> bool:
    return "  " not in value and value == value.strip(" ") and all(map(_visible, value))


def _folded(value: str, indent: int) -> Iterator[str]:
    line = ""
    for word in value.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _visible(char: str) -> bool:
    return char.isprintable() or char in _SPACES


def _scalar(value: str | int, *, flow: bool = False) -> str:
    """Return a value as YAML that every reader takes for the same: quoted where it might be another."""
    if isinstance(value, int):
        return str(value)
    plain = _PLAIN.fullmatch(value) and value.casefold() not in _RESERVED and value[-1] not in f" {_SPACES}"
    if plain and not (flow and any(mark in value for mark in ",?:")):
        return value
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if _visible(char):
        return char
    return next(f"\\{mark}{ord(char):0{size}x}" for mark, size in _ESCAPES if ord(char) < 16**size)
