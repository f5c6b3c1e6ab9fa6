"""A real shell in a pseudo-terminal: type, press Tab, read the screen, see what the command was given."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RECORDER = """#!/bin/sh
if [ -n "$ORGCLI_COMPLETE" ] || [ "$1" = --install-completion ]; then
  exec '{python}' -m orgcli "$@"
fi
printf '%s\\0' "$@" >'{record}.new'
mv '{record}.new' '{record}'
"""
"""Stands in for the program: completes as it does, and writes down how it is called otherwise."""
START = {
    "bash": ["bash", "--noprofile", "-i"],
    "zsh": ["zsh", "-i"],
    "fish": ["fish", "-i"],
}
BASHRC = """PS1='ready> '
bind 'set enable-bracketed-paste off'
[ -r /usr/share/bash-completion/bash_completion ] && . /usr/share/bash-completion/bash_completion
"""
ZSHRC = """PS1='ready> '
unsetopt prompt_sp
"""
FISH = """function fish_prompt
    echo -n 'ready> '
end
function fish_greeting
end
"""
_ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78M])|[\r\x07\x0f]"
)


class Shell:
    """One interactive shell with a home of its own, in which completion is installed as a user does it."""

    def __init__(self, name: str, home: Path) -> None:
        self.name, self.record = name, home / "calls"
        program = home / "bin" / "orgcli"
        program.parent.mkdir(parents=True)
        program.write_text(RECORDER.format(python=sys.executable, record=self.record), encoding="utf-8")
        program.chmod(0o755)
        for start, text in ((".bashrc", BASHRC), (".zshrc", ZSHRC), (".config/fish/config.fish", FISH)):
            (home / start).parent.mkdir(parents=True, exist_ok=True)
            (home / start).write_text(text, encoding="utf-8")
        self.environment = {
            "HOME": str(home),
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
            "ORGCLI_LANG": "en",
        }
        self.folder = home
        self.process, self.terminal = 0, -1

    def open(self) -> None:
        """Start the shell and wait until it asks for a command."""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(self.folder)
            os.execvpe(START[self.name][0], START[self.name], self.environment)  # noqa: S606 - a shell is what is tried
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
        self.read("ready> ")

    def close(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.close(self.terminal)
        os.waitpid(self.process, 0)

    def read(self, wanted: str | None = None, quiet: float = 0.6, most: float = 60) -> str:
        """Return what appears on the screen until ``wanted`` does, or until nothing more comes."""
        seen, end = b"", time.monotonic() + most
        while time.monotonic() < end:
            ready, _, _ = select.select([self.terminal], [], [], quiet)
            if ready:
                try:
                    seen += os.read(self.terminal, 65536)
                except OSError:
                    break
            screen = _ESCAPES.sub("", seen.decode(errors="replace"))
            if (wanted is not None and wanted in screen) or (wanted is None and not ready and seen):
                break
        return _ESCAPES.sub("", seen.decode(errors="replace"))

    def type(self, keys: str, wanted: str | None = None) -> str:
        """Type keys and return what the screen then shows."""
        os.write(self.terminal, keys.encode())
        return self.read(wanted)

    def run(self, keys: str) -> list[str] | None:
        """Type a line with Tabs in it, end it, and return what the program was given, None if it was not run."""
        self.record.unlink(missing_ok=True)
        os.write(self.terminal, f"{keys}\r".encode())
        end = time.monotonic() + 60
        while time.monotonic() < end and not self.record.exists():
            self.read(quiet=0.05, most=0.1)
        if not self.record.exists():
            return None
        return self.record.read_text(encoding="utf-8").split("\0")[:-1]


def installed(name: str) -> bool:
    """Tell whether a shell is on this machine."""
    return shutil.which(name) is not None
