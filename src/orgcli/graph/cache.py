"""Organisations read before, kept as tables in the user's cache folder, and never trusted further than they deserve.

A file is known by the digest of its content together with the program's version, so that a changed file
is never answered from old tables, whatever the clock says. The tables are SQLite's: nothing in them can run.
They are written under another name and put in place whole, are the user's alone, and are made anew where
they are damaged, somebody else's or lost. Where the folder cannot be written, they are made in memory.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import sqlite3
import sys
import tempfile
import time
import zlib
from contextlib import closing, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from orgcli import bundled
from orgcli.graph import beside, store
from orgcli.graph.compile import Rows
from orgcli.graph.store import Tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from orgcli.graph.beside import Beside, Send
    from orgcli.graph.compile import Tell
    from orgcli.graph.organisation import OrgGraph
    from orgcli.graph.store import Fill
    from orgcli.org.yaml_reader import Document

    Progress = Callable[[str], AbstractContextManager[Tell]]

MAX_FILES = 24
MAX_BYTES = 2 * 2**30
"""What the folder may hold, two files an organisation; those asked for longest ago go first."""
VERIFIED_BYTES = 64 * 2**20
"""Tables up to this size are compared with their checksum at every start; larger ones are left to SQLite's own."""
SLOW_BYTES = 20 * 2**20
"""A file from this size on takes so long to be read that the user is told how far it is."""
_READ, _LOADED = 0.6, 0.75
"""The share of the time for new tables that the file takes to be read, and of that, to be loaded."""
_CHUNK = 2**16
"""Bytes read at a time for a checksum: room for a whole file would take longer to be had than to be filled."""
_PAUSE = 0.01
"""Seconds between two looks at whether tables may be kept."""
_WHOLE = 255
"""The share that is done as a byte, when all is."""
_LEFT_OVER = 24 * 3600
_SUFFIX = ".tables"
_NAME = re.compile(r"[0-9a-f]{40}-\w+-\d+-[0-9a-f]{8}\.tables")
_UNFINISHED = "new-"
_MAKERS = (
    *("graph/compile.py", "graph/store.py", "i18n/text.py", "org/clauses.py", "org/walk.py"),
    *("search/index.py", "search/indexing.py", "search/words.py"),
)
"""What makes the tables: where one of these has changed, tables made before do not count."""


def open_graph(
    file: Path, progress: Progress, *, search: bool = False, meanwhile: Callable[[], None] = lambda: None
) -> OrgGraph:
    """Return the organisation of a file: from the tables made before of the same content, else from the file.

    ``progress`` is asked for a place to tell how far a large file is read (“graph”) or indexed (“words”).
    A second process makes the index of a large file where the question is a ``search``, else its graph;
    ``meanwhile`` is called once, where there is time for it. Raises what `load.load` does.
    """
    from orgcli.org import yaml_reader

    _IN_USE[:] = [_Kept(file, yaml_reader.read_bytes(file), progress, meanwhile, search=search)]
    return _IN_USE[0].graph()


def known(file: Path) -> OrgGraph | None:
    """Return the organisation of a file if its tables were made before: for completion, which must not wait."""
    kept = _Kept(file, file.read_bytes(), _silent)
    tables = kept.found("graph")
    return store.read(tables, lambda: kept.tables("words")) if tables else None


def forget() -> None:
    """Remove all that is kept: something of it turned out to be damaged."""
    folder = _folder()
    for file in _files_of(folder) if folder else ():
        with suppress(OSError):
            file.unlink()


def _silent(_work: str) -> AbstractContextManager[Tell]:
    return nullcontext(lambda _share: None)


