"""Values of the command line as commands take them, without pydantic where there is nothing to check.

Typer builds a pydantic validator for each option and argument: to say that a text is a text it imports
pydantic, which takes as long as the rest of a question. Here plain values are passed on as they are, and
Typer is asked for all others, and for every error. Where a Typer has no such validators, nothing changes.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

_NUMBER = re.compile(r"[0-9]{1,18}")


def lighten(command: Any, parent: typer.Context | None = None) -> None:
    """Let a command and its subcommands take plain values without a validator."""
    context = typer.Context(command, parent=parent, **command.context_settings)
    for parameter in [*command.params, command.get_help_option(context)]:
        if hasattr(parameter, "get_runtime_param"):
            parameter.get_runtime_param = _Plain(parameter.get_runtime_param).get
    for part in getattr(command, "commands", {}).values():
        lighten(part, context)


class _Plain:
    """Passes plain values on, and asks Typer's own validator for others."""

    def __init__(self, validator: Any) -> None:
        self.validator = validator

    def get(self) -> _Plain:
        """Return what Typer asks to coerce a value: this."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value that a command takes."""
        kind = param.type_descriptor.annotation
        if value is None or (isinstance(kind, type) and isinstance(value, kind)):
            plain = () if value is None and (param.multiple or param.nargs == -1) else value
        elif kind is Path and isinstance(value, str):
            plain = Path(value)
        elif kind == list[str] and isinstance(value, (list, tuple)):
            plain = list(value)
        elif isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
            plain = kind(value)
        elif kind is int and _NUMBER.fullmatch(value) and int(value) >= (param.type_descriptor.parameter_info.min or 0):
            plain = int(value)
        else:
            plain = self.validator().coerce(value, param=param, ctx=ctx)
        return plain
