"""The chart as text that other programs draw: Mermaid and Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.errors import UsageError
from orgcli.export import chart as c
from orgcli.export.widths import wrapped
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.export.chart import Box
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

MERMAID_EDGES, MERMAID_SIZE = 500, 50_000
"""What Mermaid draws at most, in edges and characters, as it comes."""


def to_mermaid(model: Org, org: Organisation) -> Iterator[str]:
    """Yield a Mermaid flowchart; raises UsageError where Mermaid would refuse it for its size."""
    chart = c.composition(org)
    boxes = list(c.walk([*chart.tops, *chart.outside]))
    number = {box.id: f"n{position}" for position, (box, _owner, _level) in enumerate(boxes, 1)}
    lines = ["---", f"title: {_yaml(c.heading(model))}", "---", "flowchart LR"]
    lines += [f"  {number[box.id]}{_mermaid_box(box)}" for box, _owner, _level in boxes]
    edges = [f"  {number[owner.id]} --- {number[box.id]}" for box, owner, _level in boxes if owner]
    for cross in chart.crosses:
        words = _("also part of") if cross.also else cross.ref
        said = f'|"{_mermaid(words)}"|' if words else ""
        edges.append(f"  {number[cross.end]} -.-{said} {number[cross.start]}")  # the superior first, as in the tree
    lines += [*edges, *_classes(c.walk(chart.tops), number, c.colours(chart, model))]
    lines.append("  classDef other fill:#f1f5f9,stroke:#94a3b8,color:#0f172a,stroke-dasharray:4 3")
    if len(edges) > MERMAID_EDGES or sum(map(len, lines)) + len(lines) > MERMAID_SIZE:
        raise UsageError(_("too large for Mermaid: choose a part with --unit or --depth"))
    yield from (f"{line}\n" for line in lines)


def _mermaid_box(box: Box) -> str:
    said = f"<b>{_mermaid(box.label)}</b>" + (f"<br/>{_mermaid(box.sub)}" if box.sub else "")
    return f'["{said}"]' if box.role == "unit" else f'(["{said}"]):::other'


def _mermaid(value: str) -> str:
    """Return the text with all but letters, digits and harmless marks as Mermaid's entities."""
    return "".join(
        char if char.isalnum() or char in " ’.,-–()/»«" else f"#{ord(char)};"
        for char in text.printable(value).replace("\n", " ")
    )


def _yaml(value: str) -> str:
    return '"' + text.printable(value).replace("\n", " ").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _classes(
    boxes: Iterator[tuple[Box, Box | None, int]], number: dict[str, str], colour: dict[str | None, str]
) -> Iterator[str]:
    members: dict[str, list[str]] = {}
    for box, _owner, _level in boxes:
        if box.role == "unit":
            members.setdefault(colour.get(box.kind, c.OTHER), []).append(number[box.id])
    for position, (line, names) in enumerate(members.items()):
        yield f"  classDef kind{position} fill:#fff,stroke:{line},stroke-width:2px,color:#0f172a"
        yield f"  class {','.join(names)} kind{position}"


def to_dot(model: Org, org: Organisation) -> Iterator[str]:
    """Yield a Graphviz graph in the order of the file; crossing lines do not move boxes."""
    chart = c.composition(org)
    colour = c.colours(chart, model)
    yield "digraph organisation {\n"
    yield f"  label={_dot(c.heading(model))}; labelloc=t; labeljust=l; fontsize=20;\n"
    yield '  rankdir=LR; ranksep=0.45; nodesep=0.12; splines=ortho; charset="UTF-8";\n'
    yield '  fontname="Helvetica"; node [shape=box, style="rounded,filled", fillcolor=white, fontname="Helvetica", '
    yield 'fontsize=11, margin="0.12,0.06", penwidth=1.4];\n'
    yield '  edge [color="#94a3b8", arrowhead=none];\n'
    for box in chart.outside:
        yield f"  {_dot_box(box, '#94a3b8')}\n"
    for box, _owner, _level in c.walk(chart.tops):
        yield f"  {_dot_box(box, colour.get(box.kind, c.OTHER))}\n"
    yield from _in_order(chart.tops)
    for box, owner, _level in c.walk(chart.tops):
        if owner:
            yield f"  {_dot(owner.id)} -> {_dot(box.id)};\n"
    yield '  edge [color="#b91c1c", style=dotted, arrowhead=normal, constraint=false, fontsize=9, '
    yield 'fontname="Helvetica"];\n'
    for cross in chart.crosses:
        said = f" [xlabel={_dot(cross.ref)}]" if cross.ref else ""
        said = f' [xlabel={_dot(_("also part of"))}, color="#64748b", arrowhead=none]' if cross.also else said
        yield f"  {_dot(cross.start)} -> {_dot(cross.end)}{said};\n"
    yield "}\n"


def _in_order(tops: list[Box]) -> Iterator[str]:
    """Yield an invisible chain for each level, which keeps its boxes in the order of the file."""
    levels: dict[int, list[str]] = {}
    for box, _owner, level in c.walk(tops):
        levels.setdefault(level, []).append(_dot(box.id))
    for boxes in levels.values():
        if len(boxes) > 1:
            yield f"  {{ rank=same; edge [style=invis]; {' -> '.join(boxes)}; }}\n"


def _dot_box(box: Box, line: str) -> str:
    label = [*wrapped(text.printable(box.label), 11, 256)]
    sub = [*wrapped(text.printable(box.sub), 9, 256)]
    said = "<BR/>".join(f"<B>{_html(part)}</B>" for part in label)
    said += "".join(f'<BR/><FONT POINT-SIZE="9" COLOR="#475569">{_html(part)}</FONT>' for part in sub)
    style = "" if box.role == "unit" else ', style="rounded,dashed"'
    return f'{_dot(box.id)} [label=<{said}>, color="{line}"{style}];'


def _dot(value: str) -> str:
    return '"' + text.printable(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _html(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
