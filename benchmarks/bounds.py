"""Seconds and MB of every question on hostile files and texts, against the bound: ``python benchmarks/bounds.py``.

Each question runs in a process of its own, with the cache that those before it left or, with ``--new``, a new
one. Seconds are those of the processor, so that a busy machine matters little. What exceeds the bound is
printed with an exclamation mark, and the exit code is then 1; ``--all`` prints all.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_SECONDS, MAX_MB = 5, 500
STOPPED_SECONDS, STOPPED_BYTES = 30, 4 * 2**30
FORMATS = ("html", "svg", "mermaid", "dot", "json", "csv", "graphml", "turtle", "yaml", "markdown")
QUESTIONS = [
    *(["tree"], ["tree", "--json"], ["tree", "--heads", "--duties"], ["tree", "--match", "keep records"]),
    *(["show", "{one}"], ["show", "{one}", "--json"], ["show", "{other}"], ["show", "Section"], ["show", "Sectoin"]),
    *(["path", "{one}"], ["path", "{one}", "--json"], ["path", "{one}", "--prose"], ["path", "{one}", "{other}"]),
    *(["find", "keep records"], ["find", "section 1"], ["find", "alais", "--json"], ["find", "records", "--why"]),
    *(["cite", "1.1"], ["check"], ["check", "--info", "--format", "json"]),
    *(["export", form] for form in FORMATS),
]
ON_PAIRS = [
    *(
        ["diff", "{old}", "{new}", *more]
        for more in ([], ["--stat"], ["--guess"], ["--json"], ["--clauses", "--plain"])
    ),
    *(["diff", "{old}", "{new}", "--format", form] for form in ("markdown", "github", "turtle")),
    *(["tree", "--since", "{old}"], ["history", "Root"], ["check", "{folder}"]),
    ["export", "html", "--since", "{old}", "--unit", "Root", "--depth", "1"],
]
ON_TEXTS = [["cite", "1.1", "--text", "{text}"], ["check", "--against", "{text}"]]
WORDS = {
    "500 slashes": "a/" * 500,
    "60,000 slashes": "a/" * 60_000,
    "1,100 words": "police " * 1_100,
    "4,000 words": " ".join(f"word{one}" for one in range(4_000)),
    "4,000 known words": "police division office of the section unit records " * 500,
    "6,000 open quotes": '"' * 6_000,
    "6,000 other quotes": "« police " * 6_000,
    "one word of 100 kB": "police" * 16_000,
    "20,000 excluded words": "police " + "-unit " * 20_000,
    "blanks": " " * 100_000,
    "verbs": "qui est " * 12_000,
    "in and in": "who in " * 12_000,
}


Result = TypeVar("Result")


class Cost(NamedTuple):
    """Exit code, seconds and MB of a question."""

    code: int
    seconds: float
    megabytes: float

    @property
    def is_over(self) -> bool:
        """Whether it exceeds the bound, or ended in another way than by an answer or a refusal."""
        return self.seconds > MAX_SECONDS or self.megabytes > MAX_MB or self.code not in {0, 1, 2}

    def __str__(self) -> str:
        """Return the three in columns."""
        return f"{self.code:4}{self.seconds:7.1f} s{self.megabytes:6.0f} MB {'!' if self.is_over else ' '}"


def cost(line: list[str], environment: dict[str, str]) -> Cost:
    """Return what a question costs; it is stopped long after the bound."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (STOPPED_BYTES, STOPPED_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (STOPPED_SECONDS, STOPPED_SECONDS))

    with subprocess.Popen(
        [sys.executable, "-m", "orgcli", *line],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=limit,  # noqa: PLW1509 # no threads here
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 2**10
    return Cost(process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def cases(folder: Path, wanted: str) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Yield the name, the arguments and the environment of each question."""
    for name in filter(lambda name: wanted in name, hostile.FILES):
        one, other = _elsewhere(hostile.write_file, name, folder / "org.yaml")
        for question in QUESTIONS:
            line = [word.format(one=one, other=other) for word in question]
            yield f"{name}: {' '.join(question)}", line, {"ORGCLI_FILE": str(folder / "org.yaml")}
    for name in filter(lambda name: wanted in name, hostile.PAIRS):
        pair = folder / "pair"
        _elsewhere(hostile.write_pair, name, pair)
        for question in ON_PAIRS:
            line = [word.format(old=pair / "2001.yaml", new=pair / "2002.yaml", folder=pair) for word in question]
            yield f"{name}: {' '.join(question)}", line, {"ORGCLI_FILE": str(pair)}
    for name in filter(lambda name: wanted in name, hostile.TEXTS):
        _elsewhere(hostile.write_text, name, folder / "text")
        for question in ON_TEXTS:
            yield f"{name}: {' '.join(question)}", [word.format(text=folder / "text") for word in question], {}
    for name in filter(lambda name: wanted in name, WORDS):
        for command in ("tree", "show", "path", "find"):
            yield f"{command} with {name}", [command, "--", WORDS[name]], {}


def _elsewhere(write: Callable[[str, Path], Result], name: str, file: Path) -> Result:
    """Write a file in another process: what a process holds counts as the memory of those that it starts."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(write, (name, file))


def main() -> None:
    """Print what each question costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wanted", nargs="?", default="", help="only what has this in its name")
    parser.add_argument("--new", action="store_true", help="an empty cache for each question")
    parser.add_argument("--all", action="store_true", help="print also what is within the bound")
    arguments = parser.parse_args()
    exceeding = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, line, environment in cases(Path(folder), arguments.wanted):
            if arguments.new:
                shutil.rmtree(f"{folder}/cache", ignore_errors=True)
            paid = cost(line, environment | {"ORGCLI_CACHE": f"{folder}/cache", "ORGCLI_LANG": "en"})
            exceeding += paid.is_over
            if paid.is_over or arguments.all:
                print(paid, name[:150], flush=True)
    print(f"{exceeding} over {MAX_SECONDS} s or {MAX_MB} MB")
    sys.exit(bool(exceeding))


if __name__ == "__main__":
    main()
