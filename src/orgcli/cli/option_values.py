"""Convert plain option values without pydantic.

Typer validates every option and argument with pydantic, and importing pydantic takes as long as the rest of a
command: `show` takes 162 ms without it, 254 ms with it. Here a value that needs no validation (a text, a path, a
choice, a small number) is converted directly. Typer gets every other value, and so makes every error message.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

_NUMBER = re.compile(r"[0-9]{1,18}")


def skip_validators(command: Any, parent: typer.Context | None = None) -> None:
    """Make a command and its subcommands convert plain values without a validator."""
    context = typer.Context(command, parent=parent, **command.context_settings)
    for parameter in [*command.params, command.get_help_option(context)]:
        if hasattr(parameter, "get_runtime_param"):  # private: without it, Typer validates everything
            parameter.get_runtime_param = _Converter(parameter.get_runtime_param).get
    for subcommand in getattr(command, "commands", {}).values():
        skip_validators(subcommand, context)


class _Converter:
    """Converts plain values, and lets Typer's validator convert the others."""

    def __init__(self, validator: Any) -> None:
        self.validator = validator

    def get(self) -> _Converter:
        """Return itself, where Typer expects a validator."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value that the function of the command gets."""
        kind = param.type_descriptor.annotation
        if value is None or (isinstance(kind, type) and isinstance(value, kind)):
            return () if value is None and (param.multiple or param.nargs == -1) else value
        if kind is Path and isinstance(value, str):
            return Path(value)
        if kind == list[str] and isinstance(value, (list, tuple)):
            return list(value)
        if isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
            return kind(value)
        if kind is int and _NUMBER.fullmatch(value) and int(value) >= (param.type_descriptor.parameter_info.min or 0):
            return int(value)
        return self.validator().coerce(value, param=param, ctx=ctx)
