"""What every command prints, recorded: answers stay as they are, or the change is seen.

``tests/data/answers/NAME.LANGUAGE.commands`` lists command lines (``@40`` in front: on a terminal of 40 columns) and
``NAME.LANGUAGE.txt`` what they print, long answers as their digest. ``ORGCLI_REWRITE=1 pytest tests/test_answers.py``
records anew.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from benchmarks import organisations

from conftest import BUNDLED, DATA

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen

ANSWERS = DATA / "answers"
COMMANDS = sorted(ANSWERS.glob("*.commands"))
LONG = 6000
"""Characters from which an answer is recorded as its digest."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all organisations, so that no answer depends on where the checkout is."""
    folder = tmp_path_factory.mktemp("organisations")
    for file in [*(DATA / "valid").glob("*.yaml"), *(DATA / "unusable").glob("*.yaml")]:
        shutil.copy(file, folder)
    shutil.copy(BUNDLED, folder / "bundled.yaml")
    organisations.write(1000, folder / "thousand.yaml")
    return folder


@pytest.mark.parametrize("commands", COMMANDS, ids=lambda file: file.stem)
def test_answers(
    commands: Path, run: Run, on_screen: RunOnScreen, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, language = commands.stem.split(".")
    monkeypatch.chdir(folder)
    recorded = []
    for line in commands.read_text("utf-8").splitlines():
        width, argv = re.match(r"(?:@(\d+) )?(.*)", line).groups()
        words = ["--file", f"{name}.yaml", "--lang", language, *shlex.split(argv)]
        answer = on_screen(*words, width=int(width)) if width else run(*words)
        printed = answer.out + (f"--- on stderr\n{answer.err}" if answer.err else "")
        printed = re.sub(r"(?<=\]8;)id=\d+", "", printed)  # rich numbers its links at random
        if len(printed) > LONG:
            digest = hashlib.sha256(printed.encode()).hexdigest()[:16]
            printed = f"{printed[:400]}…\n({printed.count(chr(10))} lines, {digest})\n"
        recorded.append(f"$ {line}\n{printed}[exit {answer.code}]\n")
    text = "\n".join(recorded)
    expected = commands.with_suffix(".txt")
    if "ORGCLI_REWRITE" in os.environ:
        expected.write_text(text, "utf-8")
    lines = expected.read_text("utf-8").splitlines()
    changes = list(difflib.unified_diff(lines, text.splitlines(), "recorded", "printed", lineterm="", n=9))
    assert not changes, "\n".join(changes)
