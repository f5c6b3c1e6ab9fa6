"""What a question asks beyond its words: a head, a deputy, those below a post, what a unit does."""

from __future__ import annotations

import re
from enum import StrEnum

from orgcli.i18n import text


class Intent(StrEnum):
    """What a question asks, beyond its words."""

    TOPIC = "topic"  # who does this?
    HEAD = "head"  # who heads this, or to whom does this post report?
    BELOW = "below"  # who reports to this post?
    DEPUTY = "deputy"  # who is the deputy of this post?
    WHAT = "what"  # what does this unit do?


_ASK = (
    r"(?:quel(?:le)?s sont|qui sont|(?:fais |faites )?(?:la )?liste[rz]?|montre[rz]?(?: moi)?|donne[rz]?(?: moi)?|"
    r"(?:what|which|who) are|list|show(?: me)?|give me) (?:de |d |of )?"
)
_EVERY, _ARTICLE = r"(?:tou(?:te)?s|all(?: of)?|every) ", r"(?:les|des|the) "
# Ways to ask for all of something.
ALL = rf"(?:{_ASK}(?:{_EVERY})?(?:{_ARTICLE})?|{_EVERY}(?:{_ARTICLE})?|{_ARTICLE})"
_LEAD = r"(?:dirige|commande|preside|conduit|gere|est (?:le |la )?(?:chef|directeur|patron|responsable|a la tete)|mene)"
_OF = r"(?:de|du|des|d|of)\b"
_REPORTS = r"(?:rend(?:ent)? compte|releve(?:nt)?|depend(?:ent)?|repond(?:ent)?|rapporte(?:nt)?|obei\w*)"
_IS_HEAD = r"(?:heads?|runs?|leads?|directs?|commands?|is (?:the )?(?:head|chief|director|boss|in charge) of)"


def _patterns(*patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns]


_INTENT_PATTERNS = {
    Intent.WHAT: _patterns(
        r"^(?:que|qu est ce que) (?:fait|font|doit faire)\b",
        r"^a quoi sert\b",
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
        r"^qui (?:remplace|supplee|seconde)\b(?: qui$)?",
        rf"^{ALL}(?:adjointe?s|suppleante?s|remplacante?s|deputies)$",
        r"^(?:who is )?(?:the )?deputy (?:of|to|for)\b",
        r"^who (?:replaces|stands in for|deputi[sz]es for)\b(?: whom?$)?",
    ),
    Intent.HEAD: _patterns(
        r"^(?:(?:quel|quelle|qui|est|le|la|l|nom|titre|poste|fonction|grade|personne|celui|celle|du|de) )*"
        rf"a la tete {_OF}",
        r"^(?:(?:who|what|is|the|name|title|post|rank|person|of) )*(?:at|in) (?:the )?(?:top|head|charge) of\b",
        rf"^qui {_LEAD}(?: {_OF})?",
        rf"^(?:quel|quelle|qui) est l\w* (?:chef|directeur|directrice|patron|responsable) {_OF}",
        rf"^who {_IS_HEAD}",
        rf"\b(?:a|de) qui {_REPORTS}",
        rf"\b{_REPORTS} (?:a|de) qui$",
        rf"^(?:qui est )?(?:l[ea] )?(?:superieure?|hierarchie|chef hierarchique|boss)(?: hierarchique)? {_OF}",
        r"^(?:to whom|whom?) (?:does|do)\b(?=.*\b(?:reports?|answers?)\b)",
        r"^(?:qui est|who is) (?:le|la|l|the)\b",
        r"^(?:the )?(?:boss|supervisor|superior|line manager) of\b",
    ),
}
TITLE = re.compile(
    r"^(?:l[ea] |the )?(chefs?|heads?|chiefs?|direct(?:eur|rice|or)|responsable|patron|boss) (?:de|du|des|d|of)\b"
)
_WHO_IS = re.compile(r"^(?:qui est|c est qui|who is|who s) (?:le |la |l |the )?")
# When a deputy stands in: « en cas d’absence », « quand il est absent ».
_ABSENCE_TAIL = re.compile(
    r" (?:en cas d|en|pendant|durant|lors d|in case of|during|in)"
    r"(?: (?:une?|l|la|son|sa|ses|leur|les|an|the|his|her|their))?"
    r" (?:absences?|empechement|conges?|vacances|leave|holidays?)\b.*$"
    r"| (?:quand|lorsqu?e?|si|s|when|if|while) (?:il|elle|ils|elles|he|she|they)\b.*$"
)
_HEAD_TAIL = re.compile(r"\b(?:do|reports?|answers?|answerable|accountable)(?: to)?$")


def of(plain: str) -> tuple[str, Intent]:
    """Return the question without the words that express its intent, and the intent."""
    for intent, patterns in _INTENT_PATTERNS.items():
        for pattern in patterns:
            if pattern.search(plain):
                rest = pattern.sub(" ", plain, count=1).strip()
                if intent is Intent.DEPUTY:
                    rest = _ABSENCE_TAIL.sub("", rest)
                return _HEAD_TAIL.sub("", rest).strip(), intent
    return plain, Intent.HEAD if TITLE.search(plain) else Intent.TOPIC


def untitled(subject: str) -> str:
    """Return the name of a unit without « le chef de » before it."""
    return TITLE.sub("", subject).strip()


def without_asking(asked: str) -> str:
    """Return a question without « qui est le » before it."""
    return _WHO_IS.sub("", text.key(asked))
