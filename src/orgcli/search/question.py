"""What a person typed, taken apart: phrases, words, words to leave out, and what is asked about a post."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from orgcli.i18n import text
from orgcli.search.words import ASKING, GRAMMAR, SET_EXPRESSIONS, singular


class Intent(StrEnum):
    """What a question asks, beyond its words."""

    TOPIC = "topic"
    """Who does this?"""
    HEAD = "head"
    """Who heads this, or to whom does this post answer?"""
    BELOW = "below"
    """Who answers to this post?"""
    DEPUTY = "deputy"
    """Who stands in for this post?"""
    WHAT = "what"
    """What does this unit do?"""


@dataclass(frozen=True)
class Word:
    """One word searched for; an optional one helps where it matches and is not missed elsewhere."""

    text: str
    optional: bool = False
    share: float = 1.0
    """What it counts, next to a word of the matter."""


@dataclass(frozen=True)
class Question:
    """A question in parts; ``phrases`` are the quoted runs of words, kept whole."""

    asked: str
    words: list[Word] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    intent: Intent = Intent.TOPIC
    sentence: bool = False
    """Whether it is a whole question, in which not each word is to be found."""
    several: bool = False
    """Whether it lists several ideas: « presse et budget »."""


_QUOTED = re.compile(r'["“”«»]([^"“”«»]+)["“”«»]')
_EXCLUDED = re.compile(r"(?:^|\s)-(\w[\w’'-]*)")
_LEAD = r"(?:dirige|commande|preside|conduit|gere|est (?:le |la )?(?:chef|directeur|patron|responsable|a la tete)|mene)"
_OF = r"(?:de|du|des|d|of)\b"
_REPORTS = r"(?:rend(?:ent)? compte|releve(?:nt)?|depend(?:ent)?|repond(?:ent)?|rapporte(?:nt)?|obei\w*)"
_IS_HEAD = r"(?:heads?|runs?|leads?|directs?|commands?|is (?:the )?(?:head|chief|director|boss|in charge) of)"


def _patterns(*patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns]


_ABOUT = {
    Intent.WHAT: _patterns(
        r"^(?:que|qu est ce que) (?:fait|font|doit faire)\b",
        r"^(?:a quoi sert|que fabrique)\b",
        rf"^quel(?:le)?s? (?:est|sont) l\w* (?:attribution|fonction|mission|role|tache|responsabilite)s? {_OF}",
        r"^what (?:does|do)\b(?=.*\bdo$)",
        r"^what (?:is|are) the (?:dut(?:y|ies)|tasks?|responsibilit(?:y|ies)|role|functions?) of\b",
    ),
    Intent.BELOW: _patterns(
        rf"^qui (?:{_REPORTS}|travaille(?:nt)?) (?:a|au|aux|de|du|des|d|pour|sous)\b",
        r"^(?:who|which (?:units?|posts?|sections?)|what) (?:reports?|answers?) to\b",
        rf"^(?:subordonnes?|subordinates?) {_OF}",
    ),
    Intent.DEPUTY: _patterns(
        rf"^(?:qui est )?(?:l[ea]? )?(?:adjointe?|suppleante?|remplacante?) {_OF}",
        r"^qui (?:remplace|supplee|seconde)\b",
        r"^(?:who is )?(?:the )?deputy (?:of|to|for)\b",
        r"^who (?:replaces|stands in for|deputi[sz]es for)\b",
    ),
    Intent.HEAD: _patterns(
        rf"^qui {_LEAD}(?: {_OF})?",
        rf"^(?:quel|quelle|qui) est l\w* (?:chef|directeur|directrice|patron|responsable) {_OF}",
        rf"^who {_IS_HEAD}",
        rf"\b(?:a|de) qui {_REPORTS}",
        rf"\b{_REPORTS} (?:a|de) qui$",
        rf"^(?:qui est )?(?:l[ea] )?(?:superieure?|hierarchie|chef hierarchique|boss)(?: hierarchique)? {_OF}",
        r"^(?:to whom|whom?) (?:does|do)\b(?=.*\b(?:reports?|answers?)\b)",
        r"^(?:the )?(?:boss|supervisor|superior|line manager) of\b",
    ),
}
_TITLE = re.compile(
    r"^(?:l[ea] |the )?(chefs?|heads?|chiefs?|direct(?:eur|rice|or)|responsable|patron|boss) (?:de|du|des|d|of)\b"
)
_HEAD_TAIL = re.compile(r"\b(?:do|reports?|answers?|answerable|accountable)(?: to)?$")
_KIND = re.compile(
    r"\b(?:quel(?:le)?s?|which|what) "
    r"(equipes?|services?|bureaux?|sections?|divisions?|unites?|groupes?|departements?|offices?|teams?|units?|departments?)\b"
)
_VERB = re.compile(
    r"\b(?:qui|que|qu|se|s|il|ils|elle|elles|on|je|j|nous|vous|who|that|they|we|i|you|it)\s+"
    r"(?:(?:se|s|ne|n|y|en|me|m|te|t|nous|vous|le|la|les|l|lui|leur|est|sont|a|ont|is|are|has|have|will|can|must)\s+)?(\w+)"
)
_INVERTED = re.compile(r"\b(\w+) (?:t )?(?:il|elle|ils|elles|on|je|nous|vous)\b")
ASKED, DONE, SETTING = 0.08, 0.3, 0.5
"""What a word of asking, a verb and a word of the circumstances count in a question."""
_CIRCUMSTANCE = re.compile(
    r"\b(?:dans|en(?! (?:matiere|ce|charge))|pendant|lors|lorsqu?e?|quand|avant|apres|depuis|chez|"
    r"in|at|during|when|while|before|after|within|if)"
    r"\s+((?:(?!\b(?:qui|que|qu|who|what|which)\b)\w+\s*)+)"
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]\w+")
_LISTED = re.compile(r"[,;+/]|\b(?:et|and|ou|or|puis)\b")
_QUESTION = re.compile(
    r"^(?:(?:a|de|par|pour|avec|chez|dans|sur|vers|en) )?"
    r"(?:qui|que|qu|quoi|quel|quelle|quels|quelles|comment|ou|quand|combien|who|whom|which|what|where|how|when|whose)\b"
    r"|\b(?:je|j|nous|on|i|we|they)\b|\b(?:qui|quoi)$|\b(?:mon|ma|mes|notre|nos|my|our) \w+ .*\b(?:is|est|a|has)\b"
)


def parse(asked: str, *, about: bool = True) -> Question:
    """Return the parts of what was typed; without ``about``, as words of a topic whatever is asked.

    ``"a phrase"`` is kept whole, ``-word`` is left out. The verb after « qui » or “who” and words of
    asking are optional; grammar is dropped, unless nothing else remains.
    """
    excluded = [word for found in _EXCLUDED.findall(asked) for word in text.words(found)]
    rest = _EXCLUDED.sub(" ", asked)
    phrases = [tuple(found) for quoted in _QUOTED.findall(rest) if (found := text.words(quoted))]
    rest = _QUOTED.sub(" ", rest)
    plain = " ".join(text.words(rest))
    sentence = "?" in rest or bool(_QUESTION.search(plain))
    several = bool(_LISTED.search(rest))
    names = {word for found in _CAPITAL.findall(rest) for word in text.words(found)}
    plain, whole = _wholes(plain)
    phrases += whole
    verbs = _verbs(plain) if sentence else set()
    verbs |= {*_TITLE.findall(plain), *_KIND.findall(plain)}
    plain, intent = _intent(plain) if about else (plain, Intent.TOPIC)
    known = [word for word in plain.split() if word not in GRAMMAR]
    if not known and not phrases:
        known = [word for word in text.words(rest) if len(word) > 1]
    shares = _shares(known, verbs, _circumstances(plain) - names if sentence else set())
    words = [Word(word, share < 1, share) for word, share in shares.items()]
    if words and all(word.optional for word in words) and not phrases:
        most = max(shares.values())
        words = [Word(word.text, word.share < most, word.share / most) for word in words]
    return Question(asked, words, phrases, excluded, intent, sentence, several)


def is_vain(asked: str) -> bool:
    """Tell whether nothing is left to look for: no words, only those of grammar, or none that is not left out."""
    parts = parse(asked)
    left = [word for word in parts.words if word.text not in GRAMMAR and word.text not in parts.excluded]
    return not left and not parts.phrases


def _verbs(plain: str) -> set[str]:
    """Return the verbs of a whole question: what follows « qui », “who” and other pronouns."""
    gerunds = {word for word in plain.split() if word.endswith("ing") and len(word) > 5}
    return {*_VERB.findall(plain), *_INVERTED.findall(plain), *gerunds}


def _wholes(plain: str) -> tuple[str, list[tuple[str, ...]]]:
    """Return the question without its set expressions, and these: « droits de l’homme » is no sort of « droit »."""
    words, rest, found = plain.split(), [], []
    while words:
        whole = next((entry for entry in SET_EXPRESSIONS.get(singular(words[0]), ()) if _begins(words, entry)), None)
        if whole:
            found.append(tuple(words[: len(whole)]))
            words = words[len(whole) :]
        else:
            rest.append(words.pop(0))
    return " ".join(rest), found


def _begins(words: list[str], entry: tuple[str, ...]) -> bool:
    return tuple(map(singular, words[: len(entry)])) == entry


def _shares(known: list[str], verbs: set[str], circumstances: set[str]) -> dict[str, float]:
    """Return what each word counts."""
    return {
        word: ASKED if word in ASKING else DONE if word in verbs else SETTING if word in circumstances else 1.0
        for word in known
    }


def _circumstances(plain: str) -> set[str]:
    """Return the words that say where or when: what follows « dans », “during” and the like."""
    return {word for found in _CIRCUMSTANCE.findall(plain) for word in found.split()}


def _intent(plain: str) -> tuple[str, Intent]:
    for intent, patterns in _ABOUT.items():
        for pattern in patterns:
            if pattern.search(plain):
                rest = pattern.sub(" ", plain, count=1).strip()
                return _HEAD_TAIL.sub("", rest).strip(), intent
    return plain, Intent.HEAD if _TITLE.search(plain) else Intent.TOPIC
