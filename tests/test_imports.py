"""Each command imports what it needs and no more: most of the time before an answer goes to imports."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import BUNDLED, environment

if TYPE_CHECKING:
    from pathlib import Path

COSTLY = (
    *("json", "networkx", "platformdirs", "pydantic", "rapidfuzz", "rich", "ryml", "sqlite3", "Stemmer", "tempfile"),
    *("typer", "yaml", "orgcli.check", "orgcli.load", "orgcli.official", "orgcli.render", "orgcli.rules"),
    *("orgcli.search", "orgcli.usage"),
)
"""What is not imported without a reason."""
KEPT = ("json", "sqlite3", "tempfile")
"""For what is kept of a file."""
DRAWN = ("rich", "orgcli.render")
FILE = ("json", "orgcli.load", "pydantic", "ryml", "tempfile")
"""For a file itself."""
WORDS = ("Stemmer", "orgcli.search")
NEEDED: dict[str, tuple[str, ...]] = {
    "--version": (),
    "--help": ("orgcli.usage", "rich", "tempfile"),
    "find --help": ("orgcli.usage", "rich"),
    "tree": (*KEPT, *DRAWN),
    "tree --plain": (*KEPT, *DRAWN),
    "tree --json": KEPT,
    "tree --match budget --json": (*KEPT, *WORDS),
    "path FPP": (*KEPT, *DRAWN, "networkx"),
    "path FPP --json": (*KEPT, "networkx"),
    "show UNMAS": (*KEPT, *DRAWN),
    "show UNMAS --json": KEPT,
    "find antimines": (*KEPT, *DRAWN, *WORDS),
    "find antimines --json": (*KEPT, *WORDS),
    "find desarmemant": (*KEPT, *DRAWN, *WORDS, "rapidfuzz"),
    "cite 8.14": (*FILE, *DRAWN, "orgcli.official"),
    "cite 8.14 --json": (*FILE, "orgcli.official"),
    "check": (*FILE, *DRAWN, "orgcli.check", "orgcli.official", "orgcli.rules", "yaml"),
    "export csv": (*FILE, "sqlite3"),
    "export html": (*FILE, "sqlite3"),
    "schema": ("json", "pydantic", "tempfile"),
    "tr⇥": (*KEPT, "orgcli.usage"),
    "show polic⇥": (*KEPT, "orgcli.usage"),
    "cite 8.1⇥": (*KEPT, "orgcli.usage", "ryml"),
}
"""By command (``⇥`` is Tab): what it imports besides Typer, once what is kept is there; just this, no more."""
SCRIPT = (
    "import sys; from orgcli.cli import main; code = main(sys.argv[2:])\n"
    "print(code, *[name for name in sys.argv[1].split() if name in sys.modules], sep='\\n', file=sys.stderr)"
)


def imported(folder: Path, *argv: str, complete: bool = False) -> set[str]:
    """Return what is imported, of what is costly, when what is asked for is kept already."""
    settings = environment(ORGCLI_CACHE=str(folder), ORGCLI_FILE=str(BUNDLED), ORGCLI_LANG="en")
    if complete:
        settings["ORGCLI_COMPLETE"] = "zsh"
    command = [sys.executable, "-c", SCRIPT, " ".join(COSTLY), *argv]
    ran = subprocess.run(command, env=settings, capture_output=True, check=True, encoding="utf-8", timeout=60)  # noqa: S603
    code, *names = ran.stderr.splitlines()
    assert code == "0"
    return set(names)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where all that a question needs is kept."""
    folder = tmp_path_factory.mktemp("kept")
    imported(folder, "find", "budget")
    return folder


@pytest.mark.parametrize("command", NEEDED)
def test_what_a_command_imports(command: str, warm: Path) -> None:
    asked = command.removesuffix("⇥")
    assert imported(warm, *asked.split(" "), complete=command != asked) == {"typer", *NEEDED[command]}
