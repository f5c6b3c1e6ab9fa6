"""The manual page: it is what the commands say, and the wheel puts it where man looks."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from tools import manual

from orgcli.cli import app

ROOT = Path(__file__).parent.parent


def test_page_is_up_to_date() -> None:
    assert manual.PAGE.read_text(encoding="utf-8") == manual.page(), "python -m tools.manual writes it"


def test_every_command_and_option_is_in_it() -> None:
    page = manual.PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    root = app.program()
    for name, command in {"": root, **root.commands}.items():
        assert not name or f".SS orgcli {name}" in page
        for option in command.params:
            assert option.param_type_name != "option" or all(f"\\fB{spelt}\\fR" in page for spelt in option.opts)


def test_wheel_ships_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert {ROOT / source: place for source, place in shared.items()} == {manual.PAGE: "share/man/man1/orgcli.1"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="only where groff is installed")
def test_groff_finds_no_fault_in_it() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(manual.PAGE)],  # noqa: S607
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
