"""The ideas of a question, how each may match, and where it does."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Way:
    """One way to match a concept: a kind of match, and words in a row, each in any of several forms."""

    kind: str
    words: tuple[frozenset[str], ...]
    label: str


@dataclass
class Hit:
    """The best match of a concept in a passage, and the positions of the matching words in its text."""

    score: float
    way: Way
    positions: set[int]
    in_text: bool

    @property
    def is_weak(self) -> bool:
        """Return whether it is near the matter, but not sure to be it.

        So is what is broader or narrower, an expression whose words stand apart, and the lexicon in a keyword.
        """
        return self.way.kind in {"broad", "apart"} or (self.way.kind == "lexicon" and not self.in_text)


@dataclass
class Concept:
    """One idea of a question: the words typed for it, the ways to match it, and the hits by passage.

    A general one is a word of the lexicon, so that the organisation may well have nothing to do with it.
    """

    typed: str
    optional: bool
    ways: list[Way]
    weight: float = 1.0
    hits: dict[int, Hit] = field(default_factory=dict)
    correction: str | None = None
    is_general: bool = False

    @property
    def is_sure(self) -> bool:
        """Return whether a passage has it beyond doubt."""
        return any(not hit.is_weak for hit in self.hits.values())
