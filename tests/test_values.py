"""Values converted without Typer's validators: the answers and the errors are the same as with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import DATA, MATRIX
from orgcli.cli import option_values

if TYPE_CHECKING:
    from conftest import Run

LINES = [
    *(
        ["tree", "--depth", value]
        for value in ("0", "1", "01", "+1", "-1", "1.0", "x", "", " 1", "1 ", "1_0", "²", "１")
    ),
    *(["tree", "--depth", value] for value in ("9" * 30, "9" * 5000, "--heads")),
    *(["find", "engines", "--limit", value] for value in ("0", "1", "-1", "x")),
    ["tree", "--depth", "1", "--depth", "2", "--heads", "--heads"],
    ["tree", ""],
    ["tree", "\udcff"],
    ["find"],
    ["find", ""],
    ["find", "engines", "", "ferries", "--any"],
    ["find", "--", "--any"],
    ["path", "hull", "engine-workshop", "--json"],
    ["path", "--prose=yes", "hull"],
    ["--color", "never", "tree"],
    ["--color", "NEVER", "tree"],
    ["--color=", "tree"],
    ["--lang", "", "tree"],
    ["--file", "", "tree"],
    ["check", ""],
    ["check", str(DATA / "unusable" / "colon.yaml")],
    ["check", "--select", "E", "--select", "W4", "--ignore", "W401"],
    ["check", "--format", "json"],
    ["check", "--format", "JSON"],
    ["check", "--explain", ""],
    ["export", "csv"],
    ["export", "CSV"],
    ["export", ""],
    ["export", "json", "--unit", "hull", "--depth", "0"],
    ["cite", "1"],
    ["init", "a", "b"],
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line)[-40:].encode("ascii", "replace").decode())
def test_the_answer_is_the_same_with_the_validators_of_typer(
    line: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGCLI_FILE", str(MATRIX))
    answer = run(*line)
    monkeypatch.setattr(option_values, "skip_validators", lambda _command: None)
    assert answer == run(*line)
