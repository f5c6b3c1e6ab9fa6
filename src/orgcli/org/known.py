"""What an organisation file names, read without checking it: parts and clauses, for completion.

Whatever has not the shape of the file is passed over: a shell that completes is no place for errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from orgcli.org import clauses, yaml_reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Entry(NamedTuple):
    """One part of an organisation that can be named: ``owners`` are names, the nearest first."""

    kind: str
    id: str
    name: str
    owners: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def entries(file: Path) -> list[Entry]:
    """Return all that a person can name in a file, in its order."""
    data = yaml_reader.parse(file).data
    found: list[Entry] = []
    if isinstance(data, dict):
        for kind, key in (("unit", "units"), ("body", "bodies"), ("group", "groups")):
            _collect(data.get(key), kind, (), found)
    return found


def _collect(parts: Any, kind: str, owners: tuple[str, ...], found: list[Entry]) -> None:
    for part in _mappings(parts):
        name = part.get("title") if kind == "post" else part.get("name")
        if not isinstance(name, str) or not isinstance(part.get("id"), str):
            continue
        found.append(Entry(kind, part["id"], name, owners, tuple(_aliases(part.get("aliases")))))
        _collect([part.get("head"), *_mappings(part.get("posts"))], "post", (name, *owners), found)
        _collect(part.get("units"), "unit", (name, *owners), found)


def _aliases(aliases: Any) -> Iterator[str]:
    for alias in aliases if isinstance(aliases, list) else []:
        name = alias.get("name") if isinstance(alias, dict) else alias
        if isinstance(name, str):
            yield name


def _mappings(parts: Any) -> list[dict[str, Any]]:
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def cited(file: Path) -> dict[str, str]:
    """Return each clause that a file cites, in order, with the name of the part that cites it first."""
    found: dict[str, str] = {}
    _cited(yaml_reader.parse(file).data, "", found)
    return dict(sorted(found.items(), key=lambda clause: clauses.sort_key(clause[0])))


def _cited(part: Any, name: str, found: dict[str, str]) -> None:
    if isinstance(part, dict):
        own = part.get("name") or part.get("title")
        name = own if isinstance(own, str) and "id" in part else name
        ref = part.get("ref")
        if isinstance(ref, str) and clauses.normalise(ref):
            found.setdefault(clauses.normalise(ref) or ref, name)
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
        _cited(inner, name, found)
