"""The registry of export formats, and atomic writing of files."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from orgcli.errors import FileExists, UnreadableFile, UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Body, Org, Unit

    Format = Callable[[Org, Organisation], Iterator[str]]

FORMATS = {
    "html": "html.to_html",
    "svg": "svg.to_svg",
    "mermaid": "diagram.to_mermaid",
    "dot": "diagram.to_dot",
    "json": "tables.to_json",
    "csv": "tables.to_csv",
    "graphml": "graphml.to_graphml",
    "turtle": "turtle.to_turtle",
    "yaml": "yaml.to_yaml",
    "markdown": "markdown.to_markdown",
    "matrix": "matrix.to_matrix",
}
"""Each format and the function, by module of this package, that yields its text piece by piece."""
FOR_PEOPLE = ("html", "svg", "dot", "markdown")
"""The formats that people look at (Mermaid has a limit of its own)."""
MAX_PARTS = 20_000
"""Units and posts in a format for people, at most: nobody can read more, and no browser shows them at once."""


def function(name: str) -> Format:
    """Return the function of a format; raises UsageError, with all the formats, where there is none."""
    if name not in FORMATS:
        raise UsageError(_("no format “{name}”: {names}").format(name=name, names=", ".join(FORMATS)))
    module, _dot, called = FORMATS[name].partition(".")
    return cast("Format", getattr(import_module(f"orgcli.export.{module}"), called))


def check_size(name: str, model: Org) -> None:
    """Raise UsageError if an organisation is too large for a format that people look at."""
    from orgcli.org import traversal  # every command imports the names of the formats, and the model is slow

    places: list[Unit | Body] = [*(unit for unit, _owner in traversal.units(model)), *model.bodies]
    number = sum(1 + len(traversal.posts(place)) for place in places)
    if name in FOR_PEOPLE and number > MAX_PARTS:
        message = _(
            "too large for {format}: {number} units and posts, at most {most}; choose a part with --unit or --depth"
        )
        raise UsageError(message.format(format=name, number=number, most=MAX_PARTS))


def write(pieces: Iterable[str], path: str, *, force: bool = False) -> None:
    """Write a file atomically, as UTF-8; one that is replaced keeps its owner and permissions.

    Raises FileExists where there is one already, unless ``force``, and UnreadableFile where the
    system refuses it or the place is taken by something other than a file.
    """
    target = Path(path).resolve()
    if (target.exists() and not target.is_file()) or path.endswith(("/", os.sep)):
        raise UnreadableFile(str(target), _("not a file"))
    if target.exists() and not force:
        raise FileExists(str(target))
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:50]}.", delete=False) as stream:
            temporary = Path(stream.name)
            try:
                stream.writelines(piece.encode() for piece in pieces)
                stream.flush()
                os.fsync(stream.fileno())
                _set_owner_and_mode(temporary, target)
                _put(temporary, target, force=force)
            finally:
                temporary.unlink(missing_ok=True)
    except FileExistsError:
        raise FileExists(str(target)) from None
    except OSError as error:
        raise UnreadableFile(str(target), _(error.strerror or "cannot be written")) from None


def _set_owner_and_mode(temporary: Path, target: Path) -> None:
    """Give a file the owner and permissions of the one it replaces (set-id bits aside), or those of a new file."""
    if target.exists():
        status = target.stat()
        with suppress(OSError, AttributeError):  # only root may give files away
            os.chown(temporary, status.st_uid, status.st_gid)
        mode = stat.S_IMODE(status.st_mode) & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    temporary.chmod(mode)


def _put(temporary: Path, target: Path, *, force: bool) -> None:
    if not force:
        try:
            os.link(temporary, target)  # unlike a renaming, never takes the place of another file
        except FileExistsError:
            raise
        except OSError:
            pass
        else:
            return
    temporary.replace(target)


def show(pieces: Iterable[str]) -> None:
    """Print the text of a format; to a pipe as UTF-8 with its own line ends, as in a file."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and not sys.stdout.isatty():
        reconfigure(encoding="utf-8", newline="")
    sys.stdout.writelines(pieces)
