"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from orgcli import ask, language, screen, write
from orgcli.app import GLOBAL_OPTIONS, app, file_in_use
from orgcli.errors import ExitCode, OrgError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ask", "main", "write"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error becomes one message on stderr."""
    arguments = hoisted(list(sys.argv[1:] if argv is None else argv))
    screen.prepare()
    language.speak(language.choose(_value(arguments, "--lang"), os.environ, file_in_use(_path(arguments))))
    try:
        code = app(arguments, prog_name="orgcli", standalone_mode=False)
        sys.stdout.flush()
    except OrgError as error:
        return _fail(str(error))
    except typer.TyperException as error:
        return _fail(error.format_message())
    except typer.Exit as done:
        return done.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.YES
    return code if isinstance(code, int) else ExitCode.YES


def _fail(message: str) -> int:
    from orgcli.text import printable  # noqa: PLC0415

    print(_("error: {message}").format(message=printable(message)), file=sys.stderr)  # noqa: T201
    return ExitCode.TROUBLE


def hoisted(arguments: list[str]) -> list[str]:
    """Move the options that every command takes to the front, so that they may stand anywhere."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in GLOBAL_OPTIONS:
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument.startswith(tuple(f"{option}=" for option in GLOBAL_OPTIONS)):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def _value(arguments: list[str], option: str) -> str | None:
    for argument, following in zip(arguments, [*arguments[1:], None], strict=True):
        if argument == option:
            return following
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
    return None


def _path(arguments: list[str]) -> Path | None:
    value = _value(arguments, "--file")
    return Path(value) if value else None
