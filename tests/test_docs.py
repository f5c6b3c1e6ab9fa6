"""The documentation is run: each console block shows what the program prints on a terminal of 80 columns."""

from __future__ import annotations

import html
import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tools import pictures

from orgcli.cli.app import program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import RunOnScreen

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n\$ (?P<command>orgcli[^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def blocks() -> Iterator[tuple[Path, str, str]]:
    for page in PAGES:
        for found in BLOCK.finditer(page.read_text(encoding="utf-8")):
            yield page, found["command"], found["output"]


def output(command: str, page: Path, on_screen: RunOnScreen) -> str:
    language = "fr" if ".fr." in page.name else "en"
    asked = [] if "--lang" in command else ["--lang", language]
    answer = on_screen("--color", "never", *asked, *shlex.split(command)[1:], width=80)
    return answer.out + answer.err


@pytest.mark.skipif("ORGCLI_REWRITE" not in os.environ, reason="rewrites the documentation only when asked to")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_rewrite(page: Path, on_screen: RunOnScreen) -> None:
    def renewed(found: re.Match[str]) -> str:
        return f"```console\n$ {found['command']}\n{output(found['command'], page, on_screen)}```"

    page.write_text(BLOCK.sub(renewed, page.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.mark.parametrize(("page", "command", "shown"), list(blocks()), ids=lambda value: str(value)[-40:])
def test_console_block(page: Path, command: str, shown: str, on_screen: RunOnScreen) -> None:
    assert output(command, page, on_screen) == shown


def words_of(picture: str) -> str:
    """Return the text of an SVG, which stays the same where rich draws otherwise."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", picture, flags=re.DOTALL)))


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_pictures_show_what_the_program_prints(name: str) -> None:
    picture = pictures.svg(pictures.PICTURES[name], "fr" if ".fr." in name else "en", "orgcli")
    assert words_of((ROOT / "docs" / name).read_text(encoding="utf-8")) == words_of(picture)


def test_every_command_is_shown_in_the_readme() -> None:
    commands = set(program().commands)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {command for command in commands if f"orgcli {command}" not in readme} == set()