class _Kept:
    """What is kept of one file: the tables of its graph, and those of its index once something is searched for."""

    def __init__(
        self,
        file: Path,
        content: bytes,
        progress: Progress,
        meanwhile: Callable[[], None] = lambda: None,
        *,
        search: bool = False,
    ) -> None:
        self.file, self.content, self.progress, self.meanwhile = file, content, progress, meanwhile
        self.is_slow = len(content) > SLOW_BYTES
        self.folder, self.key = _folder(), _key(content)
        self.search = search
        self.rows: Rows | None = None
        self.work: dict[str, Beside] = {}
        """The second process, while there is one, by the tables that it makes."""

    def graph(self) -> OrgGraph:
        """Return the organisation."""
        return store.read(self.tables("graph"), lambda: self.tables("words"))

    def tables(self, kind: str) -> Tables:
        """Return tables that were made before, or make them."""
        found = self.found(kind)
        if found:
            return found
        with self.progress(kind) if self.is_slow else _silent(kind) as tell:
            return self.made(kind, tell)

    def found(self, kind: str) -> Tables | None:
        """Return tables that were made before, or None if there are none that can be trusted.

        The name of the file ends in its size and checksum: what was cut short or changed does not fit it.
        """
        for file in _files_of(self.folder) if self.folder else ():
            if not file.name.startswith(f"{self.key}-{kind}-"):
                continue
            with suppress(OSError, sqlite3.Error):
                if _is_ours(file) and _is_whole(file):
                    tables = _opened(file)
                    with suppress(OSError):  # a disk that is read only
                        os.utime(file)
                    return tables
            with suppress(OSError):
                file.unlink()
        return None

    def made(self, kind: str, tell: Tell) -> Tables:
        """Make tables, and keep them where that is possible."""
        read = 0.0 if self.rows else _READ
        self.rows = self.rows or self.read(kind, lambda share: tell(share * read))

        def go_on(share: float) -> None:
            tell(read + share * (1 - read))

        return self.made_beside(kind, go_on) or self.made_here(kind, self.rows, go_on)

    def read(self, kind: str, tell: Tell) -> Rows:
        """Return what the file says, read anew for tables of some kind; a second process begins to make some."""
        from orgcli.org import load, references

        document, org = load.read(self.file, self.content, lambda share: tell(share * _LOADED))
        self.content = b""  # a large one takes room that the tables need
        tell(_LOADED)
        rows = Rows(org)
        second = "words" if self.search else kind
        work, is_sound = None, mmap.mmap(-1, 1)
        if self.folder and not any(references.group_bombs(org)):  # all else may be wrong, and the rest go on
            work = beside.begin(partial(self.keep, second, document, rows, is_sound), len(document.content))
        try:
            load.verify(document, org)
        except BaseException:
            if work:
                work.leave()
            raise
        is_sound[0] = 1
        self.work = {second: work} if work else {}
        tell(1.0)
        return rows

    def keep(self, kind: str, document: Document, rows: Rows, is_sound: mmap.mmap, send: Send) -> None:
        """Make tables, in the second process, and keep them once the first has found the file to be sound.

        Sent is the share that is done as a byte, 255 for the whole; where nobody listens any more, nothing is kept.
        """
        document.content = b""  # the first process alone may need it

        def fill(connection: sqlite3.Connection) -> None:
            _FILLS[kind](rows, connection, tell=lambda share: send(bytes([int(share * _WHOLE)])))
            while not is_sound[0]:
                time.sleep(_PAUSE)
                send(bytes([_WHOLE]))

        _keep(cast("Path", self.folder), f"{self.key}-{kind}", fill)

    def made_beside(self, kind: str, tell: Tell) -> Tables | None:
        """Return tables once the second process has made them, if one does."""
        work = self.work.pop(kind, None)
        if work is None:
            return None
        self.meanwhile()
        share = 0.0
        for told in work.received():
            share = told[-1] / _WHOLE if told else share
            tell(share)
        return self.found(kind)

    def made_here(self, kind: str, rows: Rows, tell: Tell) -> Tables:
        """Make tables in this process."""
        fill = partial(_FILLS[kind], rows, tell=tell)
        if self.folder:
            with suppress(OSError, sqlite3.Error):
                return _opened(_keep(self.folder, f"{self.key}-{kind}", fill))
        return store.in_memory(fill)


_FILLS: dict[str, Callable[..., None]] = {"graph": store.write, "words": store.write_words}
"""What fills the tables of each kind."""
_IN_USE: list[_Kept] = []
"""The file opened last: to take a large organisation apart takes longer than an answer, so it lasts to the end."""


def _folder() -> Path | None:
    """Return where tables are kept, None where the user wants none: ORGCLI_CACHE is a folder, or ``off``."""
    wanted = os.environ.get("ORGCLI_CACHE", "")
    if wanted.lower() in {"off", "no", "0"}:
        return None
    if wanted:
        return Path(wanted)
    from platformdirs import user_cache_path

    try:
        found = user_cache_path("orgcli", appauthor=False)
    except RuntimeError:  # a user without a home
        return None
    return found if found.is_absolute() else None


def _files_of(folder: Path) -> list[Path]:
    """Return the files of a folder that have a name of ours: whatever else is there is the user's."""
    try:
        return sorted(file for file in folder.iterdir() if _NAME.fullmatch(file.name))
    except OSError:
        return []


def _key(content: bytes) -> str:
    digest = hashlib.sha256(content)
    changed = [(Path(__file__).parent.parent / module).stat().st_mtime_ns for module in _MAKERS]
    digest.update(f"\0{changed} {bundled.version()} {sqlite3.sqlite_version} {sys.byteorder}".encode())
    return digest.hexdigest()[:40]


def _is_ours(file: Path) -> bool:
    """Tell whether nobody else can have written a file."""
    status = file.stat(follow_symlinks=False)
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _is_whole(file: Path) -> bool:
    _key, _kind, size, checksum = file.name.removesuffix(_SUFFIX).split("-")
    found = file.stat().st_size
    return found == int(size) and (found > VERIFIED_BYTES or _checksum(file) == checksum)


def _checksum(file: Path) -> str:
    """Return the checksum of a file; noughts where it is so large that nobody compares it."""
    found = 0
    if file.stat().st_size <= VERIFIED_BYTES:
        with file.open("rb", buffering=0) as stream:
            while part := stream.read(_CHUNK):
                found = zlib.crc32(part, found)
    return f"{found:08x}"


def _opened(file: Path) -> Tables:
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("SELECT count(*) FROM sqlite_schema")
    return Tables(connection)


def _keep(folder: Path, key: str, fill: Fill) -> Path:
    """Put tables into the folder, whole or not at all; raises OSError or sqlite3.Error where that fails."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=_UNFINISHED, suffix=_SUFFIX, dir=folder)
    os.close(number)
    temporary = Path(name)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            fill(connection)
        kept = folder / f"{key}-{temporary.stat().st_size}-{_checksum(temporary)}{_SUFFIX}"
        temporary.replace(kept)
    finally:
        temporary.unlink(missing_ok=True)
    _clean(folder, kept)
    return kept


def _clean(folder: Path, newest: Path) -> None:
    """Remove the organisations asked for longest ago where there are too many, and what was left half written."""
    with suppress(OSError):
        for file in folder.glob(f"{_UNFINISHED}*{_SUFFIX}"):
            if abs(time.time() - file.stat().st_mtime) > _LEFT_OVER:
                file.unlink(missing_ok=True)
        files = [(file.stat().st_mtime, file.stat().st_size, file) for file in _files_of(folder) if file != newest]
        room, places = MAX_BYTES - newest.stat().st_size, MAX_FILES - 1
        for _changed, size, file in sorted(files, reverse=True):
            room -= size
            places -= 1
            if room < 0 or places < 0:
                file.unlink(missing_ok=True)
