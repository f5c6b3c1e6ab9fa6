"""Run the program: what ``orgcli`` and ``python -m orgcli`` call."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def start() -> NoReturn:
    """Run one command and end the process there and then.

    One answer makes little garbage: to look for it while a file is read takes a tenth of the time, and to take
    apart all that was read, before the process ends, seconds where the organisation is large.
    """
    gc.disable()
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or None
            stream.flush()
    os._exit(code)


def run() -> int:
    """Run one command and return its exit code; stopped while it is still being loaded, it says nothing either."""
    try:
        from orgcli.cli.main import main
    except KeyboardInterrupt:
        return 130
    return main()


if __name__ == "__main__":
    start()
