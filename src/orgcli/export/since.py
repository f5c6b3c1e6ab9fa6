"""What changed since an old text, in the chart and the cards of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgcli.export import chart as c
from orgcli.export.chart import Box
from orgcli.render import diff_labels

if TYPE_CHECKING:
    from orgcli.changes.events import Key
    from orgcli.changes.marks import Since
    from orgcli.export.chart import Chart


def insert_gone(chart: Chart, since: Since) -> None:
    """Put a box for each unit that is gone where it was; beneath a box whose parts are cut off, none."""
    boxes: dict[Key, Box] = {(False, box.id): box for box, _owner, _level in c.walk(chart.tops)}
    gone: dict[Key, Box] = {
        (True, node_id): Box(node_id, since.old.title(node_id), "", "unit", since.old.label(node_id))
        for node_id in since.gone
    }
    _insert(chart.tops, None, since, gone)
    for key, box in (boxes | gone).items():
        _insert(box.boxes, key, since, gone)


def _insert(siblings: list[Box], owner: Key | None, since: Since, gone: dict[Key, Box]) -> None:
    parts = since.arrangement.parts.get(owner, ())
    listed: dict[Key, Box] = {(False, box.id): box for box in siblings}
    if not any(key in gone for key in parts) or any(key not in listed for key in parts if since.is_unit(key)):
        return
    siblings[:] = [box for key in parts if (box := listed.get(key) or gone.get(key))]


def gone_nodes(since: Since) -> dict[str, dict[str, Any]]:
    """Return what the page says of each unit that is gone: its name, its kind, and what it was part of."""
    nodes: dict[str, dict[str, Any]] = {}
    for node_id in since.gone:
        owner = since.old.parent(node_id)
        node = {"type": "unit", "name": since.old.title(node_id), "ref": since.old.plain(node_id).get("ref")}
        node |= {"kind": since.old.label(node_id), "in": owner and since.arrangement.key(owner)[1]}
        nodes[node_id] = node
    return nodes


def marks(since: Since) -> dict[str, list[str]]:
    """Return the state of each unit that changed, and what happened to it, in words."""
    return {node_id: [mark.state.value, diff_labels.note(mark)] for node_id, mark in since.marks.items()}
