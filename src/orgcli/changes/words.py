"""The words that are different in two wordings of a duty."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LEAST_COMMON = 0.4
"""Share of the words in common below which the two wordings are given whole, one after the other."""


class Part(StrEnum):
    """Where some words stand: in both wordings, in the old or in the new one."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


class Words(NamedTuple):
    """Some words, and where they stand."""

    part: Part
    text: str


def differences(old: str, new: str) -> list[Words]:
    """Return two wordings as one: what is common to both, and what was in place of what, the old before the new."""
    from rapidfuzz.distance import Indel

    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if Indel.normalized_similarity(before, after) < _LEAST_COMMON:
        return list(_changed(old, new))
    found: list[Words] = []
    removed = added = ""
    for step in Indel.opcodes(before, after):
        source, target = "".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal" and (source.strip() or not (removed or added)):
            found += _changed(removed, added)
            found.append(Words(Part.BOTH, source))
            removed = added = ""
        else:  # a blank between two changes belongs to both
            removed, added = removed + source, added + target
    return [*found, *_changed(removed, added)]


def _changed(old: str, new: str) -> Iterator[Words]:
    """Yield what was and what is now in its place, the blanks around them apart: these are not seen to change.

    Where one of them is only blanks, the other one's blanks do for both.
    """
    if not old.strip() or not new.strip():
        old, new = (old, "") if old.strip() else ("", new)
    for part, words in ((Part.OLD, old), (Part.NEW, new)):
        bare = words.strip()
        start, _bare, end = words.partition(bare) if bare else (words, "", "")
        yield from (Words(*one) for one in ((Part.BOTH, start), (part, bare), (Part.BOTH, end)) if one[1])
