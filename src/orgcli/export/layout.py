"""The layout of a chart: upper levels side by side, lower ones in hanging lists.

Lengths are in the units of the picture (a pixel at 96 to the inch); y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil, inf, log
from typing import TYPE_CHECKING

from orgcli.export import chart as c
from orgcli.export.widths import wrapped

if TYPE_CHECKING:
    from orgcli.export.chart import Box, Chart

WIDTH = 216
PAD = 9
LABEL, LABEL_LINE = 12.0, 15.0
SUB, SUB_LINE = 10.5, 13.0
INDENT, GAP, SPREAD_GAP, DROP = 22, 9, 26, 34
PAGE = (1511, 1046)  # A3 landscape without margins of 10 mm
_MAX_SPREAD, _MAX_COLUMNS, _ROWS, _LIMITS = 3, 6, (16, 8, 5), (inf, 1000, 800, 600)
_FEW = 500  # up to so many boxes every plan is tried; more never fit the page

Point = tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """A box with its corner, its size, its lines of text, and the right end of its column."""

    box: Box
    x: float
    y: float
    height: float
    label: tuple[str, ...]
    sub: tuple[str, ...]
    column: float = 0

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + WIDTH

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + WIDTH / 2, self.y + self.height / 2

    def moved(self, x: float, y: float) -> Placed:
        """Return the same box elsewhere."""
        return Placed(self.box, self.x + x, self.y + y, self.height, self.label, self.sub, self.column + x)


@dataclass(frozen=True)
class Plan:
    """One way to arrange: levels side by side, boxes in a row, height above which a list is parted."""

    spread: int
    row: int
    limit: float


@dataclass
class Block:
    """Boxes placed together: ``anchor`` is the x of the middle of the topmost."""

    width: float
    height: float
    anchor: float
    placed: list[Placed] = field(default_factory=list)
    lines: list[list[Point]] = field(default_factory=list)

    def put(self, other: Block, x: float, y: float) -> None:
        """Add another block at an offset."""
        self.placed += [item.moved(x, y) for item in other.placed]
        self.lines += [[(px + x, py + y) for px, py in line] for line in other.lines]


def layout(chart: Chart) -> Block:
    """Return the arrangement that is largest on a page of A3 landscape."""
    levels = max((level for _box, _owner, level in c.walk(chart.tops)), default=0)
    most = max(len(chart.tops), *(len(box.boxes) for box, _owner, _level in c.walk(chart.tops)))
    rows = [most, *(row for row in _ROWS if row < most)]
    few = sum(1 for _box in c.walk(chart.tops)) <= _FEW
    plans = [
        Plan(spread, row, limit)
        for spread in range(min(levels, _MAX_SPREAD) + 1)
        for row in rows[: None if few else 2]
        for limit in _LIMITS[: None if few else 1]
    ]
    tries = (_arranged(chart, plan) for plan in plans)
    return max(tries, key=_fitness)


def _fitness(block: Block) -> tuple[float, float]:
    """Return the scale of a block on the page, then how close it is to the page's proportions."""
    scale = min(1, PAGE[0] / block.width, PAGE[1] / block.height)
    return scale, -abs(log(block.width / block.height * PAGE[1] / PAGE[0]))


def _arranged(chart: Chart, plan: Plan) -> Block:
    blocks = [_block(box, plan, plan.spread) for box in chart.tops]
    whole = _rows(blocks, plan.row, 0)
    if not chart.outside:
        return whole
    above = _outside([_single(box) for box in chart.outside])
    middle = blocks[0].anchor if len(blocks) == 1 else whole.width / 2
    if not any(cross.end == chart.outside[0].id and cross.start == chart.tops[0].id for cross in chart.crosses):
        above.anchor = above.width + SPREAD_GAP + WIDTH / 2  # above nobody: beside
    shift = max(0.0, above.anchor - middle)
    room = above.height + DROP
    block = Block(max(whole.width, middle + above.width - above.anchor) + shift, whole.height + room, middle + shift)
    block.put(above, middle - above.anchor + shift, 0)
    block.put(whole, shift, room)
    return block


def _outside(blocks: list[Block]) -> Block:
    """Set the boxes outside in a row, the first in the middle, the others right and left of it in turn."""
    order = [*blocks[1::2][::-1], blocks[0], *blocks[2::2]]
    row = Block(0, max(block.height for block in blocks), 0)
    for block in order:
        x = row.width + (2 * SPREAD_GAP if row.placed else 0)
        row.put(block, x, row.height - block.height)
        row.width = x + block.width
        row.anchor = x + block.anchor if block is blocks[0] else row.anchor
    return row


