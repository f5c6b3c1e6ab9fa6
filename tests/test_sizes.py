"""A reader has a file or a function in view at once."""

from __future__ import annotations

import ast
from pathlib import Path

import orgcli

FOLDER = Path(orgcli.__file__).parent
LINES_OF_FILE, LINES_OF_FUNCTION = 250, 40


def test_no_file_is_too_long() -> None:
    lines = {file.name: len(file.read_text("utf-8").splitlines()) for file in FOLDER.rglob("*.py")}
    assert not {name for name, number in lines.items() if number > LINES_OF_FILE}


def test_no_function_is_too_long() -> None:
    long = [
        f"{file.name}: {node.name}"
        for file in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
        if node.end_lineno - node.lineno >= LINES_OF_FUNCTION
    ]
    assert long == []
