"""Run the program: what ``orgcli`` and ``python -m orgcli`` call."""

import os
import sys
from contextlib import suppress
from typing import NoReturn


def start() -> NoReturn:
    """Run one command and end the process there and then.

    Python would first take apart all that it holds: of a large organisation, that takes seconds.
    """
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or None
            stream.flush()
    os._exit(code)


def run() -> int:
    """Run one command and return its exit code; stopped while it is still being loaded, it says nothing either."""
    try:
        from orgcli.cli import main  # noqa: PLC0415 - most of the time before an answer is spent here
    except KeyboardInterrupt:
        return 130
    return main()


if __name__ == "__main__":
    start()
