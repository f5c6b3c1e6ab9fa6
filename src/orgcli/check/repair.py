"""A file that has not the shape, with the faulty parts left out: so that `check` can go on looking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgcli.org import load
from orgcli.org.model import Org

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from orgcli.org.traversal import Path

_FILLED = {"id": "{number}-missing", "name": "?{number}", "title": "?{number}", "text": "?", "type": "liaises"}
_REQUIRED = {*_FILLED, "post", "with"}
_ROUNDS = 5


class Mended:
    """An organisation made of what is sound in a file, with what was left out on the way.

    ``org`` is None where too little is sound. ``filled`` are the ways to values that were made up,
    ``dropped`` those to parts left out, ``lost`` the strings in them: what these cause further on is
    no fault of its own. Lists keep their positions, so a way in ``org`` is one in the file.
    """

    def __init__(self, data: Any, details: list[ErrorDetails]) -> None:
        self.data = _copy(data)
        self.filled: set[Path] = set()
        self.dropped: set[Path] = set()
        self.lost: set[str] = set()
        self.org: Org | None = None
        for _round in range(_ROUNDS):
            ways = [(load.real_path(self.data, one["loc"]), one["type"] in load.UNKNOWN_KEY) for one in details]
            if not all(self._mend(way, unknown_key=unknown) for way, unknown in ways):
                return
            found = load.shape(self.data)
            if isinstance(found, Org):
                self.org = found
                return
            details = found

    def causes(self, way: Path) -> bool:
        """Tell whether a problem at ``way`` comes from what was left out or made up."""
        value: Any = self.data
        step: Any
        for step in way:
            value = value.get(step) if isinstance(value, dict) else value[step] if isinstance(value, list) else None
        if isinstance(value, str):
            return way in self.filled or value in self.lost
        return any(dropped[: len(way)] == way for dropped in self.dropped)

    def _mend(self, way: Path, *, unknown_key: bool) -> bool:
        """Leave out the smallest part around ``way`` that may be absent; make up what may not."""
        while way and way != ("units",):
            owner, key = self._owner(way), way[-1]
            if isinstance(owner, dict):
                if key in owner:
                    self.lost.update(_strings(owner[key]))
                if key in _FILLED and len(way) > 1:
                    owner[key] = _FILLED[str(key)].format(number=len(self.filled) + 1)
                    self.filled.add(way)
                    return True
                if key not in _REQUIRED:
                    owner.pop(key, None)
                    self.dropped.update(() if unknown_key else {way})
                    return True
            way = way[:-1]
        return False

    def _owner(self, way: Path) -> Any:
        owner: Any = self.data
        for step in way[:-1]:
            if isinstance(owner, dict):
                owner = owner.get(str(step))
            elif isinstance(owner, list) and isinstance(step, int) and step < len(owner):
                owner = owner[step]
        return owner


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _strings(data: Any) -> set[str]:
    if isinstance(data, str):
        return {data}
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return {found for part in parts for found in _strings(part)}
