"""Time from the prompt to the answer, for organisations of 60 to 100,000 units: ``python benchmarks/speed.py``.

Each command runs in a process of its own, all in turn in one run, with two floors: E, an empty Typer
command, and F, the same importing rich.tree, yaml and networkx; and with pipdeptree on a like tree of packages.
The first run of each, which warms the disk, does not count. Printed are medians of wall time, CPU time and
peak memory, the ratio to a floor beside the target, and how each cost grows. docs/speed.json keeps the
figures, docs/speed.svg draws them.
"""

# ruff: noqa: T201, INP001 - a program that runs programs and prints
from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import organisations
import speed_report

DOCS = Path(__file__).parent.parent / "docs"
SIZES = (60, 1_000, 10_000, 100_000)
PAUSE = 0.1
"""Seconds from one look at memory to the next."""
SLOW, SLOW_RUNS = 5, 3
"""What takes more than some seconds is run a few times only."""
EMPTY = """
import typer{also}
app = typer.Typer()
@app.callback()
def main(): pass
@app.command()
def nothing(): print("nothing")
app()
"""


class Cost(NamedTuple):
    """What one run took: seconds on the clock and of the processor, MB of memory at most."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Command:
    """One thing that is measured; ``fresh`` is a folder that is removed before each run."""

    name: str
    line: list[str]
    environment: dict[str, str]
    fresh: Path | None = None

    def run(self) -> Cost:
        """Run it in a process of its own, read what it prints through a pipe, and return what it took.

        Its memory is that of the largest of its processes.
        """
        if self.fresh:
            shutil.rmtree(self.fresh, ignore_errors=True)
        start = time.perf_counter()
        with subprocess.Popen(
            self.line, env=os.environ | self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            while process.stdout and process.stdout.read(2**16):
                pass
            _, status, used = os.wait4(process.pid, 0)
            taken = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{self.name}: exit code {process.returncode} of {self.line}")
        unit = 2**20 if sys.platform == "darwin" else 2**10
        return Cost(taken, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)

    def together(self) -> float:
        """Run it once more, and return how many MB all its processes held together at most; 0 where nobody can tell.

        Looking takes time of its own, so this run is not timed. What processes share counts once (see proc(5), Pss).
        """
        if self.fresh:
            shutil.rmtree(self.fresh, ignore_errors=True)
        most = 0
        nowhere = subprocess.DEVNULL
        with subprocess.Popen(self.line, env=os.environ | self.environment, stdout=nowhere, stderr=nowhere) as process:
            while process.poll() is None:
                most = max(most, sum(map(held, family(process.pid))))
                time.sleep(PAUSE)
        return most * 2**10 / 1e6


def family(number: int) -> list[int]:
    """Return the numbers of a process and of those it has begun."""
    try:
        begun = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        begun = []
    return [number, *map(int, begun)]


def held(number: int) -> int:
    """Return how many KiB a process holds; what it shares with others counts in part."""
    try:
        found = re.search(r"^Pss: +(\d+)", Path(f"/proc/{number}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return int(found[1]) if found else 0


def floors() -> list[Command]:
    """Return the two floors."""
    return [
        Command(name, [sys.executable, "-c", EMPTY.format(also=also), "nothing"], {})
        for name, also in (("E", ""), ("F", ", rich.tree, yaml, networkx"))
    ]


def line_of(file: Path, pattern: str, number: int) -> str:
    """Return what a pattern finds for the so-many-th time in a file, with one line of it in memory at a time."""
    with file.open(encoding="utf-8") as lines:
        return next(islice((found[1] for line in lines if (found := re.search(pattern, line))), number, None))


def commands(size: int, folder: Path) -> list[Command]:
    """Return what is asked of an organisation of some size; its file is made where it is not there."""
    file = folder / f"{size}.yaml"
    if not file.exists():  # in another process: the memory of this one would count as that of its children
        subprocess.run([sys.executable, organisations.__file__, str(size), str(file)], check=True)
    unit = f"unit-{size - 1}"
    name = line_of(file, r"name: (.*) \d+$", size // 2).split()[2]
    text = line_of(file, r"text: (.*)", size // 2).split()[1:3]
    kept, fresh = folder / "kept", folder / "fresh"
    common = {"ORGCLI_FILE": str(file), "ORGCLI_LANG": "en"}

    def orgcli(name: str, *argv: str, **more: str) -> Command:
        settings = common | {"ORGCLI_CACHE": str(fresh if "after" in name else kept)} | more
        return Command(name, [sys.executable, "-m", "orgcli", *argv], settings, fresh if "after" in name else None)

    return [
        orgcli("--help", "--help"),
        orgcli("--version", "--version"),
        orgcli("completion of a name", "show", name[:5].lower(), ORGCLI_COMPLETE="zsh"),
        orgcli("path", "path", unit),
        orgcli("show", "show", unit),
        orgcli("find", "find", *text),
        orgcli("tree --depth 2", "tree", "--depth", "2"),
        orgcli("whole tree", "tree"),
        orgcli("path after a change", "path", unit),
        orgcli("find after a change", "find", *text),
    ]


def rivals(size: int, folder: Path) -> list[Command]:
    """Return pipdeptree on as many packages that depend on each other as the units of an organisation."""
    program = folder / "rival" / "bin" / "pipdeptree"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "rival")], check=True)
        subprocess.run([program.with_name("pip"), "install", "--quiet", "pipdeptree"], check=True)
    site = folder / f"{size}-packages"
    if not site.exists():
        owners = organisations.shape(random.Random(organisations.SEED), size)  # noqa: S311 - no secrets
        parts: dict[int, list[str]] = {}
        for unit, owner in enumerate(owners[1:], 1):
            parts.setdefault(owner, []).append(f"Requires-Dist: unit-{unit}\n")
        for unit in range(size):
            package = site / f"unit_{unit}-1.0.dist-info"
            package.mkdir(parents=True)
            lines = "".join(parts.get(unit, ()))
            (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: unit-{unit}\nVersion: 1.0\n{lines}")
    line = [str(program), "--path", str(site)]
    return [
        Command("pipdeptree", line, {}),
        Command("pipdeptree --depth 2", [*line, "--depth", "2"], {}),
    ]


def measured(listed: list[tuple[int, Command]], runs: int) -> dict[int, dict[str, Cost]]:
    """Return the medians of each command by size, all run in turn."""
    costs: list[list[Cost]] = [[] for _ in listed]
    for number in range(runs + 1):
        for (size, command), taken in zip(listed, costs, strict=True):
            if number > SLOW_RUNS and taken[-1].wall > SLOW:
                continue
            print(f"\r\033[K{number}/{runs} {command.name}, {size:,} units", end="", file=sys.stderr, flush=True)
            taken.append(command.run())
    print("\r\033[K", end="", file=sys.stderr)
    found: dict[int, dict[str, Cost]] = {}
    for (size, command), taken in zip(listed, costs, strict=True):
        cost = Cost(*map(statistics.median, zip(*taken[1:], strict=True)))
        if command.fresh:  # what reads a file may be two processes
            cost = cost._replace(memory=max(cost.memory, command.together()))
        found.setdefault(size, {})[command.name] = cost
    return found


def measure(sizes: list[int], runs: int, folder: Path, *, rival: bool) -> dict[str, object]:
    """Return all figures of one run, as docs/speed.json has them."""
    listed = [(0, floor) for floor in floors()]
    for size in sizes:
        listed += [(size, command) for command in commands(size, folder)]
        listed += [(size, command) for command in rivals(size, folder)] if rival else []
    found = measured(listed, runs)
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    figures = {size: {name: cost._asdict() for name, cost in costs.items()} for size, costs in found.items()}
    return {"machine": machine, "runs": runs, "floors": figures.pop(0), "sizes": figures}


def main() -> None:
    """Measure, or only print and draw again what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="units of each organisation")
    parser.add_argument("--runs", type=int, default=15, help="runs of each command that count")
    parser.add_argument("--folder", type=Path, help="where organisations are made, and kept for the next time")
    parser.add_argument("--no-rival", action="store_true", help="without pipdeptree")
    parser.add_argument("--output", type=Path, default=DOCS, help="where speed.json and speed.svg are written")
    parser.add_argument("--draw", action="store_true", help="measure nothing: print and draw speed.json again")
    asked = parser.parse_args()
    kept = asked.output / "speed.json"
    if not asked.draw:
        with tempfile.TemporaryDirectory() as temporary:
            folder = (asked.folder or Path(temporary)).absolute()
            folder.mkdir(parents=True, exist_ok=True)
            figures = measure(sorted(asked.sizes), asked.runs, folder, rival=not asked.no_rival)
        kept.write_text(f"{json.dumps(figures, indent=1)}\n", encoding="utf-8")
    figures = json.loads(kept.read_text(encoding="utf-8"))
    print(speed_report.table(figures))
    (asked.output / "speed.svg").write_text(speed_report.chart(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
