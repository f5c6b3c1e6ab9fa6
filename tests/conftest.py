"""How tests ask: commands through `main`, a screen of a chosen width, a process of its own."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import hypothesis
import pytest

from orgcli import bundled
from orgcli.cli.main import main
from orgcli.graph.organisation import Organisation
from orgcli.org import load

if TYPE_CHECKING:
    from collections.abc import Mapping


DATA = Path(__file__).parent / "data"
MATRIX = DATA / "valid" / "matrix.yaml"
BUNDLED = bundled.file()
OURS = (
    "ORGCLI_FILE",
    "GITHUB_ACTIONS",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "TTY_COMPATIBLE",
    "COLUMNS",
    "LINES",
)
LOCALE = ("LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8")

# Each test makes little garbage, and the modules that are loaded none: looking for it took a sixth of the time.
gc.freeze()
gc.set_threshold(100_000, 50, 100)

hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@dataclass(frozen=True)
class Answer:
    """What one command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Run(Protocol):
    def __call__(self, *argv: str | Path) -> Answer: ...


class RunOnScreen(Protocol):
    def __call__(self, *argv: str | Path, width: int = 80, height: int = 9999) -> Answer: ...


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, _cache: Path) -> None:
    """Answer in English and keep nothing of the user's, whatever the machine that runs the tests says."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ORGCLI_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("ORGCLI_CACHE", str(_cache))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process, its output in a pipe."""

    def ask(*argv: str | Path) -> Answer:
        code = main([str(argument) for argument in argv])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return ask


@pytest.fixture
def on_screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunOnScreen:
    """Run one command in this process, its output on a terminal of some width and great height."""

    def ask(*argv: str | Path, width: int = 80, height: int = 9999) -> Answer:
        screen = Screen()
        with monkeypatch.context() as patch:
            for name, value in (("COLUMNS", str(width)), ("LINES", str(height)), ("TERM", "xterm-256color")):
                patch.setenv(name, value)
            patch.setattr(sys, "stdout", screen)
            code = main([str(argument) for argument in argv])
        return Answer(code, screen.getvalue(), capsys.readouterr().err)

    return ask


def environment(**changes: str) -> dict[str, str]:
    """Return the environment for a process of its own: no locale but the one asked for."""
    kept = {name: value for name, value in os.environ.items() if name not in LOCALE}
    return kept | {"PAGER": "cat"} | changes


def orgcli(*argv: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run one command in a process of its own, its output in a pipe."""
    command = [sys.executable, "-m", "orgcli", *map(str, argv)]
    return subprocess.run(command, env=env or environment(), capture_output=True, check=False, timeout=60)


@pytest.fixture(scope="session")
def department() -> Organisation:
    """Return the bundled organisation."""
    return Organisation.of(load.load(BUNDLED))


@pytest.fixture(scope="session")
def seagrave() -> Organisation:
    """Return the second organisation: English, two tops, matrix reporting, no clauses."""
    return Organisation.of(load.load(MATRIX))


@pytest.fixture(params=[BUNDLED, MATRIX], ids=["bundled", "matrix"])
def organisation(request: pytest.FixtureRequest) -> Path:
    """Give a test each organisation in turn."""
    return Path(request.param)
