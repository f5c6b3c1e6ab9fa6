"""The figures of `speed` as a table beside the targets, and as a chart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Figures = dict[str, Any]


class Target(NamedTuple):
    """The most that a command may take at three sizes, in times a floor, and on 10,000 units in seconds."""

    floor: str
    small: float
    medium: float = math.inf
    large: float = math.inf
    seconds: float = math.inf


START = Target("E", 0.8, 0.8, 0.8)
QUESTION = Target("F", 0.85, 1.5)
AFTER_CHANGE = Target("F", 1.1, seconds=7)
TARGETS = {
    "--help": START,
    "--version": START,
    "completion of a name": Target("E", 1.6, 1.6),
    "tree --depth 2": QUESTION,
    "path": QUESTION,
    "show": QUESTION,
    "find": Target("F", 0.9, 2.2),
    "path after a change": AFTER_CHANGE,
    "find after a change": AFTER_CHANGE,
    "diff": Target("E", 4, seconds=10),
    "diff after a change": Target("E", 6, seconds=10),
}
# Small is a file like the bundled one. On a large one a command must work: in so many MB, and in a time that grows
# no faster than the number of units, with some tolerance.
SMALL, MEDIUM = 100, 10_000
MEMORY = 3_000
TOLERANCE = 1.2
CELL = 34


def table(figures: Figures) -> str:
    """Return a row for each command and a column for each size: its time, ratio to a floor, and limits."""
    return "\n".join(_rows(figures))


def _rows(figures: Figures) -> Iterator[str]:
    floors = ", ".join(f"{name} {cost['wall'] * 1000:.0f} ms" for name, cost in figures["floors"].items())
    yield f"{figures['machine']}; medians of {figures['runs']} runs; {floors}"
    yield (" " * 22 + "".join(f"{f'{int(size):,} units':<{CELL}}" for size in figures["sizes"])).rstrip()
    for name in next(iter(figures["sizes"].values())):
        yield f"{name:<22}{''.join(f'{cell:<{CELL}}' for cell in _cells(figures, name))}".rstrip()


def _cells(figures: Figures, name: str) -> Iterator[str]:
    target = TARGETS.get(name)
    floor = target.floor if target else "F"
    smaller: tuple[int, float] | None = None
    for size, cost in ((int(size), costs[name]) for size, costs in figures["sizes"].items() if name in costs):
        wall = cost["wall"]
        ratio = wall / figures["floors"][floor]["wall"]
        verdicts = [f"{limit}{'' if kept else ' MISSED'}" for limit, kept in _limits(target, size, cost, ratio)]
        if target and size > MEDIUM and smaller:
            linear = wall / smaller[1] <= size / smaller[0] * TOLERANCE
            verdicts.append("linear" if linear else "not linear: MISSED")
        yield f"{wall * 1000:,.0f} ms {ratio:.2f} {floor} {', '.join(verdicts)}"
        smaller = size, wall


def _limits(target: Target | None, size: int, cost: dict[str, float], ratio: float) -> Iterator[tuple[str, bool]]:
    """Yield the limits for a command at a size, and whether it keeps to each."""
    if target is None:
        return
    times = target.small if size <= SMALL else target.medium if size <= MEDIUM else target.large
    if times < math.inf:
        yield f"≤ {times}", ratio <= times
    if target.seconds < math.inf and SMALL < size <= MEDIUM:
        yield f"≤ {target.seconds} s", cost["wall"] <= target.seconds
    if size > MEDIUM:
        yield f"{cost['memory']:,.0f} MB", cost["memory"] <= MEMORY


# The chart: both axes are logarithmic, colours are legible on white and on black, names are next to the lines.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 500, 70, 200, 56, 52
SERIES = {
    "completion of a name": ("#0e8a6e", ""),
    "show": ("#2f7fd6", ""),
    "path": ("#2f7fd6", "7 4"),
    "find": ("#8a63d2", ""),
    "tree --depth 2": ("#b8860b", "7 4"),
    "whole tree": ("#b8860b", ""),
    "path after a change": ("#d1495b", "7 4"),
    "find after a change": ("#d1495b", ""),
    "pipdeptree": ("#7d858d", "2 3"),
    "E": ("#7d858d", "8 3 2 3"),
    "F": ("#7d858d", "8 3 2 3"),
}
INK = "#7d858d"
LINE_OF_TEXT = 15


def chart(figures: Figures) -> str:
    """Return an SVG of the time of each command by the size of the organisation, with the floors."""
    walls = {
        name: [(int(size), costs[name]["wall"]) for size, costs in figures["sizes"].items() if name in costs]
        for name in SERIES
    }
    walls = {name: points for name, points in walls.items() if points}
    sizes = sorted({size for points in walls.values() for size, _ in points})
    walls |= {name: [(size, cost["wall"]) for size in sizes] for name, cost in figures["floors"].items()}
    times = [wall for points in walls.values() for _, wall in points]
    x, y = _axis(sizes, LEFT, WIDTH - RIGHT), _axis(times, HEIGHT - BOTTOM, TOP)
    lines = [*_grid(x, y, sizes, times)]
    lines += [_curve(x, y, name, points) for name, points in walls.items()]
    lines += _names({name: y(points[-1][1]) for name, points in walls.items()})
    title = "Seconds from the prompt to the answer, by number of units"
    note = f"E: an empty Typer command; F: with rich, yaml and networkx. {figures['machine']}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="13" fill="{INK}">\n<title>{title}</title>\n'
        f'<text x="{LEFT}" y="22" font-size="15" font-weight="bold">{title}</text>\n'
        f'<text x="{LEFT}" y="40" font-size="11">{note}</text>\n' + "\n".join(lines) + "\n</svg>\n"
    )


def _axis(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    """Return the function from a value to its position on a logarithmic axis."""
    low, high = math.log(min(values) * 0.9), math.log(max(values) * 1.1)
    return lambda value: start + (math.log(value) - low) / (high - low) * (end - start)


def _grid(
    x: Callable[[float], float], y: Callable[[float], float], sizes: list[int], times: list[float]
) -> Iterator[str]:
    line = f'stroke="{INK}" stroke-opacity=".3"'
    for size in sizes:
        yield f'<path d="M{x(size):.1f} {TOP}V{HEIGHT - BOTTOM}" {line}/>'
        yield f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,}</text>'
    for wall in (step * 10**power for power in range(-2, 3) for step in (1, 2, 5)):
        if min(times) * 0.9 <= wall <= max(times) * 1.1:
            yield f'<path d="M{LEFT} {y(wall):.1f}H{WIDTH - RIGHT}" {line}/>'
            yield f'<text x="{LEFT - 8}" y="{y(wall) + 4:.1f}" text-anchor="end">{wall:g} s</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle:g}" y="{HEIGHT - 12}" text-anchor="middle">units of the organisation</text>'


def _curve(x: Callable[[float], float], y: Callable[[float], float], name: str, points: list[tuple[int, float]]) -> str:
    colour, dashes = SERIES[name]
    line = "L".join(f"{x(size):.1f} {y(wall):.1f}" for size, wall in points)
    dots = "".join(f'<circle cx="{x(size):.1f}" cy="{y(wall):.1f}" r="3" fill="{colour}"/>' for size, wall in points)
    return f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>{dots}'


def _names(ends: dict[str, float]) -> Iterator[str]:
    """Yield the names at the ends of the lines, moved apart if they would overlap."""
    ordered = sorted(ends, key=lambda name: ends[name])
    places = [ends[name] for name in ordered]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + LINE_OF_TEXT)
    over = max(0, places[-1] - (HEIGHT - BOTTOM)) if places else 0
    for number in range(len(places) - 1, -1, -1):
        most = HEIGHT - BOTTOM if number == len(places) - 1 else places[number + 1] - LINE_OF_TEXT
        places[number] = min(places[number], most) if over else places[number]
    for name, at in zip(ordered, places, strict=True):
        colour, dashes = SERIES[name]
        start = WIDTH - RIGHT
        yield (
            f'<path d="M{start + 4} {ends[name]:.1f}L{start + 18} {at:.1f}H{start + 30}" fill="none" '
            f'stroke="{colour}" stroke-dasharray="{dashes}"/>'
            f'<text x="{start + 36}" y="{at + 4:.1f}" fill="{colour}">{name}</text>'
        )
