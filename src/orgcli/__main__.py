"""The entry point of ``orgcli`` and ``python -m orgcli``."""

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn


class Terminated(BaseException):
    """A signal asked the process to end: raised so that temporary files are removed on the way out."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


def start() -> NoReturn:
    """Run one command and end the process."""
    # One command makes little garbage, and collecting it takes a tenth of the time in which a file is read.
    gc.disable()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores it
            signal.signal(number, _terminate)
    try:
        code = run()
    except Terminated as ended:
        code = 128 + ended.number
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or None
            stream.flush()
    # A normal exit frees every object first, which takes seconds if the organisation is large.
    os._exit(code)


def _terminate(number: int, _frame: object) -> NoReturn:
    raise Terminated(number)


def run() -> int:
    """Run one command and return its exit code."""
    try:  # the imports too may be interrupted with Ctrl-C
        from orgcli.cli.main import main
    except KeyboardInterrupt:
        return 130
    return main()


if __name__ == "__main__":
    start()
