"""Leave the invalid parts out of a file, so that `check` can apply its rules to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgcli.org import load
from orgcli.org.model import Org

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from orgcli.org.traversal import Path

# What stands for an invalid value of a required key.
_FILLED = {"id": "{number}-missing", "name": "?{number}", "title": "?{number}", "text": "?", "type": "liaises"}
_REQUIRED = {*_FILLED, "post", "with"}
# A repair can bring to light what pydantic had not looked at.
_ROUNDS = 5


class Repaired:
    """An organisation made of the valid parts of a file.

    ``org`` is None if too little is valid. ``filled`` are the paths of values that were made up, ``dropped`` those of
    parts left out, ``lost`` the strings in these: a problem that they cause is none of its own. Lists keep their
    positions, so a path in ``org`` is one in the file.
    """

    def __init__(self, data: Any, details: list[ErrorDetails]) -> None:
        self.data = _copy(data)
        self.filled: set[Path] = set()
        self.dropped: set[Path] = set()
        self.lost: set[str] = set()
        self.org: Org | None = None
        for _round in range(_ROUNDS):
            paths = [(load.real_path(self.data, one["loc"]), one["type"] in load.UNKNOWN_KEY) for one in details]
            if not all(self._repair(path, unknown_key=unknown) for path, unknown in paths):
                return
            result = load.shape(self.data)
            if isinstance(result, Org):
                self.org = result
                return
            details = result

    def causes(self, path: Path) -> bool:
        """Return whether a problem at a path comes from what was left out or made up."""
        value: Any = self.data
        step: Any
        for step in path:
            value = value.get(step) if isinstance(value, dict) else value[step] if isinstance(value, list) else None
        if isinstance(value, str):
            return path in self.filled or value in self.lost
        return any(dropped[: len(path)] == path for dropped in self.dropped)

    def _repair(self, path: Path, *, unknown_key: bool) -> bool:
        """Leave out the smallest optional part around a path; make up what is required."""
        while path and path != ("units",):
            owner, key = self._owner(path), path[-1]
            if isinstance(owner, dict):
                if key in owner:
                    self.lost.update(_strings(owner[key]))
                if key in _FILLED and len(path) > 1:
                    owner[key] = _FILLED[str(key)].format(number=len(self.filled) + 1)
                    self.filled.add(path)
                    return True
                if key not in _REQUIRED:
                    owner.pop(key, None)
                    self.dropped.update(() if unknown_key else {path})
                    return True
            path = path[:-1]
        return False

    def _owner(self, path: Path) -> Any:
        owner: Any = self.data
        for step in path[:-1]:
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
    return {name for part in parts for name in _strings(part)}
