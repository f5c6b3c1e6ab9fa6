"""Time from the prompt to the answer: ``python benchmarks/start.py [RUNS]``.

Each command is run in a process of its own, in turn with two floors: E, an empty Typer command, and
F, the same importing rich.tree, yaml and networkx. Printed are medians and their ratio to F. All are
measured in one run on one machine; the first run of each, which warms the disk, does not count.
"""

# ruff: noqa: T201, INP001, S603 - a program that runs programs and prints
from __future__ import annotations

import statistics
import subprocess
import sys
import time

EMPTY = """
import typer{also}
app = typer.Typer()
@app.callback()
def main(): pass
@app.command()
def nothing(): print("nothing")
app()
"""
FLOORS = {
    "E: empty Typer command": ["-c", EMPTY.format(also=""), "nothing"],
    "F: E with rich, yaml, networkx": ["-c", EMPTY.format(also=", rich.tree, yaml, networkx"), "nothing"],
}
COMMANDS = {
    name: ["-m", "orgcli", *name.split()]
    for name in ("--version", "tree", "path FPP", "show UNMAS", "find antimines", "find desarmemant")
}


def seconds(command: list[str]) -> float:
    """Return how long one run of a Python command takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times: dict[str, list[float]] = {name: [] for name in (*FLOORS, *COMMANDS)}
    for number in range(runs + 1):
        for name, command in (*FLOORS.items(), *COMMANDS.items()):
            taken = seconds(command)
            if number:
                times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    floor = medians[list(FLOORS)[1]]
    for name, median in medians.items():
        print(f"{name:<34}{median * 1000:>7.0f} ms{median / floor:>7.2f} F")


if __name__ == "__main__":
    main()
