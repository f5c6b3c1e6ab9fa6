"""The texts that are compared: files, and what git keeps of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from orgcli.errors import UnreadableFile
from orgcli.i18n.language import gettext as _
from orgcli.org import yaml_reader

TIMEOUT = 60
"""Seconds for which git may take to give one file."""
_GIT_OPTIONS = ("-c", "core.fsmonitor=false")
_GIT_ENVIRONMENT = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}
"""A repository that others made may name a program to run when the index is read, or when an object is fetched."""
_OTHER_REPOSITORY = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
}
"""What says, in a hook for example, which repository git uses: the file in use may be in another."""


class Text(NamedTuple):
    """An organisation file that was read: its name as the user has it, its content, and its path."""

    name: str
    content: bytes
    path: str


def text(wanted: str, in_use: Path) -> Text:
    """Return a file, ``REV:path`` as git has it, or the file in use at a revision: the first that there is.

    The null device, which git names where a file is new or gone, is an empty text.
    Raises UnreadableFile, which says why it is none of these.
    """
    path = Path(wanted)
    if not wanted or wanted.endswith(":"):
        raise UnreadableFile(repr(wanted), _("neither a file nor a revision that git has"))
    if wanted == os.devnull:
        return Text(wanted, b"", wanted)
    if path.exists():
        return Text(wanted, yaml_reader.read_bytes(path), wanted)
    revision, colon, inside = wanted.partition(":")
    if colon:
        return Text(wanted, _content(wanted, revision, inside, Path()), inside)
    folder = in_use.resolve().parent
    name = f"{wanted}:{in_use.name}"
    return Text(name, _content(wanted, revision, f"./{in_use.name}", folder), str(in_use))


def lines(one: Text) -> dict[str, int]:
    """Return the line on which each part of a file begins, by its id."""
    document = yaml_reader.parse_leniently(Path(one.name), one.content, with_positions=True)
    places: dict[str, int] = {}
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), document.data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("id"), str):
                places[value["id"]] = document.position((*path, "id"))[0]
            waiting += [((*path, key), below) for key, below in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, position), below) for position, below in enumerate(value)]
    return places


def _content(wanted: str, revision: str, path: str, folder: Path) -> bytes:
    """Return a file at a revision; ``path`` is counted from the root of the repository, or with ``./`` from a folder.

    The revision is resolved first: what is passed on cannot be an option.
    """
    if _git(wanted, folder, "rev-parse", "--git-dir").returncode:
        raise UnreadableFile(
            wanted, _("no such file, and {folder} is in no git repository").format(folder=folder.resolve())
        )
    commit = ""
    if revision:
        resolved = _git(
            wanted, folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if resolved.returncode:
            raise UnreadableFile(wanted, _("neither a file nor a revision that git has (a day: 2024-01-31)"))
        commit = resolved.stdout.decode().strip()
    blob = f"{commit}:{path}"
    size = _git(wanted, folder, "cat-file", "-s", blob)
    if not size.returncode and int(size.stdout) > yaml_reader.MAX_BYTES:
        raise yaml_reader.too_large(Path(wanted))
    content = _git(wanted, folder, "cat-file", "blob", blob)
    if size.returncode or content.returncode:
        name = path.removeprefix("./")
        raise UnreadableFile(
            wanted, _("git has no file {path} in {revision}").format(path=name, revision=revision or _("its index"))
        )
    return content.stdout


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment for git, which in a folder of its own finds the repository around it."""
    dropped = set() if folder == Path() else _OTHER_REPOSITORY
    return {name: value for name, value in os.environ.items() if name not in dropped} | _GIT_ENVIRONMENT


def _git(wanted: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise UnreadableFile(wanted, _("no such file; for a revision, git must be installed"))
    try:
        return subprocess.run(
            [git, *_GIT_OPTIONS, *arguments],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=TIMEOUT,
        )
    except (OSError, ValueError) as error:
        reason = str(error)
    except subprocess.TimeoutExpired:
        reason = _("git does not answer")
    raise UnreadableFile(wanted, reason)
