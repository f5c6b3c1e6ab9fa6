"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import copy
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from orgcli.cli import option_values
from orgcli.cli.app import GLOBAL_FLAGS, GLOBAL_OPTIONS, Session, app, file_in_use
from orgcli.errors import ExitCode, OrgError
from orgcli.i18n import language
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orgcli.cli.help import Help

COMMANDS = {
    "ask": ("tree", "path", "find", "show"),
    "keep": ("check", "cite", "schema"),
    "write": ("export",),
    "begin": ("init",),
}
"""The module of each command: only that of the one asked for is imported."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error becomes one message on stderr."""
    given = list(sys.argv[1:] if argv is None else argv)
    screen.prepare()
    return _complete(given) if "ORGCLI_COMPLETE" in os.environ else _run(hoisted(given))


def _run(arguments: list[str]) -> int:
    try:
        language.speak(language.choose(_value(arguments, "--lang"), os.environ, file_in_use(_path(arguments))))
        command = program(arguments)
        if not {"-h", "--help"}.isdisjoint(arguments) or not arguments:
            from orgcli.cli import help

            help.translate(command)
            help.explain(command, GLOBAL_OPTIONS + GLOBAL_FLAGS, lambda found: _help(found, arguments))
        code = command.main(arguments, prog_name="orgcli", standalone_mode=False)
        sys.stdout.flush()
    except OrgError as error:
        return _fail(str(error), error.code)
    except typer.TyperException as error:
        from orgcli.cli import help

        return _fail(help.sentence(error)) if error.format_message() else ExitCode.TROUBLE
    except typer.Exit as done:
        return done.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except (BrokenPipeError, SystemExit):  # Typer exits by itself, with 1, when the reader has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.YES
    except Exception as error:  # noqa: BLE001 - the last resort: a defect of ours is told in one line
        return _fail(_unforeseen(error))
    return code if isinstance(code, int) else ExitCode.YES


def program(arguments: Sequence[str]) -> Any:
    """Return the command that a line asks for in the group of all, or the group whole if it asks for none."""
    options = set(GLOBAL_OPTIONS)
    words = [word for before, word in zip(("", *arguments), arguments, strict=False) if before not in options]
    asked = next((word for word in words if not word.startswith("-")), None)
    home = next((module for module, names in COMMANDS.items() if asked in names), None)
    for module in [home] if home else COMMANDS if asked or not words or "--version" not in words else []:
        import_module(f"orgcli.cli.commands.{module}")
    chosen = copy.copy(app)
    order = [asked] if home else [name for names in COMMANDS.values() for name in names]
    known = [one for one in app.registered_commands if named(one) in order]
    chosen.registered_commands = sorted(known, key=lambda one: order.index(named(one)))
    command = typer.main.get_command(chosen)
    option_values.lighten(command)
    return command


def named(command: Any) -> str:
    """Return the name of a command that a module has registered."""
    return str(command.name or command.callback.__name__)


def _help(found: Help, arguments: list[str]) -> NoReturn:
    """Show the help of a command; where nothing was asked, it stands for an answer that could not be given."""
    from orgcli.render import help

    color = _value(arguments, "--color") or "auto"
    session = Session(file_in_use(), "never" if "--plain" in arguments else color, "--plain" in arguments)
    session.answer(lambda: help.drawn(found), lambda: help.told(found))
    raise typer.Exit(ExitCode.YES if arguments else ExitCode.TROUBLE)


def _complete(arguments: list[str]) -> int:
    """Answer a shell that asks what can be typed; where nothing can be said, say nothing."""
    from orgcli.cli import help
    from orgcli.completion import candidates, shells

    shell = os.environ["ORGCLI_COMPLETE"]
    if shell not in shells.SHELLS:
        return ExitCode.TROUBLE
    asked = shells.question(os.environ, arguments)
    front = hoisted(asked.words)
    file = file_in_use(_path(front))
    try:
        language.speak(language.choose(_value(front, "--lang"), os.environ, file))
        command = program(front)
        help.translate(command)
        print(shells.answer(candidates.Program(command, GLOBAL_OPTIONS + GLOBAL_FLAGS, file), asked, shell))
        sys.stdout.flush()
    except (OrgError, OSError):
        return ExitCode.TROUBLE
    except Exception as error:  # noqa: BLE001 - a shell that completes is no place to tell of it
        _unforeseen(error)
        return ExitCode.TROUBLE
    return ExitCode.YES


def _unforeseen(error: Exception) -> str:
    """Return what to say of an error that is not the user's: the output refused, or a defect of ours."""
    if os.environ.get("ORGCLI_DEBUG"):
        raise error
    if type(error).__module__ == "sqlite3":
        from orgcli.graph import cache

        cache.forget()
        return _("what was kept of the file is damaged, and is removed now: ask again")
    if isinstance(error, OSError):
        return _("the answer cannot be written: {reason}").format(reason=_(error.strerror or str(error)))
    return _("internal error: {error} (ORGCLI_DEBUG=1 shows where)").format(error=repr(error))


def _fail(message: str, code: ExitCode = ExitCode.TROUBLE) -> int:
    screen.say(message if code is ExitCode.NO else _("error: {message}").format(message=message))
    return code


def hoisted(arguments: list[str]) -> list[str]:
    """Move the options that every command takes to the front, so that they may stand anywhere."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in GLOBAL_OPTIONS:
            value = next(waiting, None)
            if value is None:
                return [*front, argument]  # Typer says that its value is missing
            front += [argument, value]
        elif argument in GLOBAL_FLAGS or argument.startswith(tuple(f"{option}=" for option in GLOBAL_OPTIONS)):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def _value(arguments: list[str], option: str) -> str | None:
    """Return the value of an option that stands in front."""
    for position, argument in enumerate(arguments):
        if argument == option:
            return next(iter(arguments[position + 1 :]), None)
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
    return None


def _path(arguments: list[str]) -> Path | None:
    value = _value(arguments, "--file")
    return Path(value) if value else None
