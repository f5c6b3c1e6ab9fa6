"""What starts the program."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from orgcli.__main__ import run

if TYPE_CHECKING:
    import pytest


class Stopped(ModuleType):
    """A module that is being loaded when the user presses Ctrl-C."""

    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


def test_ctrl_c_while_the_program_is_loaded_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "orgcli.cli.main", Stopped("orgcli.cli.main"))
    assert run() == 130
    assert capsys.readouterr() == ("", "")


def test_the_program_runs_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["orgcli", "--version"])
    assert run() == 0
    assert capsys.readouterr().out.startswith("orgcli ")
