"""Run the command line: the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from orgcli.cli import app, global_options
from orgcli.cli.session import Session, day, file_on, given_file
from orgcli.errors import ExitCode, OrgError, UnknownName, UnreadableFile
from orgcli.i18n import language
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orgcli.cli.help import Help


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error becomes one message on stderr."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    screen.prepare()
    try:
        code = _complete(arguments) if _completing() else _run(global_options.moved_first(arguments))
        sys.stdout.flush()
    except OrgError as error:
        return _fail(str(error) + _history_hint(error, arguments), error.code)
    except typer.TyperException as error:
        from orgcli.cli import usage_errors

        return _fail(usage_errors.message(error)) if error.format_message() else ExitCode.TROUBLE
    except typer.Exit as done:
        return done.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except (BrokenPipeError, SystemExit):  # Typer turns a closed pipe into SystemExit(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.YES
    except MemoryError:
        return _fail(_("out of memory: the file or the question is too large for this machine"))
    except Exception as error:  # noqa: BLE001 - the last resort: one line in place of a traceback
        return _fail(_unexpected(error))
    return code


def _run(arguments: list[str]) -> int:
    """Run the command of a line, its global options first."""
    _choose_language(arguments)
    is_help = not arguments or not {"-h", "--help"}.isdisjoint(arguments)
    program = app.program(None if is_help else global_options.command(arguments))
    if is_help:
        from orgcli.cli import help

        help.translate(program)
        help.replace(program, lambda text: _show_help(text, arguments))
    code = program.main(arguments, prog_name="orgcli", standalone_mode=False)
    return code if isinstance(code, int) else ExitCode.YES


def _show_help(text: Help, arguments: list[str]) -> NoReturn:
    """Print the help of a command and stop: successfully if it was asked for, not if nothing was."""
    from orgcli.render import help

    plain = "--plain" in arguments
    color = "never" if plain else global_options.value(arguments, "--color") or "auto"
    Session(given_file(), color, plain).answer(lambda: help.drawing(text), lambda: help.sentences(text))
    raise typer.Exit(ExitCode.YES if arguments else ExitCode.TROUBLE)


def _complete(arguments: list[str]) -> int:
    """Print what may be typed next, for the shell that ORGCLI_COMPLETE names."""
    from orgcli.cli import help
    from orgcli.completion import candidates, shells

    shell = os.environ["ORGCLI_COMPLETE"]
    if shell not in shells.SHELLS:
        return ExitCode.TROUBLE
    question = shells.question(os.environ, arguments)
    words = global_options.moved_first(question.words)
    _choose_language(words)
    command = app.program(global_options.command(words))
    help.translate(command)
    program = candidates.Program(command, global_options.OPTIONS + global_options.FLAGS, _file(words), _given(words))
    print(shells.answer(program, question, shell))
    return ExitCode.YES


def _completing() -> bool:
    return "ORGCLI_COMPLETE" in os.environ


def _choose_language(arguments: list[str]) -> None:
    language.speak(language.choose(global_options.value(arguments, "--lang"), os.environ, _file(arguments)))


def _file(arguments: list[str]) -> Path:
    """Return the organisation file in use, or the folder where none can be told yet: the command says why."""
    given = _given(arguments)
    with suppress(OrgError):
        return file_on(given, day(global_options.value(arguments, "--as-of")))
    return given


def _given(arguments: list[str]) -> Path:
    value = global_options.value(arguments, "--file")
    return given_file(Path(value) if value else None)


def _history_hint(error: OrgError, arguments: list[str]) -> str:
    """Return a line with the command that says what became of a name, if only another text of the folder has it."""
    given = _given(global_options.moved_first(arguments))
    if not isinstance(error, UnknownName) or _completing() or not given.is_dir():
        return ""
    from orgcli.cli import texts

    with suppress(OrgError):  # the name is what is wrong, not another file
        label = texts.with_name(given, error.name)
        if label:
            command = shlex.join(["orgcli", "--file", str(given), "history", error.name])
            return "\n" + _("It is in the text {text}:").format(text=label) + f"\n  {command}"
    return ""


def _unexpected(error: Exception) -> str:
    """Return the message for an error that nobody expected: a file or the output refused, a defect of the program."""
    if os.environ.get("ORGCLI_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.filename is not None:  # in a folder without the right to look into it
        return str(UnreadableFile(str(error.filename), _(error.strerror or str(error))))
    if isinstance(error, OSError):
        return _("the answer cannot be written: {reason}").format(reason=_(error.strerror or str(error)))
    return _("internal error: {error} (ORGCLI_DEBUG=1 shows where)").format(error=repr(error))


def _fail(message: str, code: ExitCode = ExitCode.TROUBLE) -> int:
    """Print a message and return the exit code; a shell that completes gets the code only."""
    if not _completing():
        screen.print_message(message if code is ExitCode.NO else _("error: {message}").format(message=message))
    return code
