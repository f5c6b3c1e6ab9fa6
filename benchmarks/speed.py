"""Time from the prompt to the answer, for organisations of 60 to 100,000 units: ``python benchmarks/speed.py``.

Each command runs in a process of its own, all in turn, with two floors: E, an empty Typer command, and F, the
same importing rich.tree, yaml and networkx; and with pipdeptree on as many packages. The first run of each, which
fills the disk cache, does not count. Printed are medians of wall time, beside the targets; docs/speed.json keeps
the figures, docs/speed.svg draws them.
"""

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
SIZES = (60, 10_000, 100_000)
# A command that takes more than so many seconds is run only so many times.
SLOW, SLOW_RUNS = 5, 3
# One change for so many units is in the copy that `diff` compares: 500 in 10,000 units.
UNITS_PER_CHANGE = 20
EMPTY = """
import typer{imports}
app = typer.Typer()
@app.callback()
def main(): pass
@app.command()
def nothing(): print("nothing")
app()
"""


class Cost(NamedTuple):
    """Seconds of wall time and MB of memory, at most, of one run."""

    wall: float
    memory: float


@dataclass(frozen=True)
class Command:
    """A command to measure, with the exit code it should have; ``cache`` is a folder to remove before each run."""

    name: str
    line: list[str]
    environment: dict[str, str]
    cache: Path | None = None
    code: int = 0

    def run(self) -> Cost:
        """Run it in a process of its own, read its output through a pipe, and return its cost."""
        if self.cache:
            shutil.rmtree(self.cache, ignore_errors=True)
        start = time.perf_counter()
        with subprocess.Popen(
            self.line, env=os.environ | self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            while process.stdout and process.stdout.read(2**16):
                pass
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != self.code:
            sys.exit(f"{self.name}: exit code {process.returncode} of {self.line}")
        unit = 1 if sys.platform == "darwin" else 2**10
        return Cost(wall, usage.ru_maxrss * unit / 1e6)


def floors() -> list[Command]:
    """Return the two floors."""
    return [
        Command(name, [sys.executable, "-c", EMPTY.format(imports=imports), "nothing"], {})
        for name, imports in (("E", ""), ("F", ", rich.tree, yaml, networkx"))
    ]


def find_in(file: Path, pattern: str, number: int) -> str:
    """Return the match of a pattern in a file with this number, from 0."""
    with file.open(encoding="utf-8") as lines:
        return next(islice((match[1] for line in lines if (match := re.search(pattern, line))), number, None))


def commands(size: int, folder: Path) -> list[Command]:
    """Return the commands on an organisation of this size, which is written if it does not exist."""
    file, copy = folder / f"{size}.yaml", folder / f"{size}-changed.yaml"
    if not copy.exists():  # in another process, whose memory does not count in that of the commands
        numbers = str(size), str(max(size // UNITS_PER_CHANGE, 5))
        writer = [sys.executable, organisations.__file__, numbers[0], str(file), str(copy), numbers[1]]
        subprocess.run(writer, check=True)
    unit = f"unit-{size - 1}"
    name = find_in(file, r"name: (.*) \d+$", size // 2).split()[2]
    text = find_in(file, r"text: (.*)", size // 2).split()[1:3]
    environment = {"ORGCLI_FILE": str(file), "ORGCLI_LANG": "en"}

    def command(name: str, *argv: str, **more: str) -> Command:
        after_change = "after" in name
        cache = folder / ("empty-cache" if after_change else "cache")
        variables = environment | {"ORGCLI_CACHE": str(cache)} | more
        line = [sys.executable, "-m", "orgcli", *argv]
        return Command(name, line, variables, cache if after_change else None, code=1 if argv[0] == "diff" else 0)

    return [
        command("--help", "--help"),
        command("--version", "--version"),
        command("completion of a name", "show", name[:5].lower(), ORGCLI_COMPLETE="zsh"),
        command("tree --depth 2", "tree", "--depth", "2"),
        command("path", "path", unit),
        command("show", "show", unit),
        command("find", "find", *text),
        command("whole tree", "tree"),
        command("path after a change", "path", unit),
        command("find after a change", "find", *text),
        command("diff", "diff", str(file), str(copy)),
        command("diff after a change", "diff", str(file), str(copy)),
    ]


def pipdeptree(size: int, folder: Path) -> list[Command]:
    """Return pipdeptree on as many packages as an organisation has units, with the same shape."""
    program = folder / "pipdeptree" / "bin" / "pipdeptree"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "pipdeptree")], check=True)
        subprocess.run([program.with_name("pip"), "install", "--quiet", "pipdeptree"], check=True)
    packages = folder / f"{size}-packages"
    if not packages.exists():
        owners = organisations.shape(random.Random(organisations.SEED), size)  # noqa: S311 - no secrets
        requirements: dict[int, list[str]] = {}
        for unit, owner in enumerate(owners[1:], 1):
            requirements.setdefault(owner, []).append(f"Requires-Dist: unit-{unit}\n")
        for unit in range(size):
            package = packages / f"unit_{unit}-1.0.dist-info"
            package.mkdir(parents=True)
            lines = "".join(requirements.get(unit, ()))
            (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: unit-{unit}\nVersion: 1.0\n{lines}")
    return [Command("pipdeptree", [str(program), "--path", str(packages)], {})]


def medians(listed: list[tuple[int, Command]], runs: int) -> dict[int, dict[str, Cost]]:
    """Return the median costs of each command by size, all run in turn."""
    costs: list[list[Cost]] = [[] for _ in listed]
    for number in range(runs + 1):
        for (size, command), samples in zip(listed, costs, strict=True):
            if number > SLOW_RUNS and samples[-1].wall > SLOW:
                continue
            print(f"\r\033[K{number}/{runs} {command.name}, {size:,} units", end="", file=sys.stderr, flush=True)
            samples.append(command.run())
    print("\r\033[K", end="", file=sys.stderr)
    by_size: dict[int, dict[str, Cost]] = {}
    for (size, command), samples in zip(listed, costs, strict=True):
        cost = Cost(*map(statistics.median, zip(*samples[1:], strict=True)))
        by_size.setdefault(size, {})[command.name] = cost
    return by_size


def measure(sizes: list[int], runs: int, folder: Path, *, rival: bool) -> dict[str, object]:
    """Return all figures, as docs/speed.json has them."""
    listed = [(0, floor) for floor in floors()]
    for size in sizes:
        listed += [(size, command) for command in commands(size, folder)]
        listed += [(size, command) for command in pipdeptree(size, folder)] if rival else []
    costs = medians(listed, runs)
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    figures = {size: {name: cost._asdict() for name, cost in named.items()} for size, named in costs.items()}
    return {"machine": machine, "runs": runs, "floors": figures.pop(0), "sizes": figures}


def main() -> None:
    """Measure, or only print and draw again the figures in speed.json."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="units of each organisation")
    parser.add_argument("--runs", type=int, default=15, help="runs of each command that count")
    parser.add_argument("--folder", type=Path, help="where organisations are written, and found the next time")
    parser.add_argument("--no-rival", action="store_true", help="without pipdeptree")
    parser.add_argument("--output", type=Path, default=DOCS, help="where speed.json and speed.svg are written")
    parser.add_argument("--draw", action="store_true", help="measure nothing: print and draw speed.json again")
    options = parser.parse_args()
    file = options.output / "speed.json"
    if not options.draw:
        with tempfile.TemporaryDirectory() as temporary:
            folder = (options.folder or Path(temporary)).absolute()
            folder.mkdir(parents=True, exist_ok=True)
            figures = measure(sorted(options.sizes), options.runs, folder, rival=not options.no_rival)
        file.write_text(f"{json.dumps(figures, indent=1)}\n", encoding="utf-8")
    figures = json.loads(file.read_text(encoding="utf-8"))
    print(speed_report.table(figures))
    (options.output / "speed.svg").write_text(speed_report.chart(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
