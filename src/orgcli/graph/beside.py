"""Work done in a second process while this one goes on, where the machine can do two things at once."""

from __future__ import annotations

import os
import select
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Send = Callable[[bytes | bytearray | memoryview], None]

LARGE = 2**20
"""A file from this many bytes on takes longer to be read than a second process to begin."""
_CHUNK = 2**20
"""Bytes that may be on their way at a time: the most that Linux allows everybody."""
_PAUSE = 200
"""Milliseconds without a word after which whoever waits is told so."""


def begin(work: Callable[[Send], None], size: int) -> Beside | None:
    """Begin a piece of work on so many bytes in a second process, or return None.

    None where a process more is of no use, for the work is small or there is one core only, or where it
    cannot be had. On macOS a process can be doubled, but the system's own libraries do not bear it:
    https://docs.python.org/3/library/os.html#os.fork.
    """
    if size < LARGE or sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return None
    try:
        return Beside(work)
    except OSError:  # too many processes or open files
        return None


class Beside:
    """A piece of work in a process of its own, which has all that this one had when it began.

    The work is given what sends bytes back. It stops at the next that it sends once nobody listens.
    """

    def __init__(self, work: Callable[[Send], None]) -> None:
        self._listening, speaking = _pipe()
        self._is_over = False
        try:
            self._process = os.fork()
            if not self._process:
                os.close(self._listening)
                _do(work, speaking)
        except OSError:
            os.close(self._listening)
            raise
        finally:
            os.close(speaking)

    def received(self) -> Iterator[bytes]:
        """Yield what the work sends until it ends, and nothing (``b""``) now and then while it is silent.

        Whether it came to its good end, who receives it must see from what came.
        """
        poll = select.poll()
        poll.register(self._listening)
        while True:
            ready = poll.poll(_PAUSE)
            chunk = os.read(self._listening, _CHUNK) if ready else b""
            if ready and not chunk:
                break
            yield chunk
        self.leave()

    def leave(self) -> None:
        """Listen no more, so that the work stops, and wait until it has put its things away."""
        self._is_over = True
        os.close(self._listening)
        with suppress(ChildProcessError):  # where whoever began this process wanted no news of others
            os.waitpid(self._process, 0)

    def stop(self) -> None:
        """End at once a work that leaves nothing behind, if it is not over."""
        if not self._is_over:
            os.kill(self._process, signal.SIGKILL)
            self.leave()


def _pipe() -> tuple[int, int]:
    import fcntl

    reading, writing = os.pipe()
    with suppress(OSError):  # where the user has too many already, it stays as it is
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _CHUNK)
    return reading, writing


def _do(work: Callable[[Send], None], speaking: int) -> None:
    """Do the work, and end the process without a word: what went wrong, the first process finds out itself.

    Its input and output are nowhere, so that who reads the answer need not wait for both processes to end.
    """
    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        work(partial(_send, speaking))
        status = 0
    finally:
        os._exit(status)


def _send(speaking: int, data: bytes | bytearray | memoryview) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(speaking, left) :]
