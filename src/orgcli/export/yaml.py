"""The organisation as a file that the program reads, laid out as people write it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import yaml

from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

WIDTH = 92
_LONG = 80
"""Characters from which a text is folded over several lines, or its mapping takes a line a key."""
_OPTIONS: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": WIDTH}


class _Block(dict[str, Any]):
    """A mapping that takes a line a key, however short it is."""


_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Base):  # type: ignore[misc] # libyaml may be missing
    """Writes short lists and mappings on one line, long texts folded."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Write the same part twice rather than an alias."""
        return True

    def represent_list(self, data: list[Any]) -> Any:
        """Return a list: on one line if it has scalars only."""
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=all(map(_is_scalar, data)))

    def represent_dict(self, data: dict[str, Any]) -> Any:
        """Return a mapping: on one line if it is short, and no duty or note."""
        short = sum(len(str(value)) + len(key) + 4 for key, value in data.items()) < _LONG
        flow = short and "text" not in data and all(map(_is_scalar, data.values())) and not isinstance(data, _Block)
        return self.represent_mapping("tag:yaml.org,2002:map", data, flow_style=flow)

    def represent_str(self, data: str) -> Any:
        """Return a text: folded if it is long, quoted where YAML would read something else."""
        folds = len(data) > _LONG and data.isprintable() and "  " not in data
        style = ">" if folds else '"' if text.has_controls(data) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(list, _Dumper.represent_list)
_Dumper.add_representer(dict, _Dumper.represent_dict)
_Dumper.add_representer(_Block, _Dumper.represent_dict)
_Dumper.add_representer(str, _Dumper.represent_str)


def to_yaml(model: Org, _org: Organisation) -> Iterator[str]:
    """Yield the organisation as YAML that `load` reads as the same organisation."""
    for number, (key, value) in enumerate(_plain(model).items()):
        yield "\n" if number and not _is_scalar(value) else ""
        yield text.escaped(yaml.dump(_Block({key: value}), Dumper=_Dumper, default_flow_style=False, **_OPTIONS))


def _is_scalar(value: Any) -> bool:
    return isinstance(value, (str, int))


def _plain(part: Any) -> Any:
    """Return a part of the model as plain data, keys in the order of the model, without what is empty or default."""
    if isinstance(part, tuple):
        return [_plain(item) for item in part]
    if not is_dataclass(part):
        return part
    values = {entry.name.rstrip("_"): (getattr(part, entry.name), entry.default) for entry in fields(part)}
    return {
        key: _plain(value)
        for key, (value, default) in values.items()
        if not (value is None or value is False or value in ((), {}) or (key == "kind" and value == default))
    }
