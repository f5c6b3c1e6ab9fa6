"""The chart as an SVG picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.export import chart as c
from orgcli.export import layout
from orgcli.export.layout import INDENT, LABEL, LABEL_LINE, PAD, SUB, SUB_LINE, WIDTH
from orgcli.export.widths import text_width
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.export.chart import Cross
    from orgcli.export.layout import Block, Placed, Point
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

MARGIN, HEAD, FOOT, STEP, BEND = 28, 58, 40, 6, 6
STYLE = f"""
text{{font-family:'Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif;fill:#0f172a}}
.title{{font-size:20px;font-weight:700}}.small{{font-size:11px;fill:#475569}}
.label{{font-size:{LABEL}px;font-weight:600}}.sub{{font-size:{SUB}px;fill:#475569}}
.box{{fill:#fff;stroke:#94a3b8}}.post{{stroke-dasharray:4 3}}.outside{{fill:#f1f5f9;stroke-dasharray:4 3}}
.line{{fill:none;stroke:#94a3b8;stroke-width:1.4}}
.cross{{fill:none;stroke:#b91c1c;stroke-width:1.6;stroke-dasharray:2 4;stroke-linecap:round}}
.also{{fill:none;stroke:#64748b;stroke-width:1.6;stroke-dasharray:1 4;stroke-linecap:round}}
.halo{{fill:none;stroke:#fff;stroke-width:5}}
"""


def to_svg(model: Org, org: Organisation) -> Iterator[str]:
    """Yield the chart of composition, with dotted lines for reporting that differs."""
    chart = c.composition(org)
    block = layout.layout(chart)
    title = c.heading(model)
    width, height = block.width + 2 * MARGIN, block.height + 2 * MARGIN + HEAD + FOOT
    by_kind = c.colours(chart, model)
    legend, legend_end = _legend(chart, by_kind, height - MARGIN)
    width = max(width, 2 * MARGIN + text_width(title, 20, bold=True), legend_end, 460)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
    yield f'height="{height:.0f}" lang="{model.lang}" role="img" aria-labelledby="chart-title chart-description">\n'
    yield f'<title id="chart-title">{c.escaped(title)}</title>\n'
    yield f'<desc id="chart-description">{c.escaped(_description(chart))}</desc>\n'
    yield f"<style>{STYLE}</style>\n"
    yield f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>\n'
    yield f'<text class="title" x="{MARGIN}" y="{MARGIN + 18}">{c.escaped(title)}</text>\n'
    yield f'<text class="small" x="{MARGIN}" y="{MARGIN + 36}">{c.escaped(_subtitle(model))}</text>\n'
    shift = (width - block.width) / 2
    yield f'<g transform="translate({shift:.1f} {MARGIN + HEAD})">\n'
    yield from _drawing(chart, block, by_kind)
    yield "</g>\n"
    yield legend
    yield "</svg>\n"


def _subtitle(model: Org) -> str:
    source = model.source
    found = [source.symbol, source.title if source.title != c.heading(model) else None] if source else []
    return " — ".join(part for part in found if part)


def _description(chart: c.Chart) -> str:
    boxes = [box for box, _owner, _level in c.walk(chart.tops)]
    top = ", ".join(f"{box.label} ({box.sub})" if box.sub else box.label for box in chart.tops)
    parts = _("Org chart of {number} units. At the top: {top}.").format(
        number=sum(box.role == "unit" for box in boxes), top=top
    )
    below = [box.label for box in chart.tops[0].boxes] if len(chart.tops) == 1 else []
    beneath = _("Beneath: {units}.").format(units=", ".join(below))
    return f"{parts} {beneath}" if below else parts


def _drawing(chart: c.Chart, block: Block, by_kind: dict[str | None, str]) -> Iterator[str]:
    for line in block.lines:
        yield f'<path class="line" d="{_path(line)}"/>\n'
    places = {item.box.id: item for item in block.placed}
    for route in routes(chart.crosses, places):
        cross = route.cross
        said = f"{places[cross.start].box.label} → {places[cross.end].box.label} {_reason(cross)}".strip()
        path, kind = _path(route.points), "also" if cross.also else "cross"
        yield f'<path class="halo" d="{path}"/>'
        yield f'<path class="{kind}" d="{path}"><title>{c.escaped(said)}</title></path>\n'
    for item in block.placed:
        yield from _box(item, by_kind.get(item.box.kind, c.OTHER))


def _reason(cross: Cross) -> str:
    inferred, also = _("inferred") if cross.inferred else "", _("also part of") if cross.also else ""
    parts = [clauses.label(cross.ref), cross.condition or "", inferred, also]
    said = ", ".join(part for part in parts if part)
    return f"({said})" if said else ""


def _box(item: Placed, colour: str) -> Iterator[str]:
    box = item.box
    x, y = item.x, item.y
    yield f'<rect class="box {box.role}" x="{x:.1f}" y="{y:.1f}" width="{WIDTH}" height="{item.height:.1f}" rx="5"/>'
    if box.role == "unit":
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="5" height="{item.height:.1f}" rx="2.5" fill="{colour}"/>'
    size = LABEL_LINE * len(item.label) + SUB_LINE * len(item.sub) + (2 if item.sub else 0)
    top = y + (item.height - size) / 2 + 1
    yield f'<text class="label" x="{x + PAD + 5:.1f}" y="{top + 11:.1f}">'
    yield from _spans(item.label, x + PAD + 5, LABEL_LINE)
    yield "</text>"
    if item.sub:
        yield f'<text class="sub" x="{x + PAD + 5:.1f}" y="{top + LABEL_LINE * len(item.label) + 12:.1f}">'
        yield from _spans(item.sub, x + PAD + 5, SUB_LINE)
        yield "</text>"
    yield "\n"


def _spans(lines: Iterable[str], x: float, step: float) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f'<tspan x="{x:.1f}" dy="{step if number else 0:g}">{c.escaped(line)}</tspan>'


@dataclass(frozen=True)
class Route:
    """The route of a dotted line."""

    cross: Cross
    points: list[Point]


def routes(crosses: Iterable[Cross], places: dict[str, Placed]) -> Iterator[Route]:
    """Yield a route for each cross line: out on the right, along the gutter of its column, to the target's side.

    Lines in the same gutter or to the same box are offset.
    """
    gutters: dict[float, int] = {}
    sides: dict[str, int] = {}
    for cross in crosses:
        start, end = places[cross.start], places[cross.end]
        if end.box.role == "outside" and abs(start.middle[0] - end.middle[0]) < 1:
            yield Route(cross, [(start.middle[0], start.y), (end.middle[0], end.y + end.height)])
            continue
        lane, arrival = gutters.get(start.column, 0), sides.get(cross.end, 0)
        gutters[start.column], sides[cross.end] = lane + 1, arrival + 1
        x = start.column + STEP * (lane % 3 + 1)
        if end.x + BEND < x < end.right - BEND:
            edge = end.y + end.height if end.y < start.y else end.y
            yield Route(cross, [(start.right, start.middle[1]), (x, start.middle[1]), (x, edge)])
            continue
        y = end.middle[1] + STEP * (arrival % 5 - 1 if arrival else 0)
        near = end.right if x > end.middle[0] else end.x
        out = start.middle[1]
        yield Route(cross, [(start.right, out), (x, out), (x, y), (near, y)])


def _path(points: list[Point]) -> str:
    """Return the path through some points, its corners rounded."""
    start, *rest = points
    found = [f"M{start[0]:.1f} {start[1]:.1f}"]
    for before, point, after in zip(points, rest, [*rest[1:], None], strict=False):
        if after is None:
            found.append(f"L{point[0]:.1f} {point[1]:.1f}")
            continue
        entry, leave = _towards(point, before), _towards(point, after)
        found.append(f"L{entry[0]:.1f} {entry[1]:.1f}Q{point[0]:.1f} {point[1]:.1f} {leave[0]:.1f} {leave[1]:.1f}")
    return "".join(found)


def _towards(point: Point, other: Point) -> Point:
    """Return the point at which a bend begins: a little way towards the other."""
    dx, dy = other[0] - point[0], other[1] - point[1]
    length = abs(dx) + abs(dy) or 1
    share = min(BEND, length / 2) / length
    return point[0] + dx * share, point[1] + dy * share


def _legend(chart: c.Chart, by_kind: dict[str | None, str], y: float) -> tuple[str, float]:
    """Return the legend of lines and colours, and where it ends."""
    kinds_of_line = {"also" if cross.also else "cross" for cross in chart.crosses}
    crosses = [("also", _("also part of")), ("cross", _("answers to, where it is another"))]
    x: float = MARGIN
    drawn = ""
    for kind, said in [("line", _("part of")), *(entry for entry in crosses if entry[0] in kinds_of_line)]:
        drawn += f'<path class="{kind}" d="M{x:.1f} {y - 4:.1f}h{INDENT + 12}"/>'
        drawn += f'<text class="small" x="{x + INDENT + 20:.1f}" y="{y:.1f}">{c.escaped(said)}</text>\n'
        x += INDENT + 48 + text_width(said, 11)
    met = {box.kind for box, _owner, _level in c.walk(chart.tops) if box.kind}
    for name, colour in by_kind.items():
        if name in met:
            drawn += f'<rect x="{x:.1f}" y="{y - 11:.1f}" width="5" height="14" rx="2.5" fill="{colour}"/>'
            drawn += f'<text class="small" x="{x + 10:.1f}" y="{y:.1f}">{c.escaped(str(name))}</text>\n'
            x += 30 + text_width(str(name), 11)
    return drawn, x
