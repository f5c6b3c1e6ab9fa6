"""The entry point of ``orgcli`` and ``python -m orgcli``."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def start() -> NoReturn:
    """Run one command and end the process."""
    # One command makes little garbage, and collecting it takes a tenth of the time in which a file is read.
    gc.disable()
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or None
            stream.flush()
    # A normal exit frees every object first, which takes seconds if the organisation is large.
    os._exit(code)


def run() -> int:
    """Run one command and return its exit code."""
    try:  # the imports too may be interrupted with Ctrl-C
        from orgcli.cli.main import main
    except KeyboardInterrupt:
        return 130
    return main()


if __name__ == "__main__":
    start()
