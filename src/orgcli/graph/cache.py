"""What was read of an organisation file, as one file in the user's cache folder.

The cache file is found by the digest of the organisation file's content, so a changed file is read anew. It holds
JSON, which cannot run code: a header (digest, and the place and checksum of each section), then the sections. A file
that is damaged, foreign or of another version is ignored and replaced. Where there can be no cache, nothing is raised:
every question then reads the organisation file.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orgcli

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 5
MAX_FILES = 30
"""Organisations in the folder; the one used longest ago goes first."""
_PREFIX, _SUFFIX = "org-", ".json"
_CODE = Path(orgcli.__file__).parent
_WRITERS = (
    "graph/nodes.py",
    *("graph/rows.py", "i18n/stemming.py", "i18n/text.py", "org/constraints.py", "org/model.py", "org/statements.py"),
    *("org/traversal.py", "org/yaml_events.py", "search/index.py", "search/index_builder.py"),
    *("search/lexicon.py", "search/stems.py", "search/synonyms_builder.py"),
    *(str(file) for file in sorted((_CODE / "search/wordlists").glob("grammar.*"))),
)
"""What decides about the content; where one of these has changed, as in a checkout, the format is another."""
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Entry:
    """The cache file of one organisation file, which has this content."""

    def __init__(self, content: bytes) -> None:
        changes = [(_CODE / writer).stat().st_mtime_ns for writer in _WRITERS]
        version = f"{FORMAT} {orgcli.__version__} {sys.byteorder} {changes}"
        self.digest = hashlib.sha256(content + version.encode()).hexdigest()
        folder = _folder()
        self.file = folder / f"{_PREFIX}{self.digest[:40]}{_SUFFIX}" if folder else None

    def read(self, section: str) -> Any:
        """Return a section of JSON as data, or None if it is not in the cache."""
        content = self.read_bytes(section)
        return None if content is None else json.loads(content)

    def read_bytes(self, section: str) -> bytes | None:
        """Return a section as it was written, or None if it is not in the cache."""
        with suppress(OSError, ValueError, KeyError, TypeError), self._open() as stream:
            content = _section(stream, self._header(stream), section)
            with suppress(OSError):  # files used recently are not removed; on a read-only disk no time can be set
                os.utime(stream.name)
            return content
        return None

    def write(self, sections: Mapping[str, bytes]) -> None:
        """Add sections to the cache file, if the folder can be written."""
        if not self.file:
            return
        others = {}
        with suppress(OSError, ValueError, KeyError, TypeError), self._open() as stream:
            header = self._header(stream)
            others = {name: _section(stream, header, name) for name in header}
        with suppress(OSError):
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(self.file.parent):
                _replace(self.file, self._joined({**others, **sections}))
                _remove_oldest(self.file.parent)

    def _open(self) -> BinaryIO:
        if not self.file or not _is_private(self.file.parent) or not _is_private(self.file):
            raise FileNotFoundError
        return self.file.open("rb")

    def _header(self, stream: BinaryIO) -> dict[str, tuple[int, int, int]]:
        """Return where each section lies; raises ValueError where the file is another's."""
        header = json.loads(stream.readline())
        if header["digest"] != self.digest:
            raise ValueError
        sections: dict[str, tuple[int, int, int]] = header["sections"]
        return sections

    def _joined(self, sections: dict[str, bytes]) -> bytes:
        """Return the content of the file: each section has its start and length counted after the header."""
        places, start = {}, 0
        for name, content in sections.items():
            places[name] = (start, len(content), zlib.crc32(content))
            start += len(content)
        header = json.dumps({"digest": self.digest, "sections": places})
        return b"".join([header.encode(), b"\n", *sections.values()])


def _section(stream: BinaryIO, header: dict[str, tuple[int, int, int]], name: str) -> bytes:
    """Return the bytes of a section; raises ValueError where they are damaged."""
    start, length, checksum = header[name]
    stream.seek(0)
    stream.seek(len(stream.readline()) + start)
    content = stream.read(length)
    if len(content) != length or zlib.crc32(content) != checksum:
        raise ValueError
    return content


def _folder() -> Path | None:
    """Return the cache folder, None where the user wants none: ORGCLI_CACHE is a folder, or ``off``."""
    wanted = os.environ.get("ORGCLI_CACHE", "")
    if wanted.lower() in {"off", "no", "0"}:
        return None
    if wanted:
        return Path(wanted)
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("orgcli", appauthor=False)
    except RuntimeError:  # a user without a home
        return None
    return folder if folder.is_absolute() else None


def _is_private(path: Path) -> bool:
    """Return whether a file or folder is the user's, and nobody else may write it."""
    status = path.stat(follow_symlinks=path.is_dir())
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & _OTHERS_MAY_WRITE)


def _replace(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by the user only (mkstemp makes it so)."""
    number, temporary = tempfile.mkstemp(dir=file.parent, prefix="new-", suffix=_SUFFIX)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(file)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _remove_oldest(folder: Path) -> None:
    """Remove the cache files used longest ago, where there are too many, and those left half written."""
    files = [*folder.glob(f"{_PREFIX}*{_SUFFIX}"), *folder.glob(f"new-*{_SUFFIX}")]
    for file in sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)[MAX_FILES:]:
        file.unlink(missing_ok=True)