def _single(box: Box, height: float = 0) -> Block:
    label = wrapped(box.label, LABEL, WIDTH - 2 * PAD - 8, bold=True)
    sub = wrapped(box.sub, SUB, WIDTH - 2 * PAD - 8)
    tall = max(height, 2 * PAD + LABEL_LINE * len(label) + SUB_LINE * len(sub) + (2 if sub else 0) - 3)
    return Block(WIDTH, tall, WIDTH / 2, [Placed(box, 0, 0, tall, label, sub, WIDTH)])


def _block(box: Box, plan: Plan, spread: int, height: float = 0) -> Block:
    if not box.boxes:
        return _single(box, height)
    if spread:
        return _spread(box, plan, spread, height)
    return _hanging(box, height, plan.limit)


def _hanging(box: Box, height: float = 0, limit: float = inf) -> Block:
    """Hang the descendants of a box in a list, split into columns if it is higher than ``limit``."""
    block = _single(box, height)
    parts = [_hanging(below) for below in box.boxes]
    whole = sum(part.height + GAP for part in parts)
    columns = max(1, min(_MAX_COLUMNS, len(parts), ceil(whole / max(1.0, limit - block.height))))
    start, left = block.height, 0.0
    for number, group in enumerate(_shared(parts, columns)):
        trunk, y, width = left + INDENT / 2, start + (GAP if columns > 1 else 0), 0.0
        for part in group:
            y += GAP
            block.put(part, left + INDENT, y)
            middle = y + part.placed[0].height / 2
            way = (
                [(trunk, start)]
                if not number
                else [(INDENT / 2, start), (INDENT / 2, start + GAP), (trunk, start + GAP)]
            )
            block.lines.append([*way, (trunk, middle), (left + INDENT, middle)])
            width = max(width, INDENT + part.width)
            y += part.height
        block.placed = [replace(item, column=left + width) if left < item.x else item for item in block.placed]
        block.width, block.height = max(block.width, left + width), max(block.height, y)
        left += width + SPREAD_GAP / 2
    block.placed[0] = replace(block.placed[0], column=max(WIDTH, block.width if columns == 1 else 0))
    return block


def _shared(parts: list[Block], columns: int) -> list[list[Block]]:
    """Split blocks, in order, into columns of similar height."""
    whole = sum(part.height + GAP for part in parts)
    groups: list[list[Block]] = [[] for _ in range(columns)]
    above = 0.0
    for part in parts:
        middle = above + (part.height + GAP) / 2
        groups[min(columns - 1, int(middle * columns / whole))].append(part)
        above += part.height + GAP
    return [group for group in groups if group]


def _spread(box: Box, plan: Plan, spread: int, height: float) -> Block:
    single = _single(box, height)
    tall = max(_single(below).height for below in box.boxes)
    blocks = [_block(below, plan, spread - 1, tall) for below in box.boxes]
    rows = _rows(blocks, plan.row, INDENT if len(blocks) > plan.row else 0)
    names = {below.id for below in box.boxes}
    tops = [item for item in rows.placed if item.box.id in names]
    middle = (tops[0].middle[0] + tops[min(plan.row, len(tops)) - 1].middle[0]) / 2
    block = Block(max(rows.width, WIDTH), single.height + DROP + rows.height, max(middle, WIDTH / 2))
    block.put(single, block.anchor - WIDTH / 2, 0)
    block.put(rows, 0, single.height + DROP)
    bus = single.height + DROP / 2
    for item in tops:
        x, y = item.middle[0], item.y + single.height + DROP
        line = [(x, y), (x, y - DROP / 2)]
        line += [(INDENT / 2, y - DROP / 2), (INDENT / 2, bus)] if item.y > 0 else []
        block.lines.append([*line, (block.anchor, bus), (block.anchor, single.height)])
    return block


def _rows(blocks: list[Block], row: int, margin: float) -> Block:
    """Set blocks side by side, in several rows where they are more than ``row``."""
    whole = Block(0, 0, 0)
    for start in range(0, len(blocks), row):
        x, y = margin, whole.height + (DROP + GAP if start else 0)
        for block in blocks[start : start + row]:
            whole.put(block, x, y)
            x += block.width + SPREAD_GAP
            whole.height = max(whole.height, y + block.height)
        whole.width = max(whole.width, x - SPREAD_GAP)
    return whole
