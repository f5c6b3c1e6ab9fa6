"""What `speed` measured, as a table beside the targets, and as a chart."""

# ruff: noqa: INP001 - part of a program
from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NONE = math.inf


class Target(NamedTuple):
    """What a command may take for up to 100, up to 10,000 and more units: times a floor, seconds (see ANCHOR), MB."""

    floor: str
    times: tuple[float, float, float] = (NONE, NONE, NONE)
    seconds: tuple[float, float, float] = (NONE, NONE, NONE)
    memory: tuple[float, float, float] = (90, 180, 900)


_START = Target("E", (1.15, 1.15, 1.15))
_QUESTION = Target("F", (1.15, 1.6, 4))
_FIRST = Target("F", (1.4, NONE, NONE), (NONE, 3, 35), (NONE, NONE, 1200))
_OTHER = Target("F", memory=(NONE, NONE, NONE))
TARGETS = {
    "--help": _START,
    "--version": _START,
    "completion of a name": Target("E", (1.3, 1.6, 2.5)),
    **dict.fromkeys(("path", "show", "find", "tree --depth 2"), _QUESTION),
    "whole tree": Target("F", (1.15, 3, NONE)),
    "path after a change": _FIRST,
    "find after a change": _FIRST,
}
ANCHOR = 0.14
"""What E takes, in seconds, on the machine for which the seconds were set: they are judged as times E as well."""
NOISE = 0.05
"""What a command takes more for a larger organisation counts from this share on."""

Figures = dict[str, Any]


def table(figures: Figures) -> str:
    """Return the figures as a table: of each command its time, memory and ratio to a floor, and the target missed."""
    return "\n".join(_lines(figures))


def _lines(figures: Figures) -> Iterator[str]:
    yield f"{figures['machine']}; medians of {figures['runs']} runs"
    for name, cost in figures["floors"].items():
        yield f"{name:<23}{_cost(cost)}"
    for size, costs in figures["sizes"].items():
        yield f"\n{int(size):,} units"
        for name, cost in costs.items():
            yield _row(name, cost, int(size), figures["floors"])
    yield "\nhow the time above that for the smallest grows with the number of units"
    for name in next(iter(figures["sizes"].values())):
        yield f"{name:<23}{growth(figures, name)}"


def _cost(cost: dict[str, float]) -> str:
    return f"{cost['wall'] * 1000:>8.0f} ms{cost['cpu'] * 1000:>8.0f} ms CPU{cost['memory']:>7.0f} MB"


def _row(name: str, cost: dict[str, float], size: int, floors: Figures) -> str:
    target, column = TARGETS.get(name, _OTHER), (size > 100) + (size > 10_000)
    ratio = cost["wall"] / floors[target.floor]["wall"]
    starts = cost["wall"] / floors["E"]["wall"]
    held = [
        (f"{allowed:.4g}{unit}", found <= allowed)
        for found, allowed, unit in (
            (ratio, target.times[column], f" {target.floor}"),
            (cost["wall"], target.seconds[column], " s"),
            (starts, target.seconds[column] / ANCHOR, f" E (has {starts:.1f})"),
            (cost["memory"], target.memory[column], " MB"),
        )
        if allowed < NONE
    ]
    targets = ", ".join(f"≤ {allowed}{'' if kept else ' MISSED'}" for allowed, kept in held)
    return f"{name:<23}{_cost(cost)}{ratio:>8.2f} {target.floor}  {targets}".rstrip()


def growth(figures: Figures, name: str) -> str:
    """Return how a command grows: the exponent fitted to what it takes more than for the smallest organisation."""
    walls = {int(size): costs[name]["wall"] for size, costs in figures["sizes"].items() if name in costs}
    least = min(walls)
    more = [
        (math.log(n), math.log(wall - walls[least])) for n, wall in walls.items() if wall > walls[least] * (1 + NOISE)
    ]
    if len(more) < 2:
        return "too little to tell" if len(walls) > 2 else "too few sizes to tell"
    across, up = (sum(values) / len(more) for values in zip(*more, strict=True))
    slope = sum((x - across) * (y - up) for x, y in more) / sum((x - across) ** 2 for x, _ in more)
    return f"units ^ {slope:.2f}"


# The chart: both axes are logarithmic, colours can be seen on white and on black, names stand beside the lines.
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
    drawn = [*_grid(x, y, sizes, times)]
    drawn += [_curve(x, y, name, points) for name, points in walls.items()]
    drawn += _names({name: y(points[-1][1]) for name, points in walls.items()})
    said = "Seconds from the prompt to the answer, by number of units"
    note = f"E: an empty Typer command; F: with rich, yaml and networkx. {figures['machine']}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="13" fill="{INK}">\n<title>{said}</title>\n'
        f'<text x="{LEFT}" y="22" font-size="15" font-weight="bold">{said}</text>\n'
        f'<text x="{LEFT}" y="40" font-size="11">{note}</text>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _axis(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    """Return where a value stands on a logarithmic axis from the least to the greatest."""
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
    way = "L".join(f"{x(size):.1f} {y(wall):.1f}" for size, wall in points)
    dots = "".join(f'<circle cx="{x(size):.1f}" cy="{y(wall):.1f}" r="3" fill="{colour}"/>' for size, wall in points)
    return f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>{dots}'


def _names(ends: dict[str, float]) -> Iterator[str]:
    """Yield the names of the lines beside their ends, moved apart where they would overlap."""
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
