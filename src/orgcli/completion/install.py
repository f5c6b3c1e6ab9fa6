"""Installation of the completion scripts."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from orgcli.completion.shells import SHELLS
from orgcli.errors import UnreadableFile, UsageError
from orgcli.i18n.language import gettext as _

_SCRIPTS = {"bash": "orgcli.bash", "zsh": "orgcli.zsh", "fish": "orgcli.fish", "powershell": "orgcli.ps1"}


def shell() -> str:
    """Return the shell in use; raises UsageError if it is not supported."""
    import shellingham  # type: ignore[import-untyped]

    try:
        name = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, OSError):
        name = Path(os.environ.get("SHELL", "")).name
    name = "powershell" if name == "pwsh" else name
    if name not in SHELLS:
        names = ", ".join(SHELLS)
        raise UsageError(_("no completion for the shell “{name}”: {names}").format(name=name, names=names))
    return name


def script(name: str) -> str:
    """Return the completion script of a shell."""
    return (Path(__file__).parent / "scripts" / _SCRIPTS[name]).read_text(encoding="utf-8")


def install(name: str) -> list[Path]:
    """Write the script of a shell, and where needed a line in its start file; return what was written.

    Doing it again changes nothing. Raises UnreadableFile where the system refuses.
    """
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    match name:
        case "bash":
            return _write(name, data / "bash-completion" / "completions" / "orgcli", home / ".bashrc")
        case "zsh":
            start = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
            return _write(name, data / "zsh" / "site-functions" / "_orgcli", start)
        case "fish":
            return _write(name, config / "fish" / "completions" / "orgcli.fish", None)
        case _:
            profile = _profile()
            return _write(name, profile.parent / "orgcli.completion.ps1", profile)


def _write(name: str, target: Path, start: Path | None) -> list[Path]:
    written = [target]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(script(name), encoding="utf-8")
        if start:
            line = f'. "{target}"'
            before = start.read_text(encoding="utf-8", errors="surrogateescape") if start.exists() else ""
            if line not in before.splitlines():
                with start.open("a", encoding="utf-8", errors="surrogateescape") as stream:
                    stream.write(f"{'' if before.endswith(chr(10)) or not before else chr(10)}{line}\n")
                written.append(start)
    except OSError as error:
        raise UnreadableFile(str(error.filename or target), _(error.strerror or str(error))) from None
    return written


def _profile() -> Path:
    """Return the start file that PowerShell itself names."""
    for program in ("pwsh", "powershell"):
        try:
            asked = [program, "-NoProfile", "-Command", "$PROFILE"]
            result = subprocess.run(asked, capture_output=True, check=True, text=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return Path(result.stdout.strip())
    raise UsageError(_("PowerShell was not found"))
